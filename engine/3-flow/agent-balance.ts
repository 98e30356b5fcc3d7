import type { Layer } from '../1-record/knowledge.ts';
import { type BalanceRequest, processBalances } from './balance.ts';
import { type FlowTable, flowStatuses } from './columns.ts';
import { type Judgement, judge } from './judge.ts';
import type { LayerContent } from './layer.ts';
import { agentsOfNodes } from './owner.ts';

/**
 * The balance of one agent in one layer over a period:
 *
 *     received + raised = sent + lost + stockChange + unaccounted
 *
 * where unaccounted is the sum of the gaps of its processes.
 */
export interface AgentBalance extends Judgement {
  readonly agent: string;
  readonly layer: Layer;
  readonly unit: string;
  /** From other agents, outside and nature among them. */
  readonly received: number;
  /** Stock that was raised: openings and finds. */
  readonly raised: number;
  /** To other agents. */
  readonly sent: number;
  /** Declared losses. */
  readonly lost: number;
  /** What its pools hold more (positive) or less at the end. */
  readonly stockChange: number;
  /** Rows of the agent without content; while there are any the verdict may be unknown. */
  readonly unknownRows: number;
}

interface Sums {
  received: number;
  raised: number;
  sent: number;
  lost: number;
  stockChange: number;
  unknownIn: number;
  unknownOut: number;
}

const measured = flowStatuses.indexOf('measured');

/** The balance of every agent in every layer but prices, in the period of the request; `process` narrows nothing here. */
export function agentBalances(request: BalanceRequest): AgentBalance[] {
  const owners = agentsOfNodes(request.table, request.facts);
  const byProcess = processExpectations(request, owners);
  return request.layers
    .filter((each) => each.layer !== 'price')
    .flatMap((layer) =>
      [...sumsOf(request, layer, owners)].map(([agent, sums]) => {
        const expected = byProcess.get(`${layer.layer} ${agent}`) ?? { low: 0, high: 0 };
        const entered = sums.received + sums.raised;
        const judged = judge({
          in: entered,
          out: sums.sent + sums.lost + sums.stockChange,
          expected,
          unknownIn: sums.unknownIn > 0,
          unknownOut: sums.unknownOut > 0,
          heatLeaves: layer.layer === 'energy' || layer.layer === 'exergy',
          tolerance: request.tolerance ?? 0.01,
        });
        const { unknownIn, unknownOut, ...shown } = sums;
        return {
          agent,
          layer: layer.layer,
          unit: layer.unit,
          ...shown,
          unknownRows: unknownIn + unknownOut,
          ...judged,
        };
      }),
    );
}

/** The gaps that the processes of each agent may have, by "layer agent". */
function processExpectations(
  request: BalanceRequest,
  owners: readonly string[],
): Map<string, { low: number; high: number }> {
  const { process: _, ...whole } = request;
  const ownerOf = new Map<string, string>();
  request.table.dictionaries.nodes.forEach((node, place) => {
    if (node.kind === 'process') ownerOf.set(node.process, owners[place]!);
  });
  const sums = new Map<string, { low: number; high: number }>();
  for (const each of processBalances(whole).balances) {
    const key = `${each.layer} ${ownerOf.get(each.process) ?? ''}`;
    const { low, high } = sums.get(key) ?? { low: 0, high: 0 };
    sums.set(key, { low: low + Math.min(0, each.expected.low), high: high + Math.max(0, each.expected.high) });
  }
  return sums;
}

function sumsOf(request: BalanceRequest, layer: LayerContent, owners: readonly string[]): Map<string, Sums> {
  const sums = new Map<string, Sums>();
  const of = (agent: string): Sums => {
    const known = sums.get(agent);
    if (known) return known;
    const made = { received: 0, raised: 0, sent: 0, lost: 0, stockChange: 0, unknownIn: 0, unknownOut: 0 };
    sums.set(agent, made);
    return made;
  };
  for (let row = 0; row < request.table.count; row++)
    if (counts(request, row)) addRow({ request, layer, row, owners, of });
  return sums;
}

function counts({ table, period }: BalanceRequest, row: number): boolean {
  const day = table.columns.day[row]!;
  if (table.columns.status[row] !== measured) return false;
  return period === undefined || (day >= period.first && day < period.end);
}

interface Row {
  readonly request: { readonly table: FlowTable };
  readonly layer: LayerContent;
  readonly row: number;
  readonly owners: readonly string[];
  of(agent: string): Sums;
}

function addRow({ request, layer, row, owners, of }: Row): void {
  const { columns, dictionaries } = request.table;
  const from = dictionaries.nodes[columns.from[row]!]!;
  const to = dictionaries.nodes[columns.to[row]!]!;
  const giver = owners[columns.from[row]!]!;
  const taker = owners[columns.to[row]!]!;
  if (layer.unknown[row] === 1) {
    if (from.kind !== 'opening') of(giver).unknownOut += 1;
    if (to.kind !== 'loss') of(taker).unknownIn += 1;
    return;
  }
  const value = layer.content[row]!;
  if (from.kind === 'opening') of(taker).raised += value;
  else if (to.kind === 'loss') of(giver).lost += value;
  else if (giver !== taker) {
    of(giver).sent += value;
    of(taker).received += value;
  }
  if (from.kind === 'pool') of(giver).stockChange -= value;
  if (to.kind === 'pool') of(taker).stockChange += value;
}

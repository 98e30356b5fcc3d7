import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { type Layer, layer } from '../../engine/1-record/knowledge.ts';
import { type ProcessBalance, processBalances } from '../../engine/3-flow/balance.ts';
import { type FlowTable, selectRows } from '../../engine/3-flow/columns.ts';
import { layerContent } from '../../engine/3-flow/layer.ts';
import { agentsOfProcesses } from '../../engine/3-flow/owner.ts';
import { parsePeriod } from '../../engine/4-footprint/period.ts';
import type { Shelf } from './shelf.ts';
import type { World } from './world.ts';

/** Which balances are asked for; all when nothing is said. */
export interface BalanceQuery {
  readonly processes?: readonly string[] | undefined;
  readonly agent?: string | undefined;
  readonly period?: string | undefined;
  readonly limit?: number | undefined;
}

/** A balance with the name of its process. */
export type NamedBalance = ProcessBalance & { readonly name?: string };

export interface BalanceAnswer {
  /** The unexplained first, and what lies farthest outside its expected range. */
  readonly items: readonly NamedBalance[];
  /** How many there are; `items` may hold fewer. */
  readonly total: number;
  readonly sequence: number;
  readonly warnings: readonly Problem[];
}

const layers: readonly Layer[] = layer.options.filter((each) => each !== 'price');

/** The balances of processes in every physical layer. Problems: record.unknown. */
export function balancesOf(
  world: World,
  _shelf: Shelf,
  query: BalanceQuery,
): { value: BalanceAnswer } | { problems: Problem[] } {
  const { facts, zone, sequence } = world;
  const unknown = query.processes?.find((id) => !facts.Process?.has(id));
  if (unknown !== undefined) return { problems: [problem('record.unknown', '', { class: 'Process', value: unknown })] };
  const table = query.processes ? rowsOfProcesses(world.table, new Set(query.processes)) : world.table;
  const period = query.period === undefined ? undefined : parsePeriod(query.period);
  const contents = layers.map((name) => layerContent(table, { facts, zone, layer: name }));
  const { balances, problems } = processBalances({ table, facts, layers: contents, ...(period && { period }) });
  const wanted = query.agent === undefined ? balances : balances.filter(ofAgent(world, query.agent));
  const ranked = [...wanted].sort((a, b) => severity(b) - severity(a));
  const items = ranked.slice(0, query.limit ?? 1000).map((each) => named(world, each));
  return { value: { items, total: wanted.length, sequence, warnings: problems } };
}

/** How far outside its range a balance lies, relative to what went through; what is not known for sure comes after what is. */
function severity({ beyond, in: went, out, verdict }: ProcessBalance): number {
  const part = beyond === 0 ? 0 : Math.abs(beyond) / Math.max(went, out);
  return verdict === 'unexplained' ? 1 + part : part / (1 + part);
}

function named({ facts }: World, balance: ProcessBalance): NamedBalance {
  const name = facts.Process?.get(balance.process)?.name;
  return name === undefined ? balance : { ...balance, name };
}

function ofAgent({ table, facts }: World, agent: string): (balance: ProcessBalance) => boolean {
  const agents = agentsOfProcesses(table, facts);
  const own = new Set(table.dictionaries.processes.filter((_, place) => agents[place] === agent));
  return ({ process }) => own.has(process);
}

/** The rows of a few processes, so that asking for one costs little in a large network. */
function rowsOfProcesses(table: FlowTable, processes: ReadonlySet<string>): FlowTable {
  const wanted = Uint8Array.from(table.dictionaries.processes, (id) => (processes.has(id) ? 1 : 0));
  const rows: number[] = [];
  for (let row = 0; row < table.count; row++) if (wanted[table.columns.process[row]!] === 1) rows.push(row);
  return selectRows(table, rows);
}

import type { Problem } from '../../engine/0-base/problem.ts';
import { rowAt } from '../../engine/3-flow/builder.ts';
import { formatDay } from '../../engine/0-base/time.ts';
import type { ConservedLayer } from '../../engine/3-flow/reconcile/conserved.ts';
import { reconcile, type Reconciled, type Reconciliation } from '../../engine/3-flow/reconcile/reconcile.ts';
import { assumedRelative } from '../../engine/3-flow/reconcile/uncertainty.ts';
import { agentsOfProcesses } from '../../engine/3-flow/owner.ts';
import { isStandIn } from '../access/visibility/not-shared.ts';
import { backwards, type BalanceQuery, spanOf } from './balances.ts';
import type { Shelf } from './shelf.ts';
import { remembered, type World } from './world.ts';

/** What is reconciled, and which of it is told. */
export interface ReconciliationQuery extends Pick<BalanceQuery, 'period' | 'from' | 'to' | 'limit'> {
  readonly layer?: ConservedLayer | undefined;
  /** Only flows of this process. */
  readonly process?: string | undefined;
  /** Only flows of the stocks and processes of this agent. */
  readonly agent?: string | undefined;
}

/** A flow as it is told; figures that are not known are NaN. */
export interface ToldFlow extends Omit<Reconciled, 'meaning'> {
  readonly kind: Reconciled['meaning']['kind'];
  /** Number of the event in the journal; 0 for what is no event. */
  readonly sequence: number;
  /** Id of the count; '' for what is none. */
  readonly count: string;
  readonly specification: string;
  readonly process: string;
  /** Whether it goes into its process or comes out of it; '' where there is none. */
  readonly side: 'in' | 'out' | '';
  readonly resource: string;
  readonly holder: string;
  /** What kind of flow is expected. */
  readonly flow: string;
  /** The day of an event; '' for what has none. */
  readonly day: string;
  readonly unit: string;
}

/** A measurement that the others contradict: with what they give it. */
export interface ToldSuspect extends ToldFlow {
  readonly estimate: number;
  /** What was likely meant, where a slip of the pen explains it; NaN else. */
  readonly meant: number;
  /** What the balances cannot tell from it. */
  readonly alike: readonly ToldFlow[];
}

export interface ReconciliationAnswer extends Pick<
  Reconciliation,
  'layer' | 'unit' | 'before' | 'after' | 'processes' | 'stocks' | 'told' | 'assumed'
> {
  /** What differs most from what was recorded, by its uncertainty, comes first. */
  readonly items: readonly ToldFlow[];
  readonly total: number;
  readonly suspects: readonly ToldSuspect[];
  /** Standard uncertainties, relative, that were taken where no record tells one. */
  readonly assumptions: typeof assumedRelative;
  readonly standings: Readonly<Record<Reconciled['standing'], number>>;
  readonly sequence: number;
}

/** Measured flows held against each other over a period; the adjusted figures beside the recorded ones. Problems: parameter.invalid. */
export function reconciliationsOf(
  world: World,
  _shelf: Shelf,
  { layer = 'mass', process, agent, limit = 1000, ...days }: ReconciliationQuery,
): { value: ReconciliationAnswer } | { problems: Problem[] } {
  const { standing, table, zone, sequence } = world;
  const wrong = backwards(days);
  if (wrong) return { problems: [wrong] };
  const period = spanOf(days);
  const found = remembered(world, `reconciled ${layer} ${JSON.stringify(days)}`, () =>
    reconcile({ table, facts: standing, zone, layer, period, isLeftOut: isStandIn }),
  );
  const flows = found.flows.map((flow) => toldFlow(world, flow, found.unit));
  const isOf = agent === undefined ? () => true : isOfAgent(world, agent);
  const wanted = flows.filter((each) => (process === undefined || each.process === process) && isOf(each));
  const items = wanted.toSorted((a, b) => b.statistic - a.statistic || a.sequence - b.sequence).slice(0, limit);
  const { unit, before, after, processes, stocks, told, assumed } = found;
  return {
    value: {
      ...{ layer, unit, before, after, processes, stocks, told, assumed },
      items,
      total: wanted.length,
      suspects: found.suspects.map(({ flow, alike, statistic, estimate, meant }) => ({
        ...{ ...flows[flow]!, statistic, estimate, meant },
        alike: alike.map((each) => flows[each]!),
      })),
      assumptions: assumedRelative,
      standings: countStandings(found.flows),
      sequence,
    },
  };
}

/** Whether a flow is of a stock that an agent holds, or of a process that it runs. */
function isOfAgent({ table, facts }: World, agent: string): (flow: ToldFlow) => boolean {
  const owners = agentsOfProcesses(table, facts);
  const own = new Set(table.dictionaries.processes.filter((_, place) => owners[place] === agent));
  return ({ holder, process }) => holder === agent || own.has(process);
}

function countStandings(flows: readonly Reconciled[]): ReconciliationAnswer['standings'] {
  const counts = { redundant: 0, measured: 0, determined: 0, unknown: 0 };
  for (const { standing } of flows) counts[standing] += 1;
  return counts;
}

const nothing = {
  ...{ sequence: 0, count: '', specification: '', process: '', side: '' as ToldFlow['side'] },
  ...{ resource: '', holder: '', flow: '', day: '' },
};

function toldFlow({ table }: World, { meaning, ...figures }: Reconciled, unit: string): ToldFlow {
  const told = { ...nothing, ...figures, unit, kind: meaning.kind };
  if (meaning.kind === 'expected')
    return { ...told, process: table.dictionaries.processes[meaning.process]!, side: 'out', flow: meaning.flow };
  if (meaning.kind !== 'event') {
    const { resource, holder, specification } = meaning.pool;
    return { ...told, resource, holder, specification, count: meaning.kind === 'count' ? meaning.count : '' };
  }
  const { from, to, sequence, specification, process, day, role } = rowAt(table, meaning.row);
  const pool = from.kind === 'pool' ? from : to.kind === 'pool' ? to : undefined;
  const where = { resource: pool?.resource ?? '', holder: pool?.holder ?? '' };
  const side = role === 'in' || role === 'out' ? role : '';
  return { ...told, sequence, specification, process, side, ...where, day: formatDay(day) };
}

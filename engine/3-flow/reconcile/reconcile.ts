import type { Facts } from '../../1-record/facts.ts';
import type { Layer } from '../../1-record/knowledge.ts';
import { type Slip, slipsOf } from '../balance/slip.ts';
import type { Span } from '../balance/sums.ts';
import type { FlowTable } from '../columns.ts';
import { layerContent } from '../layer.ts';
import type { ConservedLayer } from './conserved.ts';
import { eliminate, type GlobalTest } from './eliminate.ts';
import { type FlowMeaning, flowSystem, type SystemRequest } from './system.ts';
import { determined } from './unmeasured.ts';

/** What is said of one flow: recorded beside adjusted, in the unit of the layer. */
export interface Reconciled {
  readonly meaning: FlowMeaning;
  /** NaN when it was not measured. */
  readonly recorded: number;
  /** The figure that closes all balances; NaN when nothing determines it. */
  readonly adjusted: number;
  /** Standard uncertainties of both. */
  readonly deviation: number;
  readonly adjustedDeviation: number;
  /** |adjusted - recorded| by the standard uncertainty of that difference; 0 where nothing else tells the flow. */
  readonly statistic: number;
  /** Measured and told by others too; measured alone; not measured but determined by the others; not known. */
  readonly standing: 'redundant' | 'measured' | 'determined' | 'unknown';
}

/** A measurement that the others contradict, with what they give it. */
export interface Suspect {
  /** Place in the list of flows. */
  readonly flow: number;
  /** Flows that the balances cannot tell from it; of all of them the likeliest slip of the pen is the suspect. */
  readonly alike: readonly number[];
  readonly statistic: number;
  /** What the others give it, and the standard uncertainty of that. */
  readonly estimate: number;
  readonly deviation: number;
  /** What was likely meant, where a slip of the pen explains it; NaN else. */
  readonly meant: number;
}

/** Measured flows held against each other. */
export interface Reconciliation {
  readonly layer: ConservedLayer;
  readonly unit: string;
  readonly flows: readonly Reconciled[];
  readonly suspects: readonly Suspect[];
  /** Agreement of all measurements, and of those that are no suspects. */
  readonly before: GlobalTest;
  readonly after: GlobalTest;
  readonly processes: number;
  readonly stocks: number;
  /** Measurements whose uncertainty a record tells, and those for which one was assumed. */
  readonly told: number;
  readonly assumed: number;
}

/** What is reconciled. */
export interface ReconcileRequest {
  /** Netted (nettedTable), or a correction counts as a flow of its own. */
  readonly table: FlowTable;
  readonly facts: Facts;
  /** IANA name of the network's zone. */
  readonly zone: string;
  readonly layer: ConservedLayer;
  readonly period?: Span | undefined;
  readonly isLeftOut?: SystemRequest['isLeftOut'];
}

/**
 * Reconciles what was measured in a period: the least weighted changes by which every finished process and every stock balances
 * (adjust.ts), and the measurements that the others contradict (eliminate.ts). Figures stand beside what was recorded;
 * nothing is written. Contents of one thing are taken as independent from row to row.
 */
export function reconcile({ table, facts, zone, layer, period, isLeftOut }: ReconcileRequest): Reconciliation {
  const contentOf = (name: Layer) => layerContent(table, { facts, zone, layer: name });
  const content = contentOf(layer);
  const span = period ?? { first: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };
  const mass = layer === 'mass' ? content : contentOf('mass');
  const system = flowSystem({ table, facts, zone, layer: content, mass, span, ...(isLeftOut && { isLeftOut }) });
  const prefer = (flow: number, told: { readonly estimate: number; readonly deviation: number }): number =>
    likelihood(system.meanings[flow]!, { recorded: system.flows[flow]!.value, ...told });
  const { adjusted, suspicions, before, after } = eliminate({ ...system, prefer });
  const left = new Map(
    determined(system.flows, adjusted.value, system.balances).map((each) => [each.flow, each.value]),
  );
  const flows = system.flows.map(({ value, deviation }, flow): Reconciled => {
    const isMeasured = !Number.isNaN(adjusted.value[flow]!);
    return {
      meaning: system.meanings[flow]!,
      recorded: value,
      adjusted: isMeasured ? adjusted.value[flow]! : (left.get(flow) ?? Number.NaN),
      deviation: Number.isFinite(deviation) ? deviation : Number.NaN,
      adjustedDeviation: isMeasured ? adjusted.deviation[flow]! : Number.NaN,
      statistic: adjusted.statistic[flow]!,
      standing: isMeasured
        ? adjusted.isRedundant[flow] === 1
          ? 'redundant'
          : 'measured'
        : left.has(flow)
          ? 'determined'
          : 'unknown',
    };
  });
  const { processes, stocks, told, assumed } = system;
  const suspects = suspicions.map((each): Suspect => {
    const slip = slipTowards({ recorded: system.flows[each.flow]!.value, ...each });
    return { ...each, meant: slip?.meant ?? Number.NaN };
  });
  return { layer, unit: content.unit, flows, suspects, before, after, processes, stocks, told, assumed };
}

/** A figure as it was recorded, and what the others tell of it. */
interface Doubted {
  readonly recorded: number;
  readonly estimate: number;
  readonly deviation: number;
}

/** What a slip makes of another figure may lie so many standard deviations off what the others tell. */
const near = 3;

/** The slip that comes nearest to what the others tell, if one comes near. */
function slipTowards({ recorded, estimate, deviation }: Doubted): Slip | undefined {
  const distance = ({ meant }: Slip): number => Math.abs(meant - estimate);
  const [nearest] = slipsOf(recorded).toSorted((a, b) => distance(a) - distance(b));
  return nearest && distance(nearest) <= near * deviation ? nearest : undefined;
}

/** How likely a figure was mistyped, given what the others tell: a slip of the pen before anything else, an amount below nothing never, a range last. */
function likelihood({ kind }: FlowMeaning, doubted: Doubted): number {
  if (kind === 'expected') return 0;
  if (doubted.estimate < 0) return 1;
  return slipTowards(doubted) ? 3 : 2;
}

import type { Balance } from '../../../../engine/3-flow/balance/balances.ts';
import type { Layer } from '../../../../engine/1-record/knowledge.ts';
import type { Efficiency } from '../../../../engine/3-flow/balance/efficiency.ts';
import type { Explanation } from '../../../../engine/3-flow/balance/explain.ts';
import type { ThingFlow } from '../../../../engine/3-flow/balance/things.ts';
import type { UnmeasuredFlow } from '../../../../engine/3-flow/balance/unmeasured.ts';
import type { Reconciled } from '../../../../engine/3-flow/reconcile/reconcile.ts';
import type { GlobalTest } from '../../../../engine/3-flow/reconcile/eliminate.ts';

/** As the API writes it: a figure that is not known is null. */
type Told<T> = { readonly [Key in keyof T]: number extends T[Key] ? T[Key] | null : T[Key] };

/** What stands behind the balance of one subject. */
export interface SheetAnswer {
  readonly things: readonly Told<ThingFlow>[];
  readonly unmeasured: readonly UnmeasuredFlow[];
  readonly efficiencies: readonly Told<Efficiency>[];
  readonly explanations: readonly Explanation[];
}

/** Balances in several layers, of one subject with what stands behind them. */
export interface BalancesAnswer {
  readonly items: readonly Balance[];
  readonly borrowed: readonly { readonly layer: Layer; readonly specification: string; readonly source: string }[];
  readonly sheet?: SheetAnswer;
}

/** A flow as it was recorded, and as it would close all balances. */
export interface FlowAnswer extends Told<Omit<Reconciled, 'meaning' | 'statistic'>> {
  readonly kind: Reconciled['meaning']['kind'];
  readonly statistic: number;
  readonly sequence: number;
  /** The record: an event (only of suspects) or a count. */
  readonly record: string;
  readonly day: string;
  readonly specification: string;
  readonly process: string;
  readonly side: 'in' | 'out' | '';
  readonly resource: string;
  readonly holder: string;
  readonly flow: string;
  readonly unit: string;
}

/** A measurement that the others contradict. */
export interface SuspectAnswer extends FlowAnswer {
  readonly estimate: number;
  /** What was likely meant; null where no slip of the pen explains it. */
  readonly meant: number | null;
  readonly alike: readonly FlowAnswer[];
}

/** Measurements held against each other. */
export interface ReconciledAnswer {
  readonly unit: string;
  readonly items: readonly FlowAnswer[];
  readonly total: number;
  readonly suspects: readonly SuspectAnswer[];
  readonly before: GlobalTest;
  readonly told: number;
  readonly assumed: number;
  readonly assumptions: { readonly measured: number };
}

/** A figure of an answer; NaN where it is not known. */
export const figureOf = (told: number | null | undefined): number => told ?? Number.NaN;

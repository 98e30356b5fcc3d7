import type { Problem } from '../0-base/problem.ts';
import type { Indicator } from './background.ts';
import type { Gap } from './assembly/draft.ts';
import type { PlanPool } from './assembly/lot-moves.ts';

/** An amount of the indicator that something carries or brings in. */
export interface Contribution {
  /** Id of a specification, process specification, process or agent; '' where there is none. */
  readonly of: string;
  /** In the indicator's unit. */
  readonly value: number;
  /** Part of the whole: 0 to 1, beyond where credits count; NaN when the whole is 0. */
  readonly share: number;
}

/** What one unit of something carries, in the indicator's unit. */
export interface Intensity {
  /** NaN when nothing was there, or when it runs in a circle that nothing leaves. */
  readonly intensity: number;
  /** Ends of the range that the background figures allow. */
  readonly low: number;
  readonly high: number;
  /** Part of the intensity that rests on elementary flows of the network's own records, 0 to 1; NaN when it is 0. */
  readonly primaryShare: number;
}

/** What a lot carries, and where it went. */
export interface PoolFootprint extends PlanPool, Intensity {
  /** All that was available in the period, what left for customers, what is left at its end. */
  readonly available: number;
  readonly delivered: number;
  readonly closing: number;
  /** Taken out beyond what was ever there; counted at the intensity. */
  readonly unexplained: number;
}

/** A specification: the average of what was made of it in the period; where nothing was made, of what was there. */
export interface ProductFootprint extends Intensity {
  readonly specification: string;
  readonly unit: string;
  readonly made: number;
  readonly delivered: number;
  /** Whether something that should count in it, directly or through what went into it, is not known: see gaps, of this period or of those before. */
  readonly incomplete: boolean;
}

/** The two sides of the identity, in the indicator's unit: sumIn = sumOut up to rounding. */
export interface FootprintIdentity {
  readonly in: {
    readonly opening: number;
    readonly bought: number;
    readonly purchases: number;
    readonly direct: number;
    readonly unexplained: number;
  };
  readonly out: {
    readonly delivered: number;
    readonly lost: number;
    readonly closing: number;
    readonly workInProgress: number;
    readonly stranded: number;
  };
  readonly sumIn: number;
  readonly sumOut: number;
}

/** What a network's records say about one indicator in one period. */
export interface Footprints {
  readonly indicator: Indicator;
  /** YYYY or YYYY-MM. */
  readonly period: string;
  readonly pools: readonly PoolFootprint[];
  readonly products: readonly ProductFootprint[];
  /** What came onto the network's account in the period: bought (but not raised stock), purchases, direct, unexplained. */
  readonly total: number;
  readonly totalRange: { readonly low: number; readonly high: number };
  /** Stock that was raised (openings, finds) with a known background. */
  readonly raised: number;
  /** What left with deliveries, by specification. */
  readonly delivered: readonly Contribution[];
  /** Where the total arose: by process specification (a process without one by its id; '' = goods bought and not used by a process from where they came in). */
  readonly processSpecifications: readonly Contribution[];
  /** Where the total arose: by agent. */
  readonly agents: readonly Contribution[];
  /** Part of the total that rests on elementary flows of the network's own records. */
  readonly primaryShare: number;
  readonly identity: FootprintIdentity;
  /** What should have counted and could not. */
  readonly gaps: readonly Gap[];
  /** Of gaps and of the solver: system.singular, system.nonproductive, solver.stalled, wear.beyond, origin.unknown. */
  readonly problems: readonly Problem[];
}

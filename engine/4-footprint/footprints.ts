import type { Problem } from '../0-base/problem.ts';
import type { Indicator } from './background.ts';

/** An amount of an indicator that something carries or brings in. */
export interface Contribution {
  /** Id of a specification, process specification or agent; '' for what has none. */
  readonly of: string;
  /** In the indicator's unit. */
  readonly value: number;
  /** Part of the whole, 0 to 1. */
  readonly share: number;
}

/** A lot: a named resource at a stage, or what a member holds of a specification without naming it. */
export interface PoolFootprint {
  readonly key: string;
  readonly resource?: string;
  readonly holder?: string;
  readonly specification: string;
  readonly stage?: string;
  readonly state?: string;
  /** Coherent unit of the quantities. */
  readonly unit: string;
  /** All that was available in the period. */
  readonly available: number;
  readonly delivered: number;
  readonly closing: number;
  /** Amount taken out beyond what was ever there. */
  readonly unexplained: number;
  /** Indicator per `unit`; NaN when nothing was there. */
  readonly intensity: number;
  /** Part of the intensity that rests on the network's own records (direct burdens), 0 to 1; NaN when the intensity is 0. */
  readonly primaryShare: number;
}

/** A specification: the average of its lots, weighted by what was available of each. */
export interface ProductFootprint {
  readonly specification: string;
  readonly unit: string;
  readonly available: number;
  readonly delivered: number;
  readonly intensity: number;
  readonly primaryShare: number;
  /** Whether something that should count in it is not known. */
  readonly incomplete: boolean;
}

/** Something that should have counted and could not: what, how much of it, why. */
export interface Gap {
  readonly kind: 'background' | 'allocation' | 'factor' | 'wear' | 'quantity' | 'opening';
  readonly specification: string;
  readonly process?: string;
  readonly quantity: number;
  readonly unit: string;
  readonly problem: Problem;
}

/** The two sides of the identity, in the indicator's unit; they are equal up to rounding. */
export interface FootprintIdentity {
  readonly in: { opening: number; bought: number; purchases: number; direct: number; unexplained: number };
  readonly out: { delivered: number; lost: number; closing: number; workInProgress: number };
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
  /** What came into the network's account in the period: bought, purchases, direct, unexplained. */
  readonly total: number;
  /** What left with deliveries, by specification. */
  readonly delivered: readonly Contribution[];
  /** Where the total arose: by process specification ('' = goods bought into stock). */
  readonly processSpecifications: readonly Contribution[];
  /** Where the total arose: by agent. */
  readonly agents: readonly Contribution[];
  /** Part of the total that rests on the network's own records, 0 to 1. */
  readonly primaryShare: number;
  readonly identity: FootprintIdentity;
  readonly gaps: readonly Gap[];
  readonly problems: readonly Problem[];
}

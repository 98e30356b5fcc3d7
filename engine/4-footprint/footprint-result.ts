import type { Problem } from '../0-base/problem.ts';
import type { AllocationRule } from '../1-record/network.ts';
import type { ChosenBy } from './assembly/share.ts';
import type { Indicator } from './background.ts';
import type { BiogenicRule } from './figure-source.ts';
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

/** What a figure rests on, as parts of it: 0 to 1, beyond where credits count; NaN when the figure is 0. */
export interface FigureShares {
  /** Elementary flows of the network's own records. */
  readonly own: number;
  /** Goods and services bought, by how well the row of a dataset stands in for them. */
  readonly exact: number;
  readonly near: number;
  readonly proxy: number;
  /** Stock that was raised with a declared background. */
  readonly raised: number;
  /** What was taken beyond what was ever there, counted as the average. The six above and this one sum to 1. */
  readonly unexplained: number;
  /** Of all of them: what rests on assumed figures, on amounts that were measured where they stand, and on those spread from a meter. */
  readonly assumed: number;
  readonly measured: number;
  readonly spread: number;
}

/** A figure of climate change by where its carbon comes from, in the indicator's unit; the first five sum to it. */
export interface CarbonOrigins {
  readonly fossil: number;
  readonly biogenic: number;
  readonly landUse: number;
  /** Gases without carbon. */
  readonly none: number;
  /** What the sources do not tell apart. */
  readonly untold: number;
  /** What soils lost (or, below zero, took up): beside the figure, not in it. */
  readonly soil: number;
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
  readonly shares: FigureShares;
  readonly carbon: CarbonOrigins;
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

/** A row of a dataset that stands in for something from outside, and what it brought onto the account. */
export interface StandInShare {
  readonly specification: string;
  readonly dataset: string;
  readonly version: string;
  readonly row: string;
  readonly name: string;
  readonly match: 'exact' | 'near' | 'proxy';
  readonly status: 'sourced' | 'assumed';
  /** Whether it is stock that was raised, or all that is in a durable, not a purchase of the period: such a row is no part of the total. */
  readonly raised: boolean;
  /** Units of the row, and what they carry in the indicator's unit. */
  readonly amount: number;
  readonly unit: string;
  readonly value: number;
  /** Part of the figure. */
  readonly share: number;
}

/** A rule of allocation with the processes of a kind that it served. */
export interface ServedRule {
  /** Id of the process specification; of a process without one its own. */
  readonly of: string;
  /** Undefined where none could serve: the burden is work in progress. */
  readonly rule?: AllocationRule | undefined;
  /** Whether the request, the record or the network chose it. */
  readonly by?: ChosenBy | undefined;
  /** Of a rule by energy: the heating value that counted. */
  readonly basis?: 'net' | 'gross' | undefined;
  readonly processes: number;
}

/** What the choice of a rule of allocation does to a product: its intensity as recorded, and the ends over all rules. */
export interface RuleSpread {
  readonly specification: string;
  readonly unit: string;
  readonly recorded: number;
  readonly low: number;
  readonly lowRule: AllocationRule | 'recorded';
  readonly high: number;
  readonly highRule: AllocationRule | 'recorded';
}

/** What processes of a kind are relieved of because a product of theirs takes the place of something else, which carries as much instead. */
export interface CreditLine {
  readonly of: string;
  readonly product: string;
  readonly replaces: string;
  /** Of what is replaced, in `unit`. */
  readonly quantity: number;
  readonly unit: string;
  /** In the indicator's unit; below zero as a credit. */
  readonly value: number;
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
  /** How biogenic carbon dioxide counted. */
  readonly biogenic: BiogenicRule;
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
  readonly shares: FigureShares;
  readonly carbon: CarbonOrigins;
  /** The rows that stand in for what came from outside, the largest first. */
  readonly standIns: readonly StandInShare[];
  /** Which rule shared the burden of processes with several products. */
  readonly rules: readonly ServedRule[];
  /** Under substitution: the credits that processes have for what their co-products take the place of. */
  readonly credits: readonly CreditLine[];
  readonly identity: FootprintIdentity;
  /** What should have counted and could not. */
  readonly gaps: readonly Gap[];
  /** Of gaps and of the solver: system.singular, system.nonproductive, solver.stalled, wear.beyond, origin.unknown. */
  readonly problems: readonly Problem[];
}

/** How a threshold stands: within, beyond it, past the high-risk line, or not known. */
export type Standing = 'within' | 'beyond' | 'high' | 'unknown';

/** One threshold with what is known of it. */
export interface Wedge {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly standing: Standing;
  /** Score over budget; absent when it is not known. */
  readonly ratio?: number;
  readonly score?: number;
  readonly budget?: number;
  /** Part of the world's budget, without unit. */
  readonly share?: number;
  /** Id and version of the method of both numbers. */
  readonly method: string;
  readonly source: string;
  /** Why there is no ratio. */
  readonly reason?: string;
}

/** The thresholds of a scope in a period. */
export interface Thresholds {
  readonly period: string;
  readonly wedges: readonly Wedge[];
}

/** Where a score arose: one line of its account. */
export interface Contribution {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly share: number;
}

/** The account of one score. */
export interface FootprintTable {
  readonly indicator: string;
  readonly unit: string;
  readonly total: number;
  readonly processes: readonly Contribution[];
  readonly agents: readonly Contribution[];
  readonly products: readonly {
    readonly name: string;
    readonly intensity: number;
    readonly per: string;
    readonly incomplete: boolean;
  }[];
  /** What should have counted and could not. */
  readonly gaps: readonly string[];
}

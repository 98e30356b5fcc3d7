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
  /** How low and how high the score can be, where that is known. */
  readonly range?: { readonly low: number; readonly high: number };
  /** How many kinds of goods should count in the score and have no figure: it is known only in part. */
  readonly missing?: number;
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
  /** Whether any of them is a floor, below which nobody should fall. */
  readonly hasFloor?: boolean;
}

/** Where a score arose: one line of its account. */
export interface Contribution {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly share: number;
}

/** One line of the account: its name in the catalogue, its amount, whether the score counts it. */
export interface AccountLine {
  readonly name: string;
  readonly value: number;
  readonly counts: boolean;
}

/** The account of one score. */
export interface FootprintTable {
  readonly indicator: string;
  readonly unit: string;
  readonly total: number;
  /** YYYY or YYYY-MM. */
  readonly period: string;
  readonly range: { readonly low: number; readonly high: number };
  /** Part of the total that follows from the network's own records. */
  readonly primaryShare: number;
  /** What left with deliveries, the largest first. */
  readonly delivered: readonly Contribution[];
  /** Both sides of the account; their sums are equal. `counts`: part of the total. */
  readonly identity: Readonly<Record<'in' | 'out', { readonly lines: readonly AccountLine[]; readonly sum: number }>>;
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

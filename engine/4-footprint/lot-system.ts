import type { Problem } from '../0-base/problem.ts';

/** A stock that carries burden: (resource, stage, period), or the implicit pool of a holder and specification. */
export interface LotPool {
  /** Names the pool in answers and problems. */
  readonly key: string;
  /** O_i in the pool's unit and m0_i, K intensities per unit: what the period began with. */
  readonly opening?: { readonly quantity: number; readonly intensity: Float64Array };
  /** X_i in the pool's unit and X_i b_i, K burdens in all: what was bought outside. */
  readonly bought?: { readonly quantity: number; readonly burden: Float64Array };
  /** What left for consumers and outside holders. */
  readonly delivered: number;
  /** Declared losses. */
  readonly lost: number;
  /** A durable in units of effort: what is drawn beyond its lifetime carries nothing instead of the average. */
  readonly durable?: boolean;
}

/** What a process made: into which pool (its place in `pools`), how much, and the share a_pi of the burden it carries. */
export interface LotOutput {
  readonly pool: number;
  readonly quantity: number;
  /** Set by the allocation rule; 0 for recyclables, waste and emissions. */
  readonly share: number;
}

/** A process: c_p = carried + direct + consumption + purchases + its part of the treatment of its waste. */
export interface LotProcess {
  readonly key: string;
  /** K burdens: its work in progress at the end of the period before. */
  readonly carried?: Float64Array;
  /** d_p, K burdens of its own elementary flows. */
  readonly direct: Float64Array;
  /** u_ip: consumption, and wear of durables in units of effort; `pool` is a place in `pools`. */
  readonly consumes: readonly { readonly pool: number; readonly quantity: number }[];
  /** v_pn beta_n: what was bought straight into the process, with K burdens in all. */
  readonly purchases: readonly { readonly what: string; readonly quantity: number; readonly burden: Float64Array }[];
  /** w_pq: its waste, treated by the process at that place in `processes`. */
  readonly wasteTo: readonly { readonly process: number; readonly quantity: number }[];
  /**
   * Shares sum to 1, or to less: what they leave over is charged to those whose waste the process treated, by quantity;
   * where it treated none, it is work in progress. A treatment whose products pay for everything has shares that sum to 1.
   */
  readonly outputs: readonly LotOutput[];
}

/**
 * Lots of one period for K indicators at once. Quantities are not negative, burdens are finite (what is not known is left
 * out and told beside), pools are in one unit each; `from`, `to` are
 * places in `pools`.
 *
 *     (T_i - V_i) m_i = O_i m0_i + X_i b_i + sum_j t_ji m_j + sum_p a_pi c_p
 *     c_p = d_p + sum_i u_ip m_i + sum_n v_pn beta_n + sum_q (1 - sum_i a_qi) (w_pq / sum_p' w_p'q) c_q
 *
 * with T_i = O_i + X_i + sum_j t_ji + sum_p y_pi + V_i and the overdraw V_i = max(0, out_i - in_i), which counts at m_i.
 */
export interface LotSystem {
  readonly pools: readonly LotPool[];
  readonly processes: readonly LotProcess[];
  readonly transfers: readonly { readonly from: number; readonly to: number; readonly quantity: number }[];
  /** The K indicators, each id naming method, version and unit. */
  readonly indicators: readonly string[];
}

/** Burden that entered, K numbers a kind; `opening` holds stock and work in progress, `unexplained` is sum V m. */
export interface LotsIn {
  readonly opening: Float64Array;
  readonly bought: Float64Array;
  readonly purchases: Float64Array;
  readonly direct: Float64Array;
  readonly unexplained: Float64Array;
}

/** Burden that left or stays, K numbers a kind; `stranded` is what runs in circles that nothing leaves. */
export interface LotsOut {
  readonly delivered: Float64Array;
  readonly lost: Float64Array;
  readonly closing: Float64Array;
  readonly workInProgress: Float64Array;
  readonly stranded: Float64Array;
}

/** The answer for a LotSystem, rows in the order of its pools and processes, K numbers a row. */
export interface LotResult {
  /** m_i per unit of the pool: pools x K. NaN in a circle that nothing leaves, 0 in a pool of unknown origin. */
  readonly intensity: Float64Array;
  /** c_p: processes x K. */
  readonly processBurden: Float64Array;
  /** The part of c_p that opens the next period: processes x K. */
  readonly workInProgress: Float64Array;
  /** Left in each pool, in its unit. */
  readonly closing: Float64Array;
  /** V_i, in the pool's unit. */
  readonly unexplained: Float64Array;
  readonly in: LotsIn;
  readonly out: LotsOut;
  /** system.singular, system.nonproductive, solver.stalled (errors); wear.beyond, origin.unknown (warnings). */
  readonly problems: readonly Problem[];
  /** The most steps that a component took, and its largest relative residual. */
  readonly iterations: number;
  readonly residual: number;
}

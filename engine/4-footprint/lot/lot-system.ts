import type { Problem } from '../../0-base/problem.ts';

/** Stocks that carry burden: (resource, stage, period), or the implicit pool of a holder and specification. P rows, tables P x K row by row. */
export interface LotPools {
  /** Name each pool in answers and problems. */
  readonly keys: readonly string[];
  /** O_i in the pool's unit, what the period began with, and O_i m0_i. */
  readonly opening: Float64Array;
  readonly openingBurden: Float64Array;
  /** X_i in the pool's unit, what was bought outside, and X_i b_i. */
  readonly bought: Float64Array;
  readonly boughtBurden: Float64Array;
  /** What left for consumers and outside holders. */
  readonly delivered: Float64Array;
  /** Declared losses. */
  readonly lost: Float64Array;
  /** 1 for a durable in units of effort: what is drawn beyond its lifetime carries nothing instead of the average. */
  readonly durable: Uint8Array;
}

/** Processes: c_p = carried + direct + purchased + consumption + its part of the treatment of its waste. Q rows, tables Q x K row by row. */
export interface LotProcesses {
  readonly keys: readonly string[];
  /** Work in progress at the end of the period before. */
  readonly carried: Float64Array;
  /** d_p, its own elementary flows. */
  readonly direct: Float64Array;
  /** sum_n v_pn beta_n, what was bought straight into it. */
  readonly purchased: Float64Array;
}

/**
 * Lots of one period for K indicators at once, as tables by columns; `pool`, `process`, `from`, `to` and `by` are places in the first two.
 * Quantities are not negative, burdens are finite (what is not known is left out and told beside), pools are in one unit each.
 *
 *     (T_i - V_i) m_i = O_i m0_i + X_i b_i + sum_j t_ji m_j + sum_p a_pi c_p
 *     c_p = d_p + sum_i u_ip m_i + sum_n v_pn beta_n + sum_q (1 - sum_i a_qi) (w_pq / sum_p' w_p'q) c_q
 *
 * with T_i = O_i + X_i + sum_j t_ji + sum_p y_pi + V_i and the overdraw V_i = max(0, out_i - in_i), which counts at m_i.
 */
export interface LotSystem {
  readonly pools: LotPools;
  readonly processes: LotProcesses;
  /** t_ij from pool to pool. */
  readonly transfers: { readonly from: Int32Array; readonly to: Int32Array; readonly quantity: Float64Array };
  /** u_ip: consumption, and wear of durables in units of effort. */
  readonly consumes: { readonly pool: Int32Array; readonly process: Int32Array; readonly quantity: Float64Array };
  /**
   * y_pi with the share a_pi of the burden that it carries, set by the allocation rule; 0 for recyclables, waste and emissions. The shares
   * of a process sum to 1, or to less: what they leave over is charged to those whose waste the process treated, by quantity;
   * where it treated none, it is work in progress. A treatment whose products pay for everything has shares that sum to 1.
   */
  readonly outputs: {
    readonly process: Int32Array;
    readonly pool: Int32Array;
    readonly quantity: Float64Array;
    readonly share: Float64Array;
  };
  /**
   * Burden without goods, by columns: c_p takes over (or below zero, is relieved of) `quantity` x m_i. So a co-product takes over what it
   * replaces of a pool and those that made it are relieved of as much: over all, the quantities of a pool sum to zero.
   */
  readonly shadows?: { readonly pool: Int32Array; readonly process: Int32Array; readonly quantity: Float64Array };
  /**
   * Draws whose amounts are known in a lesser way: where `consumes` holds 1, by place of what is consumed, all that comes along of the indicators
   * `of` counts for the indicator `as`, whatever the pool has of that.
   */
  readonly marks?: { readonly consumes: Uint8Array; readonly of: readonly number[]; readonly as: number };
  /** w_pq: waste of the process `from`, treated by the process `by`. */
  readonly wasteTo: { readonly from: Int32Array; readonly by: Int32Array; readonly quantity: Float64Array };
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
  /** 1 - sum_i a_pi: the part of c_p that its outputs do not carry, by process. */
  readonly rest: Float64Array;
  /** T_i, all that was available in each pool, in its unit. */
  readonly available: Float64Array;
  /** Left in each pool, in its unit. */
  readonly closing: Float64Array;
  /** V_i, in the pool's unit, and the part of it that counts at m_i: not that of durables, nor of circles without an answer. */
  readonly unexplained: Float64Array;
  readonly counted: Float64Array;
  readonly in: LotsIn;
  readonly out: LotsOut;
  /** system.singular, system.nonproductive, solver.stalled (errors); wear.beyond, origin.unknown (warnings). */
  readonly problems: readonly Problem[];
  /** The most steps that a component took, and its largest relative residual. */
  readonly iterations: number;
  readonly residual: number;
}

import { assert } from '../../0-base/assert.ts';
import type { LotPools, LotSystem } from './lot-system.ts';

/** Quantities of a LotSystem, before any burden. */
export interface LotBalance {
  /** T_i = in_i + V_i, in the pool's unit. */
  readonly available: Float64Array;
  /** T_i - out_i. */
  readonly closing: Float64Array;
  /** V_i = max(0, out_i - in_i). */
  readonly unexplained: Float64Array;
  /** W_q: waste that each process treats for others. */
  readonly treated: Float64Array;
  /** 1 - sum_i a_qi: the part of c_q that its outputs do not carry. */
  readonly rest: Float64Array;
}

/** Sums of many decimals differ by rounding: below this part of the larger one, two amounts are the same. */
const rounding = 1e-12;

/** The share that the output at a place carries; nothing is carried by nothing. */
export const shareOf = ({ quantity, share }: LotSystem['outputs'], at: number): number =>
  quantity[at]! > 0 ? share[at]! : 0;

/** What is there without any other pool or process. */
function cameIn({ opening, openingBurden, bought, boughtBurden, keys }: LotPools): Float64Array {
  const width = openingBurden.length / (opening.length || 1);
  for (const [quantity, burden] of [
    [opening, openingBurden],
    [bought, boughtBurden],
  ] as const)
    burden.forEach((each, at) => {
      const pool = Math.floor(at / width);
      assert(each === 0 || quantity[pool] !== 0, 'a burden came with nothing', { key: keys[pool] });
    });
  return opening.map((quantity, i) => quantity + bought[i]!);
}

/** 1 - sum of the shares of each process, without its rounding. */
function restsOf({ processes, outputs }: LotSystem): Float64Array {
  const rest = new Float64Array(processes.keys.length).fill(1);
  outputs.process.forEach((p, at) => {
    rest[p]! -= shareOf(outputs, at);
  });
  return rest.map((left, p) => {
    assert(left > -1e-9, 'shares sum to more than 1', { key: processes.keys[p], rest: left });
    return left < 1e-9 ? 0 : left;
  });
}

/** into[place] += quantity, row by row. */
function addAt(into: Float64Array, place: Int32Array, quantity: Float64Array): void {
  for (let at = 0; at < place.length; at++) into[place[at]!]! += quantity[at]!;
}

/**
 * Adds up what came into each pool and what left it: T_i = O_i + X_i + sum_j t_ji + sum_p y_pi + V_i,
 * V_i = max(0, out_i - in_i) with out_i = sum_p u_ip + sum_j t_ij + delivered_i + lost_i, closing_i = T_i - out_i.
 */
export function balanceOf(system: LotSystem): LotBalance {
  const { pools, processes, transfers, consumes, outputs, wasteTo } = system;
  const available = cameIn(pools);
  const out = pools.delivered.map((delivered, i) => delivered + pools.lost[i]!);
  const treated = new Float64Array(processes.keys.length);
  addAt(available, transfers.to, transfers.quantity);
  addAt(available, outputs.pool, outputs.quantity);
  addAt(out, transfers.from, transfers.quantity);
  addAt(out, consumes.pool, consumes.quantity);
  addAt(treated, wasteTo.by, wasteTo.quantity);
  const closing = new Float64Array(available.length);
  const unexplained = new Float64Array(available.length);
  pools.keys.forEach((key, i) => {
    const left = available[i]! - out[i]!;
    assert(Number.isFinite(left), 'an amount of a pool is not a number', { key });
    if (Math.abs(left) <= rounding * Math.max(available[i]!, out[i]!)) available[i] = out[i]!;
    else if (left > 0) closing[i] = left;
    else unexplained[i] = -left;
    available[i]! += unexplained[i]!;
  });
  return { available, closing, unexplained, treated, rest: restsOf(system) };
}

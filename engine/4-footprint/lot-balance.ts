import { assert } from '../0-base/assert.ts';
import type { LotPool, LotProcess, LotSystem } from './lot-system.ts';

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

/** The share that an output carries; nothing is carried by nothing. */
export const shareOf = ({ quantity, share }: LotProcess['outputs'][number]): number => (quantity > 0 ? share : 0);

function cameIn({ opening, bought }: LotPool): number {
  assert(
    !bought || bought.quantity > 0 || bought.burden.every((each) => each === 0),
    'a burden was bought with nothing',
  );
  return (opening?.quantity ?? 0) + (bought?.quantity ?? 0);
}

/** 1 - sum of the shares, without its rounding. */
function restOf({ key, outputs }: LotProcess): number {
  const rest = outputs.reduce((left, output) => left - shareOf(output), 1);
  assert(rest > -1e-9, 'shares sum to more than 1', { key, rest });
  return rest < 1e-9 ? 0 : rest;
}

/**
 * Adds up what came into each pool and what left it: T_i = O_i + X_i + sum_j t_ji + sum_p y_pi + V_i,
 * V_i = max(0, out_i - in_i) with out_i = sum_p u_ip + sum_j t_ij + delivered_i + lost_i, closing_i = T_i - out_i.
 */
export function balanceOf({ pools, processes, transfers }: LotSystem): LotBalance {
  const available = new Float64Array(pools.length).map((_, i) => cameIn(pools[i]!));
  const out = new Float64Array(pools.length).map((_, i) => pools[i]!.delivered + pools[i]!.lost);
  const treated = new Float64Array(processes.length);
  for (const { from, to, quantity } of transfers) {
    out[from]! += quantity;
    available[to]! += quantity;
  }
  for (const process of processes) {
    for (const { pool, quantity } of process.consumes) out[pool]! += quantity;
    for (const { pool, quantity } of process.outputs) available[pool]! += quantity;
    for (const waste of process.wasteTo) treated[waste.process]! += waste.quantity;
  }
  const closing = new Float64Array(pools.length);
  const unexplained = new Float64Array(pools.length);
  pools.forEach(({ key }, i) => {
    const left = available[i]! - out[i]!;
    assert(Number.isFinite(left), 'an amount of a pool is not a number', { key });
    if (Math.abs(left) <= rounding * Math.max(available[i]!, out[i]!)) available[i] = out[i]!;
    else if (left > 0) closing[i] = left;
    else unexplained[i] = -left;
    available[i]! += unexplained[i]!;
  });
  return { available, closing, unexplained, treated, rest: treated.map((_, p) => restOf(processes[p]!)) };
}

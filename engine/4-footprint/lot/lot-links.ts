import { assert } from '../../0-base/assert.ts';
import { compress, type SparseMatrix } from '../../0-base/matrix/sparse.ts';
import { type LotBalance, shareOf } from './lot-balance.ts';
import type { LotSystem } from './lot-system.ts';

/**
 * Where burden goes: link k takes the fraction `part[k]` of all that arrives at node `from[k]` on to node `to[k]`.
 * The pools are the first nodes, the processes follow.
 */
export interface LotLinks {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly part: Float64Array;
}

/**
 * The links of a system: t_ij / T_i from pool to pool, u_ip / T_i from pool to process, a_pi from process to pool, and
 * (1 - sum_i a_qi) w_pq / W_q from the treating process back to the one whose waste it treated.
 */
export function linksOf(system: LotSystem, { available, treated, rest }: LotBalance): LotLinks {
  const { transfers, consumes, outputs, wasteTo } = system;
  const pools = system.pools.keys.length;
  const room = transfers.from.length + consumes.pool.length + outputs.pool.length + wasteTo.from.length;
  const links = { from: new Int32Array(room), to: new Int32Array(room), part: new Float64Array(room) };
  let filled = 0;
  const link = (from: number, to: number, part: number) => {
    if (part === 0) return;
    links.from[filled] = from;
    links.to[filled] = to;
    links.part[filled++] = part;
  };
  transfers.quantity.forEach((quantity, at) => {
    if (quantity > 0) link(transfers.from[at]!, transfers.to[at]!, quantity / available[transfers.from[at]!]!);
  });
  consumes.quantity.forEach((quantity, at) => {
    const pool = consumes.pool[at]!;
    if (quantity > 0) link(pool, pools + consumes.process[at]!, quantity / available[pool]!);
  });
  outputs.process.forEach((p, at) => {
    link(pools + p, outputs.pool[at]!, shareOf(outputs, at));
  });
  wasteTo.quantity.forEach((quantity, at) => {
    const by = wasteTo.by[at]!;
    if (quantity > 0) link(pools + by, pools + wasteTo.from[at]!, (rest[by]! * quantity) / treated[by]!);
  });
  return {
    from: links.from.subarray(0, filled),
    to: links.to.subarray(0, filled),
    part: links.part.subarray(0, filled),
  };
}

/** The links of goods and those of burden without goods: quantity / T_i from pool to process, below zero for a credit; none from a pool that is empty. */
export function withShadows(links: LotLinks, { shadows, pools }: LotSystem, { available }: LotBalance): LotLinks {
  if (!shadows || shadows.pool.length === 0) return links;
  const [first, goods] = [pools.keys.length, links.from.length];
  const room = goods + shadows.pool.length;
  const all = { from: new Int32Array(room), to: new Int32Array(room), part: new Float64Array(room) };
  all.from.set(links.from);
  all.to.set(links.to);
  all.part.set(links.part);
  shadows.pool.forEach((pool, k) => {
    all.from[goods + k] = pool;
    all.to[goods + k] = first + shadows.process[k]!;
    all.part[goods + k] = available[pool]! > 0 ? shadows.quantity[k]! / available[pool]! : 0;
  });
  return all;
}

/**
 * The matrix of z = (pools: T_i m_i, processes: c_p), one equation a column:
 * (1 - average_i) z_i - sum over links (part z_from) = what enters at i, where average_i = V_i / T_i for an overdraw that
 * counts at m_i. Nodes x nodes, no unit.
 */
export function linkMatrix({ from, to, part }: LotLinks, average: Float64Array): SparseMatrix {
  const nodes = average.length;
  const row = new Int32Array(nodes + from.length);
  const column = new Int32Array(nodes + from.length);
  const value = new Float64Array(nodes + from.length);
  for (let i = 0; i < nodes; i++) {
    row[i] = column[i] = i;
    value[i] = 1 - average[i]!;
  }
  row.set(from, nodes);
  column.set(to, nodes);
  for (let k = 0; k < part.length; k++) value[nodes + k] = -part[k]!;
  return compress({ rows: nodes, columns: nodes, row, column, value });
}

/** What enters at each node from outside: pools O_i m0_i + X_i b_i, processes carried + d_p + purchases. Nodes x K. */
export function enteringBurden({ pools, processes, indicators }: LotSystem): Float64Array {
  const width = indicators.length;
  const first = pools.openingBurden.length;
  const entering = new Float64Array(first + processes.direct.length);
  for (let at = 0; at < first; at++) entering[at] = pools.openingBurden[at]! + pools.boughtBurden[at]!;
  const { carried, direct, purchased } = processes;
  for (let at = 0; at < direct.length; at++) entering[first + at] = carried[at]! + direct[at]! + purchased[at]!;
  const odd = entering.findIndex((each) => !Number.isFinite(each));
  assert(odd === -1, 'a burden is not a number', { node: Math.floor(odd / width) });
  return entering;
}

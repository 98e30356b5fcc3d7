import { solveDense } from '../../engine/0-base/matrix/dense.ts';
import { problem } from '../../engine/0-base/problem.ts';
import { accountOf } from '../../engine/4-footprint/lot/lot-account.ts';
import { balanceOf, type LotBalance } from '../../engine/4-footprint/lot/lot-balance.ts';
import type { LotResult, LotSystem } from '../../engine/4-footprint/lot/lot-system.ts';

/** The equations as they stand: unknowns m_1..m_P, c_1..c_Q; a row is what carries a burden minus what it draws on. */
function textbookMatrix(system: LotSystem, balance: LotBalance): Float64Array {
  const { transfers, consumes, outputs, wasteTo } = system;
  const pools = system.pools.keys.length;
  const size = pools + system.processes.keys.length;
  const matrix = new Float64Array(size * size);
  const add = (row: number, column: number, value: number) => {
    matrix[row * size + column]! += value;
  };
  for (let i = 0; i < pools; i++) {
    const known = balance.available[i]! - balance.unexplained[i]!;
    const carried = system.pools.durable[i] === 1 || known === 0 ? balance.available[i]! : known;
    add(i, i, carried === 0 ? 1 : carried);
  }
  for (let p = pools; p < size; p++) add(p, p, 1);
  transfers.quantity.forEach((quantity, k) => {
    add(transfers.to[k]!, transfers.from[k]!, -quantity);
  });
  consumes.quantity.forEach((quantity, k) => {
    add(pools + consumes.process[k]!, consumes.pool[k]!, -quantity);
  });
  system.shadows?.quantity.forEach((quantity, k) => {
    add(pools + system.shadows!.process[k]!, system.shadows!.pool[k]!, -quantity);
  });
  outputs.share.forEach((share, k) => {
    if (outputs.quantity[k]! > 0) add(outputs.pool[k]!, pools + outputs.process[k]!, -share);
  });
  wasteTo.quantity.forEach((quantity, k) => {
    const by = wasteTo.by[k]!;
    if (quantity > 0) add(pools + wasteTo.from[k]!, pools + by, (-balance.rest[by]! * quantity) / balance.treated[by]!);
  });
  return matrix;
}

/** The right-hand side of the equations: O_i m0_i + X_i b_i, and carried + d_p + sum_n v_pn beta_n. */
function textbookRight({ pools, processes }: LotSystem): Float64Array {
  return Float64Array.of(
    ...pools.openingBurden.map((burden, at) => burden + pools.boughtBurden[at]!),
    ...processes.direct.map((burden, at) => processes.carried[at]! + burden + processes.purchased[at]!),
  );
}

/**
 * The plain version beside `solveLots`: one dense matrix, one elimination. Answers the same where every circle has an
 * exit and is productive; else all is NaN, with system.singular naming every pool.
 */
export function denseLots(system: LotSystem): LotResult {
  const width = system.indicators.length;
  const balance = balanceOf(system);
  const { keys, durable } = system.pools;
  const size = keys.length + system.processes.keys.length;
  const right = textbookRight(system);
  const solved = solveDense(textbookMatrix(system, balance), right, size);
  const x = solved ?? new Float64Array(right.length).fill(Number.NaN);
  const account = accountOf({
    system,
    balance,
    intensity: x.slice(0, keys.length * width),
    processBurden: x.slice(keys.length * width),
    counted: balance.unexplained.map((value, i) => (durable[i] === 1 ? 0 : value)),
    stranded: new Float64Array(width),
  });
  const name = keys.join(', ');
  const problems = solved ? [] : [problem('system.singular', '', { name })];
  return { ...account, problems, iterations: 0, residual: 0 };
}

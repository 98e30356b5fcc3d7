import { solveDense } from '../0-base/matrix/dense.ts';
import { problem } from '../0-base/problem.ts';
import { accountOf } from './lot-account.ts';
import { balanceOf, type LotBalance } from './lot-balance.ts';
import type { LotResult, LotSystem } from './lot-system.ts';

/** The equations as they stand: unknowns m_1..m_P, c_1..c_Q; a row is what carries a burden minus what it draws on. */
function textbookMatrix({ pools, processes, transfers }: LotSystem, balance: LotBalance): Float64Array {
  const size = pools.length + processes.length;
  const matrix = new Float64Array(size * size);
  const add = (row: number, column: number, value: number) => {
    matrix[row * size + column]! += value;
  };
  pools.forEach(({ durable }, i) => {
    const known = balance.available[i]! - balance.unexplained[i]!;
    const carried = durable || known === 0 ? balance.available[i]! : known;
    add(i, i, carried === 0 ? 1 : carried);
  });
  for (const { from, to, quantity } of transfers) add(to, from, -quantity);
  processes.forEach((process, p) => {
    const row = pools.length + p;
    add(row, row, 1);
    for (const { pool, quantity } of process.consumes) add(row, pool, -quantity);
    for (const { pool, quantity, share } of process.outputs) if (quantity > 0) add(pool, row, -share);
    for (const { process: q, quantity } of process.wasteTo)
      if (quantity > 0) add(row, pools.length + q, (-balance.rest[q]! * quantity) / balance.treated[q]!);
  });
  return matrix;
}

/** The right-hand side of the equations: O_i m0_i + X_i b_i, and carried + d_p + sum_n v_pn beta_n. */
function textbookRight({ pools, processes, indicators }: LotSystem): Float64Array {
  const rows = [
    ...pools.map(({ opening, bought }) =>
      indicators.map((_, k) => (opening ? opening.quantity * opening.intensity[k]! : 0) + (bought?.burden[k] ?? 0)),
    ),
    ...processes.map(({ carried, direct, purchases }) =>
      indicators.map((_, k) =>
        purchases.reduce((sum, { burden }) => sum + burden[k]!, (carried?.[k] ?? 0) + direct[k]!),
      ),
    ),
  ];
  return Float64Array.from(rows.flat());
}

/**
 * The plain version beside `solveLots`: one dense matrix, one elimination. Answers the same where every circle has an
 * exit and is productive; else all is NaN, with system.singular naming every pool.
 */
export function denseLots(system: LotSystem): LotResult {
  const width = system.indicators.length;
  const balance = balanceOf(system);
  const size = system.pools.length + system.processes.length;
  const right = textbookRight(system);
  const solved = solveDense(textbookMatrix(system, balance), right, size);
  const x = solved ?? new Float64Array(right.length).fill(Number.NaN);
  const account = accountOf({
    system,
    balance,
    intensity: x.slice(0, system.pools.length * width),
    processBurden: x.slice(system.pools.length * width),
    counted: balance.unexplained.map((value, i) => (system.pools[i]!.durable ? 0 : value)),
    stranded: new Float64Array(width),
  });
  const name = system.pools.map(({ key }) => key).join(', ');
  const problems = solved ? [] : [problem('system.singular', '', { name })];
  return { ...account, problems, iterations: 0, residual: 0 };
}

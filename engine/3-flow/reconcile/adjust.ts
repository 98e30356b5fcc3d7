import { factorSymmetric, inverseEntries, solveFactored } from './cholesky.ts';
import { contract } from './contract.ts';
import type { MeasuredFlow } from './measured-flow.ts';

/** Flows after adjustment, each list by flow. */
export interface Adjusted {
  /** As measured where nothing else tells; NaN where a flow was not measured (unmeasured.ts finds those that follow). */
  readonly value: Float64Array;
  readonly deviation: Float64Array;
  /** |x^ - x| / sqrt(Q_ii - Q^_ii); 0 where a measurement is not redundant. */
  readonly statistic: Float64Array;
  /** How far a measurement lies off the value that all others together give it; NaN where they give none. */
  readonly error: Float64Array;
  /** 1 where the other measurements also tell the value. */
  readonly isRedundant: Uint8Array;
  /** (K x)^T (K Q K^T)^-1 K x, and the number of balances that it is spread over. */
  readonly objective: number;
  readonly degrees: number;
}

/** The least standard uncertainty, relative to the largest flow: what is known exactly still has a rounding. */
const leastDeviation = 1e-9;

const isMeasured = ({ value, deviation }: MeasuredFlow): boolean =>
  Number.isFinite(value) && deviation !== Number.POSITIVE_INFINITY;

/**
 * Adjusts measured flows so that all balances close: min (x^ - x)^T Q^-1 (x^ - x) s.t. K x^ = 0, with Q diagonal, so
 *
 *   x^ = x - Q K^T (K Q K^T)^-1 K x,   Q^ = Q - Q K^T (K Q K^T)^-1 K Q.
 *
 * Unmeasured flows are eliminated first: the balances that they join become one (contract.ts). Time: fill of the factor.
 * Sources: S. Narasimhan, C. Jordache, Data Reconciliation and Gross Error Detection (2000), chapters 3 and 7;
 * R. Mah, G. Stanley, D. Downing, Ind. Eng. Chem. Process Des. Dev. 15 (1976) 175; O. Cencic, H. Rechberger (STAN, 2008).
 */
export function adjust(flows: readonly MeasuredFlow[], balances: number): Adjusted {
  const columns = contract(flows, { balances, isMeasured });
  const largest = flows.reduce((most, each) => (isMeasured(each) ? Math.max(most, Math.abs(each.value)) : most), 0);
  const floor = leastDeviation * largest || 1;
  const variance = Float64Array.from(flows, (each) =>
    isMeasured(each) ? Math.max(each.deviation, floor) ** 2 : Number.POSITIVE_INFINITY,
  );
  const { matrix, right } = normalEquations(flows, columns, variance);
  const factor = factorSymmetric(matrix);
  const y = solveFactored(factor, right);
  const inverse = inverseEntries(factor);
  const value = Float64Array.from(flows, (each) => (isMeasured(each) ? each.value : Number.NaN));
  const deviation = Float64Array.from(variance, Math.sqrt);
  const statistic = new Float64Array(flows.length);
  const error = new Float64Array(flows.length).fill(Number.NaN);
  const isRedundant = new Uint8Array(flows.length);
  columns.columns.forEach((column, i) => {
    if (column.length === 0) return;
    const q = variance[i]!;
    const pull = column.reduce((sum, [row, sign]) => sum + sign * y[row]!, 0);
    const gain = quadratic(column, inverse);
    if (!(q * gain > 1e-9)) return;
    isRedundant[i] = 1;
    value[i]! -= q * pull;
    deviation[i] = Math.sqrt(Math.max(0, q - q * q * gain));
    statistic[i] = Math.abs(pull) / Math.sqrt(gain);
    error[i] = pull / gain;
  });
  const objective = right.reduce((sum, each, row) => sum + each * y[row]!, 0);
  return { value, deviation, statistic, error, isRedundant, objective, degrees: factor.rank };
}

type Column = readonly (readonly [row: number, sign: number])[];

/** K Q K^T and K x over the joined balances. */
function normalEquations(
  flows: readonly MeasuredFlow[],
  { columns, rows }: { readonly columns: readonly Column[]; readonly rows: number },
  variance: Float64Array,
) {
  const matrix = Array.from({ length: rows }, () => new Map<number, number>());
  const right = new Float64Array(rows);
  columns.forEach((column, i) => {
    for (const [row, sign] of column) {
      right[row]! += sign * flows[i]!.value;
      for (const [other, also] of column)
        matrix[row]!.set(other, (matrix[row]!.get(other) ?? 0) + sign * also * variance[i]!);
    }
  });
  return { matrix, right };
}

/** k^T M^-1 k. */
const quadratic = (column: Column, inverse: readonly ReadonlyMap<number, number>[]): number =>
  column.reduce(
    (sum, [row, sign]) =>
      sum + column.reduce((part, [other, also]) => part + sign * also * (inverse[row]!.get(other) ?? 0), 0),
    0,
  );

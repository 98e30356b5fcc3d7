import { type Factor, factorSymmetric, inverseEntries, solveFactored } from './cholesky.ts';
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
export const adjust = (flows: readonly MeasuredFlow[], balances: number): Adjusted =>
  adjustedOf(prepare(flows, balances));

/** A system whose balances are factored: from it the adjusted flows are read, and measurements are left out one by one. */
export interface Prepared {
  readonly flows: readonly MeasuredFlow[];
  readonly columns: readonly Column[];
  readonly variance: Float64Array;
  readonly factor: Factor;
  /** y of M y = K x with M = K Q K^T, and by flow k^T M^-1 k. */
  readonly y: Float64Array;
  readonly gain: Float64Array;
  readonly objective: number;
  readonly degrees: number;
}

/** Factors the balances of measured flows. Shapes: as many flows as are given, balances as contraction leaves. */
export function prepare(flows: readonly MeasuredFlow[], balances: number): Prepared {
  const { columns, rows } = contract(flows, { balances, isMeasured });
  const largest = flows.reduce((most, each) => (isMeasured(each) ? Math.max(most, Math.abs(each.value)) : most), 0);
  const floor = leastDeviation * largest || 1;
  const variance = Float64Array.from(flows, (each) =>
    isMeasured(each) ? Math.max(each.deviation, floor) ** 2 : Number.POSITIVE_INFINITY,
  );
  const { matrix, right } = normalEquations(flows, { columns, rows }, variance);
  const factor = factorSymmetric(matrix);
  const y = solveFactored(factor, right);
  const inverse = inverseEntries(factor);
  const gain = Float64Array.from(columns, (column) => quadratic(column, inverse));
  const objective = right.reduce((sum, each, row) => sum + each * y[row]!, 0);
  return { flows, columns, variance, factor, y, gain, objective, degrees: factor.rank };
}

/**
 * The system with one redundant measurement taken as not made: its variance without end, so that of M only the direction k is lost,
 *
 *   z = M^-1 k,   y' = y - z (k^T y) / (k^T z),   k_i^T M'^-1 k_i = k_i^T M^-1 k_i - (k_i^T z)^2 / (k^T z).
 *
 * One solve instead of a factor. `left` are those that were left out before, each with its z. Source: J. Sherman, W. Morrison (1950).
 */
export function leaveOut(prepared: Prepared, flow: number, left: LeftOut[]): Prepared {
  const { columns, factor, y, gain, objective, degrees } = prepared;
  const right = new Float64Array(y.length);
  for (const [row, sign] of columns[flow]!) right[row]! += sign;
  const z = solveFactored(factor, right);
  for (const before of left) {
    const part = along(columns[before.flow]!, z) / before.gain;
    for (let row = 0; row < z.length; row++) z[row]! -= part * before.z[row]!;
  }
  const own = along(columns[flow]!, z);
  const pull = along(columns[flow]!, y);
  left.push({ flow, z, gain: own });
  return {
    ...prepared,
    variance: prepared.variance.map((each, i) => (i === flow ? Number.POSITIVE_INFINITY : each)),
    y: y.map((each, row) => each - (z[row]! * pull) / own),
    gain: gain.map((each, i) => (i === flow ? 0 : each - along(columns[i]!, z) ** 2 / own)),
    objective: objective - pull ** 2 / own,
    degrees: degrees - 1,
  };
}

/** A measurement that was left out, with z and k^T z of its time. */
export interface LeftOut {
  readonly flow: number;
  readonly z: Float64Array;
  readonly gain: number;
}

/** Reads the adjusted flows of a prepared system. */
export function adjustedOf({ flows, columns, variance, y, gain, objective, degrees }: Prepared): Adjusted {
  const value = Float64Array.from(flows, (each) => (isMeasured(each) ? each.value : Number.NaN));
  const deviation = variance.map(Math.sqrt);
  const statistic = new Float64Array(flows.length);
  const error = new Float64Array(flows.length).fill(Number.NaN);
  const isRedundant = new Uint8Array(flows.length);
  columns.forEach((column, i) => {
    const q = variance[i]!;
    if (column.length === 0 || q === Number.POSITIVE_INFINITY || !(q * gain[i]! > 1e-9)) return;
    const pull = along(column, y);
    isRedundant[i] = 1;
    value[i]! -= q * pull;
    deviation[i] = Math.sqrt(Math.max(0, q - q * q * gain[i]!));
    statistic[i] = Math.abs(pull) / Math.sqrt(gain[i]!);
    error[i] = pull / gain[i]!;
  });
  return { value, deviation, statistic, error, isRedundant, objective, degrees };
}

/** k^T y. */
function along(column: Column, y: Float64Array): number {
  let sum = 0;
  for (const [row, sign] of column) sum += sign * y[row]!;
  return sum;
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

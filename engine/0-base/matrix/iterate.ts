/** Rows of entries beside the diagonal: row i holds `at[start[i]]` up to `at[start[i + 1]]`. */
export interface Half {
  readonly start: Int32Array;
  readonly at: Int32Array;
  readonly value: Float64Array;
}

/** A = L + I + U, square, its rows divided by their diagonal. */
export interface SplitMatrix {
  readonly size: number;
  readonly lower: Half;
  readonly upper: Half;
}

/** How a solve ended: x, size x width; the steps taken; max over the columns of |b - A x| / (|b| + |A| |x|). */
interface Iterated {
  readonly x: Float64Array;
  readonly iterations: number;
  readonly residual: number;
}

interface Block {
  readonly matrix: SplitMatrix;
  readonly width: number;
}

/** sqrt(|A|_1 |A|_inf), an upper bound of |A|_2. */
function normOf({ size, lower, upper }: SplitMatrix): number {
  const rows = new Float64Array(size).fill(1);
  const columns = new Float64Array(size).fill(1);
  for (const { start, at, value } of [lower, upper])
    for (let i = 0; i < size; i++)
      for (let e = start[i]!; e < start[i + 1]!; e++) {
        rows[i]! += Math.abs(value[e]!);
        columns[at[e]!]! += Math.abs(value[e]!);
      }
  const largest = (sums: Float64Array) => sums.reduce((most, each) => Math.max(most, each), 0);
  return Math.sqrt(largest(rows) * largest(columns));
}

/** y = (L + I)^-1 v by forward substitution, all columns at once. */
function sweep({ matrix, width }: Block, v: Float64Array, y: Float64Array): void {
  const { start, at, value } = matrix.lower;
  y.set(v);
  for (let i = 0; i < matrix.size; i++)
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const factor = value[e]!;
      const from = at[e]! * width;
      for (let k = 0; k < width; k++) y[i * width + k]! -= factor * y[from + k]!;
    }
}

/** into = v + H y, all columns at once. */
function addHalf(half: Half, width: number, v: Float64Array, y: Float64Array, into: Float64Array): void {
  const { start, at, value } = half;
  into.set(v);
  for (let i = 0; i < start.length - 1; i++)
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const factor = value[e]!;
      const from = at[e]! * width;
      for (let k = 0; k < width; k++) into[i * width + k]! += factor * y[from + k]!;
    }
}

/** v + U y, the action of A (L + I)^-1 on v where y = (L + I)^-1 v (Eisenstat's trick: L is passed once). */
function addUpper({ matrix, width }: Block, v: Float64Array, y: Float64Array, into: Float64Array): void {
  addHalf(matrix.upper, width, v, y, into);
}

/** Column by column sum of a o b. */
function dots(a: Float64Array, b: Float64Array, width: number) {
  const sum = new Float64Array(width);
  for (let i = 0; i < a.length; i += width) for (let k = 0; k < width; k++) sum[k]! += a[i + k]! * b[i + k]!;
  return sum;
}

/** Column by column sum of shadow_i a_i, one number of the shadow a row. */
function along(shadow: Float64Array, a: Float64Array, width: number) {
  const sum = new Float64Array(width);
  for (let i = 0; i < shadow.length; i++) for (let k = 0; k < width; k++) sum[k]! += shadow[i]! * a[i * width + k]!;
  return sum;
}

/** w += factor o p and r -= factor o v, one factor a column; p may be r itself. */
function advance(w: Float64Array, r: Float64Array, factor: Float64Array, p: Float64Array, v: Float64Array): void {
  const width = factor.length;
  for (let i = 0; i < w.length; i += width)
    for (let k = 0; k < width; k++) {
      w[i + k]! += factor[k]! * p[i + k]!;
      r[i + k]! -= factor[k]! * v[i + k]!;
    }
}

/** A fixed dense vector: with a residual of one entry as shadow the method breaks down at once. */
const shadowVector = (size: number) => new Float64Array(size).map((_, i) => 0.5 + ((i * 0.6180339887498949) % 1));

/** |b| + |A| |x| of each column. */
function scaleOf(norm: number, b: Float64Array, x: Float64Array, width: number): Float64Array {
  const answer = dots(x, x, width);
  return dots(b, b, width).map((square, k) => Math.sqrt(square) + norm * Math.sqrt(answer[k]!));
}

/** The state of a solve: w answers A (L + I)^-1 w = b so far, x = (L + I)^-1 w, r = b - A x, scale = |b| + |A| |x|. */
interface State {
  readonly block: Block;
  readonly norm: number;
  readonly right: Float64Array;
  readonly scale: Float64Array;
  readonly w: Float64Array;
  readonly x: Float64Array;
  readonly r: Float64Array;
}

/** The relative residual of each column. */
function residuals({ block, r, scale }: State): Float64Array {
  return dots(r, r, block.width).map((square, k) => Math.sqrt(square) / (scale[k]! || 1));
}

/** Takes x, r and scale afresh from w; answers the largest relative residual (NaN where w overflowed). */
function refresh(state: State): number {
  const { block, norm, right, w, x, r, scale } = state;
  sweep(block, w, x);
  addUpper(block, w, x, r);
  for (let i = 0; i < r.length; i++) r[i] = right[i]! - r[i]!;
  scale.set(scaleOf(norm, right, x, block.width));
  return residuals(state).reduce((most, each) => Math.max(most, each), 0);
}

/** Column by column a / b, 0 where b is 0 or the column is done. */
const ratio = (a: Float64Array, b: Float64Array, done: readonly boolean[]) =>
  a.map((value, k) => (done[k] || b[k] === 0 ? 0 : value / b[k]!));

/** p = r + beta (p - omega v). */
function direct(p: Float64Array, r: Float64Array, v: Float64Array, beta: Float64Array, omega: Float64Array): void {
  const width = beta.length;
  for (let i = 0; i < p.length; i += width)
    for (let k = 0; k < width; k++) p[i + k] = r[i + k]! + beta[k]! * (p[i + k]! - omega[k]! * v[i + k]!);
}

/** One run of BiCGSTAB on A (L + I)^-1 from the present w and r; answers its steps. Columns that are done rest. */
function biconjugate(state: State, tolerance: number, limit: number): number {
  const { block, w, r } = state;
  const { width } = block;
  const shadow = shadowVector(block.matrix.size);
  const p = new Float64Array(r.length);
  const v = new Float64Array(r.length);
  const t = new Float64Array(r.length);
  const y = new Float64Array(r.length);
  let rho = new Float64Array(width);
  let alpha = new Float64Array(width);
  let omega = new Float64Array(width);
  for (let step = 0; step < limit; step++) {
    const done = Array.from(residuals(state), (each) => !(each > tolerance));
    if (done.every(Boolean)) return step;
    const next = along(shadow, r, width);
    const growth = ratio(next, rho, done);
    direct(
      p,
      r,
      v,
      ratio(alpha, omega, done).map((each, k) => each * growth[k]!),
      omega,
    );
    rho = next;
    sweep(block, p, y);
    addUpper(block, p, y, v);
    alpha = ratio(rho, along(shadow, v, width), done);
    advance(w, r, alpha, p, v);
    sweep(block, r, y);
    addUpper(block, r, y, t);
    omega = ratio(dots(t, r, width), dots(t, t, width), done);
    advance(w, r, omega, r, t);
  }
  return limit;
}

const runs = 8;
const stepsOfRun = 25;
const sweeps = 400;

/** Runs BiCGSTAB again from where it stands while that at least halves the residual; a worse run is taken back. */
function converge(state: State, tolerance: number): { iterations: number; residual: number } {
  let residual = refresh(state);
  let iterations = 0;
  for (let run = 0; run < runs && residual > tolerance; run++) {
    const before = state.w.slice();
    iterations += biconjugate(state, tolerance, stepsOfRun);
    const reached = refresh(state);
    if (reached <= residual / 2) {
      residual = reached;
      continue;
    }
    state.w.set(before);
    residual = refresh(state);
    break;
  }
  return { iterations, residual };
}

/** max over the columns of |b - A x| / (|b| + |A| |x|), in the 2-norm; `right` and `x` are size x width. */
export function relativeResidual(matrix: SplitMatrix, right: Float64Array, x: Float64Array): number {
  const width = right.length / matrix.size;
  const lowerPart = new Float64Array(x.length);
  const product = new Float64Array(x.length);
  addHalf(matrix.lower, width, x, x, lowerPart);
  addHalf(matrix.upper, width, lowerPart, x, product);
  const r = right.map((value, at) => value - product[at]!);
  const scale = scaleOf(normOf(matrix), right, x, width);
  return dots(r, r, width).reduce((most, square, k) => Math.max(most, Math.sqrt(square) / (scale[k]! || 1)), 0);
}

/** Gauss-Seidel sweeps, w += r: slow and sure where |I - A| has a spectral radius below 1. */
function settle(state: State, tolerance: number, from: number): { iterations: number; residual: number } {
  let residual = from;
  let iterations = 0;
  for (; iterations < sweeps && residual > tolerance; iterations++) {
    for (let i = 0; i < state.w.length; i++) state.w[i]! += state.r[i]!;
    residual = refresh(state);
  }
  return { iterations, residual };
}

/**
 * Solves A X = B for all columns of B at once: BiCGSTAB with the Gauss-Seidel preconditioner L + I on the right, where it
 * stalls Gauss-Seidel itself. `right` is B, size x width, row by row. Whether the residual satisfies is for the caller.
 * Source: H. van der Vorst, SIAM J. Sci. Stat. Comput. 13 (1992); S. Eisenstat, ibid. 2 (1981).
 */
export function solveIteratively(matrix: SplitMatrix, right: Float64Array, tolerance: number): Iterated {
  const width = right.length / matrix.size;
  const state: State = {
    block: { matrix, width },
    norm: normOf(matrix),
    right,
    scale: new Float64Array(width),
    w: right.slice(),
    x: new Float64Array(right.length),
    r: new Float64Array(right.length),
  };
  const fast = converge(state, tolerance / 10);
  const slow = settle(state, tolerance, fast.residual);
  return { x: state.x, iterations: fast.iterations + slow.iterations, residual: slow.residual };
}

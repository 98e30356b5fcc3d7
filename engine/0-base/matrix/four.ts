import type { Half, SplitMatrix } from './split.ts';

/** Four columns side by side, row by row: number k of row i stands at 4 i + k. An entry of the matrix is read once for all of them. */
export const four = 4;

/** y = (L + I)^-1 v by forward substitution, four columns at once. */
export function sweepFour({ size, lower }: SplitMatrix, v: Float64Array, y: Float64Array): void {
  const { start, at, value } = lower;
  let e = start[0]!;
  for (let i = 0; i < size; i++) {
    const row = four * i;
    const end = start[i + 1]!;
    let [a, b, c, d] = [v[row]!, v[row + 1]!, v[row + 2]!, v[row + 3]!];
    for (; e < end; e++) {
      const entry = value[e]!;
      const from = four * at[e]!;
      a -= entry * y[from]!;
      b -= entry * y[from + 1]!;
      c -= entry * y[from + 2]!;
      d -= entry * y[from + 3]!;
    }
    y[row] = a;
    y[row + 1] = b;
    y[row + 2] = c;
    y[row + 3] = d;
  }
}

/** into = v + H y, four columns at once. */
export function addProductFour(half: Half, v: Float64Array, y: Float64Array, into: Float64Array): void {
  const { start, at, value } = half;
  let e = start[0]!;
  for (let i = 0; i < into.length / four; i++) {
    const row = four * i;
    const end = start[i + 1]!;
    let [a, b, c, d] = [v[row]!, v[row + 1]!, v[row + 2]!, v[row + 3]!];
    for (; e < end; e++) {
      const entry = value[e]!;
      const from = four * at[e]!;
      a += entry * y[from]!;
      b += entry * y[from + 1]!;
      c += entry * y[from + 2]!;
      d += entry * y[from + 3]!;
    }
    into[row] = a;
    into[row + 1] = b;
    into[row + 2] = c;
    into[row + 3] = d;
  }
}

/** Column by column sum of a o b. */
export function dotsFour(x: Float64Array, y: Float64Array): Float64Array {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < x.length; i += four) {
    a += x[i]! * y[i]!;
    b += x[i + 1]! * y[i + 1]!;
    c += x[i + 2]! * y[i + 2]!;
    d += x[i + 3]! * y[i + 3]!;
  }
  return Float64Array.of(a, b, c, d);
}

/** Column by column sum of w o a o b. */
export function weightedFour(w: Float64Array, x: Float64Array, y: Float64Array): Float64Array {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < x.length; i += four) {
    a += w[i]! * x[i]! * y[i]!;
    b += w[i + 1]! * x[i + 1]! * y[i + 1]!;
    c += w[i + 2]! * x[i + 2]! * y[i + 2]!;
    d += w[i + 3]! * x[i + 3]! * y[i + 3]!;
  }
  return Float64Array.of(a, b, c, d);
}

/** x += factor o y, one factor a column; y may be x. */
export function addFour(x: Float64Array, factor: Float64Array, y: Float64Array): void {
  const [a, b, c, d] = [factor[0]!, factor[1]!, factor[2]!, factor[3]!];
  for (let i = 0; i < x.length; i += four) {
    x[i]! += a * y[i]!;
    x[i + 1]! += b * y[i + 1]!;
    x[i + 2]! += c * y[i + 2]!;
    x[i + 3]! += d * y[i + 3]!;
  }
}

/** p = r + beta o (p - omega o v), one beta and omega a column. */
export function redirectFour(
  p: Float64Array,
  { r, v }: { readonly r: Float64Array; readonly v: Float64Array },
  beta: Float64Array,
  omega: Float64Array,
): void {
  const [a, b, c, d] = [beta[0]!, beta[1]!, beta[2]!, beta[3]!];
  const [k, l, m, n] = [omega[0]!, omega[1]!, omega[2]!, omega[3]!];
  for (let i = 0; i < p.length; i += four) {
    p[i] = r[i]! + a * (p[i]! - k * v[i]!);
    p[i + 1] = r[i + 1]! + b * (p[i + 1]! - l * v[i + 1]!);
    p[i + 2] = r[i + 2]! + c * (p[i + 2]! - m * v[i + 2]!);
    p[i + 3] = r[i + 3]! + d * (p[i + 3]! - n * v[i + 3]!);
  }
}

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

/** y = (L + I)^-1 v by forward substitution; y may be v. */
export function sweep({ size, lower }: SplitMatrix, v: Float64Array, y: Float64Array): void {
  const { start, at, value } = lower;
  let e = start[0]!;
  for (let i = 0; i < size; i++) {
    const end = start[i + 1]!;
    let sum = v[i]!;
    for (; e < end; e++) sum -= value[e]! * y[at[e]!]!;
    y[i] = sum;
  }
}

/** into = v + H y. */
export function addProduct(half: Half, v: Float64Array, y: Float64Array, into: Float64Array): void {
  const { start, at, value } = half;
  let e = start[0]!;
  for (let i = 0; i < into.length; i++) {
    const end = start[i + 1]!;
    let sum = v[i]!;
    for (; e < end; e++) sum += value[e]! * y[at[e]!]!;
    into[i] = sum;
  }
}

/** into = A x. */
function multiply({ lower, upper }: SplitMatrix, x: Float64Array, into: Float64Array): void {
  addProduct(lower, x, x, into);
  addProduct(upper, into, x, into);
}

/** into += |H| |x|. */
function addSizes({ start, at, value }: Half, x: Float64Array, into: Float64Array): void {
  for (let i = 0; i < into.length; i++)
    for (let e = start[i]!; e < start[i + 1]!; e++) into[i]! += Math.abs(value[e]! * x[at[e]!]!);
}

/** |b| + |A| |x|, row by row: what the residual of each row is held against. */
function sizesOf({ lower, upper }: SplitMatrix, right: Float64Array, x: Float64Array): Float64Array {
  const sizes = right.map((value, i) => Math.abs(value) + Math.abs(x[i]!));
  addSizes(lower, x, sizes);
  addSizes(upper, x, sizes);
  return sizes;
}

/** b - A x. */
export function residualsOf(matrix: SplitMatrix, right: Float64Array, x: Float64Array): Float64Array {
  const product = new Float64Array(matrix.size);
  multiply(matrix, x, product);
  return product.map((each, i) => right[i]! - each);
}

/**
 * The componentwise backward error max_i |b - A x|_i / (|b| + |A| |x|)_i: by how much, relatively, the entries must change for x to be exact.
 * It does not depend on units. NaN where x holds one.
 * Source: W. Oettli and W. Prager, Numerische Mathematik 6 (1964).
 */
export function backwardError(matrix: SplitMatrix, right: Float64Array, x: Float64Array): number {
  const left = residualsOf(matrix, right, x);
  const sizes = sizesOf(matrix, right, x);
  return sizes.reduce((most, size, i) => (size === 0 ? most : Math.max(most, Math.abs(left[i]!) / size)), 0);
}

/** |x| as a few Gauss-Seidel sweeps with |A| guess it, row by row; where they reach nothing, the least of the others. */
export function guessSizes({ size, lower, upper }: SplitMatrix, right: Float64Array, sweeps = 2): Float64Array {
  const guess = new Float64Array(size);
  for (let k = 0; k < sweeps; k++)
    for (let i = 0; i < size; i++) {
      let sum = Math.abs(right[i]!);
      for (let e = lower.start[i]!; e < lower.start[i + 1]!; e++)
        sum += Math.abs(lower.value[e]!) * guess[lower.at[e]!]!;
      for (let e = upper.start[i]!; e < upper.start[i + 1]!; e++)
        sum += Math.abs(upper.value[e]!) * guess[upper.at[e]!]!;
      guess[i] = sum;
    }
  const least = guess.reduce((found, each) => (each > 0 && each < found ? each : found), Infinity);
  return guess.map((each) => (each > 0 ? each : least));
}

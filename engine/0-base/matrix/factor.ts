import { minimumDegree, type Pattern } from './minimum-degree.ts';
import type { SplitMatrix } from './split.ts';

/**
 * P A P^T = L U without pivoting, L with a unit diagonal; both in the pattern of A + A^T filled in. Column k of L and row k of U below and beside
 * the pivot hold the places `at[start[k]]` up to `at[start[k + 1]]`, all behind k.
 */
export interface Factor {
  readonly size: number;
  /** The row of A at each place of the order. */
  readonly order: Int32Array;
  readonly start: Int32Array;
  readonly at: Int32Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly pivot: Float64Array;
}

/** The pattern of A + A^T beside the diagonal, each neighbour once. */
function patternOf({ size, lower, upper }: SplitMatrix): Pattern {
  const beside: Set<number>[] = Array.from({ length: size }, () => new Set());
  for (const { start, at, value } of [lower, upper])
    for (let i = 0; i < size; i++)
      for (let e = start[i]!; e < start[i + 1]!; e++)
        if (value[e] !== 0) {
          beside[i]!.add(at[e]!);
          beside[at[e]!]!.add(i);
        }
  const start = new Int32Array(size + 1);
  beside.forEach((set, i) => {
    start[i + 1] = start[i]! + set.size;
  });
  const at = new Int32Array(start[size]!);
  beside.forEach((set, i) => {
    at.set(Int32Array.from(set), start[i]!);
  });
  return { start, at };
}

/** What elimination in an order fills: the places behind each place that it touches, sorted; their number by place in `start`. */
function fillOf({ start, at }: Pattern, order: Int32Array): Pattern {
  const size = order.length;
  const place = new Int32Array(size);
  order.forEach((i, k) => {
    place[i] = k;
  });
  const children: number[][] = Array.from({ length: size }, () => []);
  const filled: Int32Array[] = [];
  const mark = new Int32Array(size).fill(-1);
  for (let k = 0; k < size; k++) {
    const found: number[] = [];
    const take = (each: number) => {
      if (each <= k || mark[each] === k) return;
      mark[each] = k;
      found.push(each);
    };
    for (let e = start[order[k]!]!; e < start[order[k]! + 1]!; e++) take(place[at[e]!]!);
    for (const child of children[k]!) filled[child]!.forEach(take);
    const sorted = Int32Array.from(found).sort();
    filled.push(sorted);
    if (sorted.length > 0) children[sorted[0]!]!.push(k);
  }
  const first = new Int32Array(size + 1);
  filled.forEach((list, k) => {
    first[k + 1] = first[k]! + list.length;
  });
  const all = new Int32Array(first[size]!);
  filled.forEach((list, k) => {
    all.set(list, first[k]!);
  });
  return { start: first, at: all };
}

/** Puts the entries of A in their places: beside the diagonal into L and U, each by the earlier of its two places. */
function scatter({ size, lower, upper }: SplitMatrix, factor: Factor): void {
  const place = new Int32Array(size);
  factor.order.forEach((i, k) => {
    place[i] = k;
  });
  const seat = (k: number, other: number) => {
    let [from, to] = [factor.start[k]!, factor.start[k + 1]! - 1];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (factor.at[middle]! < other) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  for (const { start, at, value } of [lower, upper])
    for (let i = 0; i < size; i++)
      for (let e = start[i]!; e < start[i + 1]!; e++) {
        if (value[e] === 0) continue;
        const [row, column] = [place[i]!, place[at[e]!]!];
        if (row > column) factor.lower[seat(column, row)]! += value[e]!;
        else factor.upper[seat(row, column)]! += value[e]!;
      }
}

/** Takes what the pivot of place k brings off all later ones: A_ij -= L_ik U_kj, where i and j are both behind k. */
function update({ start, at, lower, upper, pivot }: Factor, k: number, seat: Int32Array): void {
  const [from, to] = [start[k]!, start[k + 1]!];
  for (let e = from; e < to; e++) {
    const j = at[e]!;
    const [l, u] = [lower[e]!, upper[e]!];
    pivot[j]! -= l * u;
    for (let s = start[j]!; s < start[j + 1]!; s++) seat[at[s]!] = s;
    for (let g = e + 1; g < to; g++) {
      const s = seat[at[g]!]!;
      lower[s]! -= lower[g]! * u;
      upper[s]! -= l * upper[g]!;
    }
  }
}

/**
 * Factorises A = L + I + U by minimum degree without pivoting, which is safe for M-matrices and the like and is checked by whoever solves with it.
 * Nothing where elimination would fill in more than `limit` numbers, or where a pivot is lost.
 * Source: A. George and J. Liu, Computer Solution of Large Sparse Positive Definite Systems (1981), ch. 5, for unsymmetric values.
 */
export function factorise(matrix: SplitMatrix, limit: number): Factor | undefined {
  const pattern = patternOf(matrix);
  const order = minimumDegree(pattern, limit);
  if (!order) return undefined;
  const { start, at } = fillOf(pattern, order);
  const room = () => new Float64Array(at.length);
  const pivot = new Float64Array(matrix.size).fill(1);
  const factor: Factor = { size: matrix.size, order, start, at, lower: room(), upper: room(), pivot };
  scatter(matrix, factor);
  const seat = new Int32Array(matrix.size);
  for (let k = 0; k < matrix.size; k++) {
    if (!(Math.abs(pivot[k]!) > 1e-14)) return undefined;
    for (let e = start[k]!; e < start[k + 1]!; e++) factor.lower[e]! /= pivot[k]!;
    update(factor, k, seat);
  }
  return factor;
}

/** Solves A x = b by the factors: forward through L, back through U. Time O(entries of both). */
export function solveFactor(
  { size, order, start, at, lower, upper, pivot }: Factor,
  right: Float64Array,
): Float64Array {
  const y = new Float64Array(size);
  for (let k = 0; k < size; k++) y[k] = right[order[k]!]!;
  for (let k = 0; k < size; k++) {
    const value = y[k]!;
    if (value !== 0) for (let e = start[k]!; e < start[k + 1]!; e++) y[at[e]!]! -= lower[e]! * value;
  }
  for (let k = size - 1; k >= 0; k--) {
    let sum = y[k]!;
    for (let e = start[k]!; e < start[k + 1]!; e++) sum -= upper[e]! * y[at[e]!]!;
    y[k] = sum / pivot[k]!;
  }
  const x = new Float64Array(size);
  for (let k = 0; k < size; k++) x[order[k]!] = y[k]!;
  return x;
}

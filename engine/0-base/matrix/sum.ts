/**
 * Running sums that keep what rounding drops, so that many numbers of all sizes and signs add up to the last digit or nearly.
 * Source: A. Neumaier, Zeitschrift für Angewandte Mathematik und Mechanik 54 (1974).
 */
export interface ExactSums {
  readonly sum: Float64Array;
  readonly dropped: Float64Array;
}

/** So many sums of nothing as yet. */
export const exactSums = (size: number): ExactSums => ({
  sum: new Float64Array(size),
  dropped: new Float64Array(size),
});

/** Adds a number to one of the sums. */
export function addTo({ sum, dropped }: ExactSums, at: number, value: number): void {
  const before = sum[at]!;
  const next = before + value;
  dropped[at]! += Math.abs(before) >= Math.abs(value) ? before - next + value : value - next + before;
  sum[at] = next;
}

/** What the sums come to. */
export const totalsOf = ({ sum, dropped }: ExactSums): Float64Array => sum.map((each, at) => each + dropped[at]!);

/** The sum of some numbers. */
export function sumOf(values: Iterable<number>): number {
  const sums = exactSums(1);
  for (const value of values) addTo(sums, 0, value);
  return totalsOf(sums)[0]!;
}

/** sum_i a_i b_i; where one of the two is 0 nothing is added, whatever the other is. */
export function exactDot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const sums = exactSums(1);
  for (let i = 0; i < a.length; i++) if (a[i] !== 0 && b[i] !== 0) addTo(sums, 0, a[i]! * b[i]!);
  return totalsOf(sums)[0]!;
}

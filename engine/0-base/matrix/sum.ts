/**
 * A running sum that keeps what rounding drops, so that many numbers of all sizes and signs add up to the last digit or nearly.
 * Source: A. Neumaier, Zeitschrift für Angewandte Mathematik und Mechanik 54 (1974).
 */
export interface ExactSum {
  add(value: number): void;
  total(): number;
}

/** A sum of nothing as yet. */
export function exactSum(): ExactSum {
  let sum = 0;
  let dropped = 0;
  return {
    add(value) {
      const next = sum + value;
      dropped += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    },
    total: () => sum + dropped,
  };
}

/** The sum of some numbers. */
export function sumOf(values: Iterable<number>): number {
  const sum = exactSum();
  for (const value of values) sum.add(value);
  return sum.total();
}

/** sum_i a_i b_i; what one of the two holds no amount of counts as 0, whatever the other says. */
export function exactDot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const sum = exactSum();
  for (let i = 0; i < a.length; i++) if (a[i] !== 0 && b[i] !== 0) sum.add(a[i]! * b[i]!);
  return sum.total();
}

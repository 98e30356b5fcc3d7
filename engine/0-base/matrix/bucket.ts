/** Places of a list by the number that they hold: those of number n are `at[start[n]]` up to `at[start[n + 1]]`, in order. */
export interface Buckets {
  readonly start: Int32Array;
  readonly at: Int32Array;
}

/** Sorts the places of a list by the number, below `count`, that they hold. Time O(places + count), stable. */
export function buckets(numbers: ArrayLike<number>, count: number): Buckets {
  const start = new Int32Array(count + 1);
  for (let place = 0; place < numbers.length; place++) start[numbers[place]! + 1]! += 1;
  for (let n = 1; n <= count; n++) start[n]! += start[n - 1]!;
  const next = start.slice();
  const at = new Int32Array(numbers.length);
  for (let place = 0; place < numbers.length; place++) at[next[numbers[place]!]!++] = place;
  return { start, at };
}

/** The places that hold a number. */
export const bucketOf = ({ start, at }: Buckets, n: number): Int32Array => at.subarray(start[n]!, start[n + 1]!);

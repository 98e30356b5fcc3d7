import { heap } from '../heap.ts';
import type { SparseMatrix } from './sparse.ts';

/** A x = f with the pivots on the diagonal, and what one unit left over of each row weighs. */
interface Pushing {
  readonly matrix: SparseMatrix;
  readonly right: Float64Array;
  /** Not negative; rows that weigh nothing are never pushed. */
  readonly weight: Float64Array;
  /** Stops after so many pushes, or where sum_i weight_i |r_i| is at most `bound`. */
  readonly pushes: number;
  readonly bound?: number;
}

/** x so far, r = f - A x, and the pushes made. */
export interface Pushed {
  readonly x: Float64Array;
  readonly r: Float64Array;
  readonly pushes: number;
}

/**
 * Forward push: follows what is left over from the row where it weighs most, x_i += r_i / A_ii, and hands on what that takes from other rows. At
 * any moment f = A x + r. Time O(entries of the columns that are followed).
 * Source: the push of personalised PageRank, R. Andersen, F. Chung and K. Lang, FOCS 2006, with a heap by weight.
 */
export function pushForward({ matrix, right, weight, pushes, bound = 0 }: Pushing): Pushed {
  const { start, row, value } = matrix;
  const x = new Float64Array(right.length);
  const r = right.slice();
  const waiting = heap();
  const weighed = (i: number) => weight[i]! * Math.abs(r[i]!);
  let left = 0;
  for (let i = 0; i < r.length; i++) {
    left += weighed(i);
    if (weighed(i) > 0) waiting.add(weighed(i), i);
  }
  let made = 0;
  while (made < pushes && left > bound && waiting.size > 0) {
    const key = waiting.largest();
    const i = waiting.take();
    if (weighed(i) !== key) continue;
    const step = r[i]! / diagonalOf(matrix, i);
    made++;
    x[i]! += step;
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const to = row[e]!;
      left -= weighed(to);
      r[to] = to === i ? 0 : r[to]! - value[e]! * step;
      left += weighed(to);
      if (weighed(to) > 0) waiting.add(weighed(to), to);
    }
  }
  return { x, r, pushes: made };
}

function diagonalOf({ start, row, value }: SparseMatrix, i: number): number {
  let found = 0;
  for (let e = start[i]!; e < start[i + 1]!; e++) if (row[e] === i) found = value[e]!;
  return found;
}

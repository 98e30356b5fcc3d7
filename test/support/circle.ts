import { takeBlock } from '../../engine/0-base/matrix/block.ts';
import { compress, type SparseMatrix } from '../../engine/0-base/matrix/sparse.ts';
import type { SplitMatrix } from '../../engine/0-base/matrix/split.ts';
import { seeded } from './random.ts';

/** A matrix with the pivot row of each column. */
export interface Drawn {
  readonly matrix: SparseMatrix;
  readonly pivot: Int32Array;
}

/**
 * Columns that take `gain` of what their inputs give, in one circle with random links across, their rows shuffled, so that
 * no pivot need stand on the diagonal.
 */
export function circle(size: number, gain: number, seed: number, links = 4): Drawn {
  const random = seeded(seed);
  const pivot = Int32Array.from({ length: size }, (_, j) => j);
  for (let j = size - 1; j > 0; j--) {
    const other = Math.floor(random() * (j + 1));
    [pivot[j], pivot[other]] = [pivot[other]!, pivot[j]!];
  }
  const row: number[] = [];
  const column: number[] = [];
  const value: number[] = [];
  const put = (i: number, j: number, v: number) => {
    row.push(pivot[i]!);
    column.push(j);
    value.push(v);
  };
  for (let j = 0; j < size; j++) {
    put(j, j, 1);
    put((j + 1) % size, j, (-gain * 2) / (links + 2));
    for (let k = 0; k < links; k++) put(Math.floor(random() * size), j, -gain / (links + 2));
  }
  const matrix = compress({
    rows: size,
    columns: size,
    row: Int32Array.from(row),
    column: Int32Array.from(column),
    value: Float64Array.from(value),
  });
  return { matrix, pivot };
}

/** The same as equations divided by their pivots. */
export function circleSplit(size: number, gain: number, seed: number, links = 4): SplitMatrix {
  const { matrix, pivot } = circle(size, gain, seed, links);
  const members = Int32Array.from({ length: size }, (_, j) => j);
  return takeBlock({ matrix, pivot, seat: new Int32Array(size).fill(-1) }, members).split;
}

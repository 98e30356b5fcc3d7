import { assert } from '../assert.ts';
import { type Answer, columnOf, effortless, type Report, sideBySide, worse } from './answer.ts';
import { solveSplit } from './solve-split.ts';
import type { SparseMatrix } from './sparse.ts';
import type { SplitMatrix } from './split.ts';

/** Some columns of a matrix and their pivot rows: the members' equations among themselves, divided by the pivots. */
interface Block {
  readonly split: SplitMatrix;
  readonly diagonal: Float64Array;
}

/** A matrix with the pivot row of each column; `seat` is room for one number a row, all -1. */
export interface Pivoted {
  readonly matrix: SparseMatrix;
  readonly pivot: Int32Array;
  readonly seat: Int32Array;
}

function makeHalf(size: number, entries: number) {
  return { start: new Int32Array(size + 1), at: new Int32Array(entries), value: new Float64Array(entries), filled: 0 };
}

function append(half: ReturnType<typeof makeHalf>, at: number, value: number): void {
  half.at[half.filled] = at;
  half.value[half.filled++] = value;
}

/** The entry of column j in its pivot row, 0 where there is none. */
export function pivotValue(matrix: SparseMatrix, pivot: Int32Array, j: number): number {
  let found = 0;
  for (let e = matrix.start[j]!; e < matrix.start[j + 1]!; e++)
    if (matrix.row[e] === pivot[j]) found = matrix.value[e]!;
  return found;
}

/** Takes the equations of the members among themselves, in the order of the members; other rows are left out. */
export function takeBlock(pivoted: Pivoted, members: Int32Array): Block {
  const { matrix, pivot, seat } = pivoted;
  const diagonal = new Float64Array(members.length).map((_, l) => pivotValue(matrix, pivot, members[l]!));
  assert(!diagonal.includes(0), 'a pivot entry is zero', { columns: members.slice(0, 5) });
  let entries = 0;
  members.forEach((j, l) => {
    seat[pivot[j]!] = l;
    entries += matrix.start[j + 1]! - matrix.start[j]!;
  });
  const lower = makeHalf(members.length, entries);
  const upper = makeHalf(members.length, entries);
  members.forEach((j, l) => {
    for (let e = matrix.start[j]!; e < matrix.start[j + 1]!; e++) {
      const at = seat[matrix.row[e]!]!;
      if (at >= 0 && at !== l) append(at < l ? lower : upper, at, matrix.value[e]! / diagonal[l]!);
    }
    lower.start[l + 1] = lower.filled;
    upper.start[l + 1] = upper.filled;
  });
  for (const j of members) seat[pivot[j]!] = -1;
  return { split: { size: members.length, lower, upper }, diagonal };
}

/** Solves the equations of a block. `right` is size x width, row by row, and is divided by the pivots in place. */
export function solveBlock({ split, diagonal }: Block, right: Float64Array): Answer {
  const width = right.length / split.size;
  for (let l = 0; l < split.size; l++) for (let k = 0; k < width; k++) right[l * width + k]! /= diagonal[l]!;
  const columns = Array.from({ length: width }, (_, k) => columnOf(right, width, k));
  const answers = solveSplit(split, columns);
  return {
    ...answers.reduce<Report>(worse, effortless),
    x: sideBySide(
      answers.map(({ x }) => x),
      split.size,
    ),
  };
}

import { assert } from '../assert.ts';
import { solveDense } from './dense.ts';
import { type Half, relativeResidual, type SplitMatrix, solveIteratively } from './iterate.ts';
import type { SparseMatrix } from './sparse.ts';

/** How a solve ended: `solved` is within 1e-12 of |b| + |A| |x|, `stalled` is not, `singular` has no answer (x is NaN). */
export interface Report {
  readonly status: 'solved' | 'stalled' | 'singular';
  readonly iterations: number;
  readonly residual: number;
}

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

const tolerance = 1e-12;
const alwaysDense = 24;
const denseAtMost = 1200;

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

function addHalf(dense: Float64Array, size: number, { start, at, value }: Half): void {
  for (let i = 0; i < size; i++) for (let e = start[i]!; e < start[i + 1]!; e++) dense[i * size + at[e]!] = value[e]!;
}

function denseOf({ size, lower, upper }: SplitMatrix): Float64Array {
  const dense = new Float64Array(size * size);
  for (let i = 0; i < size; i++) dense[i * size + i] = 1;
  addHalf(dense, size, lower);
  addHalf(dense, size, upper);
  return dense;
}

function solveDirectly(split: SplitMatrix, right: Float64Array): Report & { x: Float64Array } {
  const x = solveDense(denseOf(split), right, split.size);
  if (x === undefined)
    return {
      x: new Float64Array(right.length).fill(Number.NaN),
      status: 'singular',
      iterations: 0,
      residual: Infinity,
    };
  const residual = relativeResidual(split, right, x);
  return { x, status: residual <= tolerance ? 'solved' : 'stalled', iterations: 0, residual };
}

/**
 * Solves the equations of a block: small ones by elimination, others by iteration, and by elimination again where that
 * stalls and the block is not too large. `right` is size x width, row by row, and is divided by the pivots in place.
 */
export function solveBlock({ split, diagonal }: Block, right: Float64Array): Report & { x: Float64Array } {
  const width = right.length / split.size;
  for (let l = 0; l < split.size; l++) for (let k = 0; k < width; k++) right[l * width + k]! /= diagonal[l]!;
  if (split.size <= alwaysDense) return solveDirectly(split, right);
  const iterated = solveIteratively(split, right, tolerance);
  if (iterated.residual <= tolerance) return { ...iterated, status: 'solved' };
  if (split.size <= denseAtMost) return solveDirectly(split, right);
  return { ...iterated, status: 'stalled' };
}

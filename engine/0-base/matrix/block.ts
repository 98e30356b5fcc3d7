import { assert } from '../assert.ts';
import { solveDense } from './dense.ts';
import { type Aim, solveIteratively } from './iterate.ts';
import type { SparseMatrix } from './sparse.ts';
import { backwardError, type Half, type SplitMatrix } from './split.ts';

/**
 * How a solve ended: `solved` has a componentwise backward error of at most 1e-11, or reached the aim that was given; `stalled` has not;
 * `singular` has no answer (x is NaN). `residual` is the largest backward error.
 */
export interface Report {
  readonly status: 'solved' | 'stalled' | 'singular';
  readonly iterations: number;
  readonly residual: number;
}

/** A report with its answer. */
export type Answer = Report & { readonly x: Float64Array };

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

const aimed = 1e-13;
const tolerance = 1e-11;
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

/** The column k of numbers row by row. */
function columnOf(values: Float64Array, width: number, k: number): Float64Array {
  if (width === 1) return values;
  return new Float64Array(values.length / width).map((_, i) => values[i * width + k]!);
}

/** The largest of the columns' backward errors; NaN counts as none reached. */
function residualOf(split: SplitMatrix, right: Float64Array, x: Float64Array): number {
  const width = right.length / split.size;
  let most = 0;
  for (let k = 0; k < width; k++) {
    const error = backwardError(split, columnOf(right, width, k), columnOf(x, width, k));
    most = Math.max(most, Number.isNaN(error) ? Infinity : error);
  }
  return most;
}

const noAnswer = (length: number): Answer => ({
  x: new Float64Array(length).fill(Number.NaN),
  status: 'singular',
  iterations: 0,
  residual: Infinity,
});

function solveDirectly(split: SplitMatrix, right: Float64Array): Answer {
  const x = solveDense(denseOf(split), right, split.size);
  if (x === undefined) return noAnswer(right.length);
  const residual = residualOf(split, right, x);
  return { x, status: residual <= tolerance ? 'solved' : 'stalled', iterations: 0, residual };
}

/** The columns of several answers side by side, row by row. */
function sideBySide(answers: readonly Answer[], size: number): Answer {
  const width = answers.length;
  if (width === 1) return answers[0]!;
  const x = new Float64Array(size * width);
  answers.forEach((answer, k) => {
    for (let i = 0; i < size; i++) x[i * width + k] = answer.x[i]!;
  });
  const most = (of: (answer: Answer) => number) => answers.reduce((found, each) => Math.max(found, of(each)), 0);
  const solved = answers.every(({ status }) => status === 'solved');
  return {
    x,
    status: solved ? 'solved' : 'stalled',
    iterations: most((each) => each.iterations),
    residual: most((each) => each.residual),
  };
}

/** Solves one column by iteration; where the caller has an aim, reaching it is enough. */
function iterate(split: SplitMatrix, right: Float64Array, aim?: Aim): Answer {
  const { x, iterations, reached, residual } = solveIteratively(split, right, aimed, aim);
  const isSolved = residual <= tolerance || (aim !== undefined && reached);
  return {
    x,
    iterations,
    status: isSolved ? 'solved' : 'stalled',
    residual: Number.isNaN(residual) ? Infinity : residual,
  };
}

/**
 * Solves a split matrix: small ones by elimination, others by iteration, and by elimination again where that stalls and the matrix is not too
 * large. `right` is size x width, row by row. An aim says for one column when it is close enough.
 */
export function solveSplit(split: SplitMatrix, right: Float64Array, aim?: Aim): Answer {
  if (split.size <= alwaysDense) return solveDirectly(split, right);
  const width = right.length / split.size;
  const columns = Array.from({ length: width }, (_, k) => iterate(split, columnOf(right, width, k), aim));
  const iterated = sideBySide(columns, split.size);
  if (iterated.status !== 'stalled' || split.size > denseAtMost) return iterated;
  return solveDirectly(split, right);
}

/** Solves the equations of a block. `right` is size x width, row by row, and is divided by the pivots in place. */
export function solveBlock({ split, diagonal }: Block, right: Float64Array): Answer {
  const width = right.length / split.size;
  for (let l = 0; l < split.size; l++) for (let k = 0; k < width; k++) right[l * width + k]! /= diagonal[l]!;
  return solveSplit(split, right);
}

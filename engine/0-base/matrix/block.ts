import { assert } from '../assert.ts';
import { solveDense } from './dense.ts';
import { four } from './four.ts';
import { type Aim, solveIteratively } from './iterate.ts';
import { solveFour } from './iterate-four.ts';
import type { SparseMatrix } from './sparse.ts';
import { backwardError, type Half, residualsOf, type SplitMatrix } from './split.ts';

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

/** b - A x, columns side by side. */
function leftOver(split: SplitMatrix, right: Float64Array, x: Float64Array): Float64Array {
  const width = right.length / split.size;
  const columns = Array.from({ length: width }, (_, k) =>
    residualsOf(split, columnOf(right, width, k), columnOf(x, width, k)),
  );
  return sideBySide(columns, split.size);
}

/** Elimination, and once more for what it leaves over where small members of x suffer from large ones. */
function solveDirectly(split: SplitMatrix, right: Float64Array): Answer {
  const dense = denseOf(split);
  const first = solveDense(dense, right, split.size);
  if (first === undefined) return noAnswer(right.length);
  const reached = residualOf(split, right, first);
  if (reached <= tolerance) return { x: first, status: 'solved', iterations: 0, residual: reached };
  const more = solveDense(dense, leftOver(split, right, first), split.size)!;
  const x = first.map((each, at) => each + more[at]!);
  const residual = residualOf(split, right, x);
  return { x, status: residual <= tolerance ? 'solved' : 'stalled', iterations: 1, residual };
}

/** Columns side by side, row by row. */
function sideBySide(columns: readonly Float64Array[], size: number): Float64Array {
  const width = columns.length;
  const values = new Float64Array(size * width);
  columns.forEach((column, k) => {
    for (let i = 0; i < size; i++) values[i * width + k] = column[i]!;
  });
  return values;
}

/** What is asked about nothing, or about something that is not known, needs no solving. */
function trivial(right: Float64Array): Answer | undefined {
  const known = { status: 'solved', iterations: 0, residual: 0 } as const;
  if (right.some(Number.isNaN)) return { ...known, x: new Float64Array(right.length).fill(Number.NaN) };
  return right.every((each) => each === 0) ? { ...known, x: new Float64Array(right.length) } : undefined;
}

/** Solves one column by iteration; where the caller has an aim, reaching it is enough. */
function iterate(split: SplitMatrix, right: Float64Array, aim?: Aim): Answer {
  const found = solveIteratively(split, right, aimed, aim);
  const residual = Number.isNaN(found.residual) ? Infinity : found.residual;
  const isSolved = residual <= tolerance || (aim !== undefined && found.reached);
  return { x: found.x, iterations: found.iterations, status: isSolved ? 'solved' : 'stalled', residual };
}

/** Solves up to four columns at once; those that do not come close enough go on by themselves. */
function iterateTogether(split: SplitMatrix, columns: readonly Float64Array[]): Answer[] {
  const nothing = new Float64Array(split.size);
  const filled = Array.from({ length: four }, (_, k) => columns[k] ?? nothing);
  const { x, iterations } = solveFour(split, sideBySide(filled, split.size), aimed);
  return columns.map((right, k) => {
    const column = columnOf(x, four, k);
    const residual = backwardError(split, right, column);
    return residual <= tolerance ? { x: column, iterations, residual, status: 'solved' } : iterate(split, right);
  });
}

/** Solves columns by iteration, four at a time where three or more are left. */
function iterateAll(split: SplitMatrix, columns: readonly Float64Array[], aim?: Aim): Answer[] {
  const answers: Answer[] = [];
  for (let from = 0; from < columns.length; from += four) {
    const some = columns.slice(from, from + four);
    const isMany = some.length >= 3 && aim === undefined;
    answers.push(...(isMany ? iterateTogether(split, some) : some.map((right) => iterate(split, right, aim))));
  }
  return answers;
}

function directly(split: SplitMatrix, columns: readonly Float64Array[]): Answer[] {
  const { x, ...report } = solveDirectly(split, sideBySide(columns, split.size));
  return columns.map((_, k) => ({ ...report, x: columnOf(x, columns.length, k) }));
}

function solveAll(split: SplitMatrix, columns: readonly Float64Array[], aim?: Aim): Answer[] {
  if (split.size <= alwaysDense) return directly(split, columns);
  const iterated = iterateAll(split, columns, aim);
  if (split.size > denseAtMost || iterated.every(({ status }) => status === 'solved')) return iterated;
  return directly(split, columns);
}

/**
 * Solves a split matrix for some right-hand sides, each divided by the pivots: small matrices by elimination, others by iteration, and by
 * elimination again where that stalls and the matrix is not too large. An aim says when a column is close enough.
 */
export function solveSplit(split: SplitMatrix, columns: readonly Float64Array[], aim?: Aim): Answer[] {
  const answers = columns.map(trivial);
  const open = columns.flatMap((_, k) => (answers[k] ? [] : [k]));
  const solved =
    open.length === 0
      ? []
      : solveAll(
          split,
          open.map((k) => columns[k]!),
          aim,
        );
  open.forEach((k, at) => {
    answers[k] = solved[at]!;
  });
  return answers as Answer[];
}

const grave = { solved: 0, stalled: 1, singular: 2 } as const;

/** The report of two solves together. */
export const worse = (a: Report, b: Report): Report => ({
  status: grave[a.status] >= grave[b.status] ? a.status : b.status,
  iterations: Math.max(a.iterations, b.iterations),
  residual: Math.max(a.residual, b.residual),
});

/** The report of a solve that had nothing to do. */
export const effortless: Report = { status: 'solved', iterations: 0, residual: 0 };

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

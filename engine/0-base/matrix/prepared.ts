import { assert } from '../assert.ts';
import { effortless, type Report, worse } from './answer.ts';
import { pivotValue } from './block.ts';
import type { Components } from './component.ts';
import type { Aim } from './iterate.ts';
import { type Kept, solveSplit } from './solve-split.ts';
import type { SparseMatrix } from './sparse.ts';
import type { Half, SplitMatrix } from './split.ts';

/**
 * Equations A^T x = b put in order once, for many right-hand sides: those first that others depend on, each divided by its pivot. At place l
 * stand equation `equation[l]` (a column of A) and unknown `unknown[l]` (its pivot row).
 */
export interface Prepared {
  readonly equation: Int32Array;
  readonly unknown: Int32Array;
  readonly diagonal: Float64Array;
  /** Component k holds the places `first[k]` up to `first[k + 1]`. */
  readonly first: Int32Array;
  /** Entries in earlier components, by place. */
  readonly known: Half;
  /** Entries in the own component, counted from its first place. */
  readonly lower: Half;
  readonly upper: Half;
  /** What is kept of each component from one solve to the next. */
  readonly kept: readonly Kept[];
}

interface Filling {
  readonly start: Int32Array;
  readonly at: Int32Array;
  readonly value: Float64Array;
  filled: number;
}

function room(size: number, entries: number): Filling {
  return { start: new Int32Array(size + 1), at: new Int32Array(entries), value: new Float64Array(entries), filled: 0 };
}

function put(half: Filling, at: number, value: number): void {
  half.at[half.filled] = at;
  half.value[half.filled++] = value;
}

/** The place of each row of A: that of the column whose pivot row it is. */
function placesOf(pivot: Int32Array, order: Int32Array): Int32Array {
  const place = new Int32Array(pivot.length);
  order.forEach((j, l) => {
    place[pivot[j]!] = l;
  });
  return place;
}

/** Brings equations in the order of their components. Time and space O(entries + columns). */
export function prepare(
  { matrix, pivot }: { readonly matrix: SparseMatrix; readonly pivot: Int32Array },
  { order, start: first, of }: Components,
): Prepared {
  const { start, row, value } = matrix;
  const place = placesOf(pivot, order);
  const diagonal = new Float64Array(order.length);
  const [known, lower, upper] = [0, 1, 2].map(() => room(order.length, row.length)) as [Filling, Filling, Filling];
  order.forEach((j, l) => {
    diagonal[l] = pivotValue(matrix, pivot, j);
    assert(diagonal[l] !== 0, 'a pivot entry is zero', { column: j });
    const begin = first[of[j]!]!;
    for (let e = start[j]!; e < start[j + 1]!; e++) {
      const at = place[row[e]!]!;
      if (at < begin) put(known, at, value[e]! / diagonal[l]!);
      else if (at !== l) put(at < l ? lower : upper, at - begin, value[e]! / diagonal[l]!);
    }
    for (const half of [known, lower, upper]) half.start[l + 1] = half.filled;
  });
  return {
    equation: order,
    unknown: pivot.length === 0 ? pivot : order.map((j) => pivot[j]!),
    diagonal,
    first,
    known,
    lower,
    upper,
    kept: keptFor(first),
  };
}

const keptFor = (first: Int32Array): Kept[] => Array.from({ length: first.length - 1 }, () => ({}));

/** The same equations with the size of every entry beside the pivots, negative: |A| where A has pivots alone on the plus side. */
export function withSizes(prepared: Prepared): Prepared {
  const sized = (half: Half): Half => ({ ...half, value: half.value.map((each) => -Math.abs(each)) });
  return {
    ...prepared,
    known: sized(prepared.known),
    lower: sized(prepared.lower),
    upper: sized(prepared.upper),
    kept: keptFor(prepared.first),
  };
}

/** The equations of a component among themselves. */
export function splitOf({ first, lower, upper }: Prepared, component: number): SplitMatrix {
  const [begin, end] = [first[component]!, first[component + 1]!];
  const part = (half: Half): Half => ({ ...half, start: half.start.subarray(begin, end + 1) });
  return { size: end - begin, lower: part(lower), upper: part(upper) };
}

/** b_l minus what earlier components say of the sum. */
function rightOf({ known }: Prepared, right: Float64Array, x: Float64Array, l: number): number {
  let sum = right[l]!;
  for (let e = known.start[l]!; e < known.start[l + 1]!; e++) sum -= known.value[e]! * x[known.at[e]!]!;
  return sum;
}

/** How a solve of all components ended, with those that were not solved. */
export interface Solved extends Report {
  readonly x: Float64Array;
  readonly failed: readonly number[];
}

type Growing = { x: Float64Array; report: Report; failed: number[] };

const partOf = (aim: Aim | undefined, begin: number, end: number): Aim | undefined =>
  aim && { weight: aim.weight.subarray(begin, end), limit: aim.limit };

/** Solves a component of several columns where those before it are solved; where something that it depends on is NaN, so is it, and nobody is blamed. */
function solveComponent(prepared: Prepared, component: number, columns: readonly Growing[], aim?: Aim): void {
  const [begin, end] = [prepared.first[component]!, prepared.first[component + 1]!];
  const rights = columns.map(({ x }) => x.slice(begin, end));
  const manner = { aim: partOf(aim, begin, end), kept: prepared.kept[component] };
  solveSplit(splitOf(prepared, component), rights, manner).forEach((answer, k) => {
    const column = columns[k]!;
    column.x.set(answer.x, begin);
    if (answer.status !== 'solved') column.failed.push(component);
    column.report = worse(column.report, answer);
  });
}

/** Solves by place: the right sides divided by the pivots, the answers in the same order. */
function solvePlaces(prepared: Prepared, rights: readonly Float64Array[], aim?: Aim): Growing[] {
  const { first } = prepared;
  const columns = rights.map((right) => ({ x: new Float64Array(right.length), report: effortless, failed: [] }));
  for (let component = 0; component + 1 < first.length; component++) {
    const [begin, end] = [first[component]!, first[component + 1]!];
    columns.forEach(({ x }, k) => {
      for (let l = begin; l < end; l++) x[l] = rightOf(prepared, rights[k]!, x, l);
    });
    if (end - begin > 1) solveComponent(prepared, component, columns, aim);
  }
  return columns;
}

/**
 * Solves A^T x = b for some right-hand sides, component by component: a chain takes one pass, only what runs in circles takes more. A right-hand
 * side holds one number a column of A, its answer one a row. An aim weighs the residual of each equation (column of A) in the units of A and b.
 */
export function solvePrepared(prepared: Prepared, rights: readonly Float64Array[], aim?: Aim): Solved[] {
  const { equation, unknown, diagonal } = prepared;
  const ordered = rights.map((right) => diagonal.map((pivot, l) => right[equation[l]!]! / pivot));
  const weight = aim && diagonal.map((pivot, l) => Math.abs(pivot) * aim.weight[equation[l]!]!);
  return solvePlaces(prepared, ordered, weight && aim && { weight, limit: aim.limit }).map((solved) => {
    const x = new Float64Array(unknown.length);
    for (let l = 0; l < x.length; l++) x[unknown[l]!] = solved.x[l]!;
    return { ...solved.report, failed: solved.failed, x };
  });
}

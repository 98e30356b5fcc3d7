import { assert } from '../assert.ts';
import { type Pivoted, pivotValue, type Report, solveBlock, takeBlock } from './block.ts';
import { type Components, stronglyConnected } from './component.ts';
import type { SparseMatrix } from './sparse.ts';

/**
 * Equations A^T x = b, one a column: sum_i A_ij x_i = b_j. `pivot[j]` is the row that belongs to column j, wherever it
 * stands; its entry is not zero. `right` is b, columns x width, row by row.
 */
interface Equations {
  readonly matrix: SparseMatrix;
  readonly pivot: Int32Array;
  readonly right: Float64Array;
}

/** The columns in their strongly connected components: column j points to those whose pivot rows it has entries in. */
export function componentsOf(matrix: SparseMatrix, pivot: Int32Array): Components {
  assert(matrix.rows === matrix.columns, 'equations are square', { rows: matrix.rows, columns: matrix.columns });
  const owner = new Int32Array(matrix.rows).fill(-1);
  pivot.forEach((row, column) => {
    assert(owner[row] === -1, 'two columns share a pivot row', { row, column });
    owner[row] = column;
  });
  const to = matrix.row.map((row) => owner[row]!);
  return stronglyConnected(matrix.start, to);
}

/** The members of one component. */
export const membersOf = (components: Components, component: number): Int32Array =>
  components.order.subarray(components.start[component]!, components.start[component + 1]!);

/** b_j minus what is known of the sum: its own row is left out, rows of its component are still 0. */
function takeKnown(equations: Equations, x: Float64Array, j: number, into: Float64Array, at: number): void {
  const { matrix, pivot, right } = equations;
  const width = right.length / matrix.columns;
  for (let k = 0; k < width; k++) into[at + k] = right[j * width + k]!;
  for (let e = matrix.start[j]!; e < matrix.start[j + 1]!; e++) {
    if (matrix.row[e] === pivot[j]) continue;
    const value = matrix.value[e]!;
    const from = matrix.row[e]! * width;
    for (let k = 0; k < width; k++) into[at + k]! -= value * x[from + k]!;
  }
}

const grave = { solved: 0, stalled: 1, singular: 2 } as const;

/** The report of two solves together. */
const worse = (a: Report, b: Report): Report => ({
  status: grave[a.status] >= grave[b.status] ? a.status : b.status,
  iterations: Math.max(a.iterations, b.iterations),
  residual: Math.max(a.residual, b.residual),
});

/** Solves a column that waits for no other: one division. */
function solveSingle(equations: Equations, j: number, x: Float64Array): void {
  const { matrix, pivot, right } = equations;
  const width = right.length / matrix.columns;
  const at = pivot[j]! * width;
  takeKnown(equations, x, j, x, at);
  const diagonal = pivotValue(matrix, pivot, j);
  assert(diagonal !== 0, 'a pivot entry is zero', { column: j });
  for (let k = 0; k < width; k++) x[at + k]! /= diagonal;
}

/** Solves one component where those before it are solved; its rows of x are still 0. */
function solveComponent(equations: Equations, pivoted: Pivoted, members: Int32Array, x: Float64Array): Report {
  const width = equations.right.length / pivoted.matrix.columns;
  const right = new Float64Array(members.length * width);
  members.forEach((j, l) => {
    takeKnown(equations, x, j, right, l * width);
  });
  const solved = solveBlock(takeBlock(pivoted, members), right);
  members.forEach((j, l) => {
    x.set(solved.x.subarray(l * width, (l + 1) * width), pivoted.pivot[j]! * width);
  });
  return solved;
}

/**
 * Solves A^T x = b component by component, those first that others depend on: a chain takes one pass, only what runs in
 * circles takes more. The residual is of a norm: scale the unknowns to like sizes where each must be exact. Answers x, rows x width, row by row, and the components that were not solved.
 */
export function solveComponents(
  equations: Equations,
  components: Components,
): Report & { x: Float64Array; failed: number[] } {
  const { matrix, pivot, right } = equations;
  const x = new Float64Array(right.length);
  const pivoted: Pivoted = { matrix, pivot, seat: new Int32Array(matrix.rows).fill(-1) };
  const failed: number[] = [];
  let report: Report = { status: 'solved', iterations: 0, residual: 0 };
  for (let component = 0; component < components.count; component++) {
    const first = components.start[component]!;
    if (components.start[component + 1]! - first === 1) {
      solveSingle(equations, components.order[first]!, x);
      continue;
    }
    const solved = solveComponent(equations, pivoted, membersOf(components, component), x);
    if (solved.status !== 'solved') failed.push(component);
    report = worse(report, solved);
  }
  return { ...report, x, failed };
}

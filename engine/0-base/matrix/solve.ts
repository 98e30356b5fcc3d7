import { assert } from '../assert.ts';
import { effortless, type Report, worse } from './answer.ts';
import { type Components, stronglyConnected } from './component.ts';
import { prepare, solvePrepared } from './prepared.ts';
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

/**
 * Solves A^T x = b once, component by component, those first that others depend on: a chain takes one pass, only what runs in
 * circles takes more. Answers x, rows x width, row by row, and the components that were not solved.
 */
export function solveComponents(
  { matrix, pivot, right }: Equations,
  components: Components,
): Report & { x: Float64Array; failed: number[] } {
  const size = matrix.columns;
  const width = size === 0 ? 0 : right.length / size;
  const columns = Array.from({ length: width }, (_, k) =>
    Float64Array.from({ length: size }, (__, j) => right[j * width + k]!),
  );
  const solved = solvePrepared(prepare({ matrix, pivot }, components), columns);
  const x = new Float64Array(right.length);
  solved.forEach((answer, k) => {
    for (let i = 0; i < size; i++) x[i * width + k] = answer.x[i]!;
  });
  const failed = new Set(solved.flatMap((answer) => answer.failed));
  const { status, iterations, residual } = solved.reduce<Report>(worse, effortless);
  return { status, iterations, residual, x, failed: [...failed] };
}

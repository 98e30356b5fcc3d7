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

/** The columns of a table that hold something, and each of them as a list of its own. */
function filledColumns(table: Float64Array, width: number): { places: number[]; columns: Float64Array[] } {
  const isFilled = new Uint8Array(width);
  for (let at = 0; at < table.length; at++) if (table[at] !== 0) isFilled[at % width] = 1;
  const places = [...isFilled.keys()].filter((k) => isFilled[k] === 1);
  const columns = places.map((k) => {
    const column = new Float64Array(table.length / width);
    for (let j = 0; j < column.length; j++) column[j] = table[j * width + k]!;
    return column;
  });
  return { places, columns };
}

/**
 * Solves A^T x = b once, component by component, those first that others depend on: a chain takes one pass, only what runs in
 * circles takes more. Answers x, rows x width, row by row, and the components that were not solved. A column of b of zeros takes no work:
 * its x is 0.
 */
export function solveComponents(
  { matrix, pivot, right }: Equations,
  components: Components,
): Report & { x: Float64Array; failed: number[] } {
  const size = matrix.columns;
  const width = size === 0 ? 0 : right.length / size;
  const { places, columns } = filledColumns(right, width);
  const solved = solvePrepared(prepare({ matrix, pivot }, components), columns);
  const x = new Float64Array(right.length);
  solved.forEach((answer, at) => {
    for (let i = 0; i < size; i++) x[i * width + places[at]!] = answer.x[i]!;
  });
  const failed = new Set(solved.flatMap((answer) => answer.failed));
  const { status, iterations, residual } = solved.reduce<Report>(worse, effortless);
  return { status, iterations, residual, x, failed: [...failed] };
}

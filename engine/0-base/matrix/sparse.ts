import { buckets } from './bucket.ts';

/**
 * A matrix in compressed sparse columns: the entries of column j stand at `start[j]` up to `start[j + 1]`, each with its
 * row and value; no row stands twice in a column.
 */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly value: Float64Array;
}

/** Entries in any order; those of the same row and column add up. */
interface Triplets {
  readonly rows: number;
  readonly columns: number;
  readonly row: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/** Compresses triplets: A_ij = sum of the values given for (i, j). Time and space O(entries + rows + columns). */
export function compress(triplets: Triplets): SparseMatrix {
  const { rows, columns } = triplets;
  const sorted = buckets(triplets.column, columns);
  const start = new Int32Array(columns + 1);
  const row = new Int32Array(sorted.at.length);
  const value = new Float64Array(sorted.at.length);
  const seat = new Int32Array(rows).fill(-1);
  let filled = 0;
  for (let j = 0; j < columns; j++) {
    const first = filled;
    for (let k = sorted.start[j]!; k < sorted.start[j + 1]!; k++) {
      const at = sorted.at[k]!;
      const i = triplets.row[at]!;
      if (seat[i]! < first) {
        seat[i] = filled;
        row[filled++] = i;
      }
      value[seat[i]!]! += triplets.value[at]!;
    }
    start[j + 1] = filled;
  }
  return { rows, columns, start, row: row.subarray(0, filled), value: value.subarray(0, filled) };
}

/** The transpose: (A^T)_ji = A_ij. */
export function transpose(matrix: SparseMatrix): SparseMatrix {
  const column = new Int32Array(matrix.row.length);
  for (let j = 0; j < matrix.columns; j++) column.fill(j, matrix.start[j]!, matrix.start[j + 1]!);
  return compress({
    rows: matrix.columns,
    columns: matrix.rows,
    row: column,
    column: matrix.row,
    value: matrix.value,
  });
}

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

/** Turns counts at 1..n into starts: start[j] = sum of the counts before j. */
function accumulate(start: Int32Array): void {
  for (let j = 1; j < start.length; j++) start[j]! += start[j - 1]!;
}

/** The places of the triplets sorted by column, with the start of each column; stable. */
function byColumn({ columns, column }: Triplets): { start: Int32Array; place: Int32Array } {
  const start = new Int32Array(columns + 1);
  for (let k = 0; k < column.length; k++) start[column[k]! + 1]!++;
  accumulate(start);
  const next = start.slice();
  const place = new Int32Array(column.length);
  for (let k = 0; k < column.length; k++) place[next[column[k]!]!++] = k;
  return { start, place };
}

/** Compresses triplets: A_ij = sum of the values given for (i, j). Time and space O(entries + rows + columns). */
export function compress(triplets: Triplets): SparseMatrix {
  const { rows, columns } = triplets;
  const sorted = byColumn(triplets);
  const start = new Int32Array(columns + 1);
  const row = new Int32Array(sorted.place.length);
  const value = new Float64Array(sorted.place.length);
  const seat = new Int32Array(rows).fill(-1);
  let filled = 0;
  for (let j = 0; j < columns; j++) {
    const first = filled;
    for (let k = sorted.start[j]!; k < sorted.start[j + 1]!; k++) {
      const at = sorted.place[k]!;
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

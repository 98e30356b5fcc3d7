import { compress, type SparseMatrix } from './sparse.ts';

/** Entries of a matrix as they come; those of one row and column add up. */
export interface Entries {
  add(row: number, column: number, value: number): void;
  matrix(rows: number, columns: number): SparseMatrix;
}

/** An empty list of entries; 0 is not kept. */
export function entries(): Entries {
  const [row, column, value]: [number[], number[], number[]] = [[], [], []];
  return {
    add(i, j, x) {
      if (x === 0) return;
      row.push(i);
      column.push(j);
      value.push(x);
    },
    matrix: (rows, columns) =>
      compress({
        rows,
        columns,
        row: Int32Array.from(row),
        column: Int32Array.from(column),
        value: Float64Array.from(value),
      }),
  };
}

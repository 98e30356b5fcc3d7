import { entries } from '../../0-base/matrix/entries.ts';
import type { SparseMatrix } from '../../0-base/matrix/sparse.ts';

/** Calls back for each entry of a matrix, column by column. */
export function eachEntry(matrix: SparseMatrix, take: (row: number, column: number, value: number) => void): void {
  for (let column = 0; column < matrix.columns; column++)
    for (let at = matrix.start[column]!; at < matrix.start[column + 1]!; at++)
      take(matrix.row[at]!, column, matrix.value[at]!);
}

/** The sum of each row: matrix x 1. */
export function rowSums(matrix: SparseMatrix): Float64Array {
  const sums = new Float64Array(matrix.rows);
  eachEntry(matrix, (row, _, value) => {
    sums[row]! += value;
  });
  return sums;
}

/** The sum of each column: 1 x matrix. */
export function columnSums(matrix: SparseMatrix): Float64Array {
  const sums = new Float64Array(matrix.columns);
  eachEntry(matrix, (_, column, value) => {
    sums[column]! += value;
  });
  return sums;
}

/** Matrix x diag(per)^-1: each column divided by its number; a column whose number is not above zero becomes empty. */
export function perColumn(matrix: SparseMatrix, per: Float64Array): SparseMatrix {
  const value = matrix.value.slice();
  for (let j = 0; j < matrix.columns; j++) {
    const by = per[j]!;
    for (let at = matrix.start[j]!; at < matrix.start[j + 1]!; at++) value[at] = by > 0 ? value[at]! / by : 0;
  }
  return { ...matrix, value };
}

/** diag(per)^-1 x matrix: each row divided by its number; a row whose number is not above zero becomes empty. */
export function perRow(matrix: SparseMatrix, per: Float64Array): SparseMatrix {
  const value = matrix.value.map((each, at) => {
    const by = per[matrix.row[at]!]!;
    return by > 0 ? each / by : 0;
  });
  return { ...matrix, value };
}

/** The product of two matrices, column by column (F. Gustavson, ACM Transactions on Mathematical Software 4 (1978)). */
export function multiply(left: SparseMatrix, right: SparseMatrix): SparseMatrix {
  const product = entries();
  const sums = new Float64Array(left.rows);
  for (let j = 0; j < right.columns; j++) {
    const met = new Set<number>();
    for (let at = right.start[j]!; at < right.start[j + 1]!; at++) {
      const k = right.row[at]!;
      for (let other = left.start[k]!; other < left.start[k + 1]!; other++) {
        sums[left.row[other]!]! += left.value[other]! * right.value[at]!;
        met.add(left.row[other]!);
      }
    }
    for (const i of met) {
      product.add(i, j, sums[i]!);
      sums[i] = 0;
    }
  }
  return product.matrix(left.rows, right.columns);
}

/** I - matrix. */
export function identityMinus(matrix: SparseMatrix): SparseMatrix {
  const difference = entries();
  for (let i = 0; i < matrix.rows; i++) difference.add(i, i, 1);
  eachEntry(matrix, (row, column, value) => difference.add(row, column, -value));
  return difference.matrix(matrix.rows, matrix.columns);
}

/** A matrix as numbers row by row. */
export function denseOf(matrix: SparseMatrix): Float64Array {
  const dense = new Float64Array(matrix.rows * matrix.columns);
  eachEntry(matrix, (row, column, value) => {
    dense[row * matrix.columns + column]! += value;
  });
  return dense;
}

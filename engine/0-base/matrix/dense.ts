/** Swaps two rows of a matrix of that many columns. */
function swapRows(matrix: Float64Array, columns: number, a: number, b: number): void {
  if (a === b) return;
  const kept = matrix.slice(a * columns, (a + 1) * columns);
  matrix.copyWithin(a * columns, b * columns, (b + 1) * columns);
  matrix.set(kept, b * columns);
}

/** Row `into` minus `factor` times row `from`, beginning at a column. */
function subtractRow(
  matrix: Float64Array,
  columns: number,
  into: number,
  from: number,
  factor: number,
  first = 0,
): void {
  for (let k = first; k < columns; k++) matrix[into * columns + k]! -= factor * matrix[from * columns + k]!;
}

/** The row at or below the diagonal with the largest entry in a column. */
function pivotRow(matrix: Float64Array, size: number, column: number): number {
  let best = column;
  for (let i = column + 1; i < size; i++)
    if (Math.abs(matrix[i * size + column]!) > Math.abs(matrix[best * size + column]!)) best = i;
  return best;
}

/** The largest absolute entry of each column. */
function columnSizes(matrix: Float64Array, size: number): Float64Array {
  const found = new Float64Array(size);
  matrix.forEach((value, at) => {
    found[at % size] = Math.max(found[at % size]!, Math.abs(value));
  });
  return found;
}

/**
 * Solves A X = B by Gaussian elimination with partial pivoting: the plain version beside the sparse one.
 * `matrix` is A, size x size, row by row; `right` is B, size x width; neither is changed. Answers X, or nothing where a
 * pivot is lost in the rounding of its column (A is singular to working precision).
 * Source: G. Golub and C. Van Loan, Matrix Computations (4th ed.), algorithm 3.4.1.
 */
export function solveDense(matrix: Float64Array, right: Float64Array, size: number): Float64Array | undefined {
  const a = matrix.slice();
  const x = right.slice();
  const width = size === 0 ? 0 : right.length / size;
  const sizes = columnSizes(a, size);
  for (let j = 0; j < size; j++) {
    const pivot = pivotRow(a, size, j);
    if (!(Math.abs(a[pivot * size + j]!) > size * Number.EPSILON * sizes[j]!)) return undefined;
    swapRows(a, size, pivot, j);
    swapRows(x, width, pivot, j);
    for (let i = j + 1; i < size; i++) {
      const factor = a[i * size + j]! / a[j * size + j]!;
      if (factor === 0) continue;
      subtractRow(a, size, i, j, factor, j);
      subtractRow(x, width, i, j, factor);
    }
  }
  for (let j = size - 1; j >= 0; j--) {
    for (let k = 0; k < width; k++) x[j * width + k]! /= a[j * size + j]!;
    for (let i = 0; i < j; i++) subtractRow(x, width, i, j, a[i * size + j]!);
  }
  return x;
}

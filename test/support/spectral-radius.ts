import type { SparseMatrix } from '../../engine/0-base/matrix/sparse.ts';
import { eachEntry } from '../../engine/4-footprint/sector/matrix.ts';

/** The largest eigenvalue of a matrix without (or almost without) negative entries, by the power method. */
export function spectralRadius(matrix: SparseMatrix, rounds = 2000): number {
  let vector = new Float64Array(matrix.columns).fill(1);
  let radius = 0;
  for (let round = 0; round < rounds; round++) {
    const next = new Float64Array(matrix.rows);
    eachEntry(matrix, (row, column, value) => {
      next[row]! += value * vector[column]!;
    });
    radius = Math.sqrt(next.reduce((sum, each) => sum + each * each, 0));
    if (radius === 0) return 0;
    vector = next.map((each) => each / radius);
  }
  return radius;
}

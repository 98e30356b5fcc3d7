import { type SparseMatrix, transpose } from './sparse.ts';

/** y = A x. */
function times({ rows, columns, start, row, value }: SparseMatrix, x: Float64Array): Float64Array {
  const y = new Float64Array(rows);
  for (let j = 0; j < columns; j++) for (let e = start[j]!; e < start[j + 1]!; e++) y[row[e]!]! += value[e]! * x[j]!;
  return y;
}

const square = (x: Float64Array) => x.reduce((sum, each) => sum + each * each, 0);

/** x += factor y. */
function add(x: Float64Array, factor: number, y: Float64Array): void {
  for (let i = 0; i < x.length; i++) x[i]! += factor * y[i]!;
}

const settled = 1e-30;
const stepsEach = 20;

/**
 * The shortest of all x for which |A x - b| is least, for a matrix of any shape, by conjugate gradients on the normal equations; where A x = b has
 * an answer, this is one. For small systems: ill-conditioned ones take many steps.
 * Source: M. Hestenes and E. Stiefel, J. Res. Natl. Bur. Stand. 49 (1952), sec. 10.
 */
export function leastSquares(matrix: SparseMatrix, right: Float64Array): Float64Array {
  const across = transpose(matrix);
  const x = new Float64Array(matrix.columns);
  const r = right.slice();
  const s = times(across, r);
  const p = s.slice();
  let gamma = square(s);
  const begun = gamma;
  for (let step = 0; step < stepsEach * (matrix.rows + matrix.columns) && gamma > settled * begun; step++) {
    const q = times(matrix, p);
    const alpha = gamma / square(q);
    add(x, alpha, p);
    add(r, -alpha, q);
    s.set(times(across, r));
    const next = square(s);
    for (let i = 0; i < p.length; i++) p[i] = s[i]! + (next / gamma) * p[i]!;
    gamma = next;
  }
  return x;
}

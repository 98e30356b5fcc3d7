import { type Pivoted, pivotValue, solveBlock, takeBlock } from './block.ts';
import type { Components } from './component.ts';
import { membersOf } from './solve.ts';
import type { SparseMatrix } from './sparse.ts';

/**
 * The components, of those asked about, on which A is not monotone. Where all pivots and nothing else is positive, A^T y = 1 has a
 * positive answer exactly when A is an M-matrix: then its inverse holds no negative number and sweeps converge. Answers
 * above `limit` are lost in rounding and count as none.
 * Source: D. Hawkins and H. Simon, Econometrica 17 (1949); A. Berman and R. Plemmons, Nonnegative Matrices, theorem 6.2.3.
 */
export function notMonotone(
  { matrix, pivot }: { readonly matrix: SparseMatrix; readonly pivot: Int32Array },
  components: Components,
  asked: Iterable<number>,
  limit = Infinity,
): number[] {
  const pivoted: Pivoted = { matrix, pivot, seat: new Int32Array(matrix.rows).fill(-1) };
  return Array.from(asked).filter((component) => {
    const members = membersOf(components, component);
    if (!members.every((j) => pivotValue(matrix, pivot, j) > 0)) return true;
    const solved = solveBlock(takeBlock(pivoted, members), new Float64Array(members.length).fill(1));
    return solved.status !== 'solved' || !solved.x.every((each) => each > 0 && each < limit);
  });
}

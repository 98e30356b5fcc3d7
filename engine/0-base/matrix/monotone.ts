import { type Pivoted, solveBlock, takeBlock } from './block.ts';
import type { Components } from './component.ts';
import { membersOf } from './solve.ts';
import type { SparseMatrix } from './sparse.ts';

const lost = 1e10;

/**
 * The components, of those asked about, on which A is not monotone. Where only pivots are positive, A^T y = 1 has a
 * positive answer exactly when A is an M-matrix: then its inverse holds no negative number and sweeps converge. An answer
 * above 1e10 is lost in rounding and counts as none.
 * Source: D. Hawkins and H. Simon, Econometrica 17 (1949); A. Berman and R. Plemmons, Nonnegative Matrices, theorem 6.2.3.
 */
export function notMonotone(
  { matrix, pivot }: { readonly matrix: SparseMatrix; readonly pivot: Int32Array },
  components: Components,
  asked: Iterable<number>,
): number[] {
  const pivoted: Pivoted = { matrix, pivot, seat: new Int32Array(matrix.rows).fill(-1) };
  return Array.from(asked).filter((component) => {
    const members = membersOf(components, component);
    const solved = solveBlock(takeBlock(pivoted, members), new Float64Array(members.length).fill(1));
    return solved.status !== 'solved' || !solved.x.every((each) => each > 0 && each < lost);
  });
}

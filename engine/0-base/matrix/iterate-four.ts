import { addFour, addProductFour, dotsFour, four, redirectFour, sweepFour, weightedFour } from './four.ts';
import { guessSizes, type SplitMatrix } from './split.ts';

/** The state of four solves at once, as in iterate.ts: w answers A (L + I)^-1 w = b so far, r is what is left over. */
interface State {
  readonly matrix: SplitMatrix;
  readonly square: Float64Array;
  readonly shadow: Float64Array;
  readonly w: Float64Array;
  readonly r: Float64Array;
}

/** The weights of the rows, column by column: the squares of 1 / |x| as guessed. */
function squaresOf(matrix: SplitMatrix, right: Float64Array): Float64Array {
  const square = new Float64Array(right.length);
  for (let k = 0; k < four; k++) {
    const column = new Float64Array(matrix.size).map((_, i) => right[four * i + k]!);
    guessSizes(matrix, column).forEach((size, i) => {
      square[four * i + k] = 1 / (size * size);
    });
  }
  return square;
}

/** Column by column a / b, 0 where b is 0 or the column rests. */
const ratio = (a: Float64Array, b: Float64Array, rests: readonly boolean[]) =>
  a.map((each, k) => (rests[k] || b[k] === 0 ? 0 : each / b[k]!));

const negative = (factor: Float64Array) => factor.map((each) => -each);

/** One run of BiCGSTAB on four columns; a column that is close enough rests. Answers the steps. */
function biconjugate({ matrix, square, shadow, w, r }: State, limit: number, steps: number): number {
  const room = () => new Float64Array(r.length);
  const [p, v, t, y] = [room(), room(), room(), room()];
  let rho: Float64Array = new Float64Array(four).fill(1);
  let alpha: Float64Array = new Float64Array(four);
  let omega: Float64Array = new Float64Array(four).fill(1);
  for (let step = 0; step < steps; step++) {
    const rests = Array.from(weightedFour(square, r, r), (each) => !(Math.sqrt(each) > limit));
    if (rests.every(Boolean)) return step;
    const next = dotsFour(shadow, r);
    const beta = ratio(next, rho, rests).map((each, k) => (omega[k] === 0 ? 0 : (each * alpha[k]!) / omega[k]!));
    redirectFour(p, { r, v }, beta, omega);
    rho = next;
    sweepFour(matrix, p, y);
    addProductFour(matrix.upper, p, y, v);
    alpha = ratio(rho, dotsFour(shadow, v), rests);
    addFour(w, alpha, p);
    addFour(r, negative(alpha), v);
    sweepFour(matrix, r, y);
    addProductFour(matrix.upper, r, y, t);
    omega = ratio(weightedFour(square, t, r), weightedFour(square, t, t), rests);
    addFour(w, omega, r);
    addFour(r, negative(omega), t);
  }
  return steps;
}

/**
 * Solves A X = B for four columns side by side as far as one run goes, each row weighed by the size of its answer. How good that is, is for the
 * caller to see: whoever is not content goes on column by column.
 */
export function solveFour(
  matrix: SplitMatrix,
  right: Float64Array,
  tolerance: number,
): { readonly x: Float64Array; readonly iterations: number } {
  const square = squaresOf(matrix, right);
  const w = right.slice();
  const x = new Float64Array(right.length);
  const r = new Float64Array(right.length);
  sweepFour(matrix, w, x);
  addProductFour(matrix.upper, w, x, r);
  for (let i = 0; i < r.length; i++) r[i] = right[i]! - r[i]!;
  const shadow = square.map((each, i) => (0.5 + ((Math.floor(i / four) * 0.6180339887498949) % 1)) * Math.sqrt(each));
  const iterations = biconjugate({ matrix, square, shadow, w, r }, tolerance * Math.sqrt(matrix.size), 60);
  sweepFour(matrix, w, x);
  return { x, iterations };
}

import { addProduct, guessSizes, type SplitMatrix, sweep } from './split.ts';

/** What is close enough: sum_i weight_i |r_i| at most `limit`, r = b - A x. */
export interface Aim {
  readonly weight: Float64Array;
  readonly limit: number;
}

/** How a solve ended: x, the steps taken, and whether it came as close as was aimed at. */
interface Iterated {
  readonly x: Float64Array;
  readonly iterations: number;
  readonly reached: boolean;
}

/** The state of a solve: w answers A (L + I)^-1 w = b so far, x = (L + I)^-1 w, r = b - A x; the norm of r is weighted by its rows. */
interface State {
  readonly matrix: SplitMatrix;
  readonly right: Float64Array;
  readonly weight: Float64Array;
  /** Whether every row is to be exact by itself: then the norm is sqrt(sum_i (weight_i r_i)^2), in which no row hides behind the others. */
  readonly isEven: boolean;
  readonly w: Float64Array;
  readonly x: Float64Array;
  readonly r: Float64Array;
}

/** sum_i weight_i |r_i|, or the root of the sum of their squares. */
function normOf({ r, weight, isEven }: State): number {
  let sum = 0;
  for (let i = 0; i < r.length; i++) {
    const size = weight[i]! * Math.abs(r[i]!);
    sum += isEven ? size * size : size;
  }
  return isEven ? Math.sqrt(sum) : sum;
}

/** A (L + I)^-1 v = v + U y, where y = (L + I)^-1 v is kept as well (Eisenstat's trick: L is passed once). */
function apply(matrix: SplitMatrix, v: Float64Array, y: Float64Array, into: Float64Array): void {
  sweep(matrix, v, y);
  addProduct(matrix.upper, v, y, into);
}

/** Takes x and r afresh from w; answers the norm of r (NaN where w overflowed). */
function refresh(state: State): number {
  const { matrix, right, w, x, r } = state;
  apply(matrix, w, x, r);
  for (let i = 0; i < r.length; i++) r[i] = right[i]! - r[i]!;
  return normOf(state);
}

/** A fixed dense vector: with a residual of one entry as shadow the method breaks down at once. */
const shadowVector = (weight: Float64Array) => weight.map((each, i) => (0.5 + ((i * 0.6180339887498949) % 1)) * each);

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** p = r + beta (p - omega v). */
function redirect(p: Float64Array, r: Float64Array, v: Float64Array, beta: number, omega: number): void {
  for (let i = 0; i < p.length; i++) p[i] = r[i]! + beta * (p[i]! - omega * v[i]!);
}

/** w += factor p and r -= factor v. */
function advance({ w, r }: State, factor: number, p: Float64Array, v: Float64Array): void {
  for (let i = 0; i < w.length; i++) {
    w[i]! += factor * p[i]!;
    r[i]! -= factor * v[i]!;
  }
}

/** w += factor r, then r -= factor t; answers the norm of r and its product with the shadow, in the same pass. */
function complete({ w, r, weight, isEven }: State, factor: number, t: Float64Array, shadow: Float64Array) {
  let [norm, along] = [0, 0];
  for (let i = 0; i < w.length; i++) {
    const before = r[i]!;
    const after = before - factor * t[i]!;
    w[i]! += factor * before;
    r[i] = after;
    const size = weight[i]! * Math.abs(after);
    norm += isEven ? size * size : size;
    along += shadow[i]! * after;
  }
  return { norm: isEven ? Math.sqrt(norm) : norm, along };
}

/** The factor that makes sum_i (weight_i (r - factor t)_i)^2 least. */
function smoothing({ r, weight }: State, t: Float64Array): number {
  let along = 0;
  let size = 0;
  for (let i = 0; i < t.length; i++) {
    const weighted = weight[i]! * t[i]!;
    along += weighted * weight[i]! * r[i]!;
    size += weighted * weighted;
  }
  return size === 0 ? 0 : along / size;
}

/** One run of BiCGSTAB on A (L + I)^-1 from the present w and r; answers its steps. */
function biconjugate(state: State, limit: number, steps: number): number {
  const { matrix, r } = state;
  const shadow = shadowVector(state.weight);
  const [p, v, t, y] = [0, 1, 2, 3].map(() => new Float64Array(r.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let [rho, alpha, omega] = [1, 0, 1];
  let next = dot(shadow, r);
  for (let step = 0; step < steps; step++) {
    redirect(p, r, v, ((next / rho) * alpha) / omega, omega);
    rho = next;
    apply(matrix, p, y, v);
    alpha = rho / dot(shadow, v);
    advance(state, alpha, p, v);
    apply(matrix, r, y, t);
    omega = smoothing(state, t);
    const { norm, along } = complete(state, omega, t, shadow);
    if (!(norm > limit) || omega === 0 || rho === 0) return step + 1;
    next = along;
  }
  return steps;
}

const runs = 8;
const stepsOfRun = 50;
const sweeps = 400;

/** Runs BiCGSTAB again from where it stands while that at least halves the residual; a worse run is taken back. */
function converge(state: State, limit: number): { iterations: number; norm: number } {
  let norm = refresh(state);
  let iterations = 0;
  for (let run = 0; run < runs && norm > limit; run++) {
    const before = state.w.slice();
    iterations += biconjugate(state, limit, stepsOfRun);
    const reached = refresh(state);
    if (reached <= norm / 2) {
      norm = reached;
      continue;
    }
    if (!(reached < norm)) {
      state.w.set(before);
      norm = refresh(state);
    }
    break;
  }
  return { iterations, norm };
}

/** Gauss-Seidel sweeps, w += r: slow and sure where |I - A| has a spectral radius below 1. Stops where nothing is gained any more. */
function settle(state: State, limit: number, from: number): { iterations: number; norm: number } {
  let norm = from;
  let iterations = 0;
  for (; iterations < sweeps && norm > limit; iterations++) {
    for (let i = 0; i < state.w.length; i++) state.w[i]! += state.r[i]!;
    const reached = refresh(state);
    if (!(reached < norm)) break;
    norm = reached;
  }
  return { iterations, norm };
}

/** Every row as exact, relative to its own size, as a tolerance says. */
function evenAim(matrix: SplitMatrix, right: Float64Array, tolerance: number): Aim {
  const sizes = guessSizes(matrix, right);
  return { weight: sizes.map((size) => 1 / size), limit: tolerance * Math.sqrt(matrix.size) };
}

/**
 * Solves A x = b: BiCGSTAB with the Gauss-Seidel preconditioner L + I on the right, where it stalls Gauss-Seidel itself. Without an aim of the
 * caller's, the residual of each row counts relative to the size of its answer, so that units do not matter. Whether the residual satisfies is
 * for the caller.
 * Source: H. van der Vorst, SIAM J. Sci. Stat. Comput. 13 (1992); S. Eisenstat, ibid. 2 (1981).
 */
export function solveIteratively(matrix: SplitMatrix, right: Float64Array, tolerance: number, aim?: Aim): Iterated {
  if (right.every((each) => each === 0)) return { x: right.slice(), iterations: 0, reached: true };
  const { weight, limit } = aim ?? evenAim(matrix, right, tolerance);
  const state: State = {
    matrix,
    right,
    weight,
    isEven: aim === undefined,
    w: right.slice(),
    x: new Float64Array(right.length),
    r: new Float64Array(right.length),
  };
  const fast = converge(state, limit);
  const slow = settle(state, limit, fast.norm);
  return { x: state.x, iterations: fast.iterations + slow.iterations, reached: slow.norm <= limit };
}

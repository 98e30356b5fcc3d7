import type { SplitMatrix } from './split.ts';

/** How much comes back of what goes round in Z = I - A. */
export interface Growth {
  /** The spectral radius of Z, estimated. */
  readonly radius: number;
  /** A positive vector x with Z x = radius x, its largest member 1. */
  readonly vector: Float64Array;
}

const steps = 2000;
const settled = 1e-12;

/** into = x + Z x; answers the largest member. */
function grow({ size, lower, upper }: SplitMatrix, x: Float64Array, into: Float64Array): number {
  let most = 0;
  for (let i = 0; i < size; i++) {
    let sum = x[i]!;
    for (let e = lower.start[i]!; e < lower.start[i + 1]!; e++) sum -= lower.value[e]! * x[lower.at[e]!]!;
    for (let e = upper.start[i]!; e < upper.start[i + 1]!; e++) sum -= upper.value[e]! * x[upper.at[e]!]!;
    into[i] = sum;
    if (sum > most) most = sum;
  }
  return most;
}

/** The spectral radius of Z = I - A where Z holds no negative number and every row reaches every other, by powers of I + Z. */
export function growthOf(matrix: SplitMatrix): Growth {
  let x = new Float64Array(matrix.size).fill(1);
  let next = new Float64Array(matrix.size);
  let growth = 0;
  for (let step = 0; step < steps; step++) {
    const found = grow(matrix, x, next);
    for (let i = 0; i < next.length; i++) next[i]! /= found;
    [x, next] = [next, x];
    if (Math.abs(found - growth) <= settled * found) return { radius: found - 1, vector: x };
    growth = found;
  }
  return { radius: growth - 1, vector: x };
}

/** The member of a row that gives it most, and how much of it. */
function strongest({ lower, upper }: SplitMatrix, vector: Float64Array, i: number): { to: number; gain: number } {
  let found = { to: i, gain: 0 };
  for (const { start, at, value } of [lower, upper])
    for (let e = start[i]!; e < start[i + 1]!; e++)
      if (-value[e]! * vector[at[e]!]! > found.gain * vector[found.to]!) found = { to: at[e]!, gain: -value[e]! };
  return found;
}

/** The circle that most of the growth goes round: its rows in turn, and what comes back of one after a round. */
export function strongestCircle(matrix: SplitMatrix, { vector }: Growth): { members: number[]; gain: number } {
  const seen = new Map<number, number>();
  const way: { at: number; gain: number }[] = [];
  let at = vector.indexOf(vector.reduce((most, each) => Math.max(most, each), 0));
  while (!seen.has(at)) {
    seen.set(at, way.length);
    const { to, gain } = strongest(matrix, vector, at);
    way.push({ at, gain });
    at = to;
  }
  const round = way.slice(seen.get(at)!);
  return { members: round.map((each) => each.at), gain: round.reduce((product, each) => product * each.gain, 1) };
}

import { solveSplit } from '../../0-base/matrix/solve-split.ts';
import { growthOf, strongestCircle } from '../../0-base/matrix/growth.ts';
import { splitOf } from '../../0-base/matrix/prepared.ts';
import { membersOf } from '../../0-base/matrix/solve.ts';
import type { SplitMatrix } from '../../0-base/matrix/split.ts';
import { type Problem, problem } from '../../0-base/problem.ts';
import { namesOf } from './names.ts';
import type { Circle, PreparedSystem } from './prepared-system.ts';

/** Whether no process of a component has more products in it than its own. */
const isSingle = ({ lower, upper, size }: SplitMatrix) =>
  [lower, upper].every(({ start, value }) => value.subarray(start[0]!, start[size]!).every((each) => each <= 0));

/** Whether the intensities that are known prove a component productive: positive burdens that give it positive answers. */
function isProven({ known, square, direct, system }: PreparedSystem, members: Int32Array): boolean {
  const width = system.categories.length;
  return Array.from(known.intensities).some(([category, { value, problems }]) => {
    if (problems.length > 0 || !members.every((i) => value[i]! * square.sign[i]! > 0)) return false;
    for (let at = category; at < direct.length; at += width) if (direct[at]! < 0) return false;
    return value.every((each, i) => each * square.sign[i]! >= 0);
  });
}

/** Whether A^T y = 1 has no positive answer on a component: then what is made of itself uses more than it gives. */
function isUnproductive(split: SplitMatrix): boolean {
  const [solved] = solveSplit(split, [new Float64Array(split.size).fill(1)]);
  return solved!.status !== 'solved' || !solved!.x.every((each) => each > 0);
}

function circleOf({ components }: PreparedSystem, component: number, split: SplitMatrix): Circle {
  const members = membersOf(components, component);
  const growth = growthOf(split);
  const { members: round, gain } = strongestCircle(split, growth);
  return { members: Array.from(members), radius: growth.radius, round: round.map((at) => members[at]!), gain };
}

/**
 * Circles that use more of their products than they make: the spectral radius of Z = I - A D^-1 is 1 or more, Hawkins and Simon's condition is
 * violated. Of components with co-products nothing is said: there the sign of an answer decides. Looked for once.
 * Source: D. Hawkins and H. Simon, Econometrica 17 (1949); A. Berman and R. Plemmons, Nonnegative Matrices, theorem 6.2.3.
 */
export function unproductiveCircles(prepared: PreparedSystem): readonly Circle[] {
  prepared.known.circles ??= findCircles(prepared);
  return prepared.known.circles;
}

function findCircles(prepared: PreparedSystem): Circle[] {
  const { components, adjoint } = prepared;
  const found: Circle[] = [];
  for (let component = 0; component < components.count; component++) {
    const members = membersOf(components, component);
    if (members.length === 1 || isProven(prepared, members)) continue;
    const split = splitOf(adjoint, component);
    if (isSingle(split) && isUnproductive(split)) found.push(circleOf(prepared, component, split));
  }
  return found;
}

/** Circles in words. Problem: system.gain, one a circle, with the round that matters most. */
export function circleProblems(prepared: PreparedSystem): Problem[] {
  const { products } = prepared.system;
  return unproductiveCircles(prepared).map(({ members, radius, round }) => {
    const names = round.map((product) => products[product]!.name);
    const value = `${Number(radius.toPrecision(3))}`;
    return problem('system.gain', '', { name: names[0]!, members: namesOf(names), value, found: `${members.length}` });
  });
}

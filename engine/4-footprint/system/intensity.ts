import { type Solved, solvePrepared, withSizes } from '../../0-base/matrix/prepared.ts';
import { membersOf } from '../../0-base/matrix/solve.ts';
import { once } from '../../0-base/once.ts';
import { type Problem, problem } from '../../0-base/problem.ts';
import { namesOf } from './names.ts';
import type { Intensity, PreparedSystem } from './prepared-system.ts';
import { nobody } from './square.ts';

/** The direct burden of one unit of the maker of each product, of one category. */
function burdenOf({ square, direct, system }: PreparedSystem, category: number): Float64Array {
  const width = system.categories.length;
  return Float64Array.from(square.maker, (j) => (j === nobody ? 0 : direct[j * width + category]!));
}

/** What the solver could not do, with the names of those whom it concerns. */
export function solveProblems(
  prepared: PreparedSystem,
  { status, residual }: Solved,
  failed: Iterable<number>,
): Problem[] {
  return Array.from(failed, (component) => {
    const members = Array.from(membersOf(prepared.components, component), (i) => prepared.system.products[i]!.name);
    if (status === 'singular') return problem('system.singular', '', { name: namesOf(members) });
    return problem('solver.stalled', '', { value: `${residual}`, members: namesOf(members) });
  });
}

/** Whether some process takes something off: a burden below zero, or more products than its own. */
function hasCredits({ square: { matrix } }: PreparedSystem, burden: Float64Array): boolean {
  if (burden.some((each) => each < 0)) return true;
  for (let j = 0; j < matrix.columns; j++)
    for (let e = matrix.start[j]!; e < matrix.start[j + 1]!; e++)
      if (matrix.value[e]! > 0 && matrix.row[e] !== j) return true;
  return false;
}

/** Lambda+, NaN for a circle on which the sizes have no positive answer to a column of ones, and for whatever takes from it. */
function grossOf({ adjoint, square, components }: PreparedSystem, burden: Float64Array): Float64Array {
  const sized = withSizes(adjoint);
  const rights = [new Float64Array(burden.length).fill(1), burden.map(Math.abs)];
  const [proof, gross] = solvePrepared(sized, rights).map(({ x }) => x) as [Float64Array, Float64Array];
  const { start, row } = square.matrix;
  const endless = new Uint8Array(components.count);
  for (const i of components.order) {
    let isEndless = !(proof[i]! > 0);
    for (let e = start[i]!; e < start[i + 1]!; e++) isEndless ||= endless[components.of[row[e]!]!] === 1;
    if (isEndless) endless[components.of[i]!] = 1;
  }
  return gross.map((each, i) => (endless[components.of[i]!] === 1 ? Number.NaN : each));
}

function intensityFrom(prepared: PreparedSystem, burden: Float64Array, solved: Solved): Intensity {
  const value = solved.x.map((each, i) => each * prepared.square.sign[i]!);
  return {
    value,
    gross: once(() =>
      hasCredits(prepared, burden) || value.some((each) => each < 0) ? grossOf(prepared, burden) : value,
    ),
    residual: solved.residual,
    iterations: solved.iterations,
    problems: solveProblems(prepared, solved, solved.failed),
  };
}

/**
 * The intensities of some categories, those that were not yet asked about solved together: A^T Lambda = D, so that one solve a category tells what
 * every product carries. Problems: system.singular, solver.stalled.
 */
export function intensitiesOf(prepared: PreparedSystem, categories: readonly number[]): Intensity[] {
  const { intensities } = prepared.known;
  const asked = categories.filter((category, at) => !intensities.has(category) && categories.indexOf(category) === at);
  const burdens = asked.map((category) => burdenOf(prepared, category));
  solvePrepared(prepared.adjoint, burdens).forEach((solved, k) => {
    intensities.set(asked[k]!, intensityFrom(prepared, burdens[k]!, solved));
  });
  return categories.map((category) => intensities.get(category)!);
}

/** The intensities of one category. */
export const intensityOf = (prepared: PreparedSystem, category: number): Intensity =>
  intensitiesOf(prepared, [category])[0]!;

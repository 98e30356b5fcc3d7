import { notMonotone } from '../../0-base/matrix/monotone.ts';
import { componentsOf, membersOf, solveComponents } from '../../0-base/matrix/solve.ts';
import { type SparseMatrix, transpose } from '../../0-base/matrix/sparse.ts';
import { type Problem, problem } from '../../0-base/problem.ts';

/**
 * Products and the processes that make them. Technosphere A: products x processes, outputs +, inputs and waste to be
 * treated -, in the product's unit per unit of the process. `production[j]` is the product that process j makes.
 */
export interface ProductSystem {
  readonly products: readonly string[];
  readonly processes: readonly string[];
  readonly technosphere: SparseMatrix;
  readonly production: Int32Array;
}

/** The process that makes each product: the inverse of the production map. */
function makersOf(production: Int32Array): Int32Array {
  const maker = new Int32Array(production.length);
  production.forEach((product, process) => {
    maker[product] = process;
  });
  return maker;
}

/** Whether every process has no positive entry but its product: then Hawkins and Simon's condition decides. */
function singleOutput({ technosphere, production }: ProductSystem): boolean {
  for (let j = 0; j < technosphere.columns; j++)
    for (let e = technosphere.start[j]!; e < technosphere.start[j + 1]!; e++)
      if (technosphere.value[e]! > 0 && technosphere.row[e] !== production[j]) return false;
  return true;
}

const nonproductive = (names: readonly string[]): Problem =>
  problem('system.nonproductive', '', { name: names[0] ?? '', members: names.join(', ') });

/**
 * Circles that use more of their products than they make (spectral radius of Z = I - A D^-1 at or above 1, Hawkins and
 * Simon's condition violated), for systems without co-products. Problem: system.nonproductive, one a circle, with the
 * names of its members.
 */
export function unproductiveCircles(system: ProductSystem): Problem[] {
  const { products, technosphere: matrix, production: pivot } = system;
  if (!singleOutput(system)) return [];
  const components = componentsOf(matrix, pivot);
  return notMonotone({ matrix, pivot }, components, Array(components.count).keys()).map((component) =>
    nonproductive(Array.from(membersOf(components, component), (process) => products[pivot[process]!]!)),
  );
}

/** The answer for several columns at once, row by row; what could not be solved is NaN. */
interface Solved {
  readonly value: Float64Array;
  readonly problems: readonly Problem[];
  readonly residual: number;
}

function solve(matrix: SparseMatrix, pivot: Int32Array, right: Float64Array, names: readonly string[]): Solved {
  const components = componentsOf(matrix, pivot);
  const { x, failed, status, residual } = solveComponents({ matrix, pivot, right }, components);
  const problems = failed.map((component) => {
    const members = Array.from(membersOf(components, component), (column) => names[column]!).join(', ');
    return status === 'singular'
      ? problem('system.singular', '', { name: members })
      : problem('solver.stalled', '', { value: `${residual}`, members });
  });
  return { value: x, problems, residual };
}

/**
 * The scaling of the processes for K demands at once: A S = F. `demand` is products x K, the answer processes x K, both
 * row by row. A negative scaling for a demand without negative amounts is reported, never silent.
 * Problems: system.nonproductive, system.singular, solver.stalled.
 * Source: R. Heijungs and S. Suh, The Computational Structure of Life Cycle Assessment (2002), ch. 2.
 */
export function scalingOf(system: ProductSystem, demand: Float64Array): Solved {
  const { products, processes, technosphere, production } = system;
  const solved = solve(transpose(technosphere), makersOf(production), demand, products);
  const circles = unproductiveCircles(system);
  const width = demand.length / products.length;
  const negative = processes.filter((_, j) => solved.value.subarray(j * width, (j + 1) * width).some((s) => s < 0));
  const odd = circles.length === 0 && negative.length > 0 && demand.every((amount) => amount >= 0);
  return { ...solved, problems: [...circles, ...(odd ? [nonproductive(negative)] : []), ...solved.problems] };
}

/**
 * The total burden per unit of every product for K indicators at once, by the adjoint: A^T Lambda = D, where `direct` D is
 * processes x K (C B, transposed) and the answer products x K, both row by row.
 * Certificate: for any scaling s of a demand f, the score it misses is Lambda . (f - A s).
 * Problems: system.nonproductive, system.singular, solver.stalled.
 */
export function intensitiesOf(system: ProductSystem, direct: Float64Array): Solved {
  const { processes, technosphere, production } = system;
  const solved = solve(technosphere, production, direct, processes);
  return { ...solved, problems: [...unproductiveCircles(system), ...solved.problems] };
}

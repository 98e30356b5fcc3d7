import { compress, type SparseMatrix } from '../../0-base/matrix/sparse.ts';
import { type Problem, problem } from '../../0-base/problem.ts';
import type { Technosphere } from './linked-system.ts';
import { namesOf } from './names.ts';

/**
 * The technosphere with one maker a product: column i is the process that makes product i, its pivot on the diagonal and positive. Where a process
 * is named for something negative (waste that it takes in), the row's sign is turned: `sign` says so.
 */
export interface SquareSystem {
  readonly matrix: SparseMatrix;
  /** The process that makes each product; nobody is -1, and such a product is made of nothing. */
  readonly maker: Int32Array;
  readonly sign: Float64Array;
  /** Amount of product i made by one unit of its maker, never negative; 1 where nobody makes it. */
  readonly made: Float64Array;
  /** system.output, system.makers, system.unmade, system.entry. */
  readonly problems: readonly Problem[];
}

/** Stands for a maker where there is none. */
export const nobody = -1;

/** A_pj of each process j and its product p. */
function outputsOf({ technosphere: { start, row, value }, production }: Technosphere): Float64Array {
  const output = new Float64Array(production.length);
  for (let j = 0; j < production.length; j++)
    for (let e = start[j]!; e < start[j + 1]!; e++) if (row[e] === production[j]) output[j] = value[e]!;
  return output;
}

/** Who makes what; of several makers the first counts. */
function makersOf(system: Technosphere, output: Float64Array, problems: Problem[]): Int32Array {
  const { products, processes, production } = system;
  const maker = new Int32Array(products.length).fill(nobody);
  const others = new Map<number, number[]>();
  production.forEach((product, j) => {
    const name = processes[j]!.name;
    if (product < 0) return;
    if (!Number.isFinite(output[j]!) || output[j] === 0)
      problems.push(problem('system.output', '', { name, product: products[product]!.name }));
    else if (maker[product] === nobody) maker[product] = j;
    else others.set(product, [...(others.get(product) ?? [maker[product]!]), j]);
  });
  for (const [product, makers] of others) {
    const members = makers.map((j) => processes[j]!.name).join(', ');
    const process = processes[makers[0]!]!.name;
    problems.push(problem('system.makers', '', { name: products[product]!.name, members, process }));
  }
  return maker;
}

/** Hands on the amounts of a process that are numbers, and names the others. */
function readColumn(
  { products, processes, technosphere: { start, row, value } }: Technosphere,
  j: number,
  take: (product: number, amount: number) => void,
): Problem[] {
  const problems: Problem[] = [];
  for (let e = start[j]!; e < start[j + 1]!; e++) {
    const [product, amount] = [row[e]!, value[e]!];
    if (Number.isFinite(amount) && amount !== 0) take(product, amount);
    if (Number.isFinite(amount)) continue;
    const names = { name: processes[j]!.name, product: products[product]!.name };
    problems.push(problem('system.entry', '', { ...names, value: `${amount}` }));
  }
  return problems;
}

/** Gathers the columns by the products that they make, a unit for what nobody makes; what is no number is left out and named. */
function gather(system: Technosphere, maker: Int32Array, sign: Float64Array, problems: Problem[]): SparseMatrix {
  const size = maker.length;
  const most = system.technosphere.row.length + size;
  const [row, column, value] = [new Int32Array(most), new Int32Array(most), new Float64Array(most)];
  let filled = 0;
  const put = (i: number, j: number, amount: number) => {
    row[filled] = i;
    column[filled] = j;
    value[filled++] = amount * sign[i]!;
  };
  maker.forEach((j, i) => {
    if (j === nobody) put(i, i, 1);
    else problems.push(...readColumn(system, j, (product, amount) => put(product, i, amount)));
  });
  const part = { row: row.subarray(0, filled), column: column.subarray(0, filled), value: value.subarray(0, filled) };
  return compress({ rows: size, columns: size, ...part });
}

/** Products that somebody uses and nobody makes. */
function unmade({ products, technosphere: { row, value } }: Technosphere, maker: Int32Array): Problem[] {
  const used = new Set<number>();
  row.forEach((product, e) => {
    if (maker[product] === nobody && value[e] !== 0) used.add(product);
  });
  if (used.size === 0) return [];
  const names = namesOf(Array.from(used, (product) => products[product]!.name));
  return [problem('system.unmade', '', { name: names, value: `${used.size}` })];
}

/** Pairs products with makers and says what does not pair; what is left can be solved. */
export function squareOf(system: Technosphere): SquareSystem {
  const problems: Problem[] = [];
  const output = outputsOf(system);
  const maker = makersOf(system, output, problems);
  const sign = Float64Array.from(maker, (j) => (j !== nobody && output[j]! < 0 ? -1 : 1));
  const made = Float64Array.from(maker, (j) => (j === nobody ? 1 : Math.abs(output[j]!)));
  const matrix = gather(system, maker, sign, problems);
  return { matrix, maker, sign, made, problems: [...problems, ...unmade(system, maker)] };
}

import type { SparseMatrix } from '../../0-base/matrix/sparse.ts';
import { type Problem, problem } from '../../0-base/problem.ts';
import type { LinkedSystem } from './linked-system.ts';
import { nobody } from './square.ts';

/**
 * What a process may be named for: its outputs, that of its own place first, as is the custom, then the larger before the smaller. One that only
 * takes in is named for what it takes in, as the treatment of a waste is where wastes are counted below zero.
 */
function outputsOf({ start, row, value }: SparseMatrix, process: number): number[] {
  const entries = Array.from({ length: start[process + 1]! - start[process]! }, (_, k) => start[process]! + k);
  const outputs = entries.filter((entry) => value[entry]! > 0);
  return (outputs.length > 0 ? outputs : entries.filter((entry) => value[entry]! < 0))
    .sort(
      (a, b) =>
        Number(row[b] === process) - Number(row[a] === process) || Math.abs(value[b]!) - Math.abs(value[a]!) || a - b,
    )
    .map((entry) => row[entry]!);
}

/**
 * Pairs processes with products that they make, so that no product has two makers: a largest matching of columns and rows on the outputs of A.
 * Answers the product of each process, -1 where none is left for it.
 * Source: augmenting paths, H. Kuhn, Naval Research Logistics Quarterly 2 (1955).
 */
export function productionOf(technosphere: SparseMatrix): Int32Array {
  const { rows, columns } = technosphere;
  const maker = new Int32Array(rows).fill(nobody);
  const outputs = Array.from({ length: columns }, (_, j) => outputsOf(technosphere, j));
  const asked = new Int32Array(rows).fill(nobody);
  const give = (product: number, process: number): true => {
    maker[product] = process;
    return true;
  };
  const place = (process: number, round: number): boolean => {
    const free = outputs[process]!.find((product) => maker[product] === nobody);
    if (free !== undefined) return give(free, process);
    return outputs[process]!.some((product) => {
      if (asked[product] === round) return false;
      asked[product] = round;
      return place(maker[product]!, round) && give(product, process);
    });
  };
  for (let j = 0; j < columns; j++) place(j, j);
  const production = new Int32Array(columns).fill(nobody);
  maker.forEach((process, product) => {
    if (process !== nobody) production[process] = product;
  });
  return production;
}

/**
 * Finds who makes what in a system that does not say. Problem: system.notSquare, where a process is left without a product of its own (it does not
 * run) or a product without a maker (it comes from nowhere).
 */
export function pairedSystem(given: Omit<LinkedSystem, 'production'>): {
  readonly value: LinkedSystem;
  readonly problems: readonly Problem[];
} {
  const production = productionOf(given.technosphere);
  const paired = production.filter((product) => product !== nobody).length;
  const [products, processes] = [given.products.length, given.processes.length];
  const isWhole = paired === products && paired === processes;
  const problems = isWhole ? [] : [problem('system.notSquare', '', { value: `${products}`, found: `${processes}` })];
  return { value: { ...given, production }, problems };
}

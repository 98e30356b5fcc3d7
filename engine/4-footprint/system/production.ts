import type { SparseMatrix } from '../../0-base/matrix/sparse.ts';

const nobody = -1;

/** The products of a process: that of its own place first, as is the custom, then the larger before the smaller. */
function outputsOf({ start, row, value }: SparseMatrix, process: number): number[] {
  return Array.from({ length: start[process + 1]! - start[process]! }, (_, k) => start[process]! + k)
    .filter((entry) => value[entry]! > 0)
    .sort((a, b) => Number(row[b] === process) - Number(row[a] === process) || value[b]! - value[a]!)
    .map((entry) => row[entry]!);
}

/**
 * Pairs every process with a product that it makes, so that no product has two makers: a matching of columns and rows on
 * the positive entries of A. Answers the product of each process, or nothing where there is no such pairing.
 * Source: augmenting paths, H. Kuhn, Naval Research Logistics Quarterly 2 (1955).
 */
export function productionOf(technosphere: SparseMatrix): Int32Array | undefined {
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
  for (let j = 0; j < columns; j++) if (!place(j, j)) return undefined;
  const production = new Int32Array(columns);
  maker.forEach((process, product) => {
    production[process] = product;
  });
  return production;
}

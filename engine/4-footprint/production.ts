import type { SparseMatrix } from '../0-base/matrix/sparse.ts';

const nobody = -1;

/**
 * Pairs every process with a product that it makes, so that no product has two makers: a matching of columns and rows on
 * the positive entries of A, the largest of a column tried first. Answers the product of each process, or nothing where
 * there is no such pairing. Nothing is assumed of the diagonal.
 * Source: augmenting paths, H. Kuhn, Naval Research Logistics Quarterly 2 (1955).
 */
export function productionOf(technosphere: SparseMatrix): Int32Array | undefined {
  const { rows, columns, start, row, value } = technosphere;
  const maker = new Int32Array(rows).fill(nobody);
  const outputs = Array.from({ length: columns }, (_, j) =>
    Array.from({ length: start[j + 1]! - start[j]! }, (_, k) => start[j]! + k)
      .filter((entry) => value[entry]! > 0)
      .sort((a, b) => value[b]! - value[a]!)
      .map((entry) => row[entry]!),
  );
  const asked = new Int32Array(rows).fill(nobody);
  const place = (process: number, round: number): boolean =>
    outputs[process]!.some((product) => {
      if (asked[product] === round) return false;
      asked[product] = round;
      if (maker[product] !== nobody && !place(maker[product]!, round)) return false;
      maker[product] = process;
      return true;
    });
  for (let j = 0; j < columns; j++) if (!place(j, j)) return undefined;
  const production = new Int32Array(columns);
  maker.forEach((process, product) => {
    production[process] = product;
  });
  return production;
}

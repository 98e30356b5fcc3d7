import { expect } from 'vitest';
import type { LinkedSystem } from '../../engine/4-footprint/system/linked-system.ts';
import { intensitiesOf } from '../../engine/4-footprint/system/product-system.ts';
import type { SparseMatrix } from '../../engine/0-base/matrix/sparse.ts';

/** The product of two sparse matrices, dense and row by row: (left right)_ij. */
function timesDense(left: SparseMatrix, right: SparseMatrix): Float64Array {
  const product = new Float64Array(left.rows * right.columns);
  for (let j = 0; j < right.columns; j++)
    for (let k = right.start[j]!; k < right.start[j + 1]!; k++)
      for (let e = left.start[right.row[k]!]!; e < left.start[right.row[k]! + 1]!; e++)
        product[left.row[e]! * right.columns + j]! += left.value[e]! * right.value[k]!;
  return product;
}

/** What one unit of every product carries in every category, row by row, by the adjoint. */
export function everyIntensity({ products, processes, categories, ...system }: LinkedSystem): Float64Array {
  const burdens = timesDense(system.characterisation, system.biosphere);
  const direct = new Float64Array(processes.length * categories.length);
  for (let c = 0; c < categories.length; c++)
    for (let j = 0; j < processes.length; j++) direct[j * categories.length + c] = burdens[c * processes.length + j]!;
  const { technosphere, production } = system;
  const ids = { products: products.map(({ id }) => id), processes: processes.map(({ id }) => id) };
  const { value, problems } = intensitiesOf({ ...ids, technosphere, production }, direct);
  expect(problems).toEqual([]);
  return value;
}

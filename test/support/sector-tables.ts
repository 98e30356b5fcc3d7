import fc from 'fast-check';
import { solveDense } from '../../engine/0-base/matrix/dense.ts';
import type { InputOutputTable } from '../../engine/4-footprint/sector/input-output.ts';
import type { Sector } from '../../engine/4-footprint/sector/sector.ts';
import type { Table } from './cases/check.ts';
import { identity, sparseOf, tableOf } from './cases/matrix.ts';

/** (I - A)^-1 by Gaussian elimination: what we would print in a textbook. */
export function plainInverse(A: Table): number[][] {
  const unit = identity(A.length);
  const difference = unit.map((row, i) => row.map((each, j) => each - A[i]![j]!));
  const solved = solveDense(Float64Array.from(difference.flat()), Float64Array.from(unit.flat()), A.length);
  return tableOf(solved!, A.length);
}

/** Sectors of regions, region by region. */
export const sectorsIn = (regions: readonly string[], names: readonly string[]): Sector[] =>
  regions.flatMap((region) => names.map((name) => ({ id: `${region} ${name}`, name, region })));

interface Written {
  readonly Z: Table;
  readonly Y: Table;
  readonly F: Table;
  readonly regions: readonly string[];
  readonly names: readonly string[];
}

/** A table of regions and sectors from its numbers; one column of demand a region. */
export function inputOutputFrom({ Z, Y, F, regions, names }: Written): InputOutputTable {
  return {
    sectors: sectorsIn(regions, names),
    demands: regions.map((region) => ({ id: region, name: 'all', region })),
    flows: F.map((_, k) => ({ id: `flow ${k}`, name: `flow ${k}`, unit: 'kg', kind: 'emission' })),
    currency: 'EUR',
    transactions: sparseOf(Z),
    demand: sparseOf(Y),
    interventions: sparseOf(F),
  };
}

const amounts = (rows: number, columns: number, low = 0) =>
  fc.array(fc.array(fc.integer({ min: low, max: 20 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  });

/** Economies of one to three regions in which everybody also sells to final demand, so that they are productive. */
export const economies = fc
  .record({ regions: fc.integer({ min: 1, max: 3 }), names: fc.integer({ min: 1, max: 3 }) })
  .chain(({ regions, names }) => {
    const size = regions * names;
    return fc.record({
      Z: amounts(size, size),
      Y: amounts(size, regions, 1),
      F: amounts(2, size),
      regions: fc.constant(Array.from({ length: regions }, (_, r) => `region ${r}`)),
      names: fc.constant(Array.from({ length: names }, (_, k) => `sector ${k}`)),
    });
  });

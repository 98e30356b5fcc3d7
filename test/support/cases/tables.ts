import { runFor } from '../../../engine/4-footprint/system/technosphere.ts';
import type { SparseMatrix } from '../../../engine/0-base/matrix/sparse.ts';
import { leontiefSystem } from '../../../engine/4-footprint/sector/sector-system.ts';
import type { Sector } from '../../../engine/4-footprint/sector/sector.ts';
import type { Table } from './check.ts';
import { identity, tableOf } from './matrix.ts';

/** Numbers as a case writes them: a table, or one row or column of it as a list. */
export type Written = Table | readonly number[];

export const isTable = (given: Written): given is Table => Array.isArray(given[0]);
export const asColumn = (given: Written): Table =>
  isTable(given) ? given : (given as readonly number[]).map((each) => [each]);
export const asRows = (given: Written): Table => (isTable(given) ? given : [given as readonly number[]]);

/** A list as a case expects it: as it is, or as one row or one column. */
export function inShape(list: readonly number[], expected: unknown): unknown {
  if (!Array.isArray(expected) || !Array.isArray(expected[0])) return list;
  return expected.length === 1 ? [list] : list.map((each) => [each]);
}

/** A table of one row, where only that row is expected. */
export const asExpected = (table: Table, expected: unknown): unknown =>
  Array.isArray(expected) && typeof expected[0] === 'number' ? table[0] : table;

/** (I - A)^-1, the dense inverse that only cases ask for. */
export function inverseOf(sectors: readonly Sector[], requirements: SparseMatrix): number[][] {
  const unit = Float64Array.from(identity(sectors.length).flat());
  return tableOf(runFor(leontiefSystem(sectors, requirements), unit).value, sectors.length);
}

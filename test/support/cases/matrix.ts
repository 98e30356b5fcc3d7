import { compress, type SparseMatrix } from '../../../engine/0-base/matrix/sparse.ts';
import type { LinkedSystem } from '../../../engine/4-footprint/system/linked-system.ts';
import { pairedSystem } from '../../../engine/4-footprint/system/production.ts';
import type { Table } from './check.ts';

/** A table of numbers as compressed columns; zeros are left out. */
export function sparseOf(table: Table, columns = table[0]?.length ?? 0): SparseMatrix {
  const entries = table.flatMap((values, i) =>
    values.flatMap((value, j) => (value === 0 ? [] : [[i, j, value] as const])),
  );
  return compress({
    rows: table.length,
    columns,
    row: Int32Array.from(entries, ([i]) => i),
    column: Int32Array.from(entries, ([, j]) => j),
    value: Float64Array.from(entries, ([, , value]) => value),
  });
}

export const product = (a: Table, b: Table): number[][] =>
  a.map((row) => b[0]!.map((_, k) => row.reduce((sum, value, j) => sum + value * b[j]![k]!, 0)));

export const transposed = (a: Table): number[][] => (a[0] ?? []).map((_, j) => a.map((row) => row[j]!));

/** Rows of a width from numbers row by row. */
export const tableOf = (values: Float64Array, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, i) => Array.from(values.subarray(i * width, (i + 1) * width)));

export const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? 1 : 0)));

/** A system as tables: A products x processes, B flows x processes, C categories x flows; without C each flow is a category. */
export interface Tables {
  readonly A: Table;
  readonly B?: Table | undefined;
  readonly C?: Table | undefined;
  readonly products?: readonly string[] | undefined;
  readonly processes?: readonly string[] | undefined;
  readonly flows?: readonly string[] | undefined;
}

const named = (names: readonly string[] | undefined, count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: names?.[at] ?? `${at + 1}`, name: names?.[at] ?? `${at + 1}` }));

/** The system of some tables; names default to the numbers of rows and columns, from 1. */
export function systemOf({ A, B = [], C, products, processes, flows }: Tables): LinkedSystem {
  const columns = A[0]?.length ?? 0;
  const factors = C ?? identity(B.length);
  const method = { id: 'case', version: '1', unit: 'one' };
  return pairedSystem({
    products: named(products, A.length).map((each) => ({ ...each, unit: 'one' })),
    processes: named(processes, columns),
    flows: named(flows, B.length).map((each) => ({ ...each, unit: 'one', kind: 'emission' as const })),
    categories: named(undefined, factors.length).map((each) => ({ ...each, method })),
    technosphere: sparseOf(A, columns),
    biosphere: sparseOf(B, columns),
    characterisation: sparseOf(factors, B.length),
  }).value;
}

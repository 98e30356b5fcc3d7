import { compress, type SparseMatrix } from '../../../engine/0-base/matrix/sparse.ts';
import { type ProductSystem, productSystem } from '../../../engine/4-footprint/system/product-system.ts';
import type { Table } from './check.ts';

/** A table of numbers as compressed columns; zeros are left out. */
export function sparseOf(table: Table): SparseMatrix {
  const entries = table.flatMap((values, i) =>
    values.flatMap((value, j) => (value === 0 ? [] : [[i, j, value] as const])),
  );
  return compress({
    rows: table.length,
    columns: table[0]?.length ?? 0,
    row: Int32Array.from(entries, ([i]) => i),
    column: Int32Array.from(entries, ([, j]) => j),
    value: Float64Array.from(entries, ([, , value]) => value),
  });
}

/** The product system of a technosphere table; names default to the numbers of rows and columns, from 1. */
export function systemOf(A: Table, products?: readonly string[], processes?: readonly string[]): ProductSystem {
  const made = productSystem({
    products: products ?? A.map((_, i) => `${i + 1}`),
    processes: processes ?? A[0]!.map((_, j) => `${j + 1}`),
    technosphere: sparseOf(A),
  });
  if (!made.value) throw new Error(JSON.stringify(made.problems));
  return made.value;
}

export const product = (a: Table, b: Table): number[][] =>
  a.map((row) => b[0]!.map((_, k) => row.reduce((sum, value, j) => sum + value * b[j]![k]!, 0)));

export const transposed = (a: Table): number[][] => a[0]!.map((_, j) => a.map((row) => row[j]!));

/** Rows of a width from numbers row by row. */
export const tableOf = (values: Float64Array, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, i) => Array.from(values.subarray(i * width, (i + 1) * width)));

export const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? 1 : 0)));

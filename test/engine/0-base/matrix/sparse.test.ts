import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compress, transpose } from '../../../../engine/0-base/matrix/sparse.ts';
import { sparseOf } from '../../../support/cases/matrix.ts';

const entries = fc.array(
  fc.record({ i: fc.nat({ max: 4 }), j: fc.nat({ max: 6 }), v: fc.integer({ min: -9, max: 9 }) }),
);

const tripletsOf = (given: readonly { i: number; j: number; v: number }[]) => ({
  rows: 5,
  columns: 7,
  row: Int32Array.from(given, ({ i }) => i),
  column: Int32Array.from(given, ({ j }) => j),
  value: Float64Array.from(given, ({ v }) => v),
});

test('entries of the same place add up, and no row stands twice in a column', () => {
  fc.assert(
    fc.property(entries, (given) => {
      const sums = Array.from({ length: 5 }, () => new Array<number>(7).fill(0));
      for (const { i, j, v } of given) sums[i]![j]! += v;
      const matrix = compress(tripletsOf(given));
      const found = Array.from({ length: 5 }, () => new Array<number>(7).fill(0));
      for (let j = 0; j < 7; j++) {
        const rows = matrix.row.subarray(matrix.start[j]!, matrix.start[j + 1]!);
        expect(new Set(rows).size).toBe(rows.length);
        for (let e = matrix.start[j]!; e < matrix.start[j + 1]!; e++) found[matrix.row[e]!]![j]! += matrix.value[e]!;
      }
      expect(found).toEqual(sums);
    }),
  );
});

test('the transpose of the transpose is the matrix', () => {
  const matrix = sparseOf([
    [1, 0, 2],
    [0, 3, 4],
  ]);
  expect(transpose(transpose(matrix))).toEqual(matrix);
  expect(Array.from(transpose(matrix).start)).toEqual([0, 2, 4]);
});

import { expect, test } from 'vitest';
import { leastSquares } from '../../../../engine/0-base/matrix/least-squares.ts';
import { sparseOf } from '../../../support/cases/matrix.ts';

const solved = (table: number[][], right: number[]) =>
  Array.from(leastSquares(sparseOf(table), Float64Array.from(right)));
const close = (values: number[]) => values.map((each) => expect.closeTo(each, 9));

test('of too many equations the answer misses least', () => {
  expect(solved([[1], [1], [2]], [1, 2, 4])).toEqual(close([11 / 6]));
});

test('of too few equations it is the shortest answer', () => {
  expect(solved([[1, 2]], [5])).toEqual(close([1, 2]));
});

test('where there is one answer, it is that', () => {
  expect(
    solved(
      [
        [-2, 100],
        [10, 0],
      ],
      [0, 1000],
    ),
  ).toEqual(close([100, 2]));
});

test('of nothing it is nothing', () => {
  expect(solved([[1, 2]], [0])).toEqual([0, 0]);
});

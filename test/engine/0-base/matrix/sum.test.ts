import { expect, test } from 'vitest';
import { exactDot, sumOf } from '../../../../engine/0-base/matrix/sum.ts';

test('small numbers are not lost between large ones that cancel', () => {
  expect(sumOf([1, 1e100, 1, -1e100])).toBe(2);
  expect(sumOf(Array.from({ length: 10 }, () => 0.1))).toBe(1);
});

test('what there is none of adds nothing, whatever it would carry', () => {
  expect(exactDot([0, 2, 3], [Number.NaN, 5, 0])).toBe(10);
});

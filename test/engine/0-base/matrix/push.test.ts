import { expect, test } from 'vitest';
import { pushForward } from '../../../../engine/0-base/matrix/push.ts';
import { sparseOf } from '../../../support/cases/matrix.ts';

const matrix = sparseOf([
  [2, -0.5, 0],
  [-1, 1, 0],
  [0, -0.25, 4],
]);
const pushed = (pushes: number, bound?: number) =>
  pushForward({
    matrix,
    right: Float64Array.of(4, 0, 1),
    weight: Float64Array.of(3, 2, 1),
    pushes,
    ...(bound !== undefined && { bound }),
  });

test('what was followed and what is left over always add up to what was asked', () => {
  for (const pushes of [0, 1, 2, 5, 40]) {
    const { x, r } = pushed(pushes);
    expect([2 * x[0]! - 0.5 * x[1]! + r[0]!, x[1]! - x[0]! + r[1]!, 4 * x[2]! - 0.25 * x[1]! + r[2]!]).toEqual([
      expect.closeTo(4, 12),
      expect.closeTo(0, 12),
      expect.closeTo(1, 12),
    ]);
  }
});

test('the row that weighs most is followed first', () => {
  expect(Array.from(pushed(1).x)).toEqual([2, 0, 0]);
  expect(Array.from(pushed(2).x)).toEqual([2, 2, 0]);
  expect(pushed(2).pushes).toBe(2);
});

test('it stops where what is left over weighs little enough, with the answer near', () => {
  const { x, r, pushes } = pushed(1000, 1e-6);
  expect(3 * Math.abs(r[0]!) + 2 * Math.abs(r[1]!) + Math.abs(r[2]!)).toBeLessThanOrEqual(1e-6);
  expect(pushes).toBeLessThan(100);
  expect(x[0]).toBeCloseTo(8 / 3, 6);
});

test('nothing asked, nothing followed', () => {
  expect(pushForward({ matrix, right: new Float64Array(3), weight: Float64Array.of(1, 1, 1), pushes: 9 }).pushes).toBe(
    0,
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { growthOf, strongestCircle } from '../../../../engine/0-base/matrix/growth.ts';
import { solveSplit } from '../../../../engine/0-base/matrix/solve-split.ts';
import { circleSplit } from '../../../support/circle.ts';

test('a ring passes on what it is given: what comes back of one is its gain to the power of its length', () => {
  const ring = circleSplit(12, 0.7, 3, 0);
  const growth = growthOf(ring);
  expect(growth.radius).toBeCloseTo(0.7, 6);
  const { members, gain } = strongestCircle(ring, growth);
  expect([...members].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, at) => at));
  expect(gain).toBeCloseTo(0.7 ** 12, 9);
});

test('the spectral radius is below one exactly where a column of ones has a positive answer', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 60 }),
      fc.nat(),
      fc.double({ min: 0.5, max: 1.5, noNaN: true }),
      (size, seed, gain) => {
        fc.pre(Math.abs(gain - 1) > 0.01);
        const split = circleSplit(size, gain, seed);
        const [{ status, x }] = solveSplit(split, [new Float64Array(size).fill(1)]) as [
          ReturnType<typeof solveSplit>[number],
        ];
        expect(growthOf(split).radius < 1).toBe(status === 'solved' && x.every((each) => each > 0));
      },
    ),
  );
});

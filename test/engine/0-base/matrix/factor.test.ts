import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factorise, solveFactor } from '../../../../engine/0-base/matrix/factor.ts';
import { type Kept, solveSplit } from '../../../../engine/0-base/matrix/solve-split.ts';
import { backwardError, type SplitMatrix } from '../../../../engine/0-base/matrix/split.ts';
import { circleSplit } from '../../../support/circle.ts';
import { seeded } from '../../../support/random.ts';

test('whatever the sparsity, the factors solve the equations', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 120 }), fc.nat(), fc.integer({ min: 0, max: 6 }), (size, seed, links) => {
      const split = circleSplit(size, 0.95, seed, links);
      const random = seeded(seed + 1);
      const right = Float64Array.from({ length: size }, () => random());
      const factor = factorise(split, Infinity)!;
      expect(backwardError(split, right, solveFactor(factor, right))).toBeLessThan(1e-13);
      const one = new Float64Array(size).fill(1, size >> 1, (size >> 1) + 1);
      expect(backwardError(split, one, solveFactor(factor, one))).toBeLessThan(1e-13);
    }),
  );
});

test('a chain bent to a ring is filled in by no more than one number a place', () => {
  const factor = factorise(circleSplit(500, 0.9, 4, 0), Infinity)!;
  expect(factor.at.length).toBeLessThanOrEqual(2 * 500);
});

test('where it would fill in too much, or a pivot is lost, there is no factor', () => {
  expect(factorise(circleSplit(200, 0.9, 4, 6), 500)).toBeUndefined();
  expect(factorise(circleSplit(2, 1, 4, 0), Infinity)).toBeUndefined();
});

/** The row sums of A times ones: then A x = b is solved by ones. */
const rowSums = ({ size, lower, upper }: SplitMatrix) =>
  Float64Array.from({ length: size }, (_, i) =>
    [lower, upper].reduce(
      (sum, { start, value }) => value.subarray(start[i]!, start[i + 1]!).reduce((all, each) => all + each, sum),
      1,
    ),
  );

test('a large ring asked about many columns is factored once, and the factors are kept for the next', () => {
  const split = circleSplit(1500, 0.9, 4, 0);
  const kept: Kept = {};
  const right = rowSums(split);
  const answers = solveSplit(
    split,
    Array.from({ length: 128 }, () => right),
    { kept },
  );
  expect(answers.every(({ status, iterations }) => status === 'solved' && iterations === 0)).toBe(true);
  expect(answers[127]!.x.every((each) => Math.abs(each - 1) < 1e-12)).toBe(true);
  const factor = kept.factor;
  expect(solveSplit(split, [right], { kept })[0]!.iterations).toBe(0);
  expect(kept.factor).toBe(factor);
  expect(solveSplit(split, [right])[0]!.iterations).toBeGreaterThan(0);
});

test('where iteration stalls on a large ring, factors solve it', () => {
  const ring = circleSplit(1500, -1.9, 4, 1);
  const [answer] = solveSplit(ring, [rowSums(ring)]);
  expect(answer!.status).toBe('solved');
  expect(answer!.x.every((each) => Math.abs(each - 1) < 1e-9)).toBe(true);
});

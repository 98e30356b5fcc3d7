import fc from 'fast-check';
import { expect, test } from 'vitest';
import { solveIteratively } from '../../../../engine/0-base/matrix/iterate.ts';
import { easedAim, easedRight, easePairs } from '../../../../engine/0-base/matrix/pairs.ts';
import { prepare, splitOf } from '../../../../engine/0-base/matrix/prepared.ts';
import { componentsOf } from '../../../../engine/0-base/matrix/solve.ts';
import { residualsOf, type SplitMatrix } from '../../../../engine/0-base/matrix/split.ts';
import { seeded } from '../../../support/random.ts';
import { identity, sparseOf } from '../../../support/cases/matrix.ts';

/** One circle of all rows, each taking a little from some others, and neighbours in pairs that take a great part of each other. */
function drawn(size: number, seed: number, gain: number): SplitMatrix {
  const random = seeded(seed);
  const table: number[][] = identity(size);
  const part = Math.sqrt(gain);
  const pairs = Math.floor(size / 4);
  for (let j = 0; j < size; j++) {
    const isPaired = j < 2 * pairs;
    if (isPaired) table[j ^ 1]![j] = -part;
    const left = (isPaired ? 1 - part : 1) * 0.9;
    for (let k = 0; k < 3; k++) {
      const i = k === 0 ? (j + 1) % size : Math.floor(random() * size);
      if (table[i]![j] === 0) table[i]![j] = (-left / 3) * (0.5 + 0.5 * random());
    }
  }
  const matrix = sparseOf(table);
  const pivot = Int32Array.from({ length: size }, (_, i) => i);
  const components = componentsOf(matrix, pivot);
  expect(components.count).toBe(1);
  return splitOf(prepare({ matrix, pivot }, components), 0);
}

const anyMatrix = fc.record({
  size: fc.integer({ min: 4, max: 60 }),
  seed: fc.integer({ min: 1, max: 1e6 }),
  gain: fc.double({ min: 0.3, max: 0.99, noNaN: true }),
});

test('a matrix with its strong pairs eased has the same answers', () => {
  fc.assert(
    fc.property(anyMatrix, ({ size, seed, gain }) => {
      const matrix = drawn(size, seed, gain);
      const eased = easePairs(matrix);
      expect(eased.pairs.length).toBeGreaterThan(0);
      const right = Float64Array.from({ length: size }, (_, i) => (i % 3) - 0.5);
      const x = solveIteratively(eased.matrix, easedRight(eased, right), 1e-13).x;
      for (const left of residualsOf(matrix, right, x)) expect(Math.abs(left)).toBeLessThan(1e-9);
    }),
  );
});

test('rows of pairs keep their signs: an M-matrix stays one', () => {
  fc.assert(
    fc.property(anyMatrix, ({ size, seed, gain }) => {
      const { lower, upper } = easePairs(drawn(size, seed, gain)).matrix;
      for (const each of [...lower.value, ...upper.value]) expect(each).toBeLessThanOrEqual(0);
    }),
  );
});

test('what an aim bounds in the eased matrix it bounds in the matrix as it was', () => {
  fc.assert(
    fc.property(anyMatrix, ({ size, seed, gain }) => {
      const matrix = drawn(size, seed, gain);
      const eased = easePairs(matrix);
      const random = seeded(seed);
      const x = Float64Array.from({ length: size }, random);
      const right = Float64Array.from({ length: size }, random);
      const aim = { weight: Float64Array.from({ length: size }, random), limit: 1 };
      const weighed = (r: Float64Array, weight: Float64Array) =>
        r.reduce((sum, each, i) => sum + Math.abs(each) * weight[i]!, 0);
      const before = weighed(residualsOf(matrix, right, x), aim.weight);
      const after = weighed(residualsOf(eased.matrix, easedRight(eased, right), x), easedAim(eased, aim)!.weight);
      expect(before).toBeLessThanOrEqual(after * (1 + 1e-12));
    }),
  );
});

test('strong pairs cost fewer steps once they are eased', () => {
  const matrix = drawn(400, 7, 0.9);
  const right = new Float64Array(400).fill(1, 17, 18);
  const eased = easePairs(matrix);
  const before = solveIteratively(matrix, right, 1e-13).iterations;
  expect(solveIteratively(eased.matrix, easedRight(eased, right), 1e-13).iterations).toBeLessThan(before);
});

test('pairs without a gain of weight, and those without an answer, are left as they are', () => {
  for (const gain of [0.01, 0.99999]) {
    const matrix = drawn(8, 1, gain);
    expect(easePairs(matrix)).toEqual({ matrix, pairs: [] });
  }
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { carriedBy, runFor } from '../../../../engine/4-footprint/system/technosphere.ts';
import { systemOf } from '../../../support/cases/matrix.ts';
import { productive } from '../../../support/productive.ts';

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, at) => sum + value * b[at]!, 0);

test('what demands make processes run carries what the demands carry, several at a time', () => {
  fc.assert(
    fc.property(productive, fc.nat(), (tables, seed) => {
      const system = systemOf(tables);
      const demand = Float64Array.from(tables.A, (_, i) => (i + seed) % 3);
      const direct = Float64Array.from(tables.A, (_, j) => (j * 7 + seed) % 5);
      const runs = runFor(system, demand);
      const carried = carriedBy(
        system,
        direct.length === 0 ? direct : Float64Array.from([...direct].flatMap((d) => [d, 2 * d])),
      );
      const single = carried.value.filter((_, at) => at % 2 === 0);
      expect(carried.value.filter((_, at) => at % 2 === 1)).toEqual(single.map((each) => 2 * each));
      const score = dot(direct, runs.value);
      expect(Math.abs(score - dot(single, demand))).toBeLessThanOrEqual(1e-9 * Math.max(1, score));
      expect([...runs.problems, ...carried.problems]).toEqual([]);
    }),
  );
});

test('a circle that uses more than it makes is named, and answered', () => {
  const system = systemOf({
    A: [
      [1, -0.9],
      [-1.2, 1],
    ],
  });
  const { value, problems } = runFor(system, Float64Array.of(1, 0));
  expect(Array.from(value)).toEqual([expect.closeTo(-12.5, 9), expect.closeTo(-15, 9)]);
  expect(problems.map(({ code }) => code)).toEqual(['system.gain']);
});

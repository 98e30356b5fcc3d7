import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  intensitiesOf,
  productSystem,
  scalingOf,
  unproductiveCircles,
} from '../../../../engine/4-footprint/system/product-system.ts';
import { sparseOf, systemOf } from '../../../support/cases/matrix.ts';

test('who makes what is found where the diagonal says otherwise', () => {
  const { production } = systemOf([
    [-2, 100],
    [10, 0],
  ]);
  expect(Array.from(production)).toEqual([1, 0]);
});

test('a first choice gives way so that every process has a product', () => {
  const { production } = systemOf([
    [5, 3, 0],
    [1, 0, 4],
    [0, 0, 1],
  ]);
  expect(Array.from(production)).toEqual([1, 0, 2]);
});

test('of a product and a co-product, the one in its own place is the product', () => {
  const { production } = systemOf([
    [1, 0],
    [3, 1],
  ]);
  expect(Array.from(production)).toEqual([0, 1]);
});

test('products without a maker are refused', () => {
  const made = productSystem({
    products: ['bread', 'beer'],
    processes: ['baking', 'brewing'],
    technosphere: sparseOf([
      [1, 2],
      [-1, 0],
    ]),
  });
  expect(made.value).toBeUndefined();
  expect(made.problems.map(({ code }) => code)).toEqual(['system.notSquare']);
  const three = productSystem({ products: ['a', 'b', 'c'], processes: ['p'], technosphere: sparseOf([[1], [1], [1]]) });
  expect(three.problems.map(({ values }) => values)).toEqual([{ value: '3', found: '1' }]);
});

test('a circle that uses more than it makes is named; the answer is given all the same', () => {
  const system = systemOf(
    [
      [1, -0.9, 0],
      [-1.2, 1, 0],
      [0, 0, 1],
    ],
    ['coal', 'power', 'hay'],
  );
  const solved = scalingOf(system, Float64Array.of(1, 0, 0));
  expect(solved.problems.map(({ code, values }) => [code, values['members']?.split(', ').sort()])).toEqual([
    ['system.nonproductive', ['coal', 'power']],
  ]);
  expect(solved.value[0]).toBeCloseTo(-12.5, 9);
});

test('a process that runs backwards because of a co-product is named', () => {
  const solved = scalingOf(
    systemOf(
      [
        [1, 0],
        [2, 1],
      ],
      ['meal', 'oil'],
      ['mill', 'press'],
    ),
    Float64Array.of(1, 0),
  );
  expect(Array.from(solved.value)).toEqual([1, -2]);
  expect(solved.problems.map(({ code, values }) => [code, values['members']])).toEqual([
    ['system.nonproductive', 'press'],
  ]);
});

test('a circle that makes exactly what it uses has no answer', () => {
  const solved = scalingOf(
    systemOf([
      [1, -1],
      [-1, 1],
    ]),
    Float64Array.of(1, 0),
  );
  expect(solved.problems.map(({ code }) => code)).toEqual(['system.nonproductive', 'system.singular']);
  expect(Array.from(solved.value)).toEqual([Number.NaN, Number.NaN]);
});

const tables = fc.integer({ min: 1, max: 30 }).chain((size) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: size, maxLength: size }), {
    minLength: size,
    maxLength: size,
  }),
);

/** A productive system: each process uses, all told, less than nine tenths of a unit for its own unit. */
const productive = tables.map((table) => {
  const sums = table.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 1));
  return table.map((row, i) => row.map((value, j) => (i === j ? 1 : (-0.9 * value) / sums[j]!)));
});

test('the score of a demand is the same by scaling and by intensities', () => {
  fc.assert(
    fc.property(productive, fc.nat(), (A, seed) => {
      const system = systemOf(A);
      const demand = Float64Array.from(A, (_, i) => (i + seed) % 3);
      const direct = Float64Array.from(A, (_, j) => (j * 7 + seed) % 5);
      const scaling = scalingOf(system, demand);
      const intensity = intensitiesOf(system, direct);
      const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, at) => sum + value * b[at]!, 0);
      const score = dot(direct, scaling.value);
      expect(Math.abs(score - dot(intensity.value, demand))).toBeLessThanOrEqual(1e-9 * Math.max(1, score));
      expect([...scaling.problems, ...intensity.problems]).toEqual([]);
    }),
  );
});

test('a rough scaling misses exactly what the intensities say of its remainder', () => {
  const A = [
    [1, -0.3, 0],
    [-0.2, 1, -0.4],
    [0, -0.1, 2],
  ];
  const direct = [3, 1, 2];
  const demand = [1, 0, 2];
  const rough = [0.9, 0.3, 1];
  const system = systemOf(A);
  const exact = scalingOf(system, Float64Array.from(demand)).value;
  const intensity = intensitiesOf(system, Float64Array.from(direct)).value;
  const missed = direct.reduce((sum, each, j) => sum + each * (exact[j]! - rough[j]!), 0);
  const remainder = demand.map((each, i) => each - A[i]!.reduce((sum, a, j) => sum + a * rough[j]!, 0));
  expect(remainder.reduce((sum, each, i) => sum + each * intensity[i]!, 0)).toBeCloseTo(missed, 12);
});

test('productive systems are not accused', () => {
  fc.assert(
    fc.property(productive, (A) => {
      expect(unproductiveCircles(systemOf(A))).toEqual([]);
    }),
  );
});

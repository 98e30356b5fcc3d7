import fc from 'fast-check';
import { expect, test } from 'vitest';
import { solveDense } from '../../../../engine/0-base/matrix/dense.ts';
import { notMonotone } from '../../../../engine/0-base/matrix/monotone.ts';
import { componentsOf, solveComponents } from '../../../../engine/0-base/matrix/solve.ts';
import type { SparseMatrix } from '../../../../engine/0-base/matrix/sparse.ts';
import { sparseOf } from '../../../support/cases/matrix.ts';
import { circle, type Drawn } from '../../../support/circle.ts';
import { seeded } from '../../../support/random.ts';

function denseTransposed({ columns, start, row, value }: SparseMatrix): Float64Array {
  const dense = new Float64Array(columns * columns);
  for (let j = 0; j < columns; j++)
    for (let e = start[j]!; e < start[j + 1]!; e++) dense[j * columns + row[e]!] = value[e]!;
  return dense;
}

function solve({ matrix, pivot }: Drawn, right: Float64Array) {
  return solveComponents({ matrix, pivot, right }, componentsOf(matrix, pivot));
}

/** |x_i - y_i| relative to the larger, the largest of all. */
const furthest = (x: Float64Array, y: Float64Array) =>
  x.reduce((most, value, at) => Math.max(most, Math.abs(value - y[at]!) / Math.max(Math.abs(value), 1e-300)), 0);

test('elimination solves where the first pivot is zero, and leaves its input alone', () => {
  const matrix = Float64Array.of(0, 2, 1, 1);
  expect(solveDense(matrix, Float64Array.of(4, 3), 2)).toEqual(Float64Array.of(1, 2));
  expect(matrix).toEqual(Float64Array.of(0, 2, 1, 1));
});

test('elimination says nothing of a singular matrix', () => {
  expect(solveDense(Float64Array.of(1, 2, 2, 4), Float64Array.of(1, 1), 2)).toBeUndefined();
});

test('a circle of 300 with links across, off the diagonal, is solved as elimination solves it', () => {
  const size = 300;
  for (const gain of [0.3, 0.9, 0.99, 0.99999]) {
    const drawn = circle(size, gain, 7);
    const random = seeded(11);
    const right = Float64Array.from({ length: size * 3 }, () => random());
    const solved = solve(drawn, right);
    expect(solved.status).toBe('solved');
    expect(solved.iterations).toBeGreaterThan(0);
    expect(furthest(solved.x, solveDense(denseTransposed(drawn.matrix), right, size)!)).toBeLessThan(1e-6);
  }
});

test('a right-hand side of one entry does not break the iteration down', () => {
  const size = 300;
  const drawn = circle(size, 0.9, 3);
  const right = new Float64Array(size * 2);
  right[2 * 17] = 1;
  const solved = solve(drawn, right);
  expect(solved.status).toBe('solved');
  expect(furthest(solved.x, solveDense(denseTransposed(drawn.matrix), right, size)!)).toBeLessThan(1e-8);
});

test('columns of zeros answer zeros beside others', () => {
  const drawn = circle(100, 0.9, 5);
  const right = new Float64Array(200).map((_, at) => at % 2);
  const { x, status } = solve(drawn, right);
  expect(status).toBe('solved');
  expect(x.every((value, at) => (at % 2 === 0 ? value === 0 : value > 0))).toBe(true);
});

test('where the iteration stalls, elimination takes over', () => {
  const size = 60;
  const random = seeded(2);
  const table = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j) => (i === j ? 1e-3 : random() - 0.5)),
  );
  const drawn = { matrix: sparseOf(table), pivot: Int32Array.from({ length: size }, (_, j) => j) };
  const right = new Float64Array(size).fill(1);
  const solved = solve(drawn, right);
  expect(solved.status).toBe('solved');
  expect(furthest(solved.x, solveDense(denseTransposed(drawn.matrix), right, size)!)).toBeLessThan(1e-6);
});

test('a circle is monotone as long as its gain stays below one', () => {
  const asked = (gain: number) => {
    const drawn = circle(50, gain, 9);
    return notMonotone(drawn, componentsOf(drawn.matrix, drawn.pivot), [0], 1e10);
  };
  expect([asked(0.999), asked(1), asked(1.001), asked(3)]).toEqual([[], [0], [0], [0]]);
});

test('whatever the sparsity, the answer fulfils the equations', () => {
  const drawn = fc.tuple(fc.integer({ min: 1, max: 80 }), fc.nat(), fc.integer({ min: 0, max: 5 }));
  fc.assert(
    fc.property(drawn, ([size, seed, links]) => {
      const { matrix, pivot } = circle(size, 0.95, seed, links);
      const random = seeded(seed + 1);
      const right = Float64Array.from({ length: size * 2 }, () => random() - 0.5);
      const { x, status } = solve({ matrix, pivot }, right);
      expect(status).toBe('solved');
      const plain = solveDense(denseTransposed(matrix), right, size)!;
      expect(furthest(x, plain)).toBeLessThan(1e-5);
    }),
  );
});

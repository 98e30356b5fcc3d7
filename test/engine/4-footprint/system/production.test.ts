import { expect, test } from 'vitest';
import { pairedSystem } from '../../../../engine/4-footprint/system/production.ts';
import { systemOf, type Tables } from '../../../support/cases/matrix.ts';

const productionOf = (A: Tables['A']) => Array.from(systemOf({ A }).production);

test('who makes what is found where the diagonal says otherwise', () => {
  expect(
    productionOf([
      [-2, 100],
      [10, 0],
    ]),
  ).toEqual([1, 0]);
});

test('a first choice gives way so that every process has a product', () => {
  expect(
    productionOf([
      [5, 3, 0],
      [1, 0, 4],
      [0, 0, 1],
    ]),
  ).toEqual([1, 0, 2]);
});

test('of a product and a co-product, the one in its own place is the product', () => {
  expect(
    productionOf([
      [1, 0],
      [3, 1],
    ]),
  ).toEqual([0, 1]);
});

test('a treatment of waste that is written below zero is named for the waste', () => {
  expect(
    productionOf([
      [1, 0],
      [2, -1],
    ]),
  ).toEqual([0, 1]);
});

test('what cannot be paired is said, and the rest is paired', () => {
  const { production: _, ...given } = systemOf({
    A: [
      [1, 2],
      [-1, 0],
    ],
  });
  const { value, problems } = pairedSystem(given);
  expect(Array.from(value.production)).toEqual([0, -1]);
  expect(problems.map(({ code, values }) => [code, values])).toEqual([
    ['system.notSquare', { value: '2', found: '2' }],
  ]);
});

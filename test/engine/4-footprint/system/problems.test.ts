import { expect, test } from 'vitest';
import { describeProblem } from '../../../../engine/0-base/problem.ts';
import { accountOf } from '../../../../engine/4-footprint/system/account.ts';
import { circleProblems, unproductiveCircles } from '../../../../engine/4-footprint/system/circles.ts';
import { intensityOf } from '../../../../engine/4-footprint/system/intensity.ts';
import { diagnose } from '../../../../engine/4-footprint/system/diagnosis.ts';
import type { LinkedSystem } from '../../../../engine/4-footprint/system/linked-system.ts';
import { prepareSystem } from '../../../../engine/4-footprint/system/prepared-system.ts';
import { scalingOf } from '../../../../engine/4-footprint/system/scaling.ts';
import { systemOf, type Tables } from '../../../support/cases/matrix.ts';

const prepared = (tables: Tables, change: (system: LinkedSystem) => LinkedSystem = (system) => system) =>
  prepareSystem(change(systemOf(tables)));
const codesOf = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code);

const circle: Tables = {
  products: ['coal', 'power', 'hay'],
  A: [
    [1, -0.9, 0],
    [-1.2, 1, 0],
    [0, 0, 1],
  ],
  B: [[1, 2, 3]],
};

test('a circle that uses more than it makes is named with its gain; the answer is given all the same', () => {
  const system = prepared(circle);
  expect(circleProblems(system).map(describeProblem)).toEqual([
    {
      severity: 'error',
      message:
        'What coal, power take from each other comes back 1.04-fold round by round: the circle uses more of coal than it makes.',
      remedy: 'Check the quantities of: coal, power. One round must give back less than one unit for each unit.',
    },
  ]);
  expect(unproductiveCircles(system)[0]!.gain).toBeCloseTo(1.08, 12);
  expect(unproductiveCircles(system)[0]!.radius).toBeCloseTo(Math.sqrt(1.08), 9);
  expect(scalingOf(system, Float64Array.of(1, 0, 0)).value[0]).toBeCloseTo(-12.5, 9);
  const { value, problems } = accountOf(system, { product: 'coal', category: '1' });
  expect(codesOf(problems)).toEqual(['system.gain']);
  expect(value!.total).toBeCloseTo(-12.5 - 2 * 15, 9);
  const hay = accountOf(system, { product: 'hay', category: '1' });
  expect(hay.value!.total).toBe(3);
  expect(hay.value!.certificate.bound).toBe(0);
});

test('a strong round is picked out of all that hangs together with it', () => {
  const size = 30;
  const A = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j): number => (i === j ? 1 : (i + 1) % size === j ? -0.1 : 0)),
  );
  A[4]![17] = -1.5;
  A[17]![4] = -0.8;
  const [found] = unproductiveCircles(prepared({ A, B: [] }));
  expect(found!.members.length).toBe(size);
  expect([...found!.round].sort((a, b) => a - b)).toEqual([4, 17]);
  expect(found!.gain).toBeCloseTo(1.2, 12);
});

test('a process that runs backwards because of a co-product is named', () => {
  const solved = scalingOf(
    prepared({
      A: [
        [1, 0],
        [2, 1],
      ],
      products: ['meal', 'oil'],
      processes: ['mill', 'press'],
    }),
    Float64Array.of(1, 0),
  );
  expect(Array.from(solved.value)).toEqual([1, -2]);
  expect(solved.problems.map(({ code, values }) => [code, values['members']])).toEqual([
    ['system.nonproductive', 'press'],
  ]);
});

test('a circle that makes exactly what it uses has no answer, and those beside it have', () => {
  const system = prepared({
    A: [
      [1, -1, 0],
      [-1, 1, -1],
      [0, 0, 1],
    ],
    B: [[1, 1, 1]],
    products: ['egg', 'hen', 'cake'],
  });
  const intensity = intensityOf(system, 0);
  expect(Array.from(intensity.value)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  expect(codesOf(intensity.problems)).toEqual(['system.singular']);
  expect(codesOf(circleProblems(system))).toEqual(['system.gain']);
  const beside = prepared({
    A: [
      [1, -1, 0],
      [-1, 1, 0],
      [0, 0, 1],
    ],
    B: [[1, 1, 5]],
  });
  expect(intensityOf(beside, 0).value[2]).toBe(5);
  expect(
    accountOf(beside, { product: '3', category: '1' }).value!.byProcess.map(({ of, value }) => [of, value]),
  ).toEqual([['3', 5]]);
});

test('what nobody makes counts as nothing, and is named', () => {
  const system = prepared({
    A: [
      [1, 0],
      [-2, 0],
      [-1, 1],
    ],
    B: [[3, 4]],
    products: ['bread', 'yeast', 'flour'],
  });
  expect(system.problems.map(({ code, values }) => [code, values])).toEqual([
    ['system.unmade', { name: 'yeast', value: '1' }],
  ]);
  expect(Array.from(intensityOf(system, 0).value)).toEqual([7, 0, 4]);
  const { value } = accountOf(system, { demand: { bread: 1, yeast: 5 }, category: '1' });
  expect(value!.total).toBe(7);
  expect(value!.certificate).toEqual({ remainder: 0, bound: 0, residual: 0 });
});

test('of several makers the first counts, and a process without output is left out', () => {
  const twice = prepared(
    {
      A: [
        [1, 2],
        [0, -1],
      ],
      B: [[3, 4]],
      products: ['bread', 'salt'],
      processes: ['bakery', 'other bakery'],
    },
    (system) => ({ ...system, production: Int32Array.of(0, 0) }),
  );
  expect(twice.problems.map(({ code, values }) => [code, values])).toEqual([
    ['system.makers', { name: 'bread', members: 'bakery, other bakery', process: 'bakery' }],
    ['system.unmade', { name: 'salt', value: '1' }],
  ]);
  expect(Array.from(intensityOf(twice, 0).value)).toEqual([3, 0]);
  const idle = prepared(
    { A: [[1, -1]], B: [[3, 4]], products: ['bread'], processes: ['bakery', 'shop'] },
    (system) => ({
      ...system,
      technosphere: { ...system.technosphere, value: Float64Array.of(0, -1) },
      production: Int32Array.of(0, -1),
    }),
  );
  expect(codesOf(idle.problems)).toEqual(['system.output', 'system.unmade']);
});

test('an amount that is no number is named and counts as nothing', () => {
  const system = prepared({
    A: [
      [1, 0],
      [Number.NaN, 1],
    ],
    B: [[3, 4]],
    products: ['bread', 'flour'],
    processes: ['bakery', 'mill'],
  });
  expect(system.problems.map(({ code, values }) => [code, values])).toEqual([
    ['system.entry', { name: 'bakery', product: 'flour', value: 'NaN' }],
  ]);
  expect(Array.from(intensityOf(system, 0).value)).toEqual([3, 4]);
});

test('parts that exchange nothing are told apart', () => {
  const system = prepared({
    A: [
      [1, 0, 0],
      [-1, 1, 0],
      [0, 0, 1],
    ],
    B: [[1, 1, 1]],
    products: ['bread', 'flour', 'bicycle'],
  });
  expect(diagnose(system).map(({ code, values }) => [code, values])).toEqual([
    ['system.separate', { value: '2', name: 'bicycle' }],
  ]);
});

test('inputs too far apart are named whatever their units, and units far apart are not', () => {
  const tables = (small: number, unit: number): Tables => ({
    A: [
      [1, 0, 0],
      [-1, 1, 0],
      [-small * unit, 0, unit],
    ],
    B: [[1, 1, 1]],
    processes: ['bakery', 'mill', 'mine'],
  });
  const said = (small: number, unit: number) =>
    diagnose(prepared(tables(small, unit))).map(({ code, values }) => [code, values]);
  expect(said(1e-18, 1)).toEqual([['system.scale', { name: 'bakery', value: '18' }]]);
  expect(said(1e-18, 1e18)).toEqual([['system.scale', { name: 'bakery', value: '18' }]]);
  expect(said(1e-3, 1e-20)).toEqual([]);
});

test('credits that cannot be bounded are named, and the tree goes by what branches carry on balance', () => {
  const system = prepared({
    A: [
      [1, -2],
      [0.6, 1],
    ],
    B: [[1, 1]],
    products: ['heat', 'power'],
  });
  expect(codesOf(diagnose(system))).toEqual(['system.gross']);
  const { value, problems } = accountOf(system, { product: 'heat', category: '1', nodes: 5 });
  expect(codesOf(problems)).toEqual(['system.gross', 'system.nonproductive']);
  expect(value!.certificate.remainder).toBeCloseTo(0, 12);
  expect(value!.certificate.bound).toBeNaN();
  expect(value!.total).toBeCloseTo((1 - 0.6) / 2.2, 12);
  expect(value!.tree.length).toBe(5);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { multipliersOf } from '../../../../engine/4-footprint/sector/accounts.ts';
import { type MakeUseTables, makeUseCoefficients, normalised } from '../../../../engine/4-footprint/sector/make-use.ts';
import { columnSums, denseOf } from '../../../../engine/4-footprint/sector/matrix.ts';
import type { Table } from '../../../support/cases/check.ts';
import { product, sparseOf, tableOf } from '../../../support/cases/matrix.ts';

const named = (names: readonly string[]) => names.map((name) => ({ id: name, name }));
const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);

/** Two industries and two commodities of which the second industry makes both; value added closes each column. */
function tables(make: Table, use: Table, emissions: readonly number[]): MakeUseTables {
  const valueAdded = make.map((row, j) => sum(row) - sum(use.map((each) => each[j]!)));
  return {
    industries: named(make.map((_, i) => `industry ${i}`)),
    commodities: named(make[0]!.map((_, j) => `commodity ${j}`)),
    currency: 'USD',
    make: sparseOf(make),
    use: sparseOf(use),
    demands: [],
    flows: [{ id: 'CO2', name: 'CO2', unit: 'kg', kind: 'emission' }],
    interventions: sparseOf([emissions]),
    valueAdded: Float64Array.from(valueAdded),
  };
}

const example = tables(
  [
    [90, 0],
    [10, 100],
  ],
  [
    [12, 8],
    [10, 7],
  ],
  [45, 11],
);

test('by industry technology a commodity is what its makers take in, by their shares of the market', () => {
  const { market, inputs } = normalised(example);
  expect(tableOf(denseOf(market), 2)).toEqual([
    [0.9, 0],
    [0.1, 1],
  ]);
  const { value } = makeUseCoefficients(example);
  const [U, V] = [tableOf(denseOf(inputs), 2), tableOf(denseOf(market), 2)];
  tableOf(denseOf(value.requirements), 2).forEach((row, i) => {
    row.forEach((each, j) => {
      expect(each).toBeCloseTo(product(U, V)[i]![j]!, 12);
    });
  });
  expect([...denseOf(value.interventions).subarray(0, 2)]).toEqual([0.9 * 0.5 + 0.1 * 0.1, 0.1]);
});

test('by industry the same tables give V_n U_n and the interventions as they are', () => {
  const { value } = makeUseCoefficients(example, 'industry');
  const { market, inputs } = normalised(example);
  const expected = product(tableOf(denseOf(market), 2), tableOf(denseOf(inputs), 2)).flat();
  denseOf(value.requirements).forEach((each, at) => {
    expect(each).toBeCloseTo(expected[at]!, 12);
  });
  expect([...denseOf(value.interventions).subarray(0, 2)]).toEqual([0.5, 0.1]);
});

const squares = fc.integer({ min: 1, max: 5 }).chain((size) => {
  const square = (min: number, max: number) =>
    fc.array(fc.array(fc.integer({ min, max }), { minLength: size, maxLength: size }), {
      minLength: size,
      maxLength: size,
    });
  return fc.record({ make: square(1, 40), use: square(0, 5) });
});

test('every market share sums to 1, and the value added of a commodity through all its suppliers is 1', () => {
  fc.assert(
    fc.property(squares, ({ make, use }) => {
      fc.pre(make.every((row, j) => sum(row) > sum(use.map((each) => each[j]!))));
      const given = tables(
        make,
        use,
        make.map(() => 1),
      );
      for (const share of columnSums(normalised(given).market)) expect(share).toBeCloseTo(1, 12);
      for (const by of ['commodity', 'industry'] as const) {
        const { value, problems } = makeUseCoefficients(given, by);
        expect(problems).toEqual([]);
        const { width, value: multipliers } = multipliersOf(value);
        for (const row of tableOf(multipliers, width)) expect(row.at(-1)!).toBeCloseTo(1, 9);
      }
    }),
    { numRuns: 60 },
  );
});

test('an industry whose output is not what it takes in and adds is named, and so is a commodity that nobody makes', () => {
  const { problems } = makeUseCoefficients({
    ...example,
    make: sparseOf([
      [90, 0],
      [10, 0],
    ]),
    valueAdded: Float64Array.of(68, 0),
  });
  expect(problems.map(({ code, values }) => [code, values['name']])).toEqual([
    ['sector.output', 'commodity 1'],
    ['sector.balance', 'industry 1'],
  ]);
});

test('a published total that the rows do not sum to is named, and stands', () => {
  const { value, problems } = makeUseCoefficients({ ...example, commodityOutput: Float64Array.of(100, 110) });
  expect(value.output[1]).toBe(110);
  expect(problems).toMatchObject([
    { code: 'sector.balance', values: { name: 'commodity 1', value: '110', found: '100' } },
  ]);
});

test('uses and final demand that do not add up to what is made are named', () => {
  const { problems } = makeUseCoefficients({ ...example, demand: sparseOf([[80], [90]]) });
  expect(problems).toMatchObject([
    {
      code: 'sector.balance',
      values: { name: 'commodity 1', value: '100', found: '107', second: 'row of the use table' },
    },
  ]);
});

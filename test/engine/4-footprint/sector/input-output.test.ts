import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountsOf, multipliersOf, type Rows } from '../../../../engine/4-footprint/sector/accounts.ts';
import { domesticCoefficients } from '../../../../engine/4-footprint/sector/domestic.ts';
import { downstreamOf } from '../../../../engine/4-footprint/sector/downstream.ts';
import { inputOutputCoefficients, type InputOutputTable } from '../../../../engine/4-footprint/sector/input-output.ts';
import { denseOf } from '../../../../engine/4-footprint/sector/matrix.ts';
import { ownCategories, sectorSystem } from '../../../../engine/4-footprint/sector/sector-system.ts';
import type { Table } from '../../../support/cases/check.ts';
import { identity, product, sparseOf, tableOf, transposed } from '../../../support/cases/matrix.ts';
import { economies, inputOutputFrom, plainInverse } from '../../../support/sector-tables.ts';

const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);
const rowsOf = ({ width, value }: Rows) => tableOf(value, width);

function expectClose(found: Table, expected: Table): void {
  expect(found.length).toBe(expected.length);
  found.forEach((row, i) => {
    row.forEach((each, j) => {
      expect(Math.abs(each - expected[i]![j]!)).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(expected[i]![j]!)));
    });
  });
}

/** Table 2.3 of Miller and Blair, Input-Output Analysis (2009), with the labour of its example. */
const textbook = inputOutputFrom({
  Z: [
    [150, 500],
    [200, 100],
  ],
  Y: [[350], [1700]],
  F: [[300, 500]],
  regions: [''],
  names: ['agriculture', 'manufacturing'],
});

test('the two sectors of the textbook need of each other what it says', () => {
  const { value, problems } = inputOutputCoefficients(textbook);
  expect(problems).toEqual([]);
  expect([...value.output]).toEqual([1000, 2000]);
  expect(tableOf(denseOf(value.requirements), 2)).toEqual([
    [0.15, 0.25],
    [0.2, 0.05],
  ]);
  const accounts = accountsOf({ ...textbook, demand: sparseOf([[600], [1500]]) }, value);
  expectClose(rowsOf(accounts.production), [[0.3 * 1247.5247525, 0.25 * 1841.5841584]]);
});

test('accounts without an inverse are those of the dense formulas, on any economy', () => {
  fc.assert(
    fc.property(economies, (given) => {
      const { Z, Y, F, regions, names } = given;
      const table = inputOutputFrom(given);
      const { value } = inputOutputCoefficients(table);
      const x = Z.map((row, i) => sum(row) + sum(Y[i]!));
      const per = (matrix: Table) => matrix.map((row) => row.map((each, j) => each / x[j]!));
      const [S, L] = [per(F), plainInverse(per(Z))];
      const diagonal = Y.map((row, i) =>
        row.flatMap((each) => names.map((_, k) => (i % names.length === k ? each : 0))),
      );
      const caused = product(L, diagonal);
      const home = (i: number, column: number) => Math.floor(i / names.length) === Math.floor(column / names.length);
      const traded = caused.map((row, i) => row.map((each, j) => (home(i, j) ? 0 : each)));
      const scaled = (by: readonly number[]) => S.map((row) => row.map((each, j) => each * by[j]!));
      const accounts = accountsOf(table, value);
      expect(accounts.regions).toEqual(regions);
      expectClose(rowsOf(accounts.consumption), product(S, caused));
      expectClose(rowsOf(accounts.imports), product(S, traded));
      expectClose(rowsOf(accounts.production), scaled(caused.map(sum)));
      expectClose(rowsOf(accounts.exports), scaled(traded.map(sum)));
      expectClose(transposed(rowsOf(multipliersOf(value))), product(S, L));
    }),
    { numRuns: 60 },
  );
});

test('what all demand causes is what all sectors put out', () => {
  fc.assert(
    fc.property(economies, (given) => {
      const table = inputOutputFrom(given);
      const accounts = accountsOf(table, inputOutputCoefficients(table).value);
      const totals = given.F.map((row) => [sum(row)]);
      expectClose(
        rowsOf(accounts.consumption).map((row) => [sum(row)]),
        totals,
      );
      expectClose(
        rowsOf(accounts.production).map((row) => [sum(row)]),
        totals,
      );
    }),
    { numRuns: 40 },
  );
});

test('what buyers put out downstream is S (G^T - I)', () => {
  fc.assert(
    fc.property(economies, (given) => {
      const table = inputOutputFrom(given);
      const { value } = inputOutputCoefficients(table);
      const x = [...value.output];
      const G = plainInverse(given.Z.map((row, i) => row.map((each) => each / x[i]!)));
      const S = given.F.map((row) => row.map((each, j) => each / x[j]!));
      const less = transposed(G).map((row, i) => row.map((each, j) => each - identity(x.length)[i]![j]!));
      expectClose(transposed(rowsOf(downstreamOf(table, value))), product(S, less));
    }),
    { numRuns: 40 },
  );
});

test('of the domestic requirements only those within a region are left', () => {
  const table = inputOutputFrom({
    Z: [
      [1, 2],
      [3, 4],
    ],
    Y: [
      [5, 1],
      [1, 5],
    ],
    F: [[1, 1]],
    regions: ['north', 'south'],
    names: ['grain'],
  });
  const { value } = inputOutputCoefficients(table);
  expectClose(tableOf(denseOf(domesticCoefficients(value).requirements), 2), [
    [1 / 9, 0],
    [0, 4 / 13],
  ]);
});

const withAdded: InputOutputTable = { ...textbook, valueAdded: Float64Array.of(650, 1400) };

test('value added is a flow whose multiplier is 1 through all suppliers', () => {
  const { value, problems } = inputOutputCoefficients(withAdded);
  expect(problems).toEqual([]);
  expect(value.flows.map(({ id }) => id)).toEqual(['flow 0', 'value-added']);
  expectClose(
    rowsOf(multipliersOf(value)).map(([, added]) => [added!]),
    [[1], [1]],
  );
});

test('a table is a linked system: its sectors are processes, products and suppliers, its regions places', () => {
  const { value } = inputOutputCoefficients({
    ...withAdded,
    sectors: textbook.sectors.map((each) => ({ ...each, region: 'BE' })),
  });
  const system = sectorSystem(value, ownCategories(value, { id: 'satellite', version: '1' }));
  expect(system.products[0]).toEqual({ id: ' agriculture', name: 'agriculture', unit: 'EUR' });
  expect(system.processes[1]).toMatchObject({ name: 'manufacturing', supplier: 'manufacturing', place: 'BE' });
  expect([...system.production]).toEqual([0, 1]);
  expect(system.categories[1]!.method).toEqual({ id: 'satellite', version: '1', unit: 'EUR' });
  expectClose(tableOf(denseOf(system.technosphere), 2), [
    [0.85, -0.25],
    [-0.2, 0.95],
  ]);
});

test('a sector that does not balance is named with both sums, and everything is computed all the same', () => {
  const { value, problems } = inputOutputCoefficients({ ...textbook, valueAdded: Float64Array.of(650, 1500) });
  expect(problems).toMatchObject([
    {
      code: 'sector.balance',
      values: { name: 'manufacturing', value: '2000', found: '2100', difference: '-100' },
    },
  ]);
  expect(value.output[1]).toBe(2000);
});

test('a sector whose output is zero or negative is named and keeps no coefficients; the others do', () => {
  const table = inputOutputFrom({
    Z: [
      [0, 0, 1],
      [0, 1, 1],
      [0, 2, 2],
    ],
    Y: [[-1], [3], [-9]],
    F: [[1, 1, 1]],
    regions: [''],
    names: ['whaling', 'bread', 'scrap'],
  });
  const { value, problems } = inputOutputCoefficients(table);
  expect(problems.map(({ code, values }) => [code, values['name'], values['value']])).toEqual([
    ['sector.output', 'whaling', '0'],
    ['sector.output', 'scrap', '-5'],
  ]);
  expect([...denseOf(value.interventions)]).toEqual([0, 1 / 5, 0]);
});

test('a sector with an output and an empty column is named', () => {
  const table = inputOutputFrom({
    Z: [
      [0, 1],
      [0, 1],
    ],
    Y: [[1], [1]],
    F: [[1, 1]],
    regions: [''],
    names: ['air', 'bread'],
  });
  expect(inputOutputCoefficients(table).problems).toMatchObject([{ code: 'sector.column', values: { name: 'air' } }]);
});

test('an output that the table states and its row does not sum to is named', () => {
  const { problems } = inputOutputCoefficients({ ...textbook, output: Float64Array.of(1000, 2010) });
  expect(problems).toMatchObject([{ code: 'sector.balance', values: { second: 'stated output', found: '2010' } }]);
});

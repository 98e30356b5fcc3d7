import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { agribalyse } from '../../datasets/agribalyse/generate.ts';
import { ghentWards } from '../../datasets/ghent-wards/generate.ts';
import {
  backgroundRows,
  basisRows,
  budgetRows,
  characterisationRows,
  heatingRows,
  type Descriptor,
  type Places,
  type Row,
  readDescriptor,
  readPlaces,
  readTable,
} from '../../datasets/read.ts';
import { areaOnTheRight, centroidOf, type Ring, rounded, wound } from '../../datasets/ring.ts';
import { countriesOf } from '../../datasets/world/generate.ts';
import { findUnit } from '../../engine/0-base/unit.ts';
import { datasetText } from '../support/sample.ts';

const names = readdirSync(new URL('../../datasets', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const dataset = (name: string): Descriptor => readDescriptor(datasetText(name, 'datapackage.json')).value!;

function table(name: string, resource: string): Row[] {
  const of = dataset(name).resources.find((each) => each.name === resource)!;
  const { rows, problems } = readTable(datasetText(name, of.path), of);
  expect(problems).toEqual([]);
  return rows;
}

const places = (name: string, file: string): Places => readPlaces(datasetText(name, file), name).value!;

test('every dataset of the house is read, with every cell of its tables', () => {
  expect(names.length).toBeGreaterThanOrEqual(8);
  for (const name of names) {
    const { value, problems } = readDescriptor(datasetText(name, 'datapackage.json'));
    expect(problems).toEqual([]);
    expect(value!.name).toBe(name);
    for (const { name: resource, format } of value!.resources)
      if (format === 'csv') expect(table(name, resource).length).toBeGreaterThan(0);
  }
});

test('a descriptor that lacks its sources is named, and so is text that is no JSON', () => {
  const text = datasetText('gwp', 'datapackage.json').replace('"sources"', '"origins"');
  expect(readDescriptor(text)).toMatchObject({ problems: [{ code: 'dataset.invalid', path: '/sources' }] });
  expect(readDescriptor('{"name":')).toMatchObject({ problems: [{ code: 'dataset.invalid', path: '' }] });
});

test('a path that leaves the folder of its dataset is refused', () => {
  const text = datasetText('gwp', 'datapackage.json').replace('factors.csv', '../factors.csv');
  expect(readDescriptor(text).problems).toMatchObject([{ code: 'dataset.invalid', path: '/resources/0/path' }]);
});

test('a cell that is no number costs its row and is named; an empty cell is null', () => {
  const of = {
    name: 'goods',
    path: 'goods.csv',
    format: 'csv',
    schema: {
      fields: [
        { name: 'what', type: 'string' },
        { name: 'kilograms', type: 'number' },
        { name: 'pieces', type: 'integer' },
      ],
    },
  } as const;
  const { rows, problems } = readTable('what,kilograms,pieces\nmalt,12.5,2\nflour,twelve,1\nbran,,1.5\n"a,b",,\n', {
    ...of,
    schema: { fields: [...of.schema.fields] },
  });
  expect(rows).toEqual([
    { what: 'malt', kilograms: 12.5, pieces: 2 },
    { what: 'a,b', kilograms: null, pieces: null },
  ]);
  expect(problems).toMatchObject([
    { code: 'table.cell', path: '/2', values: { value: 'twelve', field: 'kilograms' } },
    { code: 'table.cell', path: '/3', values: { value: '1.5', field: 'pieces' } },
  ]);
});

test('a table with other columns than its descriptor says is refused', () => {
  const of = dataset('gwp').resources[0]!;
  const { rows, problems } = readTable('gas,factor\nCH4,27\n', of);
  expect(rows).toEqual([]);
  expect(problems).toMatchObject([{ code: 'dataset.invalid' }]);
});

test('every assumed factor has a range around its value, and every row a coherent unit', () => {
  const { rows, problems } = backgroundRows(dataset('energy-factors'), table('energy-factors', 'factors'));
  expect(problems).toEqual([]);
  expect(rows.length).toBe(table('energy-factors', 'factors').length);
  for (const { row, status, low, value, high, unit } of rows) {
    if (status === 'assumed') expect([row, low! <= value && value <= high!]).toEqual([row, true]);
    const found = findUnit(unit)!;
    expect([row, found.factor.coefficient, found.factor.scale]).toEqual([row, 1n, 0]);
  }
});

test('a kilowatt hour of gas gives 0.202 kg of CO2 by its lower heating value, a litre of diesel 2.66 kg', () => {
  const value = (row: string) =>
    backgroundRows(dataset('energy-factors'), table('energy-factors', 'factors')).rows.find((each) => each.row === row)!
      .value;
  expect(3.6e6 * value('natural-gas')).toBeCloseTo(0.202, 3);
  expect(35.9e6 * value('diesel')).toBeCloseTo(2.66, 3);
  expect(3.6e6 * value('electricity-grid')).toBeCloseTo(0.15, 9);
});

test('a kit counts a kilowatt-hour of gas and a litre of diesel as the heating values say', () => {
  const { rows, problems } = heatingRows(dataset('energy-factors'), table('energy-factors', 'heating-values'));
  expect(problems).toEqual([]);
  const [gas, diesel] = ['natural-gas', 'diesel'].map((row) => rows.find((each) => each.row === row)!);
  expect([gas!.basis, gas!.perLayer, diesel!.per]).toEqual(['net', 'energy', 'litre']);
  const factorOf = (kit: string, of: string) =>
    Number(table(kit, 'links').find((each) => each['word'] === of)!['factor']);
  expect(factorOf('kit-brewery', 'gas')).toBeCloseTo(3.6e6 * Number(gas!.value), 6);
  expect(factorOf('kit-farm', 'diesel')).toBeCloseTo(1e6 * Number(diesel!.value), 6);
  const wrong = heatingRows(dataset('energy-factors'), [
    { ...table('energy-factors', 'heating-values')[0]!, value: 'NaN' },
  ]);
  expect([wrong.rows, wrong.problems.map(({ code }) => code)]).toEqual([[], ['dataset.invalid']]);
});

test('factors, warming potentials and the climate budget share one method; Agribalyse has another version', () => {
  const methodOf = (name: string) => dataset(name).throughflow.methods!['climate']!;
  const plain = ({ id, version, unit }: ReturnType<typeof methodOf>) => ({ id, version, unit });
  const ours = { id: 'ef-climate-change', version: '3.1', unit: 'kg CO2e' };
  for (const name of ['energy-factors', 'gwp', 'ef-budgets']) expect(plain(methodOf(name))).toEqual(ours);
  expect(plain(methodOf('agribalyse'))).toEqual({ ...ours, version: '3.0' });
});

test('methane counts 27 from life and 29.8 from fossil sources, nitrous oxide 273, biogenic CO2 nothing', () => {
  const { rows, problems } = characterisationRows(table('gwp', 'factors'), 'gwp');
  expect(problems).toEqual([]);
  const factor = (flow: string) => rows.find((each) => each.flow === flow && each.compartment === 'air')!.factor;
  expect(['CO2, fossil', 'CO2, biogenic', 'CH4, biogenic', 'CH4, fossil', 'N2O'].map(factor)).toEqual([
    1, 0, 27, 29.8, 273,
  ]);
});

test('the sixteen budgets are in the method that their descriptor states', () => {
  const { methods } = dataset('ef-budgets').throughflow;
  const { rows, problems } = budgetRows(table('ef-budgets', 'budgets'), 'ef-budgets');
  expect(problems).toEqual([]);
  expect(rows.length).toBe(16);
  for (const { indicator, method, version, unit, value, high } of rows) {
    expect(methods![indicator]).toMatchObject({ id: method, version, unit });
    expect(high!).toBeGreaterThan(value);
  }
  const basis = basisRows(table('ef-budgets', 'basis'), 'basis').rows;
  expect(basis.find((each) => each.of === 'world population')).toMatchObject({ value: 8e9, status: 'sourced' });
});

test('a wide table gives a figure per indicator and stage, with the unit of the dataset', () => {
  const of = dataset('agribalyse');
  const rows = table('agribalyse', 'stages').filter((row) => row['row'] === '7001');
  const figures = backgroundRows(of, rows).rows;
  expect(new Set(figures.map((each) => each.indicator)).size).toBe(5);
  expect(figures.every((each) => each.unit === 'kg' && each.stage !== null && each.method.version === '3.0')).toBe(
    true,
  );
});

test('Agribalyse is made from the tables of ADEME: blank rows go, grams become kilograms, an empty stage is no row', () => {
  const columns = [
    'Changement climatique (kg CO2 eq/kg de produit)',
    'Eutrophisation eaux douces (E-03 kg P eq/kg de produit)',
  ];
  const staged = columns.flatMap((column) => [`${column} - Agriculture`, `${column} - Transport`]);
  const stages = `Code AGB,${staged.map((each) => `"${each}"`).join()}\n7,1.50,,0.25,\n,,,,\n`;
  const totals = `Code AGB,LCI Name,Groupe d'aliment,${columns.map((each) => `"${each}"`).join()}\n7,Bread,cereals,1.5,0.25\n`;
  const files = agribalyse({ stages, totals });
  expect(files['stages.csv']!.split('\n').slice(1)).toEqual(['7,agriculture,1.5,,,,0.00025', '']);
  expect(files['foods.csv']!.split('\n')[1]).toBe('7,Bread,cereals,,1.5,,,,0.00025');
});

const isInside = ([east, north]: readonly number[], ring: Ring): boolean =>
  ring.slice(1).reduce((inside, [x1, y1], place) => {
    const [x0, y0] = ring[place]!;
    const crosses = y0 > north! !== y1 > north! && east! < ((x1 - x0) * (north! - y0)) / (y1 - y0) + x0;
    return crosses ? !inside : inside;
  }, false);

test('the 25 wards of Ghent are wound for d3-geo, and their centroids lie in the city', () => {
  const { features } = places('ghent-wards', 'wards.geojson');
  expect(features.length).toBe(25);
  expect(new Set(features.map(({ properties }) => properties.name)).size).toBe(25);
  let inside = 0;
  for (const { geometry, properties } of features) {
    const rings = geometry.coordinates as unknown as Ring[];
    for (const ring of rings) expect(areaOnTheRight(ring)).toBeLessThan(2 * Math.PI);
    const [east, north] = properties.centroid!;
    expect(east! > 3.57 && east! < 3.86 && north! > 50.97 && north! < 51.2).toBe(true);
    expect(properties.sector).toBeTruthy();
    if (isInside(properties.centroid!, rings[0]!)) inside += 1;
  }
  expect(inside).toBeGreaterThanOrEqual(24);
});

test('Ghent is some 160 square kilometres', () => {
  const rings = places('ghent-wards', 'wards.geojson').features.map(
    ({ geometry }) => (geometry.coordinates as unknown as Ring[])[0]!,
  );
  const squareKm = rings.reduce((sum, ring) => sum + areaOnTheRight(ring), 0) * 6371 ** 2;
  expect(squareKm).toBeGreaterThan(150);
  expect(squareKm).toBeLessThan(170);
});

test('every country of the world is less than half of it', () => {
  const { features } = places('world', 'countries.geojson');
  expect(features.length).toBe(177);
  for (const { geometry, properties } of features) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    for (const [outer] of polygons) {
      const area = areaOnTheRight(outer as unknown as Ring);
      expect([properties.name, area < 2 * Math.PI]).toEqual([properties.name, true]);
    }
  }
  const land = features
    .flatMap(({ geometry }) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates))
    .reduce((sum, [outer]) => sum + areaOnTheRight(outer as unknown as Ring), 0);
  expect((land * 6371 ** 2) / 1e6).toBeGreaterThan(140);
  expect((land * 6371 ** 2) / 1e6).toBeLessThan(155);
});

const square: Ring = [
  [0, 0],
  [0, 1],
  [1, 1],
  [1, 0],
  [0, 0],
];

test('a ring is wound by the area on its right: clockwise is small', () => {
  const turned = [...square].reverse();
  expect(areaOnTheRight(square)).toBeCloseTo((Math.PI / 180) ** 2, 6);
  expect(areaOnTheRight(turned)).toBeCloseTo(4 * Math.PI - (Math.PI / 180) ** 2, 6);
  expect(wound(turned, 'outer')).toEqual(square);
  expect(wound(square, 'hole')).toEqual(turned);
  expect(centroidOf(square)).toEqual([0.5, 0.5]);
  expect(
    rounded(
      [
        [0.123456, 0],
        [0.123457, 0],
      ] as Ring,
      3,
    ),
  ).toEqual([[0.123, 0]]);
});

test('a topology is decoded: steps are added up, a negative arc runs backwards', () => {
  const topology = {
    transform: { scale: [0.5, 0.5], translate: [10, 20] },
    arcs: [
      [
        [0, 0],
        [0, 2],
        [2, 0],
      ],
      [
        [0, 0],
        [2, 0],
        [0, 2],
      ],
    ],
    objects: { countries: { geometries: [{ type: 'Polygon', properties: { name: 'Square' }, arcs: [[0, -2]] }] } },
  } as const;
  expect(countriesOf(topology, 2)).toMatchObject([
    {
      id: 'Square',
      geometry: {
        coordinates: [
          [
            [10, 20],
            [10, 21],
            [11, 21],
            [11, 20],
            [10, 20],
          ],
        ],
      },
    },
  ]);
});

test('a ward is written with its centroid, whichever way the city wound it', () => {
  const city = {
    features: [
      { id: 1, properties: { name: 'Square', sector: 'North' }, geometry: { coordinates: [[...square].reverse()] } },
    ],
  };
  const [ward] = readPlaces(ghentWards(JSON.stringify(city))['wards.geojson']!, 'ghent-wards').value!.features;
  expect(ward).toMatchObject({ properties: { centroid: [0.5, 0.5] }, geometry: { coordinates: [square] } });
});

import { expect, test } from 'vitest';
import { impactFactorRows, type Row, readDescriptor, readTable } from '../../datasets/read.ts';
import { makeUseOf } from '../../datasets/sector-tables.ts';
import { lcia } from '../../datasets/impact-factors.ts';
import { usIo } from '../../datasets/us-io-2017/generate.ts';
import { multipliersOf } from '../../engine/4-footprint/sector/accounts.ts';
import { makeUseCoefficients } from '../../engine/4-footprint/sector/make-use.ts';
import { columnSums } from '../../engine/4-footprint/sector/matrix.ts';
import { carriedBy } from '../../engine/4-footprint/system/technosphere.ts';
import { leontiefSystem } from '../../engine/4-footprint/sector/sector-system.ts';
import { spectralRadius } from '../support/spectral-radius.ts';
import { datasetText } from '../support/sample.ts';

function tablesOf(name: string): Record<string, Row[]> {
  const { value } = readDescriptor(datasetText(name, 'datapackage.json'));
  return Object.fromEntries(
    value!.resources.map((of) => [of.name, readTable(datasetText(name, of.path), of).rows] as const),
  );
}

const unitedStates = () => makeUseOf({ tables: tablesOf('us-io-2017'), currency: 'USD', scale: 1e6 });

test('value added through all suppliers is 1 for every commodity of the United States within 0.0001', () => {
  const { value, problems } = makeUseCoefficients(unitedStates());
  expect(problems).toEqual([]);
  expect(value.sectors.length).toBe(73);
  const { width, value: multipliers } = multipliersOf(value);
  expect(width).toBe(1);
  for (const [j, each] of multipliers.entries())
    expect([value.sectors[j]!.name, Math.abs(each - 1) <= 1e-4]).toEqual([value.sectors[j]!.name, true]);
});

test('the sectors of the United States are productive: each buys for less than it sells, the radius is 0.489', () => {
  const { requirements, sectors } = makeUseCoefficients(unitedStates()).value;
  const ones = new Float64Array(sectors.length).fill(1);
  expect(carriedBy(leontiefSystem(sectors, requirements), ones).problems).toEqual([]);
  expect(Math.max(...columnSums(requirements))).toBeLessThan(1);
  expect(spectralRadius(requirements)).toBeCloseTo(0.48885, 5);
});

test('by industry the same tables add the same value', () => {
  const { value } = makeUseCoefficients(unitedStates(), 'industry');
  expect(value.sectors.length).toBe(71);
  for (const each of multipliersOf(value).value) expect(Math.abs(each - 1)).toBeLessThan(2e-4);
});

test('a dollar of food carries what its makers and all their suppliers sell: 2.4 to 2.7 dollars', () => {
  const { value } = makeUseCoefficients(unitedStates());
  const ones = new Float64Array(value.sectors.length).fill(1);
  const outputs = carriedBy(leontiefSystem(value.sectors, value.requirements), ones).value;
  const food = outputs[value.sectors.findIndex(({ id }) => id === '311FT')]!;
  expect(food).toBeGreaterThan(2.4);
  expect(food).toBeLessThan(2.7);
});

test('the sector tables are made of the wide tables of the source: zeros and totals go', () => {
  const files = usIo({
    make: ',111CA,Other,Total Industry Output\n111CA,5,0,5\nTotal Commodity Output,5,0,5\n',
    use: ',111CA,Total Intermediate,F010,Total Commodity Output\n111CA,2,2,3,5\nV001,3,3,,\nTotal Industry Output,5,5,,\n',
  });
  expect(files['make.csv']).toBe('industry,commodity,amount\n111CA,111CA,5\n');
  expect(files['sectors.csv']!.split('\n')[1]).toBe('industry,111CA,Farms,5');
  expect(files['value-added.csv']!.split('\n')[1]).toBe('V001,111CA,Compensation of employees,3');
  expect(files['demand.csv']!.split('\n')[1]).toBe('111CA,F010,Personal consumption expenditures,3');
});

/** Factors of a dataset by indicator and the name and compartment of the flow, where it has one. */
function factorsOf(name: string): (indicator: string, flow: string, compartment: string) => number | undefined {
  const { factors, flows } = tablesOf(name);
  const { rows, problems } = impactFactorRows(factors!, name);
  expect(problems).toEqual([]);
  const ids = new Map(flows!.map((row) => [`${row['name']} to ${row['compartment']}`, row['flow'] as string]));
  const known = new Map(rows.map(({ indicator, flow, factor }) => [`${indicator} ${flow}`, factor]));
  return (indicator, flow, compartment) => known.get(`${indicator} ${ids.get(`${flow} to ${compartment}`)}`);
}

const air = 'Emission to air/unspecified';

test('global warming by AR6: fossil CO2 1, methane 27.9, nitrous oxide 273, sulfur hexafluoride 25,200', () => {
  const factor = factorsOf('lcia-ipcc-2021');
  const gases = [
    'Carbon dioxide, fossil',
    'Carbon dioxide, land transformation',
    'Methane, fossil',
    'Methane, biogenic',
  ];
  expect(gases.map((gas) => factor('gwp100', gas, air))).toEqual([1, 1, 27.9, 27.9]);
  expect(factor('gwp100', 'Dinitrogen monoxide', air)).toBe(273);
  expect(factor('gwp100', 'Sulfur hexafluoride', air)).toBe(25200);
});

test('the Environmental Footprint 3.0: methane 36.8 and 34, nitrous oxide 298, SO2 1.31, ammonia 3.02, phosphate 0.33', () => {
  const factor = factorsOf('lcia-ef-3-0');
  expect(factor('climate', 'Methane, fossil', air)).toBe(36.8);
  expect(factor('climate', 'Methane, biogenic', air)).toBe(34);
  expect(factor('climate', 'Dinitrogen monoxide', air)).toBe(298);
  expect(factor('climate', 'Carbon dioxide, biogenic', air)).toBeUndefined();
  expect(factor('acidification', 'Sulfur dioxide', air)).toBe(1.31);
  expect(factor('acidification', 'Ammonia', air)).toBe(3.02);
  expect(factor('eutrophication-freshwater', 'Phosphate', 'Emission to water/river')).toBe(0.33);
  expect(factor('fossils', 'Oil, crude, in ground', 'Resource/in ground')).toBe(43.2);
});

test('climate change by origin adds up to climate change, flow by flow', () => {
  const sums = new Map<string, number>();
  const { rows } = impactFactorRows(tablesOf('lcia-ef-3-0')['factors']!, 'lcia-ef-3-0');
  const origins = new Set(['climate-fossil', 'climate-biogenic', 'climate-land-use']);
  for (const { flow, indicator, factor } of rows)
    if (origins.has(indicator)) sums.set(flow, (sums.get(flow) ?? 0) + factor);
  const whole = rows.filter(({ indicator }) => indicator === 'climate');
  expect(whole.length).toBeGreaterThan(600);
  expect(whole.filter(({ flow, factor }) => sums.get(flow) !== factor).map(({ flow }) => flow)).toEqual([]);
});

test('cumulative energy and exergy: crude oil 45.8 and 46.5 MJ a kilogram, brown coal 9.9 and 10.3', () => {
  const [energy, exergy] = [factorsOf('lcia-ced'), factorsOf('lcia-cexd')];
  const ground = 'Resource/in ground';
  expect(energy('energy-fossil', 'Oil, crude, in ground', ground)).toBe(45.8);
  expect(exergy('exergy-fossil', 'Oil, crude, in ground', ground)).toBe(46.5);
  expect(energy('energy-fossil', 'Coal, brown, in ground', ground)).toBe(9.9);
  expect(exergy('exergy-fossil', 'Coal, brown, in ground', ground)).toBe(10.3);
  expect(energy('energy-nuclear', 'Uranium, in ground', ground)).toBe(560000);
});

test('impact factors are made of the files of the source: zeros and repeats go, names come from its mappings', () => {
  const files = lcia({
    categories: [{ file: 'a.csv', indicator: 'climate' }],
    read: () =>
      'LCIA category,Flow,Flow property,Flow unit,Location,Factor\nc,f1,Mass,kg,,2.50\nc,f1,Mass,kg,,2.50\nc,f2,Mass,kg,,0\nc,f3,Mass,kg,,1\n',
    mappings: ['x;f1;1.0;;;;Methane;Elementary flows/Emission to air/unspecified;;\n'],
  });
  expect(files['factors.csv']).toBe('flow,unit,indicator,factor\nf1,kg,climate,2.5\nf3,kg,climate,1\n');
  expect(files['flows.csv']).toBe('flow,name,compartment\nf1,Methane,Emission to air/unspecified\n');
});

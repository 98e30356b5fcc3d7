import { expect, test } from 'vitest';
import { budgetRows, controlVariableRows, type Row, readDescriptor, readTable } from '../../datasets/read.ts';
import { datasetText } from '../support/sample.ts';

function table(name: string, resource: string): Row[] {
  const { value } = readDescriptor(datasetText(name, 'datapackage.json'));
  const of = value!.resources.find((each) => each.name === resource)!;
  return readTable(datasetText(name, of.path), of).rows;
}

const indicators = ['climate', 'water', 'land', 'fossils', 'eutrophication-freshwater'] as const;
/** The source rounds each stage to two decimals of its unit (thousandths of a kilogram for eutrophication). */
const roundings = { climate: 0.03, water: 0.03, land: 0.03, fossils: 0.03, 'eutrophication-freshwater': 0.00003 };

test('the stages of every Agribalyse food add up to its published total within rounding', () => {
  const sums = new Map<string, Record<string, number>>();
  for (const row of table('agribalyse', 'stages')) {
    const sum = sums.get(row['row'] as string) ?? {};
    for (const indicator of indicators) sum[indicator] = (sum[indicator] ?? 0) + ((row[indicator] as number) ?? 0);
    sums.set(row['row'] as string, sum);
  }
  const foods = table('agribalyse', 'foods');
  const apart = foods.flatMap((food) => {
    const sum = sums.get(food['row'] as string);
    if (!sum) return [];
    return indicators
      .filter((each) => {
        const total = food[each] as number;
        return Math.abs(sum[each]! - total) > roundings[each] + 0.002 * Math.abs(total);
      })
      .map((each) => `${food['row']} ${each}`);
  });
  expect(foods.length).toBe(2479);
  expect(apart).toEqual([]);
  const withoutTotal = [...sums.keys()].filter((code) => !foods.some((food) => food['row'] === code));
  expect(withoutTotal).toEqual(['12112']);
});

test('bread and beer at the gate of the factory are what Agribalyse publishes', () => {
  const rows = table('agribalyse', 'stages');
  const gate = (code: string) =>
    rows
      .filter((row) => row['row'] === code && ['agriculture', 'transformation'].includes(row['stage'] as string))
      .reduce((sum, row) => sum + (row['climate'] as number), 0);
  expect(gate('7001')).toBeCloseTo(0.4, 1);
  expect(gate('5001')).toBeCloseTo(0.29, 1);
});

test('the overshoot of every control variable of the doughnut is the published one within 0.08 points', () => {
  const { rows, problems } = controlVariableRows(table('world', 'control-variables'), 'world');
  expect(problems).toEqual([]);
  expect(rows.length).toBe(13);
  for (const { indicator, formula, value: v, boundary: b, preindustrial: p, publishedOvershoot } of rows) {
    const ratio = formula === 'ratio' ? v / b : formula === 'rise' ? (v - p!) / (b - p!) : (1 - v / p!) / (1 - b / p!);
    expect([indicator, Math.abs(100 * (ratio - 1) - publishedOvershoot) < 0.08]).toEqual([indicator, true]);
  }
});

test('the world of 2010 stands to the EF 3.1 budgets as published: climate 7.65, particulates 7.97, fossils 2', () => {
  const { rows } = budgetRows(table('ef-budgets', 'budgets'), 'ef-budgets');
  const ratio = (indicator: string) => {
    const { world, value } = rows.find((each) => each.indicator === indicator)!;
    return world! / value;
  };
  expect(ratio('climate')).toBeCloseTo(7.65, 2);
  expect(ratio('particulates')).toBeCloseTo(7.97, 2);
  expect(ratio('fossils')).toBeCloseTo(2, 2);
  expect(ratio('water')).toBeCloseTo(0.43, 2);
});

import { expect, test } from 'vitest';
import { energyReturn } from '../../../../engine/4-footprint/system/energy-return.ts';

test('a megajoule of oil that took 1.1 megajoules from nature gives ten for one', () => {
  const found = energyReturn({ unit: 'MJ', demand: 1.1, demandUnit: 'MJ' })!;
  expect(found.delivered).toBe(1e6);
  expect(found.ratio).toBeCloseTo(10, 9);
});

test('electricity by the kilowatt-hour is told in the same energy as its demand', () => {
  expect(energyReturn({ unit: 'kWh', demand: 10.8, demandUnit: 'MJ' })!.ratio).toBeCloseTo(0.5, 12);
});

test('a fuel by the kilogram needs to tell what it holds', () => {
  expect(energyReturn({ unit: 'kg', demand: 50, demandUnit: 'MJ' })).toBeUndefined();
  expect(energyReturn({ unit: 'kg', content: 43e6, demand: 50, demandUnit: 'MJ' })!.ratio).toBeCloseTo(43 / 7, 9);
});

test('where less is counted than is delivered there is no ratio', () => {
  expect(energyReturn({ unit: 'MJ', demand: 0.2, demandUnit: 'MJ' })!.ratio).toBeNaN();
  expect(energyReturn({ unit: 'MJ', demand: 1, demandUnit: 'MJ' })!.ratio).toBe(Infinity);
});

test('a demand that is not told in energy says nothing', () => {
  expect(energyReturn({ unit: 'MJ', demand: 1, demandUnit: 'kg CO2e' })).toBeUndefined();
});

import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readShelf } from '../../api/compute/shelf.ts';
import { footprints } from '../../engine/4-footprint/footprints.ts';
import { factsOf, flowsOf, recordSample } from '../support/sample.ts';

const shelf = await readShelf(fileURLToPath(new URL('../../datasets', import.meta.url)));
const sample = recordSample('grain-loop');
const indicator = shelf.indicators.find(({ id }) => id === 'climate')!;
const year = footprints({
  table: flowsOf(sample),
  facts: factsOf(sample),
  background: shelf.background,
  indicator,
  period: '2025',
});

/** The hand calculation of the year: kg CO2e, by-products free of burden, loops left out. */
const byHand = {
  total: 67_000,
  wheat: 0.2,
  bread: 0.42,
  beerPerLitre: 0.23,
  compostingAndTurning: 10_500,
  farm: 18_000,
};
const isNear = (value: number, expected: number) => Math.abs(value / expected - 1) <= 0.1;
const intensity = (name: string) =>
  year.products.find(({ specification }) => specification.endsWith(`:spec:${name}`))!.intensity;
const ofAgent = (name: string) => year.agents.find(({ of }) => of.endsWith(`:agent:${name}`))!.value;

test('the footprint of the year is within a tenth of the hand calculation: 67 t, grain, bread and beer', () => {
  expect([year.total, isNear(year.total, byHand.total)]).toEqual([year.total, true]);
  expect(isNear(intensity('wheat'), byHand.wheat)).toBe(true);
  expect(isNear(intensity('bread'), byHand.bread)).toBe(true);
  expect(isNear(intensity('beer') / 1000, byHand.beerPerLitre)).toBe(true);
  expect(isNear(ofAgent('farm'), byHand.farm)).toBe(true);
  expect(isNear(ofAgent('composter'), byHand.compostingAndTurning)).toBe(true);
});

test('nothing that should count is missing, what comes in goes out, and no stock carries more than it held', () => {
  expect(year.problems).toEqual([]);
  expect(year.gaps).toEqual([]);
  expect(year.identity.sumIn / year.identity.sumOut).toBeCloseTo(1, 9);
  expect(year.identity.in.unexplained).toBe(0);
});

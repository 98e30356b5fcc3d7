import { expect, test } from 'vitest';
import { tableOf } from '../../../engine/3-flow/builder.ts';
import { layerContent } from '../../../engine/3-flow/layer.ts';
import { factsOf, newYear, pool, process, property, record, row } from '../../support/flow-rows.ts';

const zone = 'Europe/Brussels';
const brew = process('brew');

test('what is weighed has its mass, litres have it by their density, and without one it is unknown', () => {
  const facts = factsOf(['brewery'], [property('beer', 'mass', '1.008 kg per litre')]);
  const table = tableOf([
    row({ from: pool('brewery', 'malt'), to: brew, quantity: 190 }),
    row({ from: brew, to: pool('brewery', 'beer'), quantity: 1, unit: 'cubicMetre' }),
    row({ from: brew, to: pool('brewery', 'compost'), quantity: 18, unit: 'cubicMetre' }),
  ]);
  const mass = layerContent(table, { facts, zone, layer: 'mass' });
  expect([...mass.content]).toEqual([190, 1008, Number.NaN]);
  expect(mass.coverage).toEqual({ rows: 3, known: 2 });
  expect(mass.missing).toEqual([{ specification: 'compost', unit: 'cubicMetre', rows: 1, quantity: 18 }]);
  expect(mass.problems.map((each) => each.code)).toEqual(['property.missing']);
});

test('carbon per kilogram reaches what is counted in litres through its density', () => {
  const facts = factsOf(
    ['brewery'],
    [property('beer', 'mass', '1.008 kg per litre'), property('beer', 'carbon', '0.04 kg per kg')],
  );
  const table = tableOf([row({ from: brew, to: pool('brewery', 'beer'), quantity: 2, unit: 'cubicMetre' })]);
  expect(layerContent(table, { facts, zone, layer: 'carbon' }).content[0]).toBeCloseTo(2 * 1008 * 0.04, 9);
});

test('carbon per litre reaches what is weighed', () => {
  const facts = factsOf(
    ['brewery'],
    [property('beer', 'mass', '1.25 kg per litre'), property('beer', 'carbon', '0.05 kg per litre')],
  );
  const table = tableOf([row({ from: brew, to: pool('brewery', 'beer'), quantity: 100 })]);
  expect(layerContent(table, { facts, zone, layer: 'carbon' }).content[0]).toBeCloseTo((100 / 1.25) * 0.05, 9);
});

test('a litre that has no mass is no way from litres to kilograms: unknown, not infinite', () => {
  const facts = factsOf(
    ['brewery'],
    [property('steam', 'mass', '0 kg per litre'), property('steam', 'carbon', '0.05 kg per litre')],
  );
  const table = tableOf([row({ from: brew, to: pool('brewery', 'steam'), quantity: 100 })]);
  const carbon = layerContent(table, { facts, zone, layer: 'carbon' });
  expect([...carbon.content, ...carbon.unknown]).toEqual([Number.NaN, 1]);
});

test('a property of the lot beats one of its batch, that beats one of the specification', () => {
  const facts = factsOf(
    ['mill'],
    [
      property('wheat', 'carbon', '0.4 kg per kg'),
      property('W25', 'carbon', '0.5 kg per kg'),
      property('lot2', 'carbon', '0.6 kg per kg'),
      record('EconomicResource', 'lot1', { conformsTo: 'wheat', ofBatchLot: 'W25' }),
      record('EconomicResource', 'lot2', { conformsTo: 'wheat', ofBatchLot: 'W25' }),
      record('EconomicResource', 'lot3', { conformsTo: 'wheat' }),
    ],
  );
  const from = ['lot1', 'lot2', 'lot3'].map((lot) =>
    row({ from: pool('mill', 'wheat', lot), to: process('milling'), quantity: 10 }),
  );
  const into = row({ from: process('harvest'), to: pool('mill', 'wheat', 'lot2'), quantity: 10 });
  expect([...layerContent(tableOf([...from, into]), { facts, zone, layer: 'carbon' }).content]).toEqual([5, 6, 4, 6]);
});

test('of several properties the latest that had begun on the day counts; before the first nothing is known', () => {
  const facts = factsOf(
    ['farm'],
    [
      property('straw', 'water', '0.12 kg per kg', { validFrom: '2025-01-05' }),
      property('straw', 'water', '0.2 kg per kg', { validFrom: '2025-01-10' }),
    ],
  );
  const days = [3, 4, 8, 9, 20].map((after) =>
    row({ from: pool('farm', 'straw'), to: brew, quantity: 100, day: newYear + after }),
  );
  const { content } = layerContent(tableOf(days), { facts, zone, layer: 'water' });
  expect([...content]).toEqual([Number.NaN, 12, 12, 20, 20]);
});

test('upper and lower heating values never mix', () => {
  const facts = factsOf(
    ['bakery'],
    [
      property('diesel', 'energy', '35.9 MJ per litre', { basis: 'net' }),
      property('wood', 'energy', '15 MJ per kg', { basis: 'net' }),
      property('pellets', 'energy', '20 MJ per kg', { basis: 'gross' }),
    ],
  );
  const table = tableOf([
    row({ from: pool('bakery', 'wood'), to: brew, quantity: 2 }),
    row({ from: pool('bakery', 'pellets'), to: brew, quantity: 2 }),
    row({ from: pool('bakery', 'electricity'), to: brew, quantity: 3_600_000, unit: 'joule' }),
  ]);
  const energy = layerContent(table, { facts, zone, layer: 'energy' });
  expect([...energy.content]).toEqual([30_000_000, Number.NaN, 3_600_000]);
  expect(energy.problems.map((each) => [each.code, each.record])).toEqual([['heating.basis', 'pellets']]);
  const upper = layerContent(table, { facts, zone, layer: 'energy', basis: 'gross' });
  expect([...upper.content]).toEqual([Number.NaN, 40_000_000, 3_600_000]);
});

test('electricity and hours have no mass, and nothing is missing', () => {
  const table = tableOf([
    row({ from: pool('bakery', 'electricity'), to: brew, quantity: 5, unit: 'joule' }),
    row({
      from: { kind: 'agent', agent: 'baker' },
      to: brew,
      quantity: 5,
      unit: 'second-Time',
      role: 'effort',
      burden: 'free',
    }),
    row({ from: pool('bakery', 'oven', 'oven'), to: brew, quantity: 1, unit: 'one', role: 'effort', burden: 'wears' }),
  ]);
  const mass = layerContent(table, { facts: factsOf(['bakery']), zone, layer: 'mass' });
  expect([[...mass.content], mass.missing, mass.coverage]).toEqual([[0, 0, 0], [], { rows: 1, known: 1 }]);
});

test('a payment has no mass, and nothing is missing', () => {
  const facts = factsOf(
    ['bakery', 'mill'],
    [record('ResourceSpecification', 'euro', { name: 'Euro', mediumOfExchange: true })],
  );
  const paid = row({ from: pool('bakery', 'euro'), to: pool('mill', 'euro'), quantity: 95, unit: 'one' });
  const flour = row({ from: pool('mill', 'flour'), to: pool('bakery', 'flour'), quantity: 100 });
  const mass = layerContent(tableOf([paid, flour]), { facts, zone, layer: 'mass' });
  expect([...mass.content]).toEqual([0, 100]);
  expect([mass.missing, mass.problems]).toEqual([[], []]);
});

test('prices are counted in the currency that most state', () => {
  const facts = factsOf(
    ['bakery'],
    [property('bread', 'price', '4.20 EUR per kg'), property('beer', 'price', '4.30 EUR per litre')],
  );
  const table = tableOf([row({ from: brew, to: pool('bakery', 'bread'), quantity: 10 })]);
  const price = layerContent(table, { facts, zone, layer: 'price' });
  expect([price.unit, price.content[0]]).toEqual(['EUR', 42]);
});

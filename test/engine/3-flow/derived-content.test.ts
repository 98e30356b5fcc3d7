import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoredRecord } from '../../../engine/1-record/facts.ts';
import { schemas } from '../../../engine/1-record/kind.ts';
import type { Layer } from '../../../engine/1-record/knowledge.ts';
import { tableOf } from '../../../engine/3-flow/builder.ts';
import type { HeatingBasis } from '../../../engine/3-flow/content.ts';
import { type HeatingValue, withHeatingValues } from '../../../engine/3-flow/borrowed.ts';
import { type LayerContent, layerContent } from '../../../engine/3-flow/layer.ts';
import { factsOf, pool, process, property, record, row } from '../../support/flow-rows.ts';

const zone = 'Europe/Brussels';

interface Asked {
  readonly layer: Layer;
  readonly basis?: HeatingBasis;
  readonly unit?: string;
  readonly quantity?: number;
}

/** The content of some grain as properties tell it. */
function contentOf(
  properties: readonly StoredRecord[],
  { layer, basis, unit = 'kilogram', quantity = 100 }: Asked,
): LayerContent {
  const table = tableOf([row({ from: pool('mill', 'grain'), to: process('milling'), quantity, unit })]);
  return layerContent(table, { facts: factsOf(['mill'], properties), zone, layer, basis });
}

test('of mass, dry mass and water two make the third, and the rule and its records are told', () => {
  const water = property('grain', 'water', '0.12 kg per kg');
  const dry = contentOf([water], { layer: 'dry-mass' });
  expect(dry.content[0]).toBeCloseTo(88, 9);
  expect(dry.derived).toEqual([{ specification: 'grain', rule: 'mass less water', records: [water.id] }]);
  const wet = contentOf([property('grain', 'dry-mass', '0.88 kg per kg')], { layer: 'water' });
  expect([wet.content[0], wet.derived[0]!.rule]).toEqual([expect.closeTo(12, 9), 'mass less dry mass']);
  const heap = [property('grain', 'dry-mass', '500 kg per m3'), property('grain', 'water', '80 kg per m3')];
  const mass = contentOf(heap, { layer: 'mass', unit: 'cubicMetre', quantity: 2 });
  expect([mass.content[0], mass.derived[0]!.rule]).toEqual([expect.closeTo(1160, 9), 'dry mass and water']);
});

test('what a property states counts before what follows from others; with one of the three nothing follows', () => {
  const both = [property('grain', 'water', '0.12 kg per kg'), property('grain', 'dry-mass', '0.9 kg per kg')];
  expect(contentOf(both, { layer: 'dry-mass' }).content[0]).toBeCloseTo(90, 9);
  expect(contentOf(both, { layer: 'dry-mass' }).derived).toEqual([]);
  expect(contentOf([], { layer: 'water' }).unknown[0]).toBe(1);
});

test('carbon and nitrogen in dry mass are reached through it, wherever the dry mass comes from', () => {
  const carbon = property('grain', 'carbon', '0.45 kg per kg', { perLayer: 'dry-mass' });
  expect(contentOf([carbon, property('grain', 'water', '0.2 kg per kg')], { layer: 'carbon' }).content[0]).toBeCloseTo(
    36,
    9,
  );
  expect(contentOf([carbon], { layer: 'carbon' }).problems.map(({ code }) => code)).toEqual(['property.missing']);
  const told = contentOf([carbon, property('grain', 'water', '0.2 kg per kg')], { layer: 'carbon' }).derived;
  expect(told).toEqual([{ specification: 'grain', rule: 'per unit of another layer', records: [carbon.id] }]);
});

const gross = property('grain', 'energy', '16 MJ per kg', { basis: 'gross' });
const lowered = property('grain', 'energy', '0.9 J per J', { basis: 'net', perLayer: 'energy' });

test('both heating values are layers of their own: the other one counts only by a stated ratio, else heating.basis names the thing', () => {
  expect(contentOf([gross], { layer: 'energy', basis: 'gross' }).content[0]).toBe(1600e6);
  const net = contentOf([gross], { layer: 'energy', basis: 'net' });
  expect([net.unknown[0], net.problems.map(({ code }) => code)]).toEqual([1, ['heating.basis']]);
  expect(contentOf([gross, lowered], { layer: 'energy', basis: 'net' }).content[0]).toBeCloseTo(1440e6, 3);
  expect(contentOf([gross, lowered], { layer: 'energy', basis: 'gross' }).content[0]).toBe(1600e6);
});

test('chemical exergy follows from a heating value only where a record gives the ratio and says to which of the two', () => {
  const ratio = property('grain', 'exergy', '1.15 J per J', { basis: 'net', perLayer: 'energy' });
  expect(contentOf([gross, lowered], { layer: 'exergy' }).unknown[0]).toBe(1);
  expect(contentOf([gross, lowered, ratio], { layer: 'exergy', basis: 'net' }).content[0]).toBeCloseTo(
    1.15 * 1440e6,
    3,
  );
  expect(contentOf([gross, ratio], { layer: 'exergy', basis: 'net' }).unknown[0]).toBe(1);
});

test('properties that lead round in a circle lead nowhere, and end', () => {
  const round = [
    property('grain', 'carbon', '0.45 kg per kg', { perLayer: 'dry-mass' }),
    property('grain', 'dry-mass', '2.2 kg per kg', { perLayer: 'carbon' }),
  ];
  expect(contentOf(round, { layer: 'carbon' }).unknown[0]).toBe(1);
  const apart = [property('grain', 'dry-mass', '0.9 kg per kg')];
  expect(contentOf(apart, { layer: 'dry-mass', unit: 'cubicMetre' }).unknown[0]).toBe(1);
});

test('an uncertain content makes the ends of its rows; through another one the ends go along', () => {
  const water = property('grain', 'water', '0.12 kg per kg', { uncertainty: { low: '0.1', high: '0.15' } });
  const ends = ({ low, content, high }: LayerContent) =>
    [low[0], content[0], high[0]].map((each) => Number(each!.toFixed(6)));
  expect(ends(contentOf([water], { layer: 'water' }))).toEqual([10, 12, 15]);
  expect(ends(contentOf([water], { layer: 'dry-mass' }))).toEqual([85, 88, 90]);
  const carbon = property('grain', 'carbon', '0.5 kg per kg', {
    perLayer: 'dry-mass',
    uncertainty: { low: '0.4', high: '0.6' },
  });
  expect(ends(contentOf([water, carbon], { layer: 'carbon' }))).toEqual([34, 44, 54]);
});

test('dry mass and water make the mass, whatever share of water is told of whatever amount', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1000 }),
      fc.double({ min: 0.001, max: 1e6, noNaN: true }),
      (perMille, quantity) => {
        const told = [property('grain', 'water', `${perMille / 1000} kg per kg`)];
        const [dry, water] = (['dry-mass', 'water'] as const).map(
          (layer) => contentOf(told, { layer, quantity }).content[0]!,
        );
        expect(Math.abs(dry! + water! - quantity)).toBeLessThanOrEqual(1e-9 * quantity);
      },
    ),
  );
});

test('a property of another dimension is refused by name, with units that would do', () => {
  const given = {
    of: 'urn:test:grain',
    layer: 'dry-mass',
    value: '0.9',
    unit: 'litre',
    per: 'kg',
    source: 'test',
    status: 'assumed',
  };
  const { error } = schemas.Property.safeParse(given);
  expect(error?.issues[0]).toMatchObject({ path: ['unit'], params: { problem: 'unit.dimension' } });
});

test('one heating value follows from the other with hydrogen and water: methane, and wood of a fifth water', () => {
  const methane = [
    property('grain', 'energy', '55.5 MJ per kg', { basis: 'gross' }),
    property('grain', 'hydrogen', '0.2513 kg per kg'),
    property('grain', 'water', '0 kg per kg'),
  ];
  const net = contentOf(methane, { layer: 'energy', basis: 'net', quantity: 1 });
  // Published: 50.0 MJ/kg. By hand: 55.5 - 2.4417 x 8.936 x 0.2513.
  expect(net.content[0]! / 1e6).toBeCloseTo(50.02, 2);
  expect([net.basis, net.problems]).toEqual(['net', []]);
  expect(net.derived).toEqual([
    {
      specification: 'grain',
      rule: 'other heating value, hydrogen and water',
      records: methane.map(({ id }) => id),
    },
  ]);
  const wood = [
    property('grain', 'energy', '20 MJ per kg', { basis: 'gross', perLayer: 'dry-mass' }),
    property('grain', 'hydrogen', '0.06 kg per kg', { perLayer: 'dry-mass' }),
    property('grain', 'dry-mass', '0.8 kg per kg'),
  ];
  const burnt = contentOf(wood, { layer: 'energy', basis: 'net', quantity: 1 });
  // 16 - 2.4417 (8.936 x 0.048 + 0.2)
  expect(burnt.content[0]! / 1e6).toBeCloseTo(14.464, 3);
});

test('both ways lead back, with their ranges; without hydrogen or water nothing follows, and the other value is named', () => {
  const made = (energy: StoredRecord) => [
    energy,
    property('grain', 'hydrogen', '0.05 kg per kg'),
    property('grain', 'water', '0.1 kg per kg', { uncertainty: { low: '0.08', high: '0.12' } }),
  ];
  const upper = made(property('grain', 'energy', '17 MJ per kg', { basis: 'gross' }));
  const down = contentOf(upper, { layer: 'energy', basis: 'net', quantity: 1 });
  expect(down.low[0]! < down.content[0]! && down.content[0]! < down.high[0]!).toBe(true);
  const value = String(Math.round(down.content[0]!) / 1e6);
  const lower = made(property('grain', 'energy', `${value} MJ per kg`, { basis: 'net' }));
  expect(contentOf(lower, { layer: 'energy', basis: 'gross', quantity: 1 }).content[0]! / 1e6).toBeCloseTo(17, 5);
  const bare = contentOf(upper.slice(0, 2), { layer: 'energy', basis: 'net' });
  expect([bare.unknown[0], bare.problems.map(({ code }) => code)]).toEqual([1, ['heating.basis']]);
  // A figure that is stated counts before what follows.
  const both = [...upper, property('grain', 'energy', '15 MJ per kg', { basis: 'net' })];
  expect(contentOf(both, { layer: 'energy', basis: 'net', quantity: 1 }).content[0]).toBeCloseTo(15e6, 3);
});

test('a heating value is borrowed for a thing that is linked to a dataset and has none of its own in that basis', () => {
  const link = record('BackgroundLink', 'urn:link', {
    ...{ of: 'grain', dataset: 'energy-factors', version: '1.0.0', row: 'diesel' },
    ...{ factor: '1', per: 'litre', match: 'exact' },
  });
  const diesel: HeatingValue = {
    ...{ dataset: 'energy-factors', version: '1.0.0', row: 'diesel' },
    basis: 'net',
    ...{ value: '35.9', unit: 'megajoule', per: 'litre', source: 'IPCC' },
    status: 'sourced',
  };
  const own = property('grain', 'energy', '38.4 MJ per litre', { basis: 'gross' });
  const read = (properties: readonly StoredRecord[], basis?: HeatingBasis) => {
    const facts = withHeatingValues(factsOf(['mill'], [link, ...properties]), [diesel]);
    const table = tableOf([
      row({ from: pool('mill', 'grain'), to: process('milling'), quantity: 1, unit: 'cubicMetre' }),
    ]);
    return layerContent(table, { facts, zone, layer: 'energy', basis });
  };
  const net = read([own], 'net');
  expect(net.content[0]! / 1e9).toBeCloseTo(35.9, 9);
  expect(net.derived).toMatchObject([{ specification: 'grain', rule: 'heating value of a dataset' }]);
  expect([read([own]).basis, read([own]).content[0]! / 1e9, read([own]).derived]).toEqual(['gross', 38.4, []]);
  const stated = property('grain', 'energy', '36 MJ per litre', { basis: 'net' });
  expect([read([stated], 'net').content[0]! / 1e9, read([stated], 'net').derived]).toEqual([36, []]);
});

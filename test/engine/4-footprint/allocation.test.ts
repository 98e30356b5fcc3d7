import { expect, test } from 'vitest';
import type { StoredRecord } from '../../../engine/1-record/facts.ts';
import type { Body } from '../../../engine/1-record/kind.ts';
import type { AllocationRule } from '../../../engine/1-record/network.ts';
import { linkedNetwork } from '../../../engine/4-footprint/footprints.ts';
import { ruleSpread } from '../../../engine/4-footprint/rule-spread.ts';
import type { FlowRow } from '../../../engine/3-flow/columns.ts';
import { pool, process, property, record, row } from '../../support/flow-rows.ts';
import {
  air,
  balances,
  based,
  emission,
  factor,
  figure,
  gapsOf,
  type Given,
  intensityOf,
  link,
  requestOf,
  solve,
} from '../../support/footprints.ts';
import { everyIntensity } from '../../support/linked.ts';

type Allocation = NonNullable<Body<'ProcessSpecification'>['allocation']>;

/** A mill that grinds 100 kg of grain at 0.6 kg CO2e/kg with 20 kg of its own CO2 into 80 kg of flour and 20 kg of bran. */
const mill = (allocation: Partial<Allocation>, more: readonly StoredRecord[] = []): Given => ({
  members: ['mill'],
  records: [
    link('grain', 'kg'),
    emission('CO2'),
    air,
    based('run', 'milling', 'mill'),
    record('ProcessSpecification', 'milling', {
      name: 'Milling',
      allocation: { rule: 'mass', roles: [{ specification: 'bran', role: 'co-product' }], ...allocation },
    }),
    ...more,
  ],
  background: { rows: [figure('grain', 'kg', 0.6), figure('feed', 'kg', 0.3)], factors: [factor('CO2', 1)] },
  rows: [
    row({ from: pool('farm', 'grain'), to: process('run'), quantity: 100 }),
    row({ from: process('run'), to: pool('air', 'CO2'), quantity: 20, specification: 'CO2' }),
    row({ from: process('run'), to: pool('mill', 'flour'), quantity: 80 }),
    row({ from: process('run'), to: pool('mill', 'bran'), quantity: 20 }),
    row({ from: pool('mill', 'flour'), to: pool('shop', 'flour'), quantity: 80 }),
  ],
});

/** What the flour carries, of 80 kg CO2e; the rest is the bran's. */
function flourOf(given: Given): number {
  const found = solve(given);
  balances(found);
  const [flour, bran] = [intensityOf(found, 'flour') * 80, intensityOf(found, 'bran') * 20];
  expect(flour + bran).toBeCloseTo(80, 9);
  return flour;
}

const held = (layer: Parameters<typeof property>[1], flour: string, bran: string, more = {}) => [
  property('flour', layer, flour, more),
  property('bran', layer, bran, more),
];

test.each<[AllocationRule, readonly StoredRecord[], number]>([
  ['mass', [], 80 * 0.8],
  ['dry-mass', held('water', '0.145 kg per kg', '0.135 kg per kg'), (80 * 68.4) / (68.4 + 17.3)],
  ['energy', held('energy', '15 MJ per kg', '12 MJ per kg'), (80 * 1200) / (1200 + 240)],
  ['energy-net', held('energy', '15 MJ per kg', '12 MJ per kg', { basis: 'net' }), (80 * 1200) / 1440],
  ['energy-gross', held('energy', '16 MJ per kg', '13 MJ per kg', { basis: 'gross' }), (80 * 1280) / 1540],
  ['water', held('water', '0.145 kg per kg', '0.135 kg per kg'), (80 * 11.6) / 14.3],
  ['phosphorus', held('phosphorus', '0.001 kg per kg', '0.01 kg per kg'), (80 * 0.08) / 0.28],
  ['exergy', held('exergy', '16 MJ per kg', '14 MJ per kg'), (80 * 1280) / 1560],
  ['price', held('price', '0.75 EUR per kg', '0.18 EUR per kg'), (80 * 60) / 63.6],
  ['carbon', held('carbon', '0.38 kg per kg', '0.39 kg per kg'), (80 * 30.4) / 38.2],
  ['nitrogen', held('nitrogen', '0.017 kg per kg', '0.0225 kg per kg'), (80 * 1.36) / 1.81],
  ['equal', [], 40],
  ['cut-off', [], 80],
])('a mill shares its burden over flour and bran by %s', (rule, records, flour) => {
  expect(flourOf(mill({ rule }, records))).toBeCloseTo(flour, 9);
});

/** A van takes 3 t of beer and 1 t of bread from two houses to a shop, with 8 kg of its own CO2; places as they are told, degrees of latitude apart. */
function trip(places: Readonly<Record<string, number>>, more: readonly FlowRow[] = []) {
  const carried = { burden: 'carries' } as const;
  const homes = Object.entries(places).flatMap(([agent, lat]) => [
    record('Organization', agent, { name: agent, primaryLocation: `place:${agent}` }),
    record('SpatialThing', `place:${agent}`, { name: agent, lat: `${lat}`, long: '4' }),
  ]);
  const found = solve({
    members: ['brewery', 'bakery', 'shop'],
    records: [emission('CO2'), air, ...homes],
    background: { factors: [factor('CO2', 1)] },
    network: { allocation: 'mass-distance' },
    rows: [
      row({ from: pool('brewery', 'beer'), to: process('trip'), quantity: 3000, ...carried }),
      row({ from: pool('bakery', 'bread'), to: process('trip'), quantity: 1000, ...carried }),
      row({ from: process('trip'), to: pool('air', 'CO2'), quantity: 8, specification: 'CO2' }),
      row({ from: process('trip'), to: pool('shop', 'beer'), quantity: 3000 }),
      row({ from: process('trip'), to: pool('shop', 'bread'), quantity: 1000 }),
      ...more,
    ],
  });
  balances(found);
  const carriedBy = (name: string) =>
    found.pools.find(({ holder, specification }) => holder === 'shop' && specification === name)!;
  return { found, beer: carriedBy('beer').intensity * 3000, bread: carriedBy('bread').intensity * 1000 };
}

test('a trip is shared by tonne-kilometres: 3 t over one degree and 1 t over three carry as much', () => {
  const { beer, bread, found } = trip({ brewery: 50, bakery: 48, shop: 51 });
  expect([beer, bread]).toEqual([expect.closeTo(4, 9), expect.closeTo(4, 9)]);
  expect(found.problems.map(({ code }) => code)).not.toContain('allocation.missing');
});

test('where a home has no place the whole trip counts, as the use of the van tells; where that is not told, the rule cannot serve', () => {
  const use = { quantity: 90_000, unit: 'metre', role: 'effort', burden: 'wears' } as const;
  const { beer, bread } = trip({ brewery: 50 }, [
    row({ from: pool('brewery', 'van', 'V'), to: process('trip'), ...use }),
  ]);
  expect([beer, bread]).toEqual([expect.closeTo(6, 9), expect.closeTo(2, 9)]);
  const untold = trip({ brewery: 50 }).found.problems;
  expect(untold.map(({ code, values }) => [code, values['rule'], values['value']])).toContainEqual([
    'allocation.weight',
    'mass-distance',
    'no known weight',
  ]);
});

test('what cools the beer on a trip is the beer`s, what drives the van is shared: causes count for goods that pass through as well', () => {
  const carried = { burden: 'carries' } as const;
  const factors = [
    { product: 'beer', of: 'ice', factor: '1' },
    { product: 'beer', factor: '3' },
    { product: 'bread', factor: '1' },
  ];
  const found = solve({
    members: ['brewery', 'bakery', 'shop'],
    records: [
      emission('CO2'),
      air,
      link('ice', 'kg'),
      based('trip', 'driving', 'brewery'),
      record('ProcessSpecification', 'driving', {
        name: 'Driving',
        allocation: { rule: 'causal', roles: [], factors },
      }),
    ],
    background: { rows: [figure('ice', 'kg', 0.5)], factors: [factor('CO2', 1)] },
    rows: [
      row({ from: pool('brewery', 'beer'), to: process('trip'), quantity: 60, ...carried }),
      row({ from: pool('bakery', 'bread'), to: process('trip'), quantity: 40, ...carried }),
      row({ from: pool('works', 'ice'), to: process('trip'), quantity: 10 }),
      row({ from: process('trip'), to: pool('air', 'CO2'), quantity: 8, specification: 'CO2' }),
      row({ from: process('trip'), to: pool('shop', 'beer'), quantity: 60 }),
      row({ from: process('trip'), to: pool('shop', 'bread'), quantity: 40 }),
    ],
  });
  balances(found);
  const inShop = (name: string) =>
    found.pools.find(({ holder, specification }) => holder === 'shop' && specification === name)!.intensity;
  expect(inShop('beer') * 60).toBeCloseTo(5 + 6, 9);
  expect(inShop('bread') * 40).toBeCloseTo(2, 9);
});

test('crates and kegs are shared by the piece, and what is weighed has no pieces', () => {
  const washing = (unit: string): Given => ({
    ...mill({ rule: 'pieces' }),
    rows: [
      row({ from: pool('farm', 'grain'), to: process('run'), quantity: 100 }),
      row({ from: process('run'), to: pool('mill', 'flour'), quantity: 30, unit: 'one' }),
      row({ from: process('run'), to: pool('mill', 'bran'), quantity: 10, unit }),
    ],
  });
  const found = solve(washing('one'));
  expect([intensityOf(found, 'flour') * 30, intensityOf(found, 'bran') * 10]).toEqual([
    expect.closeTo(45, 9),
    expect.closeTo(15, 9),
  ]);
  expect(solve(washing('kilogram')).problems.map(({ code }) => code)).toContain('allocation.weight');
});

test('the heating value is stated: what has only the upper one cannot be shared by the lower one', () => {
  const gross = held('energy', '16 MJ per kg', '13 MJ per kg', { basis: 'gross' });
  const net = solve(mill({ rule: 'energy-net' }, gross));
  expect(net.problems.map((each) => [each.code, each.values['name'], each.values['rule']])).toEqual([
    ['allocation.missing', 'run', undefined],
    ['allocation.weight', 'flour', 'energy-net'],
  ]);
  const found = solve(mill({ rule: 'energy-gross' }, gross));
  expect(found.rules).toEqual([{ of: 'milling', rule: 'energy-gross', by: 'record', basis: 'gross', processes: 1 }]);
});

test('weights missing, below zero or of nothing name process, output and remedy, and the next rule serves', () => {
  const codes = (records: readonly StoredRecord[]) => {
    const found = solve({ ...mill({ rule: 'price' }, records), network: { allocation: 'mass' } });
    expect(intensityOf(found, 'flour') * 80).toBeCloseTo(64, 9);
    expect(found.rules).toEqual([{ of: 'milling', rule: 'mass', by: 'network', processes: 1 }]);
    return found.problems.map(({ code, values }) => [code, values['process'], values['name'], values['value']]);
  };
  expect(codes([property('flour', 'price', '0.75 EUR per kg')])).toEqual([
    ['allocation.weight', 'run', 'bran', 'no known weight'],
  ]);
  expect(codes(held('price', '0.75 EUR per kg', '-0.1 EUR per kg'))).toEqual([
    ['allocation.weight', 'run', 'bran', 'the weight -2'],
  ]);
  expect(codes(held('price', '0 EUR per kg', '0 EUR per kg'))).toEqual([
    ['allocation.zero', 'run', 'flour, bran', undefined],
  ]);
});

test('factors by cause: each input goes where it is used, the rest by the factors that name none', () => {
  const factors = [
    { product: 'flour', of: 'grain', factor: '3' },
    { product: 'bran', of: 'grain', factor: '1' },
    { product: 'flour', factor: '1' },
  ];
  expect(flourOf(mill({ rule: 'causal', factors }))).toBeCloseTo(60 * 0.75 + 20, 9);
  const ofOwn = [
    { product: 'bran', of: 'CO2', factor: '1' },
    { product: 'flour', factor: '1' },
    { product: 'bran', factor: '1' },
  ];
  expect(flourOf(mill({ rule: 'causal', factors: ofOwn }))).toBeCloseTo(30, 9);
  expect(
    flourOf({ ...mill({ rule: 'causal', factors: factors.slice(0, 2) }), network: { allocation: 'mass' } }),
  ).toBeCloseTo(60 * 0.75 + 16, 9);
  const none = solve(mill({ rule: 'causal' }));
  expect(none.problems.map(({ code }) => code)).toEqual(['allocation.missing', 'allocation.unstated']);
  const zero = solve(mill({ rule: 'causal', factors: [{ product: 'flour', of: 'grain', factor: '0' }] }));
  expect(zero.problems.map(({ code }) => code)).toEqual(['allocation.missing', 'allocation.zero']);
});

const replaces = [{ product: 'bran', specification: 'feed', amount: '1.5', unit: 'kg', per: 'kg' }];

test('by substitution bran carries the feed that it takes the place of, and the flour has a credit for as much', () => {
  const given = mill({ rule: 'substitution', replaces }, [link('feed', 'kg')]);
  const found = solve(given);
  expect(intensityOf(found, 'bran')).toBeCloseTo(0.45, 12);
  expect(intensityOf(found, 'flour') * 80).toBeCloseTo(80 - 9, 9);
  expect(found.credits).toEqual([
    { of: 'milling', product: 'bran', replaces: 'feed', quantity: 30, unit: 'kilogram', value: -9 },
  ]);
  expect(found.total).toBeCloseTo(80, 9);
  balances(found);
});

test('what is replaced may be made in the network: a credit of the pool, in loops too', () => {
  const given = mill({ rule: 'substitution', replaces });
  const feed = [
    row({ from: pool('farm', 'grain'), to: process('feed mill'), quantity: 50 }),
    row({ from: pool('mill', 'bran'), to: process('feed mill'), quantity: 10 }),
    row({ from: process('feed mill'), to: pool('mill', 'feed'), quantity: 60 }),
  ];
  const found = solve({ ...given, rows: [...given.rows, ...feed] });
  // f = (50 x 0.6 + 10 b) / 60, b = 1.5 f: the bran carries the feed that is made with it.
  const f = 30 / (60 - 15);
  expect(intensityOf(found, 'feed')).toBeCloseTo(f, 12);
  expect(intensityOf(found, 'bran')).toBeCloseTo(1.5 * f, 12);
  expect(intensityOf(found, 'flour') * 80).toBeCloseTo(80 - 30 * f, 9);
  expect(found.credits[0]!.value).toBeCloseTo(-30 * f, 9);
  balances(found);
  const linked = linkedNetwork(requestOf({ ...given, rows: [...given.rows, ...feed] }))!;
  const flour = linked.system.products.findIndex(({ id }) => id === JSON.stringify(['product', 'flour', 'kilogram']));
  const intensities = everyIntensity(linked.system);
  expect(intensities[flour * linked.system.categories.length]! * 80).toBeCloseTo(80 - 30 * f, 9);
});

test('what is replaced and known to nobody is named, and the co-product leaves free', () => {
  const found = solve(mill({ rule: 'substitution', replaces }));
  expect(found.problems.map(({ code, values }) => [code, values['name'], values['value']])).toEqual([
    ['allocation.replaced', 'bran', 'feed'],
  ]);
  expect([intensityOf(found, 'bran'), intensityOf(found, 'flour') * 80]).toEqual([0, 80]);
});

test('a rule named by the request counts for the answer only, for all or for one kind of process', () => {
  const given = mill({ rule: 'mass' }, held('price', '0.75 EUR per kg', '0.18 EUR per kg'));
  const price = { ...given, allocation: { all: 'price' as const } };
  expect(flourOf(price)).toBeCloseTo((80 * 60) / 63.6, 9);
  expect(solve(price).rules).toEqual([{ of: 'milling', rule: 'price', by: 'request', processes: 1 }]);
  const other = { all: 'equal' as const, byProcessSpecification: new Map([['milling', 'price' as const]]) };
  expect(flourOf({ ...given, allocation: other })).toBeCloseTo((80 * 60) / 63.6, 9);
  expect(flourOf({ ...given, allocation: { byProcessSpecification: new Map([['baking', 'price']]) } })).toBeCloseTo(
    64,
    9,
  );
});

test('by-products that were recorded to leave free carry their part when the request names a rule', () => {
  const given = mill({ rule: 'mass', roles: [{ specification: 'bran', role: 'recyclable' }] });
  expect(intensityOf(solve(given), 'bran')).toBe(0);
  expect(flourOf({ ...given, allocation: { all: 'mass' } })).toBeCloseTo(64, 9);
  expect(flourOf({ ...given, allocation: { all: 'cut-off' } })).toBeCloseTo(80, 9);
});

test('a process without outputs keeps its burden in progress, and is no problem of a rule', () => {
  const given = mill({ rule: 'price' });
  const found = solve({ ...given, rows: given.rows.slice(0, 2), allocation: { all: 'causal' } });
  expect([found.identity.out.workInProgress, found.problems, gapsOf(found)]).toEqual([80, [], []]);
});

test('the spread over all rules tells for each product the lowest and the highest figure, and which rules lead there', () => {
  const properties = [
    ...held('price', '0.75 EUR per kg', '0.18 EUR per kg'),
    ...held('nitrogen', '0.017 kg per kg', '0.0225 kg per kg'),
  ];
  const spread = ruleSpread(requestOf(mill({ rule: 'mass' }, properties)));
  const flour = spread.find(({ specification }) => specification === 'flour')!;
  expect(flour).toMatchObject({ lowRule: 'equal', highRule: 'cut-off', recorded: 0.8, low: 0.5, high: 1 });
  const bran = spread.find(({ specification }) => specification === 'bran')!;
  expect(bran).toMatchObject({ lowRule: 'cut-off', highRule: 'equal', low: 0, high: 2 });
});

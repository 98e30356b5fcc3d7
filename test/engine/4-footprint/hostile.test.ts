import { expect, test } from 'vitest';
import type { FlowRow } from '../../../engine/3-flow/columns.ts';
import type { Footprints } from '../../../engine/4-footprint/footprints.ts';
import { loss, newYear, opening, pool, process, property, record, row } from '../../support/flow-rows.ts';
import { balances, figure, gapsOf, intensityOf, link, solve } from '../../support/footprints.ts';

const flour = (holder: string) => pool(holder, 'flour');
const priced = { records: [link('flour', 'kg')], background: { rows: [figure('flour', 'kg', 2)] } };
const bought = (quantity: number, more: Partial<FlowRow> = {}): FlowRow =>
  row({ from: flour('shop'), to: flour('bakery'), quantity, ...more });
const problemsOf = ({ problems }: Footprints): string[] =>
  problems.map(({ code, values }) => `${code} ${values['name'] ?? ''}`);

test('a network without any event has an empty account', () => {
  const found = solve({ rows: [] });
  expect([found.pools, found.products, found.gaps, found.problems, found.total]).toEqual([[], [], [], [], 0]);
  balances(found);
});

test('a network of one event has one pool, and what it bought lies in it', () => {
  const found = solve({ rows: [bought(3)], members: ['bakery'], ...priced });
  expect(found.pools.map(({ available, closing, intensity }) => [available, closing, intensity])).toEqual([[3, 3, 2]]);
  expect(found.identity.out.closing).toBe(6);
});

test('quantities of nothing make no pool, no burden and no figure that is not one', () => {
  const rows = [
    bought(0),
    row({ from: opening, to: flour('bakery'), quantity: 0 }),
    row({ from: flour('bakery'), to: process('bake'), quantity: 0 }),
    row({ from: process('bake'), to: pool('bakery', 'bread'), quantity: 0 }),
    row({ from: pool('bakery', 'bread'), to: loss, quantity: 0 }),
  ];
  const found = solve({ rows, members: ['bakery'], ...priced });
  expect([found.pools, found.products, found.gaps, found.identity.sumIn]).toEqual([[], [], [], 0]);
});

test('a thing whose litre has no mass is not weighed by the litre: a gap, not an endless burden', () => {
  const records = [property('flour', 'mass', '0 kg per litre'), link('flour', 'litre')];
  const background = { rows: [figure('flour', 'litre', 2)] };
  const found = solve({ rows: [bought(3)], members: ['bakery'], records, background });
  expect(gapsOf(found)).toEqual(['background flour 3 factor.unit']);
  expect(found.total).toBe(0);
});

test('what is made of a thing that nobody recorded coming in is incomplete, and the thing is named', () => {
  const rows = [
    row({ from: flour('bakery'), to: process('bake'), quantity: 5 }),
    row({ from: process('bake'), to: pool('bakery', 'bread'), quantity: 4 }),
    row({ from: pool('bakery', 'bread'), to: pool('shop', 'bread'), quantity: 4 }),
  ];
  const found = solve({ rows, members: ['bakery'], ...priced });
  expect(problemsOf(found).some((each) => each.startsWith('origin.unknown'))).toBe(true);
  expect(found.products.map(({ specification, incomplete }) => [specification, incomplete]).sort()).toEqual([
    ['bread', true],
    ['flour', true],
  ]);
  balances(found);
});

test('one till for all that a market buys and sells takes the time of its rows, not of their pairs', () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => [
    row({ from: pool('bakery', `grain ${at % 40}`), to: process('till'), quantity: 1 }),
    row({ from: process('till'), to: pool('bakery', `loaf ${at % 40}`), quantity: 1 }),
  ]).flat();
  const found = solve({ rows, members: ['bakery'], network: { allocation: 'mass' } });
  expect(found.products.every(({ incomplete }) => incomplete)).toBe(true);
  expect(found.products).toHaveLength(80);
});

test('one van for two thousand kinds of goods takes the time of its rows, not of its kinds times its rows', () => {
  const rows = Array.from({ length: 30_000 }, (_, at) => [
    row({ from: pool('bakery', `bread ${at % 2000}`), to: process('van'), quantity: 1, burden: 'carries' }),
    row({ from: process('van'), to: pool('shop', `bread ${at % 2000}`), quantity: 1 }),
  ]).flat();
  expect(solve({ rows, members: ['bakery', 'shop'] }).products).toHaveLength(2000);
});

test('an event dated a thousand years ago changes no figure of this month', () => {
  const rows = [bought(3), row({ from: flour('bakery'), to: loss, quantity: 1, day: newYear + 40 })];
  const early = bought(2, { day: Date.UTC(1025, 2, 1) / 86_400_000 });
  const found = solve({ rows: [early, ...rows], members: ['bakery'], ...priced, period: '2025-03' });
  expect(found.pools.map(({ closing, intensity }) => [closing, intensity])).toEqual([[4, 2]]);
});

/** Specifications that lack something in a period. */
const lackingIn = (rows: readonly FlowRow[], period: string): string[] =>
  solve({ rows, members: ['bakery', 'mill'], period })
    .products.filter(({ incomplete }) => incomplete)
    .map(({ specification }) => specification)
    .sort();
const baked = (day: number) => [
  row({ from: flour('bakery'), to: process('bake'), quantity: 1, day }),
  row({ from: process('bake'), to: pool('bakery', 'bread'), quantity: 1, day }),
];

test('what is made in March of flour that came in January without a figure is no complete zero', () => {
  const rows = [bought(2), ...baked(newYear + 70), ...baked(newYear + 100)];
  expect(lackingIn(rows, '2025-01')).toEqual(['flour']);
  expect(lackingIn(rows, '2025-03')).toEqual(['bread', 'flour']);
  expect(lackingIn(rows, '2025')).toEqual(['bread', 'flour']);
});

test('what lacked something and is used up lacks nothing any more', () => {
  const own = row({ from: process('grow'), to: flour('bakery'), quantity: 1, day: newYear + 100 });
  const eaten = row({ from: pool('bakery', 'bread'), to: loss, quantity: 1, day: newYear + 80 });
  const rows = [bought(1), ...baked(newYear + 70), eaten, own, ...baked(newYear + 101)];
  expect(lackingIn(rows, '2025-03')).toEqual(['bread', 'flour']);
  expect(lackingIn(rows, '2025-04')).toEqual([]);
});

test('work in progress that lacks something hands that on to what it becomes, and a treatment to whose waste it was', () => {
  const finished = row({ from: process('bake'), to: pool('bakery', 'bread'), quantity: 1, day: newYear + 70 });
  const begun = row({ from: flour('bakery'), to: process('bake'), quantity: 1 });
  expect(lackingIn([bought(1), begun, finished], '2025-03')).toEqual(['bread']);
  const roles = [{ specification: 'ash', role: 'waste' as const }];
  const waste = [
    row({ from: process('bake'), to: pool('bakery', 'bread'), quantity: 1 }),
    row({ from: process('bake'), to: pool('bakery', 'ash'), quantity: 1 }),
    row({ from: pool('bakery', 'ash'), to: process('burn'), quantity: 1 }),
    row({ from: { kind: 'agent', agent: 'utility' }, to: process('burn'), quantity: 1, specification: 'gas' }),
  ];
  const records = [
    record('ProcessSpecification', 'baking', { name: 'Baking', allocation: { rule: 'mass', roles } }),
    record('Process', 'bake', { basedOn: 'baking' }),
  ];
  const treated = solve({ rows: waste, members: ['bakery'], records });
  expect(treated.products.map(({ specification, incomplete }) => [specification, incomplete])).toContainEqual([
    'bread',
    true,
  ]);
});

test('a circle that nothing leaves costs the network no more than its own figure', () => {
  const circle = [
    row({ from: pool('bakery', 'starter'), to: process('feed'), quantity: 6 }),
    row({ from: process('feed'), to: pool('bakery', 'starter'), quantity: 5 }),
    row({ from: flour('bakery'), to: process('feed'), quantity: 1 }),
  ];
  const found = solve({ rows: [bought(1), ...circle], members: ['bakery'], ...priced });
  expect(problemsOf(found).map((each) => each.split(' ')[0])).toEqual(['system.singular']);
  expect([found.total, found.totalRange]).toEqual([2, { low: 2, high: 2 }]);
  expect(found.agents).toEqual([{ of: 'bakery', value: 2, share: 1 }]);
  expect(intensityOf(found, 'starter')).toBeNaN();
  balances(found);
});

test('a process that makes nothing for three months keeps what went in until it makes something', () => {
  const cheese = (month: number) =>
    row({ from: flour('bakery'), to: process('age'), quantity: 1, day: newYear + 31 * month });
  const rows = [
    bought(4),
    ...[0, 1, 2].map(cheese),
    row({ from: process('age'), to: pool('bakery', 'cheese'), quantity: 2, day: newYear + 100 }),
  ];
  const network = { accountingPeriod: 'month' };
  const march = solve({ rows, members: ['bakery'], ...priced, network, period: '2025-03' });
  expect([march.identity.in.opening, march.identity.out.workInProgress, march.identity.out.closing]).toEqual([8, 6, 2]);
  const april = solve({ rows, members: ['bakery'], ...priced, network, period: '2025-04' });
  expect(intensityOf(april, 'cheese')).toBe(3);
  expect(april.identity.out.workInProgress).toBe(0);
  balances(april);
});

test('a loop that nothing leaves is named and gives no figure; what entered it is stranded', () => {
  const rows = [
    bought(1),
    row({ from: flour('bakery'), to: process('turn'), quantity: 1 }),
    row({ from: process('turn'), to: pool('bakery', 'steam'), quantity: 5 }),
    row({ from: pool('bakery', 'steam'), to: process('burn'), quantity: 5 }),
    row({ from: process('burn'), to: pool('bakery', 'power'), quantity: 5 }),
    row({ from: pool('bakery', 'power'), to: process('turn'), quantity: 5 }),
  ];
  const found = solve({ rows, members: ['bakery'], ...priced });
  expect(problemsOf(found)).toHaveLength(1);
  expect(found.problems[0]).toMatchObject({ code: 'system.singular' });
  expect(found.problems[0]!.values['name']).toContain('burn');
  expect(intensityOf(found, 'steam')).toBeNaN();
  expect(found.identity.out.stranded).toBe(2);
  balances(found);
});

test('goods that run in a loop among three agents in a day carry what entered the loop', () => {
  const ring = ['a', 'b', 'c', 'a'];
  const turns = ring.slice(1).map((to, at) => row({ from: flour(ring[at]!), to: flour(to), quantity: 10 }));
  const rows = [
    row({ from: flour('shop'), to: flour('a'), quantity: 4 }),
    row({ from: opening, to: flour('b'), quantity: 1 }),
    ...turns,
    row({ from: flour('a'), to: pool('guest', 'flour'), quantity: 2 }),
  ];
  const found = solve({ rows, members: ['a', 'b', 'c'], ...priced });
  for (const each of found.pools.filter(({ kind }) => kind === 'stock')) expect(each.intensity).toBeCloseTo(2, 9);
  expect([found.identity.in.bought, found.identity.out.delivered, found.identity.out.closing]).toEqual([
    10,
    expect.closeTo(4, 9),
    expect.closeTo(6, 9),
  ]);
  const alone = solve({ rows: turns, members: ['a', 'b', 'c'], ...priced });
  expect(problemsOf(alone).map((each) => each.split(' ')[0])).toEqual(['system.singular']);
});

test('the largest amount that can be recorded beside the smallest leaves both accounts whole', () => {
  const rows = [
    bought(1e27),
    row({ from: flour('bakery'), to: process('bake'), quantity: 1e27 }),
    row({ from: process('bake'), to: pool('bakery', 'bread'), quantity: 1e-9 }),
    row({ from: pool('bakery', 'bread'), to: pool('guest', 'bread'), quantity: 1e-9 }),
    row({ from: flour('shop'), to: flour('mill'), quantity: 1e-9 }),
    row({ from: flour('mill'), to: process('taste'), quantity: 1e-9 }),
    row({ from: process('taste'), to: pool('mill', 'crumb'), quantity: 1e-9 }),
  ];
  const found = solve({ rows, members: ['bakery', 'mill'], ...priced });
  expect(intensityOf(found, 'bread') / 2e36).toBeCloseTo(1, 12);
  expect(intensityOf(found, 'crumb')).toBeCloseTo(2, 12);
  expect(found.identity.sumOut / found.identity.sumIn).toBeCloseTo(1, 12);
  expect(found.problems).toEqual([]);
});

test('one pool in kilograms and in pieces is two: what leaves in the other unit is of unknown origin, never of the first', () => {
  const rows = [
    bought(10),
    row({ from: flour('bakery'), to: process('bake'), quantity: 3, unit: 'one' }),
    row({ from: process('bake'), to: pool('bakery', 'bread'), quantity: 4 }),
  ];
  const found = solve({ rows, members: ['bakery'], ...priced });
  expect(intensityOf(found, 'bread')).toBe(0);
  expect(found.products.find(({ specification }) => specification === 'bread')!.incomplete).toBe(true);
  expect(found.identity.out.closing).toBe(20);
  expect(problemsOf(found).map((each) => each.split(' ')[0])).toEqual(['origin.unknown']);
});

test('a correction larger than its event is told, and counts as nothing rather than less than nothing', () => {
  const event = bought(10);
  const correction = bought(-15, { corrects: event.sequence });
  const found = solve({ rows: [event, correction], members: ['bakery'], ...priced });
  expect(gapsOf(found)).toEqual(['quantity flour -5 correction.apart']);
  expect([found.total, found.identity.sumIn]).toEqual([0, 0]);
});

test('a correction of the last month changes that month, and this one opens with it', () => {
  const event = bought(10, { day: newYear + 30 });
  const rows = [
    event,
    bought(-4, { day: newYear + 30, corrects: event.sequence }),
    row({ from: flour('bakery'), to: process('bake'), quantity: 6, day: newYear + 40 }),
    row({ from: process('bake'), to: pool('bakery', 'bread'), quantity: 3, day: newYear + 40 }),
  ];
  const network = { accountingPeriod: 'month' };
  const found = solve({ rows, members: ['bakery'], ...priced, network, period: '2025-02' });
  expect([found.identity.in.opening, intensityOf(found, 'bread'), found.problems]).toEqual([12, 4, []]);
});

test('hours of a van that lasts so many kilometres are told as a gap, and wear nothing', () => {
  const rows = [
    row({
      from: pool('club', 'van', 'V'),
      to: process('trip'),
      quantity: 3600,
      unit: 'second-Time',
      role: 'effort',
      burden: 'wears',
    }),
    row({ from: process('trip'), to: pool('club', 'ride'), quantity: 1, unit: 'one' }),
  ];
  const life = (hasNumericalValue: string) =>
    record('Durable', 'urn:durable', {
      of: 'V',
      lifetimeEffort: { hasNumericalValue, hasUnit: 'kilometre' },
      source: 'a',
    });
  const given = { rows, members: ['club'], background: { rows: [figure('van', 'piece', 100)] } };
  const found = solve({ ...given, records: [link('van', 'piece'), life('250000')] });
  expect(gapsOf(found)).toEqual(['wear van 3600 factor.unit']);
  expect(found.products.find(({ specification }) => specification === 'ride')!.incomplete).toBe(true);
});

test('a durable that was given no life at all is as one of unknown life: its use is a gap', () => {
  const rows = [
    row({
      from: pool('club', 'van', 'V'),
      to: process('trip'),
      quantity: 1000,
      unit: 'metre',
      role: 'effort',
      burden: 'wears',
    }),
    row({ from: process('trip'), to: pool('club', 'ride'), quantity: 1, unit: 'one' }),
  ];
  const life = record('Durable', 'urn:durable', {
    of: 'V',
    lifetimeEffort: { hasNumericalValue: '0', hasUnit: 'kilometre' },
    source: 'a',
  });
  const background = { rows: [figure('van', 'piece', 100)] };
  const found = solve({ rows, members: ['club'], records: [link('van', 'piece'), life], background });
  expect(gapsOf(found)).toEqual(['wear van 1000 factor.unit']);
  balances(found);
});

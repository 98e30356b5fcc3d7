import { expect, test } from 'vitest';
import type { GroupAttribute } from '../../../engine/3-flow/attribute.ts';
import { tableOf } from '../../../engine/3-flow/builder.ts';
import type { FlowNode, FlowRow } from '../../../engine/3-flow/columns.ts';
import { type GroupedFlows, groupFlows } from '../../../engine/3-flow/group.ts';
import type { GroupRequest } from '../../../engine/3-flow/grouping.ts';
import { layerContent } from '../../../engine/3-flow/layer.ts';
import { compositions } from '../../../engine/3-flow/mixing.ts';
import type { Compositions } from '../../../engine/3-flow/parts.ts';
import { factsOf, loss, newYear, opening, pool, process, property, record, row } from '../../support/flow-rows.ts';
import { seeded } from '../../support/random.ts';

const zone = 'Europe/Brussels';

interface Grouping extends Partial<Omit<GroupRequest, 'table'>> {
  readonly by: GroupAttribute;
}

function group(rows: readonly FlowRow[], { facts = factsOf([]), ...more }: Grouping): GroupedFlows {
  const table = tableOf(rows);
  return groupFlows({ table, facts, layer: layerContent(table, { facts, zone, layer: 'mass' }), ...more });
}

const nameOf = ({ groups }: GroupedFlows, at: number): string => `${groups[at]!.kind} ${groups[at]!.of}`.trim();

/** "from -> to: class value", in alphabetical order. */
const linesOf = (grouped: GroupedFlows): string[] =>
  Array.from({ length: grouped.links.count }, (_, link) => {
    const { from, to, class: kind, value, unknown } = grouped.links;
    const amount =
      unknown[link]! > 0 ? `${value[link]} + ${unknown[link]} unknown` : String(Math.round(value[link]! * 1e6) / 1e6);
    return `${nameOf(grouped, from[link]!)} -> ${nameOf(grouped, to[link]!)}: ${grouped.classes[kind[link]!]} ${amount}`;
  }).sort();

const loop = [
  row({ from: pool('farm', 'barley'), to: pool('brewery', 'barley'), quantity: 200 }),
  row({ from: pool('brewery', 'barley'), to: process('brew 1'), quantity: 150 }),
  row({ from: process('brew 1'), to: pool('brewery', 'spent grain'), quantity: 160 }),
  row({ from: pool('brewery', 'spent grain'), to: pool('bakery', 'spent grain'), quantity: 60 }),
  row({ from: pool('bakery', 'spent grain'), to: process('bake 1'), quantity: 60 }),
  row({ from: process('bake 1'), to: pool('bakery', 'bread'), quantity: 100 }),
  row({ from: pool('bakery', 'bread'), to: pool('brewery', 'bread'), quantity: 10 }),
  row({ from: pool('brewery', 'bread'), to: process('brew 1'), quantity: 10 }),
  row({ from: pool('bakery', 'bread'), to: pool('shop', 'bread'), quantity: 80 }),
];
const network = factsOf(
  ['farm', 'brewery', 'bakery'],
  [
    record('Process', 'brew 1', { basedOn: 'brewing', inScopeOf: 'brewery' }),
    record('Process', 'bake 1', { basedOn: 'baking', inScopeOf: 'bakery' }),
    record('Organization', 'farm', { name: 'Farm', primaryLocation: 'drongen' }),
    record('Organization', 'brewery', { name: 'Brewery', primaryLocation: 'muide' }),
    record('Organization', 'bakery', { name: 'Bakery', primaryLocation: 'ledeberg' }),
  ],
);

test('by agent a flow is what one holder gives to another; the loop of brewery and bakery is there', () => {
  const grouped = group(loop, { by: 'agent', facts: network });
  expect(linesOf(grouped)).toEqual([
    'agent bakery -> agent brewery: bread 10',
    'agent bakery -> agent shop: bread 80',
    'agent brewery -> agent bakery: spent grain 60',
    'agent farm -> agent brewery: barley 200',
  ]);
  expect([grouped.internal.rows, grouped.internal.value, grouped.total]).toEqual([5, 480, 350]);
});

test('by place the agents stand for where they are; those without a place are together', () => {
  expect(linesOf(group(loop, { by: 'place', facts: network }))).toEqual([
    'place drongen -> place muide: barley 200',
    'place ledeberg -> place muide: bread 10',
    'place ledeberg -> place: bread 80',
    'place muide -> place ledeberg: spent grain 60',
  ]);
});

test('by specification goods and kinds of process alternate', () => {
  expect(linesOf(group(loop, { by: 'specification', facts: network }))).toEqual([
    'processSpecification baking -> specification bread: bread 100',
    'processSpecification brewing -> specification spent grain: spent grain 160',
    'specification barley -> processSpecification brewing: barley 150',
    'specification bread -> processSpecification brewing: bread 10',
    'specification spent grain -> processSpecification baking: spent grain 60',
  ]);
});

test('by kind of process a link runs from maker to taker through the stocks between, and what stays is stock', () => {
  expect(linesOf(group(loop, { by: 'processSpecification', facts: network }))).toEqual([
    'processSpecification baking -> agent shop: bread 80',
    'processSpecification baking -> processSpecification brewing: bread 10',
    'processSpecification baking -> stock: bread 10',
    'processSpecification brewing -> processSpecification baking: spent grain 60',
    'processSpecification brewing -> stock: spent grain 100',
    'stock -> processSpecification brewing: barley 150',
    'stock -> stock: barley 50',
  ]);
});

test('what two makers put into one silo leaves it pro rata, and yeast pitched again is a loop', () => {
  const silo = pool('mill', 'wheat');
  const yeast = pool('brewery', 'yeast');
  const rows = [
    row({ from: process('field 1'), to: silo, quantity: 1300 }),
    row({ from: process('field 2'), to: silo, quantity: 700 }),
    row({ from: silo, to: process('milling'), quantity: 1000 }),
    row({ from: silo, to: loss, quantity: 100 }),
    row({ from: process('ferment'), to: yeast, quantity: 39 }),
    row({ from: yeast, to: process('ferment'), quantity: 8 }),
  ];
  expect(linesOf(group(rows, { by: 'processSpecification', facts: factsOf(['mill', 'brewery']) }))).toEqual([
    'process ferment -> process ferment: yeast 8',
    'process ferment -> stock: yeast 31',
    'process field 1 -> loss: wheat 65',
    'process field 1 -> process milling: wheat 650',
    'process field 1 -> stock: wheat 585',
    'process field 2 -> loss: wheat 35',
    'process field 2 -> process milling: wheat 350',
    'process field 2 -> stock: wheat 315',
  ]);
});

test('a van that picks up and drops off is looked through: the link runs from maker to taker', () => {
  const grain = (holder: string) => pool(holder, 'spent grain', 'G');
  const rows = [
    row({ from: process('brew'), to: grain('brewery'), quantity: 200 }),
    row({ from: grain('brewery'), to: grain('van'), quantity: 150, role: 'custody' }),
    row({ from: grain('van'), to: process('trip'), quantity: 150, burden: 'carries' }),
    row({ from: pool('van', 'diesel'), to: process('trip'), quantity: 5 }),
    row({ from: process('trip'), to: grain('van'), quantity: 150 }),
    row({ from: grain('van'), to: grain('grower'), quantity: 150, role: 'custody' }),
    row({ from: grain('grower'), to: process('grow'), quantity: 150 }),
  ];
  expect(
    linesOf(group(rows, { by: 'processSpecification', facts: factsOf(['brewery', 'van', 'grower']) })).filter(
      (each) => !each.endsWith(' 0'),
    ),
  ).toEqual([
    'process brew -> process grow: spent grain 150',
    'process brew -> stock: spent grain 50',
    'stock -> process trip: diesel 5',
  ]);
});

test('water that two processes take from two sellers does not mix on the way, nor what they give to the sewer', () => {
  const own = (specification: string) => pool('brewery', specification);
  const bought = (seller: string, kind: string, quantity: number, sequence: number) => [
    row({ from: pool(seller, 'water'), to: own('water'), quantity, sequence }),
    row({ from: own('water'), to: process(kind), quantity, sequence }),
    row({ from: process(kind), to: own('waste water'), quantity, sequence: sequence + 1 }),
    row({ from: own('waste water'), to: pool('sewer', 'waste water'), quantity, sequence: sequence + 1 }),
  ];
  const rows = [...bought('main', 'mashing', 0.3, 1), ...bought('well', 'rinsing', 0.6, 3)];
  const grouped = group(rows, { by: 'processSpecification', facts: factsOf(['brewery']) });
  expect(linesOf(grouped)).toEqual([
    'agent main -> process mashing: water 0.3',
    'agent well -> process rinsing: water 0.6',
    'process mashing -> agent sewer: waste water 0.3',
    'process rinsing -> agent sewer: waste water 0.6',
  ]);
  expect(grouped.coverage).toEqual({ rows: 8, known: 8 });
  expect([...grouped.rowsOf(linesIndex(grouped, 'agent main -> process mashing: water 0.3'))]).toEqual([1]);
});

test('the rows of a link are those that made it, also through stocks and in the remainder', () => {
  const grouped = group(loop, { by: 'agent', facts: network });
  const link = linesIndex(grouped, 'agent bakery -> agent shop: bread 80');
  expect([...grouped.rowsOf(link)]).toEqual([8]);
  const chained = group(loop, { by: 'processSpecification', facts: network });
  expect([
    ...chained.rowsOf(linesIndex(chained, 'processSpecification baking -> processSpecification brewing: bread 10')),
  ]).toEqual([7]);
  const cut = group(loop, { by: 'agent', facts: network, cutOff: 0.5 });
  const rest = linesIndex(cut, 'agent bakery -> remainder:  90');
  expect([...cut.rowsOf(rest)]).toEqual([6, 8]);
});

function linesIndex(grouped: GroupedFlows, line: string): number {
  const { from, to, class: kind, value } = grouped.links;
  return Array.from(value).findIndex(
    (amount, link) =>
      `${nameOf(grouped, from[link]!)} -> ${nameOf(grouped, to[link]!)}: ${grouped.classes[kind[link]!]} ${amount}` ===
      line,
  );
}

test('small links become a remainder and every agent keeps its sums', () => {
  const grouped = group(loop, { by: 'agent', facts: network, cutOff: 0.5 });
  expect(linesOf(grouped)).toEqual([
    'agent bakery -> remainder:  90',
    'agent brewery -> remainder:  60',
    'agent farm -> agent brewery: barley 200',
    'remainder -> agent bakery:  60',
    'remainder -> agent brewery:  10',
    'remainder -> agent shop:  80',
  ]);
  expect([...grouped.links.remainder].filter((each) => each === 1)).toHaveLength(5);
  expect(grouped.total).toBe(350);
});

test('a flow of unknown amount stays as a link and is counted, whatever the cut-off', () => {
  const rows = [
    ...loop,
    row({
      from: { kind: 'agent', agent: 'novo' },
      to: { kind: 'agent', agent: 'farm' },
      quantity: Number.NaN,
      status: 'unknown',
      role: 'transfer',
      specification: 'sludge',
      unit: '',
    }),
    row({ from: pool('brewery', 'crate'), to: pool('shop', 'crate'), quantity: 12, unit: 'one' }),
  ];
  const grouped = group(rows, { by: 'agent', facts: network, cutOff: 0.9 });
  expect(linesOf(grouped).filter((each) => each.includes('unknown'))).toEqual([
    'agent brewery -> agent shop: crate 0 + 1 unknown',
    'agent novo -> agent farm: sludge 0 + 1 unknown',
  ]);
  expect(grouped.coverage).toEqual({ rows: 11, known: 9 });
});

test('published figures that disagree widen the link and do not add up', () => {
  const agents = { from: { kind: 'agent', agent: 'novo' }, to: { kind: 'agent', agent: 'farms' } } as const;
  const grouped = group(
    [row({ ...agents, quantity: 50, low: 50, high: 70, status: 'published', role: 'transfer', specification: 'ash' })],
    { by: 'agent' },
  );
  expect([grouped.links.value[0], grouped.links.low[0], grouped.links.high[0], grouped.links.published[0]]).toEqual([
    50, 50, 70, 1,
  ]);
});

test('a published range that begins at nothing keeps its other end, also beside goods that a carrier carried', () => {
  const agents = { from: { kind: 'agent', agent: 'novo' }, to: { kind: 'agent', agent: 'farms' } } as const;
  const rows = [
    row({ ...agents, quantity: 0, low: 0, high: 70, status: 'published', role: 'transfer', specification: 'ash' }),
    row({ from: pool('a', 'malt', 'm1'), to: pool('van', 'malt', 'm2'), quantity: 5, role: 'custody' }),
    row({ from: pool('van', 'malt', 'm2'), to: pool('b', 'malt', 'm3'), quantity: 5, role: 'custody' }),
  ];
  for (const given of [rows.slice(0, 1), rows]) {
    const { groups, links } = group(given, { by: 'agent' });
    const link = links.from.findIndex((from) => groups[from]!.of === 'novo');
    expect([links.value[link], links.low[link], links.high[link]]).toEqual([0, 0, 70]);
  }
});

test('a period takes its first day and leaves the day after its last', () => {
  const days = [0, 1, 2, 3].map((after) =>
    row({ from: pool('a', 'x'), to: pool('b', 'x'), quantity: 10 ** after, day: newYear + after }),
  );
  for (const by of ['agent', 'processSpecification'] as const)
    expect(group(days, { by, period: { first: newYear + 1, end: newYear + 3 }, facts: factsOf(['b']) }).total).toBe(
      110,
    );
});

test('classes of resources join what they hold', () => {
  const grouped = group(loop, { by: 'agent', facts: network, classOf: (name) => (name === 'bread' ? 'food' : 'feed') });
  expect(linesOf(grouped)).toContain('agent bakery -> agent shop: food 80');
});

test('the layer decides the width: carbon of the same loop', () => {
  const facts = factsOf(['farm', 'brewery', 'bakery'], [property('barley', 'carbon', '0.4 kg per kg')]);
  const table = tableOf(loop);
  const grouped = groupFlows({
    table,
    facts,
    by: 'agent',
    layer: layerContent(table, { facts, zone, layer: 'carbon' }),
  });
  expect(linesOf(grouped)).toContain('agent farm -> agent brewery: barley 80');
  expect(grouped.coverage.known).toBe(2);
});

test('grouping any table gives the same sums as adding up its rows one by one', () => {
  const next = seeded(5);
  const agents = ['a', 'b', 'c', 'd'];
  const stock = () => pool(agents[Math.floor(next() * 4)]!, `s${Math.floor(next() * 4)}`);
  const rows = Array.from({ length: 3000 }, () =>
    row({
      from: stock(),
      to: stock(),
      quantity: next() * 10,
      day: newYear + Math.floor(next() * 30),
      unit: next() < 0.1 ? 'one' : 'kilogram',
      role: 'transfer',
      specification: 'x',
    }),
  );
  const period = { first: newYear + 3, end: newYear + 20 };
  const plain = new Map<string, number>();
  for (const each of rows) {
    if (each.day < period.first || each.day >= period.end || each.unit !== 'kilogram') continue;
    const [from, to] = [(each.from as { holder: string }).holder, (each.to as { holder: string }).holder];
    if (from !== to) plain.set(`${from} ${to}`, (plain.get(`${from} ${to}`) ?? 0) + each.quantity);
  }
  const grouped = group(rows, { by: 'agent', period });
  const { links, groups } = grouped;
  expect(links.count).toBe(plain.size);
  for (let link = 0; link < links.count; link++)
    expect(links.value[link]).toBeCloseTo(
      plain.get(`${groups[links.from[link]!]!.of} ${groups[links.to[link]!]!.of}`)!,
      6,
    );
});

test('looking through stocks keeps what every maker made and every taker took, in circles too', () => {
  const next = seeded(9);
  const stock = () => pool('a', `s${Math.floor(next() * 8)}`);
  const work = () => process(`p${Math.floor(next() * 5)}`);
  const ends: (() => [FlowNode, FlowNode])[] = [
    () => [stock(), stock()],
    () => [stock(), work()],
    () => [work(), stock()],
    () => [opening, stock()],
  ];
  const rows = Array.from({ length: 400 }, () => {
    const [from, to] = ends[Math.floor(next() * 4)]!();
    return row({ from, to, quantity: next() * 100, specification: 'x' });
  });
  const grouped = group(rows, { by: 'processSpecification', facts: factsOf(['a']) });
  const { links, groups } = grouped;
  const sum = (side: 'from' | 'to', name: string) =>
    Array.from(links.value).reduce(
      (total, value, link) => (groups[links[side][link]!]!.of === name ? total + value : total),
      0,
    );
  for (let at = 0; at < 5; at++) {
    const id = `p${at}`;
    const made = rows
      .filter((each) => each.process === id && each.role === 'out')
      .reduce((total, each) => total + each.quantity, 0);
    const took = rows
      .filter((each) => each.process === id && each.role === 'in')
      .reduce((total, each) => total + each.quantity, 0);
    expect(sum('from', id)).toBeCloseTo(made, 4);
    expect(sum('to', id)).toBeCloseTo(took, 4);
  }
});

/** The part of an origin in a store. */
function partOf({ start, end, origin, part }: Compositions, store: number, of: number): number {
  for (let at = start[store]!; at < end[store]!; at++) if (origin[at] === of) return part[at]!;
  return 0;
}

test('stores that give to each other in a circle settle at what entered them', () => {
  const mixed = compositions({
    stores: 3,
    origins: 2,
    inflows: { store: Int32Array.of(0, 1), origin: Int32Array.of(0, 1), amount: Float64Array.of(60, 40) },
    transfers: { from: Int32Array.of(0, 1, 1), to: Int32Array.of(1, 0, 2), amount: Float64Array.of(30, 20, 10) },
  });
  const x0 = (60 + 20 * partOf(mixed, 1, 0)) / 80;
  const x1 = (30 * partOf(mixed, 0, 0)) / 70;
  expect(partOf(mixed, 0, 0)).toBeCloseTo(x0, 9);
  expect(partOf(mixed, 1, 0)).toBeCloseTo(x1, 9);
  expect(partOf(mixed, 2, 0)).toBeCloseTo(x1, 9);
});

import { describe, expect, test } from 'vitest';
import { factsFrom } from '../../engine/1-record/facts.ts';
import type { ClassName } from '../../engine/1-record/kind.ts';
import { emptyTable, tableBuilder } from '../../engine/3-flow/builder.ts';
import { type FlowRow, noCorrection } from '../../engine/3-flow/columns.ts';
import { publishedRows } from '../../engine/3-flow/rows.ts';
import { looksOf } from '../../explorer/views/flows/colour.ts';
import { cutSmall } from '../../explorer/views/flows/cut.ts';
import { leadsOf } from '../../explorer/views/flows/leads.ts';
import { completeness, finding } from '../../explorer/views/flows/sentences.ts';
import { stepOf, walk } from '../../explorer/views/flows/walk.ts';
import { flowJobs } from '../../explorer/worker/flows.ts';
import type { World } from '../../explorer/worker/world.ts';
import { nobody } from '../support/ask.ts';

const pool = (holder: string, resource: string) =>
  ({ kind: 'pool', holder, resource, specification: resource }) as const;

const row = (given: Partial<FlowRow> & Pick<FlowRow, 'from' | 'to' | 'specification' | 'quantity'>): FlowRow => ({
  process: '',
  day: 20_089,
  low: given.quantity,
  high: given.quantity,
  unit: 'kilogram',
  status: 'measured',
  role: 'transfer',
  burden: 'carries',
  sequence: 1,
  corrects: noCorrection,
  ...given,
});

const delivery = (from: string, to: string, specification: string, quantity: number, more: Partial<FlowRow> = {}) =>
  row({ from: pool(from, specification), to: pool(to, specification), specification, quantity, ...more });

const tableOf = (rows: readonly FlowRow[]) => {
  const builder = tableBuilder();
  builder.append(rows);
  return rows.length === 0 ? emptyTable : builder.table();
};

const names = ['farm', 'brewery', 'composter', 'shop', 'parks'];
const things = ['malt', 'beer', 'spent grain', 'trimmings', 'compost', 'gypsum', 'steam'];

const worldOf = (
  rows: readonly FlowRow[],
  records: readonly { class: ClassName; id: string; body: unknown }[] = [],
): World => ({
  network: 'ring',
  name: 'Ring',
  zone: 'UTC',
  invented: true,
  sequence: 1,
  facts: factsFrom([
    { class: 'Network', id: 'n', body: { name: 'Ring', zone: 'UTC', members: names.slice(0, 3) } },
    ...names.map((id) => ({ class: 'Organization' as const, id, body: { name: `${id} (invented)` } })),
    ...things.map((id) => ({ class: 'ResourceSpecification' as const, id, body: { name: id } })),
    ...(records as { class: ClassName; id: string; body: never }[]),
  ]),
  table: tableOf(rows),
  ask: nobody,
});

const ring = [
  delivery('farm', 'brewery', 'malt', 16_000),
  delivery('brewery', 'shop', 'beer', 10_000),
  delivery('brewery', 'composter', 'spent grain', 6000),
  delivery('parks', 'composter', 'trimmings', 4000),
  delivery('composter', 'farm', 'compost', 5000),
];

const ask = (world: World, more: object = {}) =>
  flowJobs.flowPicture(world, {
    query: { period: '', layer: 'mass', by: 'agent', thing: '', cut: 'auto', water: 'auto', loop: '', ...more },
    size: { width: 1200, height: 600 },
  });

test('a thing of which nobody told the kind bears that as its name, and is none that can be chosen', () => {
  const { picture } = ask(worldOf([delivery('farm', 'brewery', '', 10)]), { water: 'shown' });
  expect(picture.links.map(({ name }) => name)).toEqual(['kind not told']);
  expect(picture.things).toEqual([]);
});

describe('plain water', () => {
  const water = { layer: 'water', unit: 'kilogram', per: 'kilogram', status: 'sourced', source: 's' };
  const wet = worldOf(
    [...ring, delivery('parks', 'brewery', 'steam', 90_000), delivery('brewery', 'shop', 'gypsum', 1000)],
    [
      { class: 'Property', id: 'p1', body: { ...water, of: 'steam', value: '1' } },
      { class: 'Property', id: 'p2', body: { ...water, of: 'beer', value: '0.93' } },
    ],
  );

  test('is left out where it is most of the mass, and what is left out is named', () => {
    const told = { ...ask(wet), layer: 'mass', by: 'agent' as const, period: '2025' };
    expect(told.picture.links.map(({ name }) => name)).not.toContain('steam');
    expect(finding(told)[0]).toMatch(/^Plain water apart, /);
    expect(completeness(told)[1]!.replaceAll('\u00a0', ' ')).toBe(
      'Left out so that it does not drown the rest: steam 90 t.',
    );
  });

  test('is drawn when the reader wants it, when it is little, and in every other layer', () => {
    expect(ask(wet, { water: 'shown' }).picture.leftOut).toEqual([]);
    expect(ask(worldOf(ring)).picture).toMatchObject({ leftOut: [], hasWater: false });
    expect(ask(wet, { layer: 'water' }).picture.leftOut).toEqual([]);
  });
});

describe('a node leads to what was recorded of it', () => {
  const { facts } = worldOf(
    [],
    [
      { class: 'ProcessSpecification', id: 'k:brewing', body: { name: 'Brewing' } },
      { class: 'Process', id: 'b1', body: { name: 'Brew 1', basedOn: 'k:brewing', hasBeginning: '2025-01-02' } },
      { class: 'Process', id: 'b2', body: { name: 'Brew 2', basedOn: 'k:brewing', hasBeginning: '2025-02-02' } },
      { class: 'SpatialThing', id: 'yard', body: { name: 'Yard', lat: '51', long: '3.7' } },
    ],
  );
  const lead = (node: string, period = '') =>
    leadsOf({ facts, network: 'ring', node, period }).flatMap(({ links }) => links.map(({ href }) => href));

  test('someone to their events and balance of the period, a kind of work to the sheets of its batches, the last first', () => {
    expect(lead('agent:farm')).toEqual(['/ring/ledger?agent=farm', '/ring/reports?what=balance&agent=farm']);
    expect(lead('agent:farm', '2025-02')).toEqual([
      '/ring/ledger?agent=farm&from=2025-02-01&to=2025-02-28',
      '/ring/reports?what=balance&agent=farm&from=2025-02-01&to=2025-02-28',
    ]);
    const sheet = (process: string) => `/ring/reports?what=process&process=${process}`;
    expect(lead('processSpecification:k:brewing')).toEqual([sheet('b2'), sheet('b1')]);
    expect(lead('processSpecification:k:brewing', '2025-01')).toEqual([sheet('b1')]);
    expect(lead('place:nowhere')).toEqual([]);
    expect(lead('place:yard', '2025')).toEqual(['/ring/map?period=2025&sel=place%3Ayard']);
  });
});

describe('the picture of flows', () => {
  test('the finding says how much returns and names the largest loop', () => {
    const told = { ...ask(worldOf(ring)), layer: 'mass', by: 'agent' as const, period: '2025' };
    expect(finding(told).join(' ').replaceAll('\u00a0', ' ')).toBe(
      '12 % of the mass that flows here returns. The largest loop: farm → brewery → composter → farm, 5 t all the way round.',
    );
    expect(completeness(told)).toEqual([
      '5 flows between 5 parties, 2025.',
      'The mass of all 5 recorded flows is known.',
      'Every flow is drawn.',
    ]);
  });

  test('members, outsiders and names without the word invented', () => {
    const { picture } = ask(worldOf(ring));
    expect(picture.nodes.map(({ name, kind }) => [name, kind])).toEqual(
      expect.arrayContaining([
        ['farm', 'member'],
        ['shop', 'outside'],
      ]),
    );
  });

  test('a cut-off hides nothing: what is left out stands at its nodes, and thin loops stay', () => {
    const world = worldOf([...ring, delivery('farm', 'shop', 'malt', 10)]);
    const { picture, drawn } = ask(world, { cut: '0.05' });
    expect(picture.links).toHaveLength(5);
    expect(picture.elsewhere).toEqual([
      { node: 'agent:farm', side: 'out', value: 10 },
      { node: 'agent:shop', side: 'in', value: 10 },
    ]);
    expect(picture.rest).toMatchObject({ links: 1, amount: 10 });
    expect(drawn.loops).toHaveLength(1);
    const thin = ring.map((each) =>
      each.specification === 'compost' ? { ...each, quantity: 1, low: 1, high: 1 } : each,
    );
    expect(ask(worldOf(thin), { cut: '0.05' }).picture.links.map((link) => link.name)).toContain('compost');
  });

  test('a month shows its own flows only', () => {
    const world = worldOf([...ring, delivery('farm', 'shop', 'malt', 7, { day: 20_130 })]);
    const { picture } = ask(world, { period: '2025-02' });
    expect(picture.links.map(({ name, value }) => [name, value])).toEqual([['malt', 7]]);
    expect(picture.periods).toEqual(['2025', '2025-01', '2025-02']);
  });

  test('nothing recorded is said, not drawn', () => {
    const told = { ...ask(worldOf([])), layer: 'mass', by: 'agent' as const, period: '2025' };
    expect(finding(told)).toEqual(['No flow of mass is known for 2025.']);
    expect(completeness(told)).toEqual([]);
  });

  test('published figures that disagree are a range with their sources; an unknown amount is a flow', () => {
    const body = {
      from: 'farm',
      to: 'shop',
      specification: 'gypsum',
      sources: ['A', 'B'],
      figures: [
        { value: '100', unit: 't', per: 'year', period: '2008', source: 'A' },
        { value: '150', unit: 't', per: 'year', period: '2008', source: 'B' },
      ],
    } as const;
    const unknown = { from: 'shop', to: 'farm', specification: 'steam', sources: ['A'], figures: [] } as const;
    const rows = [body, unknown].flatMap((each, at) =>
      publishedRows({
        id: `p${at}`,
        sequence: at,
        body: { ...each, figures: [...each.figures], sources: [...each.sources] },
      }),
    );
    const world = worldOf(rows, [{ class: 'PublishedFlow', id: 'p0', body }]);
    const { picture, drawn } = ask(world);
    const [gypsum, steam] = ['gypsum', 'steam'].map((name) => picture.links.find((link) => link.name === name)!);
    expect(gypsum).toMatchObject({ status: 'published', low: 100_000, high: 150_000 });
    expect(gypsum!.figures).toEqual([
      { text: '100 t/year, 2008', source: 'A' },
      { text: '150 t/year, 2008', source: 'B' },
    ]);
    expect(steam).toMatchObject({ status: 'unknown', value: Number.NaN });
    expect(drawn.links).toHaveLength(2);
    const told = { picture, drawn, layer: 'mass', by: 'agent' as const, period: 'all' };
    expect(finding(told).join(' ').replaceAll('\u00a0', ' ')).toBe(
      'One flow returns; how much is not known. The largest flow: gypsum from farm to shop, 100 – 150 t a year. ' +
        'Of 1 of the 2 flows an amount is known, and of 1 of these the sources disagree; the others are dashed lines.',
    );
    expect(picture.per).toBe('year');
    expect(drawn.labels.nodes.map(({ lines }) => lines.join(' ').replaceAll('\u00a0', ' ')).sort()).toEqual([
      'farm 100 – 150 t a year',
      'shop 100 – 150 t a year',
    ]);
    expect(picture.periods).toEqual(['2008']);
  });
});

describe('amounts a year among what was recorded', () => {
  const yearly = {
    from: 'farm',
    to: 'brewery',
    specification: 'malt',
    sources: ['A'],
    figures: [{ value: '100', unit: 't', per: 'year', period: '2025', source: 'A' }],
  } as const;
  const published = publishedRows({
    id: 'p',
    sequence: 9,
    body: { ...yearly, figures: [...yearly.figures], sources: [...yearly.sources] },
  });
  const world = worldOf([...ring, ...published], [{ class: 'PublishedFlow', id: 'p', body: yearly }]);
  const malt = (period: string) =>
    ask(world, { period })
      .picture.links.filter(({ name }) => name === 'malt')
      .map(({ value, status }) => [status, value]);

  test('are never added: over all time they are dashed, and the page says why', () => {
    expect(malt('')).toEqual([
      ['measured', 16_000],
      ['published', Number.NaN],
    ]);
    const told = { ...ask(world), layer: 'mass', by: 'agent' as const, period: 'all' };
    expect(told.picture).toMatchObject({ per: 'period', apart: 1 });
    expect(completeness(told).join(' ')).toMatch(/One amount that others publish is so much a year/);
  });

  test('stand beside what was recorded in a year, as a flow of their own', () => {
    expect(malt('2025')).toEqual([
      ['measured', 16_000],
      ['published', 100_000],
    ]);
  });
});

test('the eight heaviest things have hues of their own, and 32 are told apart by texture, whatever the order', () => {
  const weights = Array.from({ length: 32 }, (_, at) => [`thing ${at}`, 100 - at] as const);
  const looks = looksOf(new Map(weights));
  expect(new Set(looks.slice(0, 8).map(([, { hue }]) => hue)).size).toBe(8);
  expect(looks.slice(0, 8).every(([, { texture }]) => texture === 0)).toBe(true);
  expect(new Set(looks.map(([, { hue, texture }]) => `${hue} ${texture}`)).size).toBe(32);
  expect(new Map(looksOf(new Map([...weights].reverse())))).toEqual(new Map(looks));
});

test('a number of links to read keeps the largest', () => {
  const { picture } = ask(worldOf(ring));
  const cut = cutSmall(picture.links, { most: 2 }, new Set());
  expect(cut.links.map((link) => link.name).sort()).toEqual(['beer', 'malt']);
  expect(cut.rest).toEqual({ links: 3, amount: 15_000, nodes: 2 });
});

test('the keyboard follows the largest flow, goes back, and walks the column', () => {
  const { drawn } = ask(worldOf(ring));
  expect(stepOf('ArrowRight', false)).toBe('forward');
  expect(stepOf('ArrowDown', true)).toBe('forward');
  expect(stepOf('a', false)).toBeUndefined();
  expect(walk(drawn, undefined, 'forward')).toBe('agent:brewery');
  expect(walk(drawn, 'agent:of another picture', 'forward')).toBe('agent:brewery');
  expect(walk(drawn, 'agent:brewery', 'forward')).toBe('agent:shop');
  expect(walk(drawn, 'agent:brewery', 'backward')).toBe('agent:farm');
  const column = drawn.nodes.find((node) => node.id === 'agent:composter')!.column;
  const siblings = drawn.nodes.filter((node) => node.column === column).sort((a, b) => a.room.from - b.room.from);
  expect(walk(drawn, siblings[0]!.id, 'after')).toBe(siblings[1]?.id);
});

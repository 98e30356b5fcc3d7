import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Facts } from '../../../engine/1-record/facts.ts';
import { type Balance, balances } from '../../../engine/3-flow/balance/balances.ts';
import { efficiencies } from '../../../engine/3-flow/balance/efficiency.ts';
import type { SubjectKind } from '../../../engine/3-flow/balance/subject.ts';
import { unmeasuredFlows } from '../../../engine/3-flow/balance/unmeasured.ts';
import { tableOf } from '../../../engine/3-flow/builder.ts';
import type { FlowNode, FlowRow } from '../../../engine/3-flow/columns.ts';
import { layerContent } from '../../../engine/3-flow/layer.ts';
import { factsOf, loss, newYear, opening, pool, process, property, record, row } from '../../support/flow-rows.ts';

const zone = 'Europe/Brussels';
const agents = ['farm', 'mill', 'bakery', 'shop', 'buyer'];
const members = agents.slice(0, 4);
const ownerOf = (place: number): string => members[place % members.length]!;
const processes = Array.from({ length: 8 }, (_, place) => `p${place}`);
const things = ['grain', 'flour', 'bread'];

const facts: Facts = factsOf(members, [
  ...processes.map((id, place) =>
    record('Process', id, { inScopeOf: ownerOf(place), ...(place % 3 === 0 && { finished: false }) }),
  ),
  property('grain', 'carbon', '0.4 kg per kg', { uncertainty: { low: '0.35', high: '0.5' } }),
  property('flour', 'carbon', '0.38 kg per kg'),
  property('bread', 'carbon', '0.25 kg per kg'),
]);

/** A year of events among pools, processes, openings and losses; each may be any size on any day. */
const someRow: fc.Arbitrary<FlowRow> = fc
  .record({
    kind: fc.constantFrom('in', 'out', 'transfer', 'opening', 'loss'),
    holder: fc.constantFrom(...agents),
    other: fc.constantFrom(...agents),
    work: fc.nat(processes.length - 1),
    thing: fc.constantFrom(...things),
    quantity: fc.integer({ min: 1, max: 100_000 }).map((grams) => grams / 1000),
    day: fc.integer({ min: 0, max: 364 }),
  })
  .map(({ kind, holder, other, work, thing, quantity, day }) => {
    const own = pool(kind === 'in' || kind === 'out' ? ownerOf(work) : holder, thing);
    const batch = process(processes[work]!);
    const ends: Record<typeof kind, readonly [FlowNode, FlowNode]> = {
      in: [own, batch],
      out: [batch, own],
      transfer: [own, pool(other, thing)],
      opening: [opening, own],
      loss: [own, loss],
    };
    const [from, to] = ends[kind];
    return row({ from, to, quantity, day: newYear + day, specification: thing });
  });
const someRows = fc.array(someRow, { minLength: 1, maxLength: 60 });

interface Asking {
  readonly kind: SubjectKind;
  readonly from?: number;
  readonly to?: number;
  readonly layer?: 'mass' | 'carbon';
}

function balancesOf(rows: readonly FlowRow[], { kind, from = 0, to = 365, layer = 'mass' }: Asking): Balance[] {
  const table = tableOf(rows);
  const layers = (['mass', 'carbon'] as const).map((name) => layerContent(table, { facts, zone, layer: name }));
  const period = { first: newYear + from, end: newYear + to };
  return balances({ table, facts, kind, layers, period }).filter((each) => each.layer === layer);
}

const carbonOf: Record<string, number> = { grain: 0.4, flour: 0.38, bread: 0.25 };
const amountIn = (layer: 'mass' | 'carbon', { quantity, specification }: FlowRow): number =>
  layer === 'mass' ? quantity : quantity * carbonOf[specification]!;
const total = (rows: readonly FlowRow[], layer: 'mass' | 'carbon' = 'mass'): number =>
  rows.reduce((sum, each) => sum + amountIn(layer, each), 0);
const sumOf = (found: readonly Balance[], of: (balance: Balance) => number): number =>
  found.reduce((sum, each) => sum + of(each), 0);

/** What an agent's processes took in and did not give out up to a day, by plain sums: of those under way only what they gave too much. */
function plainUnaccounted(rows: readonly FlowRow[], agent: string, { until, layer }: Seen): number {
  return processes.reduce((sum, id, place) => {
    if (ownerOf(place) !== agent) return sum;
    const own = rows.filter((each) => each.process === id);
    const seen = own.filter(({ day }) => day < newYear + until);
    const side = (role: string) => seen.filter((each) => each.role === role);
    const isOver = place % 3 !== 0 && own.some(({ role }) => role === 'out') && seen.length === own.length;
    const gap = total(side('in'), layer) - total(side('out'), layer);
    return sum + (isOver ? gap : Math.min(0, gap));
  }, 0);
}

interface Seen {
  readonly until: number;
  readonly layer: 'mass' | 'carbon';
}

/** What pools of some holders gained up to a day, apart from what was taken into the books. */
function plainStock(rows: readonly FlowRow[], isOwn: (holder: string) => boolean, until: number): number {
  const holds = (node: FlowNode) => Number(node.kind === 'pool' && isOwn(node.holder));
  return rows
    .filter(({ day }) => day < newYear + until)
    .reduce(
      (sum, each) => sum + each.quantity * (holds(each.to) * Number(each.role !== 'opening') - holds(each.from)),
      0,
    );
}

const span = fc.tuple(fc.nat(365), fc.nat(365)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const layer = fc.constantFrom('mass' as const, 'carbon' as const);
const kinds = ['process', 'agent', 'network'] as const;

test('of any ledger, in any period and layer: in = out + stock change + loss + unaccounted, which is the gaps of the processes that ended', () => {
  fc.assert(
    fc.property(someRows, span, layer, (rows, { from, to }, name) => {
      for (const each of balancesOf(rows, { kind: 'agent', layer: name, from, to })) {
        expect(each.in - each.out - each.stock.change - each.loss - each.unaccounted).toBeCloseTo(0, 9);
        const until = (day: number) => plainUnaccounted(rows, each.subject, { until: day, layer: name });
        expect(each.unaccounted).toBeCloseTo(until(to) - until(from), 7);
      }
    }),
  );
});

test('the stock of an agent and of the network changes by what its pools gained, and by what is in progress', () => {
  fc.assert(
    fc.property(someRows, span, (rows, { from, to }) => {
      for (const kind of ['agent', 'network'] as const)
        for (const each of balancesOf(rows, { kind, from, to })) {
          const isOwn = (holder: string) => (kind === 'agent' ? holder === each.subject : members.includes(holder));
          const gained = plainStock(rows, isOwn, to) - plainStock(rows, isOwn, from);
          expect(each.stock.change - each.stock.inProgress).toBeCloseTo(gained, 7);
        }
    }),
  );
});

test('periods add up: whatever a year is cut into, every term of it is the sum of the parts', () => {
  fc.assert(
    fc.property(
      someRows,
      fc.integer({ min: 1, max: 364 }),
      fc.constantFrom(...kinds),
      layer,
      (rows, cut, kind, name) => {
        const whole = balancesOf(rows, { kind, layer: name });
        const parts = [
          ...balancesOf(rows, { kind, layer: name, to: cut }),
          ...balancesOf(rows, { kind, layer: name, from: cut }),
        ];
        for (const each of whole) {
          const own = parts.filter(({ subject }) => subject === each.subject);
          for (const of of [
            (one: Balance) => one.in,
            (one: Balance) => one.out,
            (one: Balance) => one.loss,
            (one: Balance) => one.stock.change,
            (one: Balance) => one.unaccounted,
          ])
            expect(sumOf(own, of)).toBeCloseTo(of(each), 7);
        }
      },
    ),
  );
});

test('members add up to the network, but for what passes between them', () => {
  fc.assert(
    fc.property(someRows, span, layer, (rows, when, name) => {
      const [network] = balancesOf(rows, { kind: 'network', layer: name, ...when }) as [Balance];
      const own = balancesOf(rows, { kind: 'agent', layer: name, ...when }).filter(({ subject }) =>
        members.includes(subject),
      );
      const holder = (node: FlowNode) => (node.kind === 'pool' ? node.holder : '');
      const between = rows.filter(
        ({ day, role, from, to }) =>
          role === 'transfer' &&
          day >= newYear + when.from &&
          day < newYear + when.to &&
          holder(from) !== holder(to) &&
          [from, to].every((node) => members.includes(holder(node))),
      );
      expect(sumOf(own, (one) => one.in) - total(between, name)).toBeCloseTo(network.in, 7);
      expect(sumOf(own, (one) => one.out) - total(between, name)).toBeCloseTo(network.out, 7);
      expect(sumOf(own, (one) => one.stock.change)).toBeCloseTo(network.stock.change, 7);
      expect(sumOf(own, (one) => one.unaccounted)).toBeCloseTo(network.unaccounted, 7);
    }),
  );
});

test('a batch that is under way holds what went in; its gap falls into the month in which it ends', () => {
  const rows = [
    row({ from: pool('mill', 'grain'), to: process('p1'), quantity: 100, day: newYear + 20 }),
    row({ from: process('p1'), to: pool('mill', 'flour'), quantity: 78, day: newYear + 40 }),
  ];
  const month = (from: number, to: number) => balancesOf(rows, { kind: 'network', from, to })[0]!;
  expect([month(0, 31).stock, month(0, 31).unaccounted]).toEqual([{ change: 0, inProgress: 100, raised: 0 }, 0]);
  expect([month(31, 59).stock.change, month(31, 59).unaccounted]).toEqual([-22, 22]);
});

test('opening stock that is taken into the books is no change, what is written off is a loss', () => {
  const rows = [
    row({ from: opening, to: pool('mill', 'grain'), quantity: 500 }),
    row({ from: pool('mill', 'grain'), to: loss, quantity: 20 }),
    row({ from: pool('mill', 'grain'), to: pool('buyer', 'grain'), quantity: 30 }),
  ];
  const [mill] = balancesOf(rows, { kind: 'agent' }).filter(({ subject }) => subject === 'mill') as [Balance];
  expect([mill.in, mill.out, mill.loss, mill.stock, mill.unaccounted]).toEqual([
    0,
    30,
    20,
    { change: -50, inProgress: 0, raised: 500 },
    0,
  ]);
});

/** Standard chemical exergy (Szargut, Morris, Steward 1988), kJ/mol by g/mol as MJ/kg. */
const exergyOf = { hydrogen: 236.09 / 2.016, oxygen: 3.97 / 31.998, water: 0.9 / 18.015 };

test('exergy of an electrolyser: 55 kWh and 9 kg of water to a kilogram of hydrogen is 59.5 % efficient, and destroys 80 MJ', () => {
  const made = factsOf(
    ['plant'],
    Object.entries(exergyOf).map(([thing, value]) => property(thing, 'exergy', `${value.toFixed(9)} MJ per kg`)),
  );
  const work = process('electrolysis');
  const power = { quantity: 55 * 3.6e6, unit: 'joule', specification: 'electricity' };
  const table = tableOf([
    row({ from: pool('plant', 'water'), to: work, quantity: 8.936, specification: 'water' }),
    row({ from: pool('plant', 'electricity'), to: work, ...power }),
    row({ from: work, to: pool('plant', 'hydrogen'), quantity: 1, specification: 'hydrogen' }),
    row({ from: work, to: pool('plant', 'oxygen'), quantity: 7.936, specification: 'oxygen' }),
  ]);
  const current = property('electricity', 'exergy', '1 J per J');
  const facts = { ...made, Property: new Map([...made.Property!, [current.id, current.body]]) } as Facts;
  const layers = (['mass', 'exergy'] as const).map((layer) => layerContent(table, { facts, zone, layer }));
  const found = balances({ table, facts, kind: 'process', layers });
  const [exergy] = efficiencies(found, []);
  // Out 117.108 + 7.936 x 0.12407 = 118.093; in 198 + 8.936 x 0.04996 = 198.446.
  expect(exergy!.efficiency).toBeCloseTo(118.093 / 198.446, 5);
  expect(exergy!.destroyed / 1e6).toBeCloseTo(80.354, 2);
  expect(exergy!.unmeasured).toBe(0);
});

test('exergy of a burner: what leaves with flue gas that nobody weighs is apart from what is destroyed', () => {
  const facts = factsOf(
    ['plant'],
    [
      record('Process', 'burn 1', { basedOn: 'burning' }),
      record('ExpectedUnmeasuredFlow', 'urn:flue', {
        of: 'burning',
        kind: 'combustion',
        low: '1',
        high: '1',
        source: 'a',
      }),
      property('gas', 'exergy', '51.8 MJ per kg'),
      property('steam heat', 'exergy', '0.3 J per J'),
      property('steam heat', 'energy', '1 J per J'),
    ],
  );
  const burn = process('burn 1');
  const heat = { quantity: 40e6, unit: 'joule', specification: 'steam heat' };
  const table = tableOf([
    row({ from: pool('plant', 'gas'), to: burn, quantity: 1, specification: 'gas' }),
    row({ from: burn, to: pool('plant', 'steam heat'), ...heat }),
  ]);
  const layers = (['mass', 'exergy'] as const).map((layer) => layerContent(table, { facts, zone, layer }));
  const found = balances({ table, facts, kind: 'process', layers });
  const flows = unmeasuredFlows(found, facts);
  const [exergy] = efficiencies(found, flows);
  // By hand: 0.746 kg of carbon to 2.7334 kg of CO2 at 0.45150 MJ/kg and 2.2697 kg of vapour at 0.52734, less 4.0031 kg of oxygen at 0.12407.
  expect(exergy!.unmeasured / 1e6).toBeCloseTo(2.7334 * 0.4515 + 2.2697 * 0.52734 - 4.0031 * 0.12407, 3);
  expect(exergy!.efficiency).toBeCloseTo(12 / 51.8, 6);
  expect(exergy!.destroyed + exergy!.unmeasured).toBeCloseTo(39.8e6, 0);
});

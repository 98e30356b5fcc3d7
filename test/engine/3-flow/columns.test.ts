import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal } from '../../../engine/0-base/decimal.ts';
import type { EventEffects } from '../../../engine/2-ledger/shape.ts';
import { rowAt, tableBuilder, tableOf } from '../../../engine/3-flow/builder.ts';
import type { FlowRow, FlowTable } from '../../../engine/3-flow/columns.ts';
import { decodeTable, encodeTable } from '../../../engine/3-flow/encode.ts';
import { nettedTable } from '../../../engine/3-flow/net.ts';
import { flowRows, publishedRows } from '../../../engine/3-flow/rows.ts';
import { newYear, opening, pool, process, row } from '../../support/flow-rows.ts';
import { seeded } from '../../support/random.ts';

const rowsOf = (table: FlowTable): FlowRow[] => Array.from({ length: table.count }, (_, at) => rowAt(table, at));

const end = fc.oneof(
  fc
    .record({ holder: fc.string(), specification: fc.string() })
    .map(({ holder, specification }) => pool(holder, specification)),
  fc.string().map((id) => pool('farm', 'wheat', `lot ${id}`, id)),
  fc.string({ minLength: 1 }).map(process),
  fc.constant(opening),
);
const given = fc
  .record({
    from: end,
    to: end,
    quantity: fc.double(),
    day: fc.integer({ min: -100_000, max: 100_000 }),
    unit: fc.constantFrom('kilogram', 'one', 'joule'),
    sequence: fc.nat(),
    status: fc.constantFrom('measured' as const, 'published' as const, 'unknown' as const),
  })
  .map(row);

test('a table written as bytes and read back holds the same rows, whatever they are', () => {
  fc.assert(
    fc.property(fc.array(given), (rows) => {
      const read = decodeTable(encodeTable(tableOf(rows)).buffer);
      expect(read.problems).toEqual([]);
      expect(rowsOf(read.table!)).toEqual(rows);
    }),
  );
});

test('one flipped bit anywhere in the bytes is noticed', () => {
  const table = tableOf([
    row({ from: opening, to: pool('farm', 'wheat') }),
    row({ from: pool('farm', 'wheat'), to: process('mill') }),
  ]);
  const bytes = encodeTable(table);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
      const damaged = bytes.slice();
      damaged[at] = damaged[at]! ^ (1 << bit);
      const unusedBytes = at >= 12 && at < 16;
      expect(decodeTable(damaged.buffer).problems.map((each) => each.code)).toEqual(
        unusedBytes ? [] : ['flows.damaged'],
      );
    }),
  );
});

test('a table that was cut off is refused', () => {
  const bytes = encodeTable(tableOf([row({ from: opening, to: pool('farm', 'wheat') })]));
  for (let length = 0; length < bytes.length; length++)
    expect(decodeTable(bytes.slice(0, length).buffer).problems).toHaveLength(1);
});

test('a builder that goes on from a table gives the same as one that took all rows', () => {
  fc.assert(
    fc.property(fc.array(given), fc.array(given), (first, more) => {
      const builder = tableBuilder(tableOf(first));
      builder.append(more);
      expect(rowsOf(builder.table())).toEqual([...first, ...more]);
    }),
  );
});

test('a table taken from a builder does not change when more rows come', () => {
  const builder = tableBuilder();
  builder.append([row({ from: opening, to: pool('farm', 'wheat'), quantity: 5 })]);
  const before = builder.table();
  builder.append(Array.from({ length: 3000 }, () => row({ from: opening, to: pool('mill', 'wheat') })));
  expect([before.count, rowAt(before, 0).quantity, builder.table().count]).toEqual([1, 5, 3001]);
});

const malt = { from: pool('brewery', 'malt'), to: process('brew') };

test('a correction is merged into the row that it corrects, and what is backed out wholly vanishes', () => {
  const table = tableOf([
    row({ ...malt, quantity: 1900, sequence: 1 }),
    row({ ...malt, quantity: 7, sequence: 2 }),
    row({ ...malt, quantity: 0.3, sequence: 3 }),
    row({ ...malt, quantity: -1710, sequence: 4, corrects: 1 }),
    row({ ...malt, quantity: -0.1, sequence: 5, corrects: 3 }),
    row({ ...malt, quantity: -0.2, sequence: 6, corrects: 3 }),
  ]);
  expect(rowsOf(nettedTable(table)).map((each) => [each.sequence, each.quantity])).toEqual([
    [1, 190],
    [2, 7],
  ]);
});

test('a correction finds its row by resource and holder, whatever the state of the resource is said to be by now', () => {
  const lot = (state: string) => ({ ...pool('brewery', 'malt', 'lot 1', 'milled'), state });
  const table = tableOf([
    row({ from: lot('dry'), to: process('brew'), quantity: 5, sequence: 1 }),
    row({ from: lot('wet'), to: process('brew'), quantity: -2, sequence: 2, corrects: 1 }),
    row({ from: pool('brewery', 'malt', 'lot 2'), to: process('brew'), quantity: -1, sequence: 3, corrects: 1 }),
  ]);
  expect(rowsOf(nettedTable(table)).map((each) => [each.sequence, each.quantity, each.from])).toEqual([
    [1, 3, lot('dry')],
    [3, -1, pool('brewery', 'malt', 'lot 2')],
  ]);
});

test('the table as it was known before a correction still shows the mistake', () => {
  const table = tableOf([
    row({ ...malt, quantity: 1900, sequence: 1 }),
    row({ ...malt, quantity: -1710, sequence: 4, corrects: 1 }),
  ]);
  expect(rowsOf(nettedTable(table, 3)).map((each) => each.quantity)).toEqual([1900]);
  expect(rowsOf(nettedTable(table, 4)).map((each) => each.quantity)).toEqual([190]);
});

test('a table without corrections comes back as it is', () => {
  const table = tableOf([row(malt)]);
  expect(nettedTable(table)).toBe(table);
});

test('netting keeps every sum by ends, whatever was corrected', () => {
  const next = seeded(7);
  const nodes = [pool('farm', 'wheat'), pool('mill', 'wheat'), process('milling')];
  const rows: FlowRow[] = [];
  for (let sequence = 1; sequence <= 400; sequence++) {
    const root = next() < 0.3 && rows.length > 0 ? rows[Math.floor(next() * rows.length)]! : undefined;
    const base = root && root.corrects === 0xffffffff ? root : undefined;
    rows.push(
      base
        ? { ...base, quantity: -next(), sequence, corrects: base.sequence }
        : row({
            from: nodes[Math.floor(next() * 3)]!,
            to: nodes[Math.floor(next() * 3)]!,
            quantity: next() * 10,
            sequence,
          }),
    );
  }
  const sums = (table: FlowTable) => {
    const sum = new Map<string, number>();
    for (const each of rowsOf(table)) {
      const key = JSON.stringify([each.from, each.to]);
      sum.set(key, (sum.get(key) ?? 0) + each.quantity);
    }
    return sum;
  };
  const netted = nettedTable(tableOf(rows));
  expect(rowsOf(netted).every((each) => each.corrects === 0xffffffff)).toBe(true);
  for (const [key, value] of sums(tableOf(rows))) expect(sums(netted).get(key)).toBeCloseTo(value, 9);
});

const effects = (over: Partial<EventEffects['event']>, accounting: boolean): EventEffects => ({
  event: {
    id: 'urn:e1',
    sequence: 12,
    happened: Date.UTC(2025, 2, 11, 23, 30) * 1000,
    recorded: 0,
    body: { action: 'transfer' },
    root: 'urn:e1',
    rootSequence: 12,
    sides: { provider: 'farm', receiver: 'mill' },
    ...over,
  },
  postings: accounting
    ? [{ resource: 'lot', holder: 'farm', account: 'accounting', quantity: decimal('-2.5') }]
    : [{ resource: 'lot', holder: 'farm', account: 'onhand', quantity: decimal('-2.5') }],
  changes: [],
  allocations: [],
  movements: [
    {
      role: 'transfer',
      burden: 'carries',
      from: pool('farm', 'wheat', 'lot'),
      to: pool('mill', 'wheat', 'lot'),
      specification: 'wheat',
      quantity: decimal('2.5'),
      unit: 'kilogram',
    },
  ],
  endsChanges: false,
});

test('an event late in the evening of Greenwich falls on the next day in Ghent', () => {
  const [flow] = flowRows(effects({}, true), 'Europe/Brussels');
  expect([flow!.day - newYear, flow!.quantity, flow!.role, flow!.corrects]).toEqual([70, 2.5, 'transfer', 0xffffffff]);
});

test('a transfer that moves no accountability is custody', () => {
  expect(flowRows(effects({}, false), 'UTC')[0]!.role).toBe('custody');
});

test('a correction names the sequence of the event at its root', () => {
  expect(flowRows(effects({ root: 'urn:e0', rootSequence: 3 }, true), 'UTC')[0]!.corrects).toBe(3);
});

const sludge = (
  figures: {
    value?: string;
    low?: string;
    high?: string;
    unit: string;
    per: 'year' | 'month' | 'unknown';
    period: string;
  }[],
) =>
  publishedRows({
    id: 'urn:p1',
    sequence: 5,
    body: {
      from: 'novo',
      to: 'farms',
      specification: 'sludge',
      figures: figures.map((each) => ({ ...each, source: 's' })),
      sources: ['s'],
    },
  });

test('published figures that disagree give a range and are never added', () => {
  const rows = sludge([
    { value: '280000', unit: 'm3', per: 'year', period: 'slide of 2013' },
    { value: '97000', unit: 'm3', per: 'year', period: 'slide of 2013' },
    { value: '1000000', unit: 't', per: 'year', period: 'undated' },
  ]);
  expect(rows.map((each) => [each.unit, each.quantity, each.low, each.high, each.status])).toEqual([
    ['cubicMetre', 97000, 97000, 280000, 'published'],
    ['kilogram', 1e9, 1e9, 1e9, 'published'],
  ]);
});

test('published figures of several periods are one range, dated by the latest year that one names', () => {
  const rows = sludge([
    { low: '50', high: '70', unit: 't', per: 'year', period: '2013' },
    { value: '135', unit: 't', per: 'year', period: '1997' },
    { value: '5', unit: 't', per: 'month', period: '2013' },
  ]);
  expect(rows.map((each) => [each.quantity, each.low, each.high])).toEqual([[50_000, 50_000, 135_000]]);
  expect(rows[0]!.day).toBe(Date.UTC(2013, 0, 1) / 86_400_000);
});

test('a published flow without a usable figure is unknown, not zero', () => {
  for (const figures of [
    [],
    [{ value: '3', unit: 't', per: 'unknown' as const, period: '' }],
    [{ unit: 't', per: 'year' as const, period: '2000' }],
  ]) {
    const rows = sludge(figures);
    expect(rows.map((each) => [each.status, each.quantity])).toEqual([['unknown', Number.NaN]]);
  }
});

test('a flow that is published since what is no year stands at the first day of all, not in another century', () => {
  const dayOf = (since: string) =>
    publishedRows({
      id: 'urn:p1',
      sequence: 5,
      body: { from: 'novo', to: 'farms', specification: 'sludge', figures: [], sources: ['s'], since },
    })[0]!.day;
  expect(['99', '-5', '999999999999', '2019'].map(dayOf)).toEqual([0, 0, 0, Date.UTC(2019, 0, 1) / 86_400_000]);
});

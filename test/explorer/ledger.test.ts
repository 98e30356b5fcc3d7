import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutSteps, monthTicks, niceTicks } from '../../explorer/marks/steps.ts';
import { dayOf, eventsAddress, filtersInUse, stocksAddress } from '../../explorer/views/ledger/address.ts';
import { factsFrom } from '../../engine/1-record/facts.ts';
import { belowSentences, countSentence, differenceSentence, settling } from '../../explorer/views/ledger/checks.ts';
import { correctionsOf, standing } from '../../explorer/views/ledger/corrections.ts';
import { allHands, handsOf, historySummary, holderOf, inOrder, pointsOf } from '../../explorer/views/ledger/layout.ts';
import { query } from '../../explorer/views/ledger/view.ts';
import type { Opened } from '../../explorer/worker/world.ts';
import { readQuery } from '../../explorer/state/url.ts';
import type { CountItem, EventItem, HistoryItem, StockItem } from '../../explorer/worker/wire.ts';

const event = (id: string, sequence: number, quantity: string, corrects?: string, unit = 'kilogram'): EventItem => ({
  id,
  sequence,
  recorded: '2025-03-12T08:00:00Z',
  action: 'consume',
  resourceQuantity: { hasNumericalValue: quantity, hasUnit: unit },
  ...(corrects && { corrects }),
});

test('an event stands at its amount and all its corrections, also those of corrections and in other units', () => {
  const typed = event('a', 1, '1900');
  const others = [event('d', 4, '-0.0005', 'c', 'tonne'), event('c', 3, '-1710', 'a'), event('b', 2, '5')];
  const corrections = correctionsOf('a', others);
  expect(corrections.map(({ id }) => id)).toEqual(['c', 'd']);
  expect(standing(typed, corrections)).toEqual({
    already: '-1710.5',
    now: { hasNumericalValue: '189.5', hasUnit: 'kilogram' },
    undone: false,
  });
  expect(standing(typed, [event('e', 5, '-1900', 'a')])?.undone).toBe(true);
  expect(standing(typed, [])).toMatchObject({ already: '0', undone: false });
});

test('a filter in the address is a filter of the events, the newest first', () => {
  const { values } = readQuery(query, '?agent=urn:a:1&action=consume&from=2025-03-01');
  expect(eventsAddress('grain', values)).toBe(
    '/api/networks/grain/economic-events?sort=-recorded&limit=100&agent=urn%3Aa%3A1&action=consume&from=2025-03-01',
  );
  expect(filtersInUse(values)).toBe(3);
  expect(stocksAddress('grain', '')).toBe('/api/networks/grain/stocks');
  expect(['', '2025-03-12'].map((day) => dayOf(stocksAddress('grain', day)))).toEqual(['', '2025-03-12']);
  expect(stocksAddress('grain', '2025-06-30')).toBe('/api/networks/grain/stocks?happened=2025-06-30');
});

const line = (day: string, sequence: number, balance: string): HistoryItem => ({
  event: `e${sequence}`,
  sequence,
  happened: `${day}T08:00:00Z`,
  recorded: `${day}T09:00:00Z`,
  action: 'consume',
  holder: 'a',
  delta: { hasNumericalValue: '0', hasUnit: 'kilogram' },
  balance: { hasNumericalValue: balance, hasUnit: 'kilogram' },
});
const history = [
  line('2025-01-31', 3, '200'),
  line('2025-01-21', 9, '-50'),
  line('2025-01-11', 2, '150'),
  line('2025-01-01', 1, '100'),
];

test('a history is told in the order of happening, whichever way it was sent', () => {
  const points = pointsOf(inOrder(history));
  expect(points.map(({ value }) => value)).toEqual([100, 150, -50, 200]);
  expect(pointsOf(inOrder(history.toReversed()))).toEqual(points);
  const summary = historySummary(points)!;
  expect([summary.now.value, summary.most.value, summary.least.value]).toEqual([200, 200, -50]);
  expect(new Date(summary.firstNegative!.at).toISOString().slice(0, 10)).toBe('2025-01-21');
  expect(historySummary([])).toBeUndefined();
});

test('a crate that goes from one hand to another is one step, so that nothing seems to be gone in between', () => {
  const handed = [
    line('2025-01-01', 1, '300'),
    { ...line('2025-01-11', 2, '186'), holder: 'brewery' },
    { ...line('2025-01-11', 2, '300'), holder: 'shop' },
  ];
  const points = pointsOf(inOrder(handed.toReversed()));
  expect(points.map(({ value }) => value)).toEqual([300, 300]);
});

test('the history of a stock is that of whoever answers for it, unless another hand is asked for', () => {
  const stock: StockItem = {
    resource: 'crates',
    specification: 'crate',
    accountable: 'brewery',
    holders: [{ holder: 'brewery' }, { holder: 'shop' }],
  };
  expect(['', 'shop', allHands].map((asked) => holderOf(asked, stock))).toEqual(['brewery', 'shop', '']);
  expect(holderOf('', undefined)).toBe('');
  expect(handsOf(stock)).toEqual(['brewery', 'shop']);
});

test('the step line of four events has golden numbers', () => {
  const layout = layoutSteps(pointsOf(inOrder(history)), { width: 368, height: 254, divisor: 1 });
  expect(layout.yTicks.map(({ value }) => value)).toEqual([-100, 0, 100, 200]);
  expect(layout.zero).toBe(159.33);
  expect(layout.line).toBe('M56 159.33H56V92.67H156V59.33H256V192.67H356V26H356');
  expect(layout.below).toBe('M256 159.33V192.67H356V159.33Z');
  expect(layout.dots.map(({ negative }) => negative)).toEqual([false, false, true, false]);
});

test('every point of a step line lies inside its plane', () => {
  const points = fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 2e12 }), value: fc.double({ min: -1e9, max: 1e9, noNaN: true }) }),
    {
      minLength: 1,
      maxLength: 50,
    },
  );
  fc.assert(
    fc.property(points, fc.integer({ min: 280, max: 1400 }), (given, width) => {
      const inTime = given.toSorted((a, b) => a.at - b.at);
      const layout = layoutSteps(inTime, { width, height: 300, divisor: 1 });
      for (const { x, y } of layout.dots) {
        expect(x).toBeGreaterThanOrEqual(layout.left);
        expect(x).toBeLessThanOrEqual(width);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(layout.bottom + 0.01);
      }
      expect(layout.xTicks.length).toBeLessThan(40);
    }),
  );
});

test('ticks are round numbers that cover what is shown', () => {
  expect(niceTicks(0, 8.05, 5)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(niceTicks(0, 0, 4)).toEqual([0, 0.5]);
  const ticks = monthTicks(Date.UTC(2025, 0, 2), Date.UTC(2025, 11, 31), 6);
  expect(ticks.map((at) => new Date(at).toISOString().slice(0, 10))).toEqual([
    '2025-03-01',
    '2025-05-01',
    '2025-07-01',
    '2025-09-01',
    '2025-11-01',
  ]);
  const few = monthTicks(Date.UTC(2025, 0, 2), Date.UTC(2025, 11, 28), 2);
  expect(few.map((at) => new Date(at).toISOString().slice(0, 10))).toEqual(['2025-04-01', '2025-07-01', '2025-10-01']);
});

const opened = {
  zone: 'Europe/Brussels',
  facts: factsFrom([
    { class: 'Organization', id: 'urn:a:mill', body: { name: 'Mill (invented)' } },
    { class: 'ResourceSpecification', id: 'urn:s:flour', body: { name: 'Flour', defaultUnitOfResource: 'kilogram' } },
    { class: 'EconomicResource', id: 'urn:r:flour', body: { name: 'Flour', conformsTo: 'urn:s:flour' } },
  ]),
} as unknown as Opened;
const kilograms = (hasNumericalValue: string) => ({ hasNumericalValue, hasUnit: 'kilogram' });

test('a count that disagrees says what was counted, what the ledger has and which is less', () => {
  const count: CountItem = {
    id: 'urn:c:1',
    resource: 'urn:r:flour',
    happened: '2025-06-30T16:00:00Z',
    counted: kilograms('412'),
    ledger: kilograms('455'),
    difference: kilograms('-43'),
    isOpen: true,
    proposal: { action: 'lower', resolves: 'urn:c:1' },
  };
  expect(countSentence(opened, count)).toBe('Counted on 30 Jun 2025, 18:00: 412\u00a0kg. The ledger has 455\u00a0kg.');
  expect(differenceSentence(opened, count)).toBe('43\u00a0kg less than the ledger says.');
  expect(differenceSentence(opened, { ...count, difference: kilograms('5') })).toBe(
    '5\u00a0kg more than the ledger says.',
  );
  expect(settling(count, 'urn:e:1')).toEqual({
    '@type': 'EconomicEvent',
    '@id': 'urn:e:1',
    action: 'lower',
    resolves: 'urn:c:1',
  });
});

test('a time below zero says where, from when to when, and how low', () => {
  const span = {
    resource: 'urn:r:flour',
    holder: 'urn:a:mill',
    account: 'onhand' as const,
    from: '2025-06-01T08:00:00Z',
    lowest: kilograms('-20'),
    lowestAt: '2025-06-02T08:00:00Z',
  };
  const negative = [span, { ...span, until: '2025-06-03T08:00:00Z' }, { ...span, account: 'accounting' as const }];
  expect(belowSentences(opened, { negative })).toEqual([
    'Below zero at Mill since 1 Jun 2025, 10:00; lowest −20\u00a0kg on 2 Jun 2025, 10:00.',
    'Below zero at Mill from 1 Jun 2025, 10:00 to 3 Jun 2025, 10:00; lowest −20\u00a0kg on 2 Jun 2025, 10:00.',
  ]);
});

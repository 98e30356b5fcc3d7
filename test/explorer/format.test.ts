import { expect, test } from 'vitest';
import { csvCell, csvText } from '../../engine/0-base/csv.ts';
import { sortedOf, sortRows, sortText } from '../../explorer/marks/table.ts';
import {
  formatAmount,
  formatExact,
  formatMeasure,
  formatNumber,
  formatShare,
  formatDayIn,
  formatTime,
  measureIn,
  rankOf,
  readableUnitOf,
  scaleFor,
} from '../../explorer/text/format.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test.each([
  [1250, 'kilogram', '1.25 t'],
  [190, 'kilogram', '190 kg'],
  [0.25, 'kilogram', '250 g'],
  [0, 'kilogram', '0 kg'],
  [-1710, 'kilogram', '−1.71 t'],
  [1.071, 'cubicMetre', '1,070 L'],
  [54, 'cubicMetre', '54 m³'],
  [2_160_000_000, 'joule', '600 kWh'],
  [5400, 'second-Time', '1.5 h'],
  [1440, 'second-Time', '24 min'],
  [24, 'one', '24 pc'],
  [12.5, 'kg CO2 eq', '12.5 kg CO2 eq'],
  [Number.NaN, 'kilogram', 'unknown'],
])('%d %s reads as %s', (value, unit, expected) => {
  expect(plain(formatAmount(value, unit))).toBe(expected);
});

test('a recorded quantity keeps every digit', () => {
  expect(formatExact('123456789012345678.123456789')).toBe('123,456,789,012,345,678.123456789');
  expect(plain(formatMeasure({ hasNumericalValue: '-0.100', hasUnit: 'litre' }))).toBe('−0.1 L');
});

test('unknown is a word, never nought', () => {
  expect(formatNumber(Number.NaN)).toBe('unknown');
  expect(formatShare(Number.NaN)).toBe('unknown');
  expect(plain(formatShare(0.0432))).toBe('4.3 %');
});

test('a stock kept in cubic metres is shown in the litres in which it is counted', () => {
  const kept = { hasNumericalValue: '1.5192', hasUnit: 'cubicMetre' };
  expect(measureIn(kept, 'litre')).toEqual({ hasNumericalValue: '1519.2', hasUnit: 'litre' });
  expect(measureIn(kept, 'kilogram')).toEqual(kept);
  expect(measureIn(kept, undefined)).toEqual(kept);
});

test('one unit serves a whole column', () => {
  expect(scaleFor(18_297, 'kilogram')).toEqual({ symbol: 't', divisor: 1000 });
  expect(scaleFor(800, 'kilogram')).toEqual({ symbol: 'kg', divisor: 1 });
});

test('a time is told in the zone of the network, a day stays a day', () => {
  expect(formatTime('2025-03-12T13:30:00Z', 'Europe/Brussels')).toBe('12 Mar 2025, 14:30');
  expect(formatTime('2025-03-12', 'America/New_York')).toBe('12 Mar 2025');
  expect(formatDayIn(Date.parse('2025-03-11T23:30:00Z'), 'Europe/Brussels')).toBe('12 Mar 2025');
});

test.each([
  ['=1+1', "'=1+1"],
  ['+32 9 000', "'+32 9 000"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-cmd', "'-cmd"],
  ['\tx', "'\tx"],
  ['-12.5', '-12.5'],
  ['say "malt", please', '"say ""malt"", please"'],
  ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
])('the text %j is no formula in a downloaded file', (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

test('a file has a head, numbers as numbers and blanks for what is unknown', () => {
  expect(
    csvText(
      ['what', 'kg'],
      [
        ['Malt', 190],
        ['Grain', Number.NaN],
      ],
    ),
  ).toBe('what,kg\r\nMalt,190\r\nGrain,\r\n');
});

test('a sorted table keeps what is unknown at its end either way', () => {
  const rows = [{ kg: Number.NaN }, { kg: 2 }, { kg: 10 }, { kg: undefined }];
  const column = { id: 'kg', head: 'kg', about: 'stock' as const, value: (row: { kg: number | undefined }) => row.kg };
  expect(sortRows(rows, column, false).map(({ kg }) => kg)).toEqual([2, 10, Number.NaN, undefined]);
  expect(sortRows(rows, column, true).map(({ kg }) => kg)).toEqual([10, 2, Number.NaN, undefined]);
});

test('amounts are sorted among those of their kind: kilograms are not compared with litres, grams are with tonnes', () => {
  const stock = (hasNumericalValue: string, hasUnit: string) => ({ hasNumericalValue, hasUnit });
  const rows = [stock('2', 'tonne'), stock('500', 'litre'), stock('900', 'gram'), stock('3', 'kilogram'), undefined];
  const column = { id: 'onhand', head: 'On hand', value: () => null, rank: rankOf };
  const sorted = (down: boolean) => sortRows(rows, column, down).map((each) => each?.hasUnit);
  expect(sorted(false)).toEqual(['gram', 'kilogram', 'tonne', 'litre', undefined]);
  expect(sorted(true)).toEqual(['tonne', 'kilogram', 'gram', 'litre', undefined]);
});

test('the order of a table is written into an address and read back', () => {
  for (const sorted of [
    { by: 'onhand', down: true },
    { by: 'resource', down: false },
  ])
    expect(sortedOf(sortText(sorted))).toEqual(sorted);
  expect(sortText({ by: 'onhand', down: true })).toBe('-onhand');
  expect(sortedOf('')).toBeUndefined();
});

test('a stock of which nobody said in what it is counted is told in a unit that people count in, one for all', () => {
  const measures = (unit: string, ...values: string[]) =>
    values.map((hasNumericalValue) => ({ hasNumericalValue, hasUnit: unit }));
  expect(readableUnitOf(measures('cubicMetre', '0.5', '-1.5'))).toBe('litre');
  expect(readableUnitOf(measures('cubicMetre', '0.5', '12'))).toBe('cubicMetre');
  expect(readableUnitOf(measures('joule', '7200000'))).toBe('kilowattHour');
  expect(readableUnitOf(measures('kilogram', '5000'))).toBe('kilogram');
  expect(readableUnitOf([])).toBeUndefined();
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dayOf,
  firstDayOfMonth,
  formatDay,
  formatInstant,
  isZone,
  monthOf,
  parseDay,
  parseTime,
  startOfDay,
} from '../../../engine/0-base/time.ts';

const at = (text: string, zone = 'UTC') => formatInstant(parseTime(text, zone)!.instant);
const zones = ['UTC', 'Europe/Brussels', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia'];
const moments = fc.integer({ min: Date.UTC(1980, 0), max: Date.UTC(2100, 0) }).map((ms) => ms * 1000);

test('a time is read with its offset, without one in the zone, a date as the beginning of its day there', () => {
  const rows = [
    ['2025-03-12T14:30:00+01:00', 'UTC', '2025-03-12T13:30:00Z'],
    ['2025-03-12T14:30:00-0500', 'UTC', '2025-03-12T19:30:00Z'],
    ['2025-03-12T14:30Z', 'Europe/Brussels', '2025-03-12T14:30:00Z'],
    ['2025-03-12T14:30', 'Europe/Brussels', '2025-03-12T13:30:00Z'],
    ['2025-07-12T14:30', 'Europe/Brussels', '2025-07-12T12:30:00Z'],
    ['2025-07-12', 'Europe/Brussels', '2025-07-11T22:00:00Z'],
    ['2025-07-12 06:00', 'Asia/Kathmandu', '2025-07-12T00:15:00Z'],
    ['2025-03-12T14:30:00.123456Z', 'UTC', '2025-03-12T14:30:00.123456Z'],
  ] as const;
  for (const [written, zone, expected] of rows) expect(at(written, zone), written).toBe(expected);
  expect(parseTime('2025-07-12', 'UTC')?.precision).toBe('day');
  expect(parseTime('2025-07-12T00:00', 'UTC')?.precision).toBe('instant');
});

test('an hour that the clock skips in spring is read as the hour after it, an hour that it shows twice in autumn as the first', () => {
  expect(at('2025-03-30T02:30', 'Europe/Brussels')).toBe('2025-03-30T01:30:00Z');
  expect(at('2025-03-30T03:30', 'Europe/Brussels')).toBe('2025-03-30T01:30:00Z');
  expect(at('2025-10-26T02:30', 'Europe/Brussels')).toBe('2025-10-26T00:30:00Z');
  expect(at('2025-10-26T03:30', 'Europe/Brussels')).toBe('2025-10-26T02:30:00Z');
});

test('what is no date or time is not guessed', () => {
  const wrong = ['2025-02-29', '2025-13-01', '2025-00-10', '2025-01-32', '12-03-2025', '2025-3-1', '2025-01-01T24:00'];
  const slips = [
    '0025-03-12',
    '0999-12-31',
    '2025-03-12T12:00+25:00',
    '2025-03-12T12:00-14:01',
    '2025-03-12T12:00+01:75',
  ];
  for (const written of [...wrong, ...slips, '2025-01-01T10:60', '2025-01-01T10', 'yesterday', ''])
    expect(parseTime(written, 'UTC'), written).toBeUndefined();
  expect(at('2024-02-29')).toBe('2024-02-29T00:00:00Z');
});

test('an instant is written and read back to the microsecond', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 0, max: 999 }), (moment, micro) => {
      const text = formatInstant(moment + micro);
      expect(parseTime(text, 'Europe/Brussels')?.instant).toBe(moment + micro);
    }),
  );
});

/** What a clock on the wall shows, by the machine's own calendar (the Swedes write dates as ISO 8601 does). */
const onTheWall = (instant: number, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(instant / 1000);

/** The hours of 2025 in which the clocks of each zone are put forward or back. */
const changes = zones.flatMap((zone) => {
  const offset = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const nameAt = (hour: number) => offset.format(Date.UTC(2025, 0, 1, hour)).split(', ')[1];
  const hours = Array.from({ length: 8760 }, (_, hour) => hour);
  return hours
    .filter((hour) => nameAt(hour) !== nameAt(hour - 1))
    .map((hour) => [zone, Date.UTC(2025, 0, 1, hour) * 1000] as const);
});

test('what a clock on the wall showed is read as an instant at which it showed that, the first of two', () => {
  expect(changes).toHaveLength(6);
  const seconds = (from: number, to: number) => fc.integer({ min: from, max: to }).map((second) => second * 1_000_000);
  const anywhere = fc.tuple(fc.constantFrom(...zones), seconds(315_532_800, 4_102_444_800));
  const nearChange = fc
    .tuple(fc.constantFrom(...changes), seconds(-100_000, 100_000))
    .map(([[zone, change], away]) => [zone, change + away] as [string, number]);
  fc.assert(
    fc.property(fc.oneof(anywhere, nearChange), ([zone, instant]) => {
      const shown = onTheWall(instant, zone);
      const read = parseTime(shown, zone)!.instant;
      expect(onTheWall(read, zone)).toBe(shown);
      expect(read).toBeLessThanOrEqual(instant);
    }),
    { numRuns: 1000 },
  );
});

test('a day begins on that day, and the instant before it is the day before, in every zone', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 5000, max: 40_000 }), (zone, day) => {
      const start = startOfDay(day, zone);
      expect(dayOf(start, zone)).toBeGreaterThanOrEqual(day);
      expect(dayOf(start - 1, zone)).toBeLessThan(day);
    }),
  );
});

test('the day of an instant holds it: from the beginning of its day to the beginning of the next', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), moments, (zone, moment) => {
      const day = dayOf(moment, zone);
      expect(startOfDay(day, zone)).toBeLessThanOrEqual(moment);
      expect(startOfDay(day + 1, zone)).toBeGreaterThan(moment);
    }),
  );
});

test('a day of the clock change has 23 or 25 hours', () => {
  const hours = (text: string) => {
    const day = parseDay(text)!;
    return (startOfDay(day + 1, 'Europe/Brussels') - startOfDay(day, 'Europe/Brussels')) / 3_600_000_000;
  };
  expect(['2025-03-30', '2025-10-26', '2025-10-27'].map(hours)).toEqual([23, 25, 24]);
});

test('days and months are counted from 1970 and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 60_000 }), (day) => {
      expect(parseDay(formatDay(day))).toBe(day);
      const month = monthOf(day);
      expect(firstDayOfMonth(month)).toBeLessThanOrEqual(day);
      expect(firstDayOfMonth(month + 1)).toBeGreaterThan(day);
    }),
  );
  expect(monthOf(parseDay('2025-03-31')!)).toBe(55 * 12 + 2);
});

test('only zones that are known count as zones', () => {
  expect(zones.every(isZone)).toBe(true);
  expect(isZone('Europe/Atlantis')).toBe(false);
});

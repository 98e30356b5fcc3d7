import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, decimal, formatDecimal, isNegative, zero } from '../../../engine/0-base/decimal.ts';
import { meteringOf, spreadOver } from '../../../engine/2-ledger/metering.ts';
import { linesOf } from '../../support/table.ts';

const measure = (text: string) => {
  const [hasNumericalValue = '', hasUnit = ''] = text.split(' ');
  return { hasNumericalValue, hasUnit };
};

/** What the readings of a table say was used: who tells, how much, how; then pairs and problems. */
function said(table: string) {
  const readings = linesOf(table).map((line, place) => ({
    id: line['reading'] ?? `r${place + 1}`,
    body: {
      of: 'gas',
      ...(line['meter'] && { meter: line['meter'] }),
      ...(line['shows'] && { index: measure(line['shows']), hasPointInTime: line['at']! }),
      ...(line['bills'] && {
        resourceQuantity: measure(line['bills']),
        hasBeginning: line['at']!,
        hasEnd: line['to']!,
      }),
      ...(line['digits'] && { digits: line['digits'] }),
      ...(line['basis'] && { basis: line['basis'] as 'net' | 'gross' }),
    },
  }));
  const { spans, pairs, problems } = meteringOf(readings, 'Europe/Brussels');
  return {
    spans: spans.map(({ reading, quantity, how }) => `${reading}: ${quantity.hasNumericalValue} ${how}`),
    pairs: pairs.map(
      (each) =>
        `${each.meter.hasNumericalValue} / ${each.invoice.hasNumericalValue}: ${each.difference.hasNumericalValue}, ${(100 * each.share).toFixed(1)} %`,
    ),
    problems: problems.map(({ code, record }) => `${record} ${code}`),
  };
}

test('June gas: the meter tells 15,000 kWh over three readings, the invoice 15,600; both stand, 4 % apart', () => {
  const june = `
    reading | at               | to         | shows                | bills              | basis
    first   | 2025-06-01T00:00 |            | 400000 kilowattHour  |                    | gross
    middle  | 2025-06-14T12:00 |            | 406500 kilowattHour  |                    | gross
    last    | 2025-07-01T00:00 |            | 415000 kilowattHour  |                    | gross
    bill    | 2025-06-01       | 2025-06-30 |                      | 15600 kilowattHour | gross
  `;
  expect(said(june)).toEqual({
    spans: ['middle: 6500 difference', 'bill: 15600 invoice', 'last: 8500 difference'],
    pairs: ['15000 / 15600: 600, 4.0 %'],
    problems: [],
  });
  expect(said(june.replace('15600 kilowattHour | gross', '15600 kilowattHour | net'))).toMatchObject({
    pairs: [],
    problems: ['bill heating.basis'],
  });
});

test('a meter that began again at zero is told by its digits, another meter is no consumption, a lower number is asked about', () => {
  const rolls = `
    at         | meter | shows            | digits
    2025-01-01 | A     | 99990 cubicMetre | 5
    2025-02-01 | A     | 12 cubicMetre    | 5
    2025-03-01 | B     | 0 cubicMetre     |
    2025-04-01 | B     | 40 cubicMetre    |
    2025-05-01 | B     | 39 cubicMetre    |
  `;
  expect(said(rolls)).toEqual({
    spans: ['r2: 22 rollover', 'r4: 40 difference'],
    pairs: [],
    problems: ['r3 reading.meter', 'r5 reading.backwards'],
  });
});

test('an index in another unit of the same kind is read in that of the later one', () => {
  const mixed = `
    at         | shows
    2025-01-01 | 1 megawattHour
    2025-02-01 | 1250.5 kilowattHour
  `;
  expect(said(mixed).spans).toEqual(['r2: 250.5 difference']);
});

test('what is spread sums to the whole, no part is below zero, and equal weights differ by the last decimal at most', () => {
  const weights = fc.array(fc.nat(500), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(weights, fc.nat(9_999_999), fc.integer({ min: 0, max: 9 }), (list, whole, digits) => {
      const value = formatDecimal(decimal(`${(whole / 1000).toFixed(3)}`));
      const given = list.map((weight, place) => ({ process: `p${place}`, weight: decimal(`${weight}`) }));
      const parts = [...spreadOver({ hasNumericalValue: value, hasUnit: 'kilogram' }, given, digits).values()];
      if (list.every((weight) => weight === 0)) {
        expect(parts).toEqual([]);
        return;
      }
      expect(formatDecimal(parts.reduce(add, zero))).toBe(value);
      expect(parts.some(isNegative)).toBe(false);
      const sum = list.reduce((all, each) => all + each, 0);
      list.forEach((weight, place) => {
        const exact = (Number(value) * weight) / sum;
        expect(Math.abs(Number(formatDecimal(parts[place]!)) - exact)).toBeLessThanOrEqual(10 ** -digits + 1e-6);
      });
    }),
  );
});

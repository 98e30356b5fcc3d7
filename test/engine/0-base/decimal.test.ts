import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  formatDecimal,
  multiply,
  parseDecimal,
  round,
  subtract,
} from '../../../engine/0-base/decimal.ts';

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 36n), max: 10n ** 36n }), fc.integer({ min: 0, max: 9 }))
  .map(([coefficient, scale]) => decimal(formatDecimal({ coefficient, scale })));
const text = formatDecimal;
const same = (a: Decimal, b: Decimal): void => {
  expect(text(a)).toBe(text(b));
};

test('a number as written is read exactly and written in its shortest form', () => {
  const forms = [
    ['0', '0'],
    ['-0', '0'],
    ['0.10', '0.1'],
    ['+12.50', '12.5'],
    ['-0.007', '-0.007'],
    ['000123', '123'],
    ['100', '100'],
    ['123456789012345678901234567.123456789', '123456789012345678901234567.123456789'],
  ] as const;
  for (const [written, shortest] of forms) expect(text(parseDecimal(written)!)).toBe(shortest);
});

test('what is not plain decimal text is no number', () => {
  for (const written of ['', ' 1', '1 ', '1e3', '1,5', '.5', '5.', 'NaN', 'Infinity', '0x1', '1_000', '--1', '١'])
    expect(parseDecimal(written), written).toBeUndefined();
});

test('writing and reading a decimal gives it back', () => {
  fc.assert(
    fc.property(decimals, (a) => {
      expect(parseDecimal(text(a))).toEqual(a);
    }),
  );
});

test('adding is associative and commutative, and taking away undoes it', () => {
  fc.assert(
    fc.property(decimals, decimals, decimals, (a, b, c) => {
      same(add(add(a, b), c), add(a, add(b, c)));
      same(add(a, b), add(b, a));
      same(subtract(add(a, b), b), a);
    }),
  );
});

test('multiplying distributes over adding', () => {
  fc.assert(
    fc.property(decimals, decimals, decimals, (a, b, c) =>
      same(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c))),
    ),
  );
});

test('equal values are one value, however they were reached', () => {
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      expect(subtract(add(a, b), b)).toEqual(a);
    }),
  );
});

/** A decimal as a whole number of steps of 10^-places: what can be counted needs no decimals. */
const steps = (a: Decimal, places: number): bigint => {
  const [whole = '', fraction = ''] = text(a).replace('-', '').split('.');
  const size = BigInt(whole + fraction.padEnd(places, '0'));
  return text(a).startsWith('-') ? -size : size;
};

test('sums, products and comparisons are those of whole numbers of steps', () => {
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      const [m, n] = [steps(a, 9), steps(b, 9)];
      expect(steps(add(a, b), 9)).toBe(m + n);
      expect(steps(subtract(a, b), 9)).toBe(m - n);
      expect(steps(multiply(a, b), 18)).toBe(m * n);
      expect(compare(a, b)).toBe(m < n ? -1 : m > n ? 1 : 0);
      const next = add(a, { coefficient: 1n, scale: 9 });
      expect([compare(a, next), compare(a, a), compare(next, a)]).toEqual([-1, 0, 1]);
    }),
  );
});

test('a quotient is the whole number of steps nearest to it, the even one of two', () => {
  const divisors = decimals.filter((b) => b.coefficient !== 0n);
  fc.assert(
    fc.property(decimals, divisors, fc.integer({ min: 0, max: 12 }), (a, b, digits) => {
      const [m, n] = [steps(a, 9) * 10n ** BigInt(digits), steps(b, 9)];
      const quotient = steps(divide(a, b, digits), digits);
      const gap = 2n * (m - quotient * n);
      const size = n < 0n ? -n : n;
      expect(gap <= size && -gap <= size).toBe(true);
      if (gap === size || -gap === size) expect(quotient % 2n).toBe(0n);
    }),
  );
});

test('halves are rounded to the even neighbour, on both sides of zero', () => {
  const rows = [
    ['0.5', '0'],
    ['1.5', '2'],
    ['2.5', '2'],
    ['-0.5', '0'],
    ['-1.5', '-2'],
    ['-2.5', '-2'],
    ['2.51', '3'],
    ['-2.51', '-3'],
    ['2.49', '2'],
  ] as const;
  for (const [given, expected] of rows) expect(text(round(decimal(given), 0)), given).toBe(expected);
  expect(text(divide(decimal('1'), decimal('8'), 2))).toBe('0.12');
  expect(text(divide(decimal('3'), decimal('8'), 2))).toBe('0.38');
  expect(text(divide(decimal('1'), decimal('-8'), 2))).toBe('-0.12');
});

test('a rounded number lies within half a step of the number', () => {
  fc.assert(
    fc.property(decimals, fc.integer({ min: 0, max: 8 }), (a, digits) => {
      const gap = subtract(round(a, digits), a);
      const twice = multiply(gap, decimal('2'));
      const step = { coefficient: 1n, scale: digits };
      expect(compare(twice, step)).toBeLessThanOrEqual(0);
      expect(compare(multiply(twice, decimal('-1')), step)).toBeLessThanOrEqual(0);
    }),
  );
});

test('dividing by a number undoes multiplying by it', () => {
  fc.assert(
    fc.property(
      decimals,
      decimals.filter((b) => b.coefficient !== 0n),
      (a, b) => same(divide(multiply(a, b), b, 18), a),
    ),
  );
});

test('a million tenths are a hundred thousand', () => {
  let sum = decimal('0');
  const tenth = decimal('0.1');
  for (let count = 0; count < 1_000_000; count++) sum = add(sum, tenth);
  expect(text(sum)).toBe('100000');
});

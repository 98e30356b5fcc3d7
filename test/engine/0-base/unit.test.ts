import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, decimal, formatDecimal, round } from '../../../engine/0-base/decimal.ts';
import { coherentUnit, findUnit, fromCoherent, toCoherent, units, unitsOf } from '../../../engine/0-base/unit.ts';

const anyUnit = fc.constantFrom(...units);
const amounts = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 9 }))
  .map(([coefficient, scale]) => decimal(formatDecimal({ coefficient, scale })));

test('a quantity goes to the coherent unit and back without loss', () => {
  fc.assert(
    fc.property(amounts, anyUnit, (value, unit) => {
      expect(fromCoherent(toCoherent({ value, unit }), unit)).toEqual(value);
    }),
  );
});

test('what is added in one unit is what is added in another, and each way there ends at the same amount', () => {
  const pairs = anyUnit.chain((from) => fc.tuple(fc.constant(from), fc.constantFrom(from, ...unitsOf(from.dimension))));
  fc.assert(
    fc.property(amounts, amounts, pairs, (a, b, [from, to]) => {
      const coherent = (value: typeof a) => toCoherent({ value, unit: from });
      expect(add(coherent(a), coherent(b))).toEqual(coherent(add(a, b)));
      // Through the other unit and back: 60 decimals hold every quotient of two factors that ends.
      const shown = fromCoherent(coherent(a), to, 60);
      const back = fromCoherent(toCoherent({ value: shown, unit: to }), from, 9);
      expect(back).toEqual(round(a, 9));
    }),
  );
});

test('every dimension has one coherent unit, and every unit is found by each of its names', () => {
  for (const unit of units) {
    expect(unitsOf(unit.dimension).includes(unit)).toBe(unit.isUsual);
    expect(formatDecimal(coherentUnit(unit.dimension).factor)).toBe('1');
    const om2 = `http://www.ontology-of-units-of-measure.org/resource/om-2/${unit.id}`;
    for (const name of [unit.id, om2, `om2:${unit.id}`, unit.label, unit.symbol, ...unit.names])
      expect(findUnit(name), name).toBe(unit);
  }
});

test('no name stands for two units', () => {
  const names = units.flatMap((unit) => [...new Set([unit.id, unit.symbol, ...unit.names])]);
  expect(names).toHaveLength(new Set(names).size);
});

test('factors are those of the SI brochure and of the international pound', () => {
  const rows = [
    ['1 lb', '0.45359237'],
    ['1 t', '1000'],
    ['1 L', '0.001'],
    ['1 hL', '0.1'],
    ['1 kWh', '3600000'],
    ['1 MJ', '1000000'],
    ['1 ha', '10000'],
    ['1 h', '3600'],
    ['1 d', '86400'],
    ['1 gallon-US', '0.003785411784'],
    ['1 oz', '0.028349523125'],
    ['1 mile', '1609.344'],
    ['1 acre', '4046.8564224'],
    ['1 week', '604800'],
  ] as const;
  for (const [written, coherent] of rows) {
    const [number, symbol] = written.split(' ');
    expect(formatDecimal(toCoherent({ value: decimal(number!), unit: findUnit(symbol!)! })), written).toBe(coherent);
  }
});

test('a currency is found by its code and its name in OM 2, and is counted in no other', () => {
  expect(findUnit('EUR')?.id).toBe('euro');
  expect(findUnit('om2:UnitedStatesDollar')?.symbol).toBe('USD');
  expect(findUnit('GBP')?.dimension).not.toBe(findUnit('EUR')?.dimension);
  expect(coherentUnit('EUR').id).toBe('euro');
});

test('case counts where SI makes it count: a megajoule is no millijoule, a tonne no tesla', () => {
  expect(findUnit('MJ')?.id).toBe('megajoule');
  expect(findUnit('mJ')).toBeUndefined();
  expect(findUnit('KG')?.id).toBe('kilogram');
  expect(findUnit('parsec')).toBeUndefined();
});

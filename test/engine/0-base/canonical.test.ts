import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Canonical, canonicalBytes, canonicalText } from '../../../engine/0-base/canonical.ts';

interface Published {
  readonly texts: readonly { readonly name: string; readonly written: string; readonly canonicalHex: string }[];
}

const published: Published = JSON.parse(readFileSync('test/fixtures/journal/canonical-json.json', 'utf8'));
const textOf = (name: string) => published.texts.find((each) => each.name === name)!;

for (const { name, written, canonicalHex } of published.texts.filter((each) => each.name !== 'values'))
  test(`the published text "${name}" has the published bytes`, () => {
    expect(Buffer.from(canonicalBytes(JSON.parse(written))).toString('hex')).toBe(canonicalHex);
  });

test('the published text "values" has the published bytes but for its fractions, which are refused', () => {
  const { written, canonicalHex } = textOf('values');
  const { numbers, ...rest } = JSON.parse(written);
  const expected = Buffer.from(canonicalHex, 'hex')
    .toString('utf8')
    .replace(/"numbers":\[[^\]]*\],/, '');
  expect(canonicalText(rest)).toBe(expected);
  for (const number of numbers) expect(() => canonicalText(number)).toThrow('safe integers');
});

const values = fc.letrec<{ value: Canonical }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'grapheme' }),
    fc.boolean(),
    fc.constant(null),
    fc.maxSafeInteger(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ unit: 'grapheme' }).filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

test('what is written canonically reads back as the same value, and is written the same again', () => {
  fc.assert(
    fc.property(values, (value) => {
      const text = canonicalText(value);
      expect(canonicalText(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value === 0 ? 0 : value).replace(/-0\b/g, '0')));
    }),
  );
});

test('the order in which keys were set does not matter', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalText(turned)).toBe(canonicalText(value));
    }),
  );
});

test('half a character is never written', () => {
  expect(() => canonicalText('\ud83d')).toThrow('surrogate');
  expect(() => canonicalText({ '\ud83d': 1 })).toThrow('surrogate');
});

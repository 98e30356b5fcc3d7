import fc from 'fast-check';
import type { Field } from '../../../engine/1-record/shape.ts';

/** What people write into a field of each kind, well or badly. */
const written: Readonly<Record<string, readonly unknown[]>> = {
  text: ['Malt', '', ' ', 'a\u0000b', '\ud800', 5, 'vf:offer', 'n'.repeat(4001)],
  reference: [
    'urn:test:a',
    'https://mill.example/b?c=d',
    { '@id': 'urn:test:c' },
    'the mill',
    '',
    5,
    '_:b',
    { '@id': 'x y' },
  ],
  number: [
    '0',
    '12.5',
    7,
    '+3',
    ' 4 ',
    '-2',
    -2.5,
    '-0',
    '90',
    '90.1',
    '-90.000',
    '91',
    '100',
    '180',
    '179.99',
    '-181',
    181,
    '0089.5',
    '1.000000000',
    '',
    'NaN',
    '12,5',
    '1e3',
    '1'.repeat(27),
    '1'.repeat(28),
    '0.1234567891',
    '5.',
    '.5',
    '+-5',
    true,
  ],
  time: [
    '2025-03-12',
    '2025-03-12T14:30',
    '2025-03-12 14:30:05.25+01:00',
    '2025-02-30',
    '2025-13-01',
    '0999-01-01',
    '2025-03-12T24:00',
    '2019-04-18T8:00:00-5:00',
    '2025-03-12T08:00:00+14:00',
    '2025-03-12T08:00:00+14:30',
    5,
  ],
  unit: ['kg', 'kilogram', 'om2:one', 'm³', { '@id': 'om2:hour' }, 'sack', '', 5],
  zone: ['Europe/Brussels', 5],
  outline: ['POLYGON ((3.7 51, 3.8 51, 3.8 51.1, 3.7 51))', 5],
  address: ['https://a.example/b.png', '', 5, 'n'.repeat(2001)],
  flag: [true, false, 'yes', 1],
};

const geometries = ['POINT(3.72 51.05)', 'multipolygon empty', 'somewhere', 5];

function valueFor(field: Field): fc.Arbitrary<unknown> {
  const { kind, choices = [], item, fields = [], limits, name } = field;
  if (name === 'action') return fc.constantFrom('produce', 'transferCustody', 'use', 'move', 'cite', 'conjure', 5);
  if (limits?.isGeometry) return fc.constantFrom<unknown>(...geometries);
  if (kind === 'choice') return fc.constantFrom<unknown>(...choices, ...choices, ...choices, 'other', 5);
  if (kind === 'list')
    return fc.oneof(
      { weight: 9, arbitrary: fc.array(valueFor(item!), { maxLength: 2 }) },
      { weight: 1, arbitrary: fc.constant('mill') },
    );
  if (kind === 'part') return recordFor(fields);
  if (kind === 'measure')
    return recordFor([
      { name: 'hasNumericalValue', kind: 'number', required: true, ...(limits && { limits }) },
      { name: 'hasUnit', kind: 'unit', required: true },
    ]);
  const [first, ...others] = written[kind]!;
  return fc.oneof(
    { weight: 9, arbitrary: fc.constant(first) },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(...others) },
  );
}

/** Fields that stand there or not; now and then one that nobody knows. */
export const recordFor = (fields: readonly Field[]): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record(
      { ...Object.fromEntries(fields.map((field) => [field.name, valueFor(field)])), amount: fc.constant(5) },
      { requiredKeys: [] },
    )
    .chain((record) =>
      fc
        .subarray(Object.keys(record), { minLength: 0 })
        .map((left) =>
          Object.fromEntries(
            Object.entries(record).filter(
              ([name]) =>
                (fields.find((each) => each.name === name)?.required ?? !left.includes(name)) &&
                (name !== 'amount' || left.length % 5 === 0),
            ),
          ),
        ),
    );

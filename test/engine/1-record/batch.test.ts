import { expect, test } from 'vitest';
import { describeProblem } from '../../../engine/0-base/problem.ts';
import { readBatch } from '../../../engine/1-record/batch.ts';

const context = { makeId: (index: number) => `urn:test:made-${index}` };
const read = (...records: unknown[]) => readBatch(records, context);
const event = (fields: object) => ({
  '@type': 'EconomicEvent',
  '@id': 'urn:test:event',
  action: 'produce',
  ...fields,
});
const first = (record: unknown) => {
  const found = read(record).problems[0]!;
  return { code: found.code, record: found.record, path: found.path, ...describeProblem(found) };
};

test('a record is read whatever namespace and spelling of units it uses', () => {
  const { entries, problems } = read({
    type: 'vf:EconomicEvent',
    id: 'urn:test:a',
    'https://w3id.org/valueflows/ont/vf#action': 'vf:produce',
    outputOf: { '@id': 'urn:test:brew' },
    resourceQuantity: { hasNumericalValue: 205.1, hasUnit: 'om2:kilogram' },
  });
  expect(problems).toEqual([]);
  expect(entries).toEqual([
    {
      v: 1,
      op: 'record',
      class: 'EconomicEvent',
      id: 'urn:test:a',
      body: {
        action: 'produce',
        outputOf: 'urn:test:brew',
        resourceQuantity: { hasNumericalValue: '205.1', hasUnit: 'kilogram' },
      },
    },
  ]);
});

test('a record without an id gets one', () => {
  expect(read({ type: 'Person', name: 'Ann' }).entries[0]!.id).toBe('urn:test:made-0');
});

test('every problem of a batch is told at once, in the order of the records', () => {
  const { problems } = read(
    event({ action: undefined }),
    { type: 'Person', name: 5 },
    {
      type: 'Property',
      id: 'urn:test:p',
      of: 'urn:test:s',
      layer: 'mass',
      value: 'x',
      unit: 'kg',
      per: 'sack',
      source: 'a',
      status: 'guessed',
    },
  );
  expect(problems.map(({ code, record, path }) => [record, code, path])).toEqual([
    ['urn:test:event', 'field.missing', '/action'],
    ['#2', 'field.type', '/name'],
    ['urn:test:p', 'choice.unknown', '/status'],
    ['urn:test:p', 'number.invalid', '/value'],
    ['urn:test:p', 'unit.unknown', '/per'],
  ]);
});

test.each([
  [
    'a unit that nobody knows',
    { resourceQuantity: { hasNumericalValue: '5', hasUnit: 'sack' } },
    'unit.unknown',
    '/resourceQuantity/hasUnit',
  ],
  [
    'a quantity that is not a number',
    { resourceQuantity: { hasNumericalValue: 'NaN', hasUnit: 'kg' } },
    'number.invalid',
    '/resourceQuantity/hasNumericalValue',
  ],
  [
    'an infinite quantity',
    { resourceQuantity: { hasNumericalValue: 'Infinity', hasUnit: 'kg' } },
    'number.invalid',
    '/resourceQuantity/hasNumericalValue',
  ],
  [
    'ten decimals',
    { resourceQuantity: { hasNumericalValue: '0.1234567891', hasUnit: 'kg' } },
    'number.precision',
    '/resourceQuantity/hasNumericalValue',
  ],
  [
    '28 digits before the point',
    { resourceQuantity: { hasNumericalValue: '1'.repeat(28), hasUnit: 'kg' } },
    'number.precision',
    '/resourceQuantity/hasNumericalValue',
  ],
  [
    'a decimal comma',
    { resourceQuantity: { hasNumericalValue: '12,5', hasUnit: 'kg' } },
    'number.invalid',
    '/resourceQuantity/hasNumericalValue',
  ],
  ['a day that does not exist', { hasPointInTime: '2025-02-30' }, 'time.invalid', '/hasPointInTime'],
  ['an id with a blank', { provider: 'the mill' }, 'id.invalid', '/provider'],
  ['a field of no vocabulary', { amount: '5' }, 'field.unknown', '/amount'],
  ['text with a NUL', { note: 'a\u0000b' }, 'text.invalid', '/note'],
  ['text with half a character', { note: '\ud800' }, 'text.invalid', '/note'],
])('%s is refused with field, value and remedy', (_, fields, code, path) => {
  const told = first(event(fields));
  expect(told).toMatchObject({ code, path, record: 'urn:test:event' });
  expect(told.message + told.remedy).not.toMatch(/\{\w+\}/);
});

test('a quantity of a resource is never typed in', () => {
  const resource = {
    type: 'EconomicResource',
    id: 'urn:test:r',
    conformsTo: 'urn:test:s',
    onhandQuantity: { hasNumericalValue: '5', hasUnit: 'kg' },
  };
  expect(first(resource)).toMatchObject({ code: 'field.derived', path: '/onhandQuantity' });
});

test('an id that stands twice in linked data is one record said in parts, unless the parts disagree', () => {
  const { entries, problems } = read(event({}), event({ note: 'again', resourceClassifiedAs: 'wet' }));
  expect([problems, entries.map(({ body }) => body)]).toEqual([
    [],
    [{ action: 'produce', note: 'again', resourceClassifiedAs: ['wet'] }],
  ]);
  const odd = read(event({ note: 'one' }), event({ note: 'another' }));
  expect([odd.problems.map((each) => each.code), odd.entries]).toEqual([['id.duplicate'], []]);
});

test('a record that is too large is refused', () => {
  const parts = Array.from({ length: 12 }, () => 'n'.repeat(3900));
  expect(first(event({ resourceClassifiedAs: parts }))).toMatchObject({ code: 'entry.size' });
});

test.each([[[]], [{}], ['text'], [5], [null]])('%j is not a batch', (input) => {
  expect(readBatch(input, context).problems[0]!.code).toMatch(/^b(ody.shape|atch.empty)$/);
});

test('a class that is not known lists those that are', () => {
  expect(first({ type: 'EconomicThing' })).toMatchObject({
    code: 'class.unknown',
    remedy: expect.stringContaining('EconomicEvent'),
  });
});

test('numbers given as JSON numbers are kept as the text that writes them', () => {
  const quantity = (value: number) => event({ resourceQuantity: { hasNumericalValue: value, hasUnit: 'kg' } });
  const kept = (value: number) =>
    (read(quantity(value)).entries[0]!.body as { resourceQuantity: { hasNumericalValue: string } }).resourceQuantity
      .hasNumericalValue;
  expect([0.1, 1e21, 1e-7, 12, 2.5e-8].map(kept)).toEqual([
    '0.1',
    '1000000000000000000000',
    '0.0000001',
    '12',
    '0.000000025',
  ]);
});

test('a measure, an action and a time are read as linked data writes them', () => {
  const om2 = 'http://www.ontology-of-units-of-measure.org/resource/om-2/';
  const base = { '@type': 'EconomicEvent', '@id': 'urn:test:one', provider: 'urn:test:a', receiver: 'urn:test:a' };
  const kilogram = { hasNumericalValue: '190', hasUnit: 'kilogram' };
  const plain = { ...base, action: 'raise', resourceQuantity: kilogram, hasPointInTime: '2025-03-12' };
  const measures = [
    { '@type': 'om2:Measure', 'om2:hasNumericalValue': 190, 'om2:hasUnit': 'om2:kilogram' },
    { 'vf:hasNumericalValue': '190', 'vf:hasUnit': { '@id': `${om2}kilogram` } },
    { [`${om2}hasNumericalValue`]: { '@value': '190' }, [`${om2}hasUnit`]: { '@id': 'om2:kilogram' } },
  ];
  const read = (record: unknown) => readBatch([record], { makeId: () => 'urn:test:made' });
  for (const resourceQuantity of measures) expect(read({ ...plain, resourceQuantity })).toEqual(read(plain));
  expect(read({ ...plain, action: { '@id': 'vf:raise' } })).toEqual(read(plain));
  expect(read({ ...plain, hasPointInTime: { '@type': 'xsd:date', '@value': '2025-03-12' } })).toEqual(read(plain));
  expect(read({ ...plain, '@type': ['vf:EconomicEvent'] })).toEqual(read(plain));
  expect(read(plain).problems).toEqual([]);
});

test('a field that stands in two spellings is refused, not chosen from', () => {
  const record = { type: 'Process', id: 'urn:test:brew', name: 'Brew 1', 'vf:name': 'Brew 2' };
  const { entries, problems } = readBatch([record], { makeId: () => 'urn:test:made' });
  expect(entries).toEqual([]);
  expect(problems).toMatchObject([{ code: 'field.twice', record: 'urn:test:brew', path: '/name' }]);
});

test('a record with more unknown fields than a call can take is refused, field by field', () => {
  const many = Object.fromEntries(Array.from({ length: 150_000 }, (_, place) => [`k${place}`, 1]));
  const { problems } = readBatch([{ type: 'Person', name: 'Ann', ...many }], { makeId: () => 'urn:test:made' });
  expect(problems).toHaveLength(150_000);
  expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['field.unknown']));
});

const property = (fields: object) => ({
  type: 'Property',
  id: 'urn:test:p',
  of: 'urn:test:malt',
  layer: 'carbon',
  value: '0.4',
  unit: 'kg',
  per: 'kg',
  source: 'weighed',
  status: 'sourced',
  ...fields,
});

test.each([
  ['a latitude beyond the pole', { type: 'SpatialThing', lat: '90.001' }, 'number.range', '/lat'],
  ['a longitude of 400 degrees', { type: 'SpatialThing', long: '-400' }, 'number.range', '/long'],
  ['carbon in litres', property({ unit: 'L' }), 'unit.dimension', '/unit'],
  ['energy in kilograms', property({ layer: 'energy' }), 'unit.dimension', '/unit'],
  ['carbon in bananas', property({ unit: 'bananas' }), 'unit.unknown', '/unit'],
  ['less than no carbon', property({ value: '-0.4' }), 'number.sign', '/value'],
  ['a range upside down', property({ uncertainty: { low: '2', high: '1.9' } }), 'number.order', '/uncertainty/high'],
  [
    'a lifetime below zero',
    {
      type: 'Durable',
      of: 'urn:test:silo',
      lifetimeEffort: { hasNumericalValue: '-1', hasUnit: 'h' },
      source: 'the maker',
    },
    'number.sign',
    '/lifetimeEffort/hasNumericalValue',
  ],
  [
    'a loss from high to low',
    {
      type: 'ExpectedUnmeasuredFlow',
      of: 'urn:test:boiling',
      kind: 'vapour',
      low: '0.2',
      high: '-0.1',
      source: 'a book',
    },
    'number.order',
    '/high',
  ],
  [
    'a published range upside down',
    {
      type: 'PublishedFlow',
      from: 'urn:test:a',
      to: 'urn:test:b',
      specification: 'urn:test:steam',
      figures: [{ low: '9', high: '8', unit: 't', per: 'year', period: '1999', source: 'a paper' }],
      sources: [],
    },
    'number.order',
    '/figures/0/high',
  ],
])('%s is refused with field, value and remedy', (_, record, code, path) => {
  const told = first(record);
  expect(told).toMatchObject({ code, path });
  expect(told.message + told.remedy).not.toMatch(/\{\w+\}/);
});

test('a price is in whatever currency, a content in whatever unit of its layer', () => {
  const good = [{ layer: 'price', unit: 'EUR' }, { unit: 't' }, { layer: 'energy', unit: 'kWh' }];
  for (const fields of good) expect(read(property(fields)).problems).toEqual([]);
});

test('what has the wrong shape is told in words, not in types', () => {
  const wrong = [
    [{ type: 'Organization', name: 5 }, 'name is 5; expected text.'],
    [{ type: 'Organization', classifiedAs: 'mill' }, 'classifiedAs is mill; expected a list.'],
    [{ type: 'Process', finished: 'yes' }, 'finished is yes; expected true or false.'],
    [event({ resourceQuantity: 5 }), 'resourceQuantity is 5; expected an object with fields of its own.'],
    [event({ resourceQuantity: { hasNumericalValue: true, hasUnit: 'kg' } }), 'is true; expected a number.'],
    [event({ note: 'n'.repeat(4001) }), 'expected text of at most 4000 characters.'],
    [event({ '@id': '' }), 'empty is not an identifier.'],
  ] as const;
  for (const [record, message] of wrong) expect(first(record).message).toContain(message);
});

test('linked data written in full or short is the same: one value and a list of one are told apart by the class', () => {
  const vf = 'https://w3id.org/valueflows/ont/vf#';
  const om2 = 'http://www.ontology-of-units-of-measure.org/resource/om-2/';
  const inFull = {
    '@type': [`${vf}EconomicEvent`],
    '@id': 'urn:test:1',
    [`${vf}action`]: [{ '@id': `${vf}produce` }],
    [`${vf}resourceConformsTo`]: [{ '@id': 'urn:test:grain' }],
    [`${vf}resourceQuantity`]: [
      { [`${om2}hasNumericalValue`]: [{ '@value': '5' }], [`${om2}hasUnit`]: [{ '@id': `${om2}kilogram` }] },
    ],
    [`${vf}resourceClassifiedAs`]: [{ '@value': 'wet' }],
  };
  const short = {
    '@type': 'EconomicEvent',
    '@id': 'urn:test:1',
    action: 'vf:produce',
    resourceConformsTo: 'urn:test:grain',
    resourceQuantity: { hasNumericalValue: '5', hasUnit: 'om2:kilogram' },
    resourceClassifiedAs: 'wet',
  };
  const [full, brief] = [inFull, short].map((each) => read(each));
  expect([full!.problems, brief!.problems]).toEqual([[], []]);
  expect(full!.entries).toEqual(brief!.entries);
  expect(full!.entries[0]!.body).toMatchObject({ resourceClassifiedAs: ['wet'] });
  expect(first({ '@type': 'Organization', name: ['a', 'b'] })).toMatchObject({ code: 'field.type', path: '/name' });
});

test('a field of a part is told with the fields of that part, and never in two spellings', () => {
  const odd = first(event({ resourceQuantity: { hasNumericalValue: 1, hasUnit: 'kg', unit: 'kg' } }));
  expect(odd).toMatchObject({ code: 'field.unknown', path: '/resourceQuantity/unit' });
  expect(odd.message).toBe('unit is not a field of resourceQuantity.');
  expect(odd.remedy).toBe('Remove it, or use one of: hasNumericalValue, hasUnit.');
  const flow = { type: 'PublishedFlow', from: 'urn:a', to: 'urn:b', specification: 'urn:c', sources: [] };
  const figure = { unit: 'kg', per: 'year', period: '2020', source: 's', year: 2020 };
  expect(first({ ...flow, figures: [figure] }).remedy).toContain('value, low, high, unit, per, period, source, note');
  const twice = { hasNumericalValue: 1, 'vf:hasNumericalValue': 2, hasUnit: 'kg' };
  expect(first(event({ resourceQuantity: twice }))).toMatchObject({
    code: 'field.twice',
    path: '/resourceQuantity/hasNumericalValue',
  });
});

test('a published amount is not below nothing: what flows back is a flow of its own', () => {
  const flow = { type: 'PublishedFlow', from: 'urn:a', to: 'urn:b', specification: 'urn:c', sources: [] };
  const figure = { value: '-5', unit: 'kg', per: 'year', period: '2020', source: 's' };
  expect(first({ ...flow, figures: [figure] })).toMatchObject({ code: 'number.sign', path: '/figures/0/value' });
});

test.each(['', ' '])('a unit of "%s" is no piece', (hasUnit) => {
  const told = first(event({ resourceQuantity: { hasNumericalValue: 5, hasUnit } }));
  expect(told).toMatchObject({ code: 'unit.unknown', path: '/resourceQuantity/hasUnit' });
  expect(told.message).toBe('The unit empty is not known.');
});

test('of two records under one id the second is a problem and no entry', () => {
  const given = ['x', 'y'].map((name) => ({ type: 'Organization', id: 'urn:test:a', name }));
  const { entries, problems } = readBatch(given, context);
  expect(problems.map(({ code }) => code)).toEqual(['id.duplicate']);
  expect(entries.map(({ body }) => body)).toEqual([{ name: 'x' }]);
});

test.each(['+-5', '++5', '-+5', '+', '5.', '.5', '1e-400'])('%s is no number', (hasNumericalValue) => {
  const { code, path } = first(event({ resourceQuantity: { hasNumericalValue, hasUnit: 'kg' } }));
  expect([code, path]).toEqual(['number.invalid', '/resourceQuantity/hasNumericalValue']);
});

test('a name must say something, an id and a class one thing, and nothing may stand beside a graph', () => {
  const wrong = [
    [{ type: 'ResourceSpecification', name: ' ' }, 'field.missing', '/name'],
    [{ type: 'BatchLotRecord', batchLotCode: '' }, 'field.missing', '/batchLotCode'],
    [{ type: 'Person', '@type': 'Organization' }, 'field.twice', '/type'],
    [{ type: 'Person', id: 'urn:test:a', '@id': 'urn:test:b' }, 'field.twice', '/id'],
  ] as const;
  for (const [record, code, path] of wrong) expect(first(record)).toMatchObject({ code, path });
  expect(read({ type: 'Person', '@type': 'Person', id: 'urn:test:a', '@id': 'urn:test:a' }).problems).toEqual([]);
  const graph = { '@context': {}, '@graph': [{ type: 'Person' }], name: 'lost' };
  expect(readBatch(graph, context).problems).toMatchObject([{ code: 'field.unknown', path: '/name' }]);
});

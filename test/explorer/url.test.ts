import { view as people } from '../../explorer/views/people/view.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  choiceCodec,
  dayCodec,
  periodCodec,
  type QuerySpec,
  readParameter,
  readPlace,
  readQuery,
  switchCodec,
  textCodec,
  writePlace,
  writeQuery,
} from '../../explorer/state/url.ts';
import { query as ledger } from '../../explorer/views/ledger/view.ts';
import { query as record } from '../../explorer/views/record/view.ts';
import { views } from '../../explorer/views/views.ts';

const spec = {
  agent: textCodec(),
  by: choiceCodec(['agent', 'place', 'stage'], 'agent'),
  from: dayCodec(),
  period: periodCodec('2025'),
  empty: switchCodec(),
};

const day = fc.integer({ min: 0, max: 40_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const values = fc.record({
  agent: fc.string({ maxLength: 60, unit: 'grapheme' }),
  by: fc.constantFrom('agent', 'place', 'stage'),
  from: fc.oneof(fc.constant(''), day),
  period: fc.oneof(fc.constant(''), fc.constantFrom('2024', '2025-03', '2025-12')),
  empty: fc.boolean(),
});

test('what is written into an address is read back from it', () => {
  fc.assert(
    fc.property(values, (given) => {
      const read = readQuery(spec, writeQuery(spec, given));
      expect(read.broken).toEqual([]);
      expect(read.values).toEqual(given);
    }),
  );
});

test('an address is the same however its view was reached: fixed order, defaults left out', () => {
  const search = writeQuery(spec, { empty: true, by: 'place', agent: '', from: '2025-03-12' });
  expect(search).toBe('?by=place&from=2025-03-12&empty=1');
  expect(writeQuery(spec, readQuery(spec, '?empty=1&from=2025-03-12&by=place').values)).toBe(search);
  expect(writeQuery(spec, readQuery(spec, '').values)).toBe('');
});

test('a broken parameter degrades to its default and says why', () => {
  const { values: read, broken } = readQuery(spec, '?by=weight&from=2025-02-30&empty=1');
  expect(read).toMatchObject({ by: 'agent', from: '', empty: true });
  expect(broken.map(({ name, text }) => `${name}=${text}`)).toEqual(['by=weight', 'from=2025-02-30']);
  expect(broken[0]!.reason).toBe('expected agent, place, stage');
});

test('a parameter is missing, valid or invalid', () => {
  expect(readParameter(spec.period, null)).toEqual({ state: 'missing', value: '2025' });
  expect(readParameter(spec.period, '2024')).toEqual({ state: 'valid', value: '2024' });
  expect(readParameter(spec.period, 'much').state).toBe('invalid');
});

test('any text in any parameter is read without failing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(spec)), fc.string(), (name, text) => {
      const { values: read } = readQuery(spec, `?${name}=${encodeURIComponent(text)}`);
      expect(Object.keys(read)).toEqual(Object.keys(spec));
    }),
  );
});

test('a place is a network, a view and its parameters', () => {
  expect(readPlace('/', '')).toEqual({ network: '', view: 'start', search: '' });
  expect(readPlace('/grain-loop', '')).toEqual({ network: 'grain-loop', view: 'record', search: '' });
  expect(readPlace('/grain-loop/ledger', '?show=stock').view).toBe('ledger');
  expect(writePlace(readPlace('/grain-loop/ledger', '?show=stock'))).toBe('/grain-loop/ledger?show=stock');
  expect(readPlace('/Not A Network/ledger', '').network).toBe('');
});

test('the fallback of every parameter of every view is a value that can be written and read', () => {
  for (const { query } of [...views, { query: ledger }, { query: record }] as { query: QuerySpec }[])
    for (const codec of Object.values(query)) {
      const written = codec.format(codec.fallback);
      if (written !== '') expect(codec.parse(written)).toEqual(codec.fallback);
    }
});

test('the views stand in the navigation in order', () => {
  expect(people.aside).toBe(true);
  expect(views.filter(({ aside }) => !aside).map(({ id }) => id)).toEqual([
    'record',
    'plans',
    'ledger',
    'reports',
    'flows',
    'reuse',
    'map',
    'footprints',
    'models',
    'thresholds',
  ]);
});

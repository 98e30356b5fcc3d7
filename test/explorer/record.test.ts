import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isError } from '../../engine/0-base/problem.ts';
import { parseTime } from '../../engine/0-base/time.ts';
import { readBatch } from '../../engine/1-record/batch.ts';
import { factsFrom } from '../../engine/1-record/facts.ts';
import { admit, emptyLedger, stockOf } from '../../engine/2-ledger/ledger.ts';
import { formatDecimal } from '../../engine/0-base/decimal.ts';
import {
  type Draft,
  emptyDraft,
  newKind,
  newProcess,
  newStockThere,
  nextDraft,
  wallClock,
} from '../../explorer/views/record/draft.ts';
import { doneSentence } from '../../explorer/views/record/effect.ts';
import { recordKinds } from '../../explorer/views/record/kinds.ts';
import { readTyped } from '../../explorer/views/record/number.ts';
import { fieldOf } from '../../explorer/views/record/problem-field.ts';
import { type NewRecord, recordsOf } from '../../explorer/views/record/records.ts';
import { strikingFactor } from '../../explorer/views/record/recent.ts';
import { correctTo, undoOf } from '../../explorer/views/record/undo.ts';

const brewer = 'urn:a:brewer';
const grower = 'urn:a:grower';

const known = [
  { '@type': 'Organization', '@id': brewer, name: 'Brouwcoop (invented)' },
  { '@type': 'Organization', '@id': grower, name: 'Zwamkelder (invented)' },
  { '@type': 'ResourceSpecification', '@id': 'urn:s:malt', name: 'Malt', defaultUnitOfResource: 'kilogram' },
  { '@type': 'ResourceSpecification', '@id': 'urn:s:grain', name: 'Spent grain', defaultUnitOfResource: 'kilogram' },
  { '@type': 'ResourceSpecification', '@id': 'urn:s:work', name: 'Brewing work', defaultUnitOfEffort: 'hour' },
  { '@type': 'ProcessSpecification', '@id': 'urn:ps:brew', name: 'Brewing' },
  { '@type': 'Process', '@id': 'urn:b:24', name: 'Brew 24', basedOn: 'urn:ps:brew' },
  { '@type': 'EconomicResource', '@id': 'urn:r:malt', conformsTo: 'urn:s:malt', name: 'Malt silo' },
  {
    '@type': 'EconomicResource',
    '@id': 'urn:r:kettle',
    conformsTo: 'urn:s:work',
    name: 'Kettle',
    unitOfEffort: 'hour',
  },
];

/** A ledger with the known things and 3,000 kg of malt, into which batches can be sent. */
function house() {
  const ledger = emptyLedger();
  let sequence = 1;
  const send = (records: readonly object[]) => {
    const { entries, problems } = readBatch(records, { makeId: (index) => `urn:made:${sequence}-${index}` });
    const wrong = problems.filter(isError);
    if (wrong.length > 0) return wrong;
    const recorded = parseTime('2025-03-12T20:00:00Z', 'UTC')!.instant + sequence;
    const answer = admit(ledger, entries, { recorded, firstSequence: sequence, zone: 'Europe/Brussels' });
    sequence += answer.admitted.length;
    return answer.problems;
  };
  const opening = { '@type': 'EconomicEvent', '@id': 'urn:e:0', action: 'raise', provider: brewer, receiver: brewer };
  const amount = { hasNumericalValue: '3000', hasUnit: 'kg' };
  const problems = send([
    ...known,
    { ...opening, resourceInventoriedAs: 'urn:r:malt', resourceQuantity: amount, hasPointInTime: '2025-01-01' },
  ]);
  expect(problems).toEqual([]);
  const stock = (resource: string) => formatDecimal(stockOf(ledger.heads.get(resource)!).onhand);
  const facts = factsFrom([...ledger.records].map(([id, record]) => ({ id, class: record.class, body: record.body })));
  return { send, stock, facts };
}

const { facts } = house();
let count = 0;
const newId = () => `urn:new:${count++}`;
const onHand = { hasNumericalValue: '3000', hasUnit: 'kilogram' };
const empty = emptyDraft('urn:e:1', brewer, { day: '2025-03-12', time: '08:00' });
const usedUp: Draft = {
  ...empty,
  kind: 'used-up',
  process: 'urn:b:24',
  thing: 'urn:r:malt',
  quantity: '190',
  unit: 'kilogram',
};

test.each<[string, Partial<Draft>]>([
  ['used up malt from the silo', {}],
  ['made spent grain as a new stock', { kind: 'made', thing: 'urn:s:grain', quantity: '205,1' }],
  ['made spent grain that nobody keeps', { kind: 'made', thing: 'urn:s:grain', newStock: false }],
  [
    'worked in a new batch',
    { kind: 'worked', thing: 'urn:s:work', unit: 'hour', process: newProcess, processSpecification: 'urn:ps:brew' },
  ],
  ['used the kettle', { kind: 'used', thing: 'urn:r:kettle', unit: 'hour', quantity: '2' }],
  ['handed malt over into a new stock', { kind: 'handed-over', to: grower, toResource: newStockThere }],
  ['handed malt over into their hands', { kind: 'handed-over', to: grower }],
  ['counted more malt', { kind: 'counted', quantity: '3010' }],
  ['counted less malt', { kind: 'counted', quantity: '2.99', unit: 'tonne' }],
  ['counted what nobody kept before', { kind: 'counted', thing: 'urn:s:grain', quantity: '12' }],
  ['a day without a time', { time: '' }],
  ['counted a thing that nobody has named before', { kind: 'counted', thing: newKind('Rye'), quantity: '40' }],
  [
    'made a new thing in a new kind of batch',
    { kind: 'made', thing: newKind('Rye bread'), process: newProcess, processSpecification: newKind('Baking') },
  ],
  ['worked at what nobody has named before', { kind: 'worked', thing: newKind('Baking'), unit: 'hour' }],
])('the ledger takes what the form makes of: %s', (_, change) => {
  const here = house();
  const draft = { ...usedUp, ...change };
  const { records, gaps } = recordsOf(draft, {
    facts,
    onHand: draft.thing === 'urn:r:malt' ? onHand : undefined,
    newId,
  });
  expect(gaps).toEqual([]);
  expect(here.send(records)).toEqual([]);
});

test('a count brings the stock to what was counted', () => {
  for (const [quantity, unit, left] of [
    ['3010', 'kilogram', '3010'],
    ['2.99', 'tonne', '2990'],
    ['0', 'kilogram', '0'],
  ] as const) {
    const here = house();
    const { records } = recordsOf({ ...usedUp, kind: 'counted', quantity, unit }, { facts, onHand, newId });
    expect(here.send(records)).toEqual([]);
    expect(here.stock('urn:r:malt')).toBe(left);
    const [count, event] = records as [NewRecord, NewRecord];
    expect(count).toMatchObject({ '@type': 'Count', resourceQuantity: { hasNumericalValue: quantity, hasUnit: unit } });
    expect([event['resolves'], event['hasPointInTime']]).toEqual([count['@id'], count['hasPointInTime']]);
  }
});

test('an undone event leaves the stock as it was', () => {
  const here = house();
  const [event] = recordsOf(usedUp, { facts, newId }).records as [NewRecord];
  expect(here.send([event])).toEqual([]);
  expect(here.stock('urn:r:malt')).toBe('2810');
  const body = { ...(event as object), id: event['@id'], action: String(event['action']) };
  expect(here.send([undoOf({ event: body, id: 'urn:e:2', noticed: '2025-03-12T09:00' })])).toEqual([]);
  expect(here.stock('urn:r:malt')).toBe('3000');
});

test('1,900 kg typed for 190 are corrected, and corrected again, to the right amount', () => {
  const here = house();
  const [event] = recordsOf({ ...usedUp, quantity: '1900' }, { facts, newId }).records as [NewRecord];
  const body = { ...(event as object), id: event['@id'], action: String(event['action']) };
  const correction = { event: body, noticed: '2025-03-12T09:00' };
  expect(here.send([event, correctTo({ ...correction, id: 'urn:e:2' }, '190')!])).toEqual([]);
  expect(here.stock('urn:r:malt')).toBe('2810');
  expect(here.send([correctTo({ ...correction, id: 'urn:e:3' }, '189.5', '-1710')!])).toEqual([]);
  expect(here.stock('urn:r:malt')).toBe('2810.5');
  expect(here.send([undoOf({ ...correction, id: 'urn:e:4' }, '-1710.5')])).toEqual([]);
  expect(here.stock('urn:r:malt')).toBe('3000');
});

test('who may see it is said only of the event for which it was chosen', () => {
  const given = { ...empty, me: brewer, process: 'urn:b:24', kind: 'used-up', thing: 'urn:r:malt' } as const;
  const filled = { ...given, quantity: '190', unit: 'kilogram', visibility: 'own' } as const;
  const eventOf = (draft: Draft) => recordsOf(draft, { facts: factsFrom([]), newId: () => 'urn:new' }).records.at(-1);
  expect(eventOf(filled)).toMatchObject({ visibility: 'own' });
  const next = { ...nextDraft(filled, 'urn:e:2', { day: '2025-03-13', time: '08:00' }), quantity: '10' };
  expect(eventOf(next)).toMatchObject({ '@id': 'urn:e:2' });
  expect(eventOf(next)).not.toHaveProperty('visibility');
});

test('what is missing is named by its field, and nothing is made of it', () => {
  const fieldsOf = (draft: Draft) => recordsOf(draft, { facts, newId }).gaps.map(({ field, gap }) => `${field} ${gap}`);
  expect(fieldsOf({ ...empty, me: '' })).toEqual([
    'me missing',
    'process missing',
    'thing missing',
    'quantity missing',
    'unit missing',
  ]);
  expect(fieldsOf({ ...usedUp, process: newProcess })).toEqual(['processSpecification missing']);
  expect(fieldsOf({ ...usedUp, quantity: 'much' })).toEqual(['quantity number']);
  expect(fieldsOf({ ...usedUp, quantity: '0,0' })).toEqual(['quantity zero']);
  expect(fieldsOf({ ...usedUp, kind: 'handed-over' })).toEqual(['to missing']);
  expect(recordsOf({ ...usedUp, quantity: '' }, { facts, newId }).records).toEqual([]);
  expect(recordsOf({ ...usedUp, kind: 'counted', quantity: '3000' }, { facts, onHand, newId }).gaps).toEqual([
    { field: 'quantity', gap: 'same' },
  ]);
});

test('every attempt of a draft makes the same event', () => {
  const once = recordsOf(usedUp, { facts, newId }).records.at(-1);
  expect(recordsOf(usedUp, { facts, newId }).records.at(-1)).toEqual(once);
  expect(nextDraft(usedUp, 'urn:e:9', { day: '2025-03-13', time: '' })).toMatchObject({
    event: 'urn:e:9',
    quantity: '',
    process: 'urn:b:24',
  });
});

test.each([
  ['190', '190'],
  ['12,5', '12.5'],
  ['12.5', '12.5'],
  ['1,250', '1250'],
  ['1.250,75', '1250.75'],
  ['1,250.75', '1250.75'],
  ['1 250', '1250'],
  ['.5', '0.5'],
])('a person who types %s means %s', (typed, value) => {
  expect(readTyped(typed)?.value).toBe(value);
});

test('no text that is not a number is read as one', () => {
  for (const text of ['', '-3', '1e3', '12kg', '1,2,3', '=2+2', 'NaN']) expect(readTyped(text)).toBeUndefined();
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = readTyped(text);
      if (read) expect(read.value).toMatch(/^\d+(\.\d+)?$/);
    }),
  );
});

test('a number that can be read in two ways is told how it was read', () => {
  expect(readTyped('1,250')?.ambiguous).toBe(true);
  expect(readTyped('1.250')).toEqual({ value: '1.250', ambiguous: true });
  expect(readTyped('12.5')?.ambiguous).toBe(false);
});

test('ten times the usual amount strikes, the usual spread does not', () => {
  const usual = {
    thing: 'urn:r:malt',
    count: 12,
    lastDay: 20_000,
    unit: 'kilogram',
    median: 190,
    least: 152,
    most: 195,
  };
  expect(strikingFactor(1900, usual)).toBe(10);
  expect(strikingFactor(19, usual)).toBe(0.1);
  expect(strikingFactor(230, usual)).toBeUndefined();
  expect(strikingFactor(1900, { ...usual, count: 2 })).toBeUndefined();
  expect(strikingFactor(1900, undefined)).toBeUndefined();
});

test('a problem of the server stands beside its field', () => {
  const problem = (code: string, path: string) => fieldOf({ code, path, message: '', remedy: '' });
  expect(problem('unit.dimension', '/resourceQuantity')).toBe('unit');
  expect(problem('number.precision', '/resourceQuantity/hasNumericalValue')).toBe('quantity');
  expect(problem('reference.unknown', '/inputOf')).toBe('process');
  expect(problem('time.future', '/hasPointInTime')).toBe('day');
  expect(problem('id.conflict', '/id')).toBeUndefined();
});

test('the clock of the form is that of the network', () => {
  expect(wallClock(new Date('2025-03-12T23:30:00Z'), 'Europe/Brussels')).toEqual({ day: '2025-03-13', time: '00:30' });
});

test('an event is told in one plain sentence', () => {
  const [event] = recordsOf({ ...usedUp, quantity: '1,900' }, { facts, newId }).records as [NewRecord];
  expect(doneSentence(facts, event).replaceAll('\u00a0', ' ')).toBe('Used up 1,900 kg Malt silo in Brew 24');
});

test('the six kinds are actions that the action table has', async () => {
  const { findAction } = await import('../../engine/2-ledger/action.ts');
  for (const { action } of recordKinds) expect(findAction(action)).toBeDefined();
});

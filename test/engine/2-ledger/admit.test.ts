import { expect, test } from 'vitest';
import type { Entry } from '../../../engine/1-record/kind.ts';
import { admit, emptyLedger } from '../../../engine/2-ledger/ledger.ts';
import { ids, recorded } from '../../support/cast.ts';
import { contextAt, knowledge } from '../../support/events.ts';
import { pictureOf } from '../../support/story.ts';

const kilograms = (hasNumericalValue: string) => ({ hasNumericalValue, hasUnit: 'kilogram' });
const malt = ids.resource('malt');
const raise = (id: string, quantity: string): Entry<'EconomicEvent'> =>
  recorded('EconomicEvent', ids.event(id), {
    action: 'raise',
    provider: ids.agent('alice'),
    resourceInventoriedAs: malt,
    resourceQuantity: kilograms(quantity),
  });
const grain = { class: 'ResourceSpecification', id: ids.specification('grain'), v: 1 } as const;
const codes = (answer: { problems: readonly { code: string }[] }) => answer.problems.map((each) => each.code);

function begun() {
  const ledger = emptyLedger();
  const first = admit(ledger, knowledge, contextAt(1));
  return { ledger, sequence: 1 + first.admitted.length };
}

test('a record sent again as it was has no effect; with other content it is a conflict', () => {
  const { ledger, sequence } = begun();
  admit(ledger, [raise('o', '10')], contextAt(sequence));
  const again = admit(ledger, [raise('o', '10'), raise('p', '1')], contextAt(sequence + 1));
  expect(again.existing).toEqual([ids.event('o')]);
  expect(again.admitted.map(({ id }) => id)).toEqual([ids.event('p')]);
  expect(again.effects[0]!.event.sequence).toBe(sequence + 1);
  const picture = pictureOf(ledger);
  expect(codes(admit(ledger, [raise('o', '11')], contextAt(sequence + 2)))).toEqual(['id.conflict']);
  const other = { ...knowledge[0]!, body: { name: 'Alicia' } };
  expect(codes(admit(ledger, [other], contextAt(sequence + 2)))).toEqual(['id.conflict']);
  expect(pictureOf(ledger)).toBe(picture);
});

test('the order in which the fields of a record are written does not make it another', () => {
  const { ledger, sequence } = begun();
  const first = raise('o', '10');
  admit(ledger, [first], contextAt(sequence));
  const turned = { ...first, body: Object.fromEntries(Object.entries(first.body).reverse()) } as typeof first;
  expect(admit(ledger, [turned], contextAt(sequence + 1)).existing).toEqual([first.id]);
});

test('records of one batch may name each other in any order, events only what came before', () => {
  const answer = admit(emptyLedger(), [...knowledge].reverse(), contextAt(1));
  expect(answer.problems).toEqual([]);
  expect(answer.admitted).toHaveLength(knowledge.length);
  const { ledger, sequence } = begun();
  const correction = { ...raise('c', '-1'), body: { ...raise('c', '-1').body, corrects: ids.event('o') } };
  expect(codes(admit(ledger, [correction, raise('o', '10')], contextAt(sequence)))).toEqual(['reference.unknown']);
  expect(codes(admit(ledger, [raise('o', '10'), correction], contextAt(sequence)))).toEqual([]);
});

test('what is named must be recorded, of the right class, and not retired', () => {
  const { ledger, sequence } = begun();
  const naming = (provider: string): Entry => ({ ...raise('o', '1'), body: { ...raise('o', '1').body, provider } });
  expect(codes(admit(ledger, [naming('urn:nobody')], contextAt(sequence)))).toEqual(['reference.unknown']);
  expect(codes(admit(ledger, [naming(ids.process('mash'))], contextAt(sequence)))).toEqual(['reference.class']);
  admit(ledger, [{ ...knowledge[0]!, op: 'retire' }], contextAt(sequence));
  expect(codes(admit(ledger, [naming(knowledge[0]!.id)], contextAt(sequence + 1)))).toEqual(['reference.retired']);
});

test('what is wrong with each event of a batch is told, and nothing that only follows from it', () => {
  const { ledger, sequence } = begun();
  const consume = (id: string): Entry =>
    recorded('EconomicEvent', ids.event(id), {
      ...raise(id, '1').body,
      action: 'consume',
      inputOf: ids.process('mash'),
    });
  const answer = admit(ledger, [raise('o', '-5'), consume('c'), raise('p', 'many')], contextAt(sequence));
  expect(answer.problems.map(({ code, record }) => [code, record])).toEqual([
    ['number.negative', ids.event('o')],
    ['number.invalid', ids.event('p')],
  ]);
});

test('knowledge can be revised and retired, events and properties never', () => {
  const { ledger, sequence } = begun();
  const property = recorded('Property', 'urn:property', {
    of: grain.id,
    layer: 'carbon',
    value: '0.4',
    unit: 'kilogram',
    per: 'kilogram',
    source: 'a table',
    status: 'sourced',
  });
  admit(ledger, [raise('o', '10'), property], contextAt(sequence));
  const next = contextAt(sequence + 2);
  const revised: Entry = { ...grain, op: 'revise', body: { name: 'spent grain' } };
  expect(admit(ledger, [revised], next).admitted).toEqual([revised]);
  expect(ledger.records.get(grain.id)?.body).toEqual({ name: 'spent grain' });
  expect(admit(ledger, [revised], next).existing).toEqual([grain.id]);
  for (const op of ['revise', 'retire'] as const) {
    expect(codes(admit(ledger, [{ ...raise('o', '11'), op }], next))).toEqual(['record.fixed']);
    expect(codes(admit(ledger, [{ ...property, op, body: { ...property.body, value: '1' } }], next))).toEqual([
      'record.fixed',
    ]);
    expect(codes(admit(ledger, [{ ...grain, op, id: 'urn:no', body: { name: 'x' } }], next))).toEqual([
      'reference.unknown',
    ]);
  }
  const retired: Entry = { ...revised, op: 'retire' };
  expect(admit(ledger, [retired], next).admitted).toEqual([retired]);
  expect(admit(ledger, [retired], next).existing).toEqual([grain.id]);
  expect(codes(admit(ledger, [{ ...revised, body: { name: 'y' } }], next))).toEqual(['reference.retired']);
});

test('a resource with recorded stock keeps its specification', () => {
  const { ledger, sequence } = begun();
  const beer = recorded('ResourceSpecification', ids.specification('beer'), { name: 'beer' });
  const revised = {
    ...recorded('EconomicResource', malt, { name: 'malt', conformsTo: beer.id }),
    op: 'revise' as const,
  };
  const answer = admit(ledger, [raise('o', '1'), beer, revised], contextAt(sequence));
  expect(codes(answer)).toEqual(['resource.specification']);
});

test('what was retired since can still be corrected', () => {
  const { ledger, sequence } = begun();
  const alice = knowledge[0]!;
  const correction = { ...raise('c', '-1'), body: { ...raise('c', '-1').body, corrects: ids.event('o') } };
  const answer = admit(ledger, [raise('o', '3'), { ...alice, op: 'retire' }, correction], contextAt(sequence));
  expect(answer.problems).toEqual([]);
});

test('a day without a time is the day in the zone of the network; without any time it is when it was recorded', () => {
  const { ledger, sequence } = begun();
  const dated = { ...raise('o', '1'), body: { ...raise('o', '1').body, hasPointInTime: '2025-01-10' } };
  const context = { ...contextAt(sequence), zone: 'Pacific/Auckland' };
  const { effects } = admit(ledger, [dated, raise('p', '1')], context);
  expect(effects.map(({ event }) => new Date(event.happened / 1000).toISOString())).toEqual([
    '2025-01-09T11:00:00.000Z',
    new Date(context.recorded / 1000).toISOString(),
  ]);
});

test('what a network refuses now is only told when it is read again from the journal', () => {
  const { ledger, sequence } = begun();
  const lower = { ...raise('l', '2'), body: { ...raise('l', '2').body, action: 'lower' } };
  const strict = { ...contextAt(sequence), policies: { negativeStock: 'refuse' as const } };
  expect(codes(admit(ledger, [raise('o', '1'), lower], strict))).toEqual(['stock.negative']);
  const answer = admit(ledger, [raise('o', '1'), lower], { ...strict, replayed: true });
  expect([codes(answer), answer.warnings.map(({ code }) => code)]).toEqual([[], ['stock.negative']]);
});

import { expect, test } from 'vitest';
import { type Facts, factsFrom } from '../../engine/1-record/facts.ts';
import { type NetEvent, netEvents } from '../../engine/2-ledger/net-events.ts';
import { answersOf, beside } from '../../explorer/views/plans/done.ts';
import { claimOf, emptyFlow, flowFieldOf } from '../../explorer/views/plans/flow-draft.ts';
import { gatheredIn, gathering, gatherRecords, ungatherRecords } from '../../explorer/views/plans/gather.ts';
import { loadLanguage, speak } from '../../explorer/text/text.ts';
import { loanSentences } from '../../explorer/views/ledger/checks.ts';
import type { EventItem, PromiseItem } from '../../explorer/worker/wire.ts';
import type { Opened } from '../../explorer/worker/world.ts';

const id = (name: string) => `urn:test:${name}`;
const kg = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kilogram' });
const facts: Facts = factsFrom([
  { class: 'Agreement', id: id('grain'), body: { name: 'Grain for bread', bundledIn: id('old') } },
  { class: 'Agreement', id: id('beer'), body: { name: 'Beer for work', note: 'a year' } },
  { class: 'AgreementBundle', id: id('old'), body: { name: 'Orders of February' } },
  { class: 'ResourceSpecification', id: id('flour'), body: { name: 'Flour', defaultUnitOfResource: 'kilogram' } },
  { class: 'Intent', id: id('wish'), body: { action: 'transfer', resourceConformsTo: id('flour') } },
  {
    class: 'Proposal',
    id: id('offer'),
    body: { purpose: 'offer', publishes: [id('wish')], listedIn: [id('week-11')] },
  },
]);

test('an agreement that is in a bundle already says so; an offer without a name is called by what it offers', () => {
  expect(gathering(facts, 'bundle')).toEqual([
    { id: id('beer'), label: 'Beer for work' },
    { id: id('grain'), label: 'Grain for bread', hint: 'Orders of February' },
  ]);
  expect(gathering(facts, 'list')).toEqual([{ id: id('offer'), label: 'Flour' }]);
});

test('what is put in a bundle or a list names it and keeps all else; taken back, it is as it was', () => {
  const bundle = { what: 'bundle' as const, name: ' Orders of March ', note: '', chosen: [id('beer'), id('grain')] };
  const records = gatherRecords(facts, bundle, id('new'));
  expect(records).toEqual([
    { '@type': 'AgreementBundle', '@id': id('new'), name: 'Orders of March' },
    {
      '@type': 'Agreement',
      '@id': id('beer'),
      op: 'revise',
      name: 'Beer for work',
      note: 'a year',
      bundledIn: id('new'),
    },
    { '@type': 'Agreement', '@id': id('grain'), op: 'revise', name: 'Grain for bread', bundledIn: id('new') },
  ]);
  expect(ungatherRecords(facts, bundle, records)).toEqual([
    { '@type': 'Agreement', '@id': id('beer'), op: 'revise', name: 'Beer for work', note: 'a year' },
    { '@type': 'Agreement', '@id': id('grain'), op: 'revise', name: 'Grain for bread', bundledIn: id('old') },
    { '@type': 'AgreementBundle', '@id': id('new'), name: 'Orders of March', op: 'retire' },
  ]);
  const [, offer] = gatherRecords(facts, { what: 'list', name: 'Week 12', note: '', chosen: [id('offer')] }, id('new'));
  expect(offer!['listedIn']).toEqual([id('week-11'), id('new')]);
  expect(gatheredIn(facts, 'bundle', id('old'))).toEqual([id('grain')]);
  expect(gatheredIn(facts, 'list', id('week-11'))).toEqual([id('offer')]);
});

test('what is owed names the event that it is owed for; what the server says of it stands at its field', () => {
  const draft = emptyFlow({ provider: id('bakery'), receiver: id('mill'), thing: id('flour'), quantity: '8,5' });
  expect(claimOf(id('claim'), { ...draft, unit: 'kilogram' }, id('gift'))).toMatchObject({
    '@type': 'Claim',
    provider: id('bakery'),
    resourceQuantity: kg('8.5'),
    triggeredBy: id('gift'),
  });
  const paths = ['/provider', '/resourceQuantity/hasUnit', '/resourceQuantity', '/resourceConformsTo', '/triggeredBy'];
  expect(paths.map((path) => flowFieldOf({ path }))).toEqual(['provider', 'unit', 'quantity', 'thing', undefined]);
});

const event = (name: string, value: string, more: object = {}) =>
  ({
    id: id(name),
    sequence: 1,
    action: 'transfer',
    resourceConformsTo: id('flour'),
    resourceQuantity: kg(value),
    happened: '2025-03-12T00:00:00Z',
    ...more,
  }) as unknown as EventItem;
const doneOf = (events: readonly EventItem[]) =>
  new Map(netEvents(events).map((each): [string, NetEvent<EventItem>] => [each.event.id, each]));

test('a delivery stands with what its corrections leave of it, beside what of it counts; what is undone is not shown', () => {
  const done = doneOf([
    event('second', '140', { happened: '2025-03-14T00:00:00Z' }),
    event('first', '200'),
    event('less', '-10', { corrects: id('second'), sequence: 3 }),
    event('wrong', '5'),
    event('back', '-5', { corrects: id('wrong'), sequence: 4 }),
  ]);
  const answeredBy = ['second', 'first', 'wrong'].map((name) => ({
    ...{ id: id(name), class: 'EconomicEvent' as const, resourceQuantity: kg('100') },
  }));
  const lines = answersOf(facts, { answeredBy } as unknown as PromiseItem, done);
  expect(lines.map((line) => [line.event.id, line.stands, line.counts])).toEqual([
    [id('first'), kg('200'), kg('100')],
    [id('second'), kg('130'), kg('100')],
  ]);
});

test('what realises an agreement and counts for none of its promises stands beside them, on its own side', () => {
  const done = doneOf([
    event('gift', '25', { realizationOf: id('grain') }),
    event('bread', '3', { reciprocalRealizationOf: id('grain') }),
    event('counted', '9', { realizationOf: id('grain') }),
  ]);
  const items = [{ answeredBy: [{ id: id('counted'), class: 'EconomicEvent' }] }] as unknown as PromiseItem[];
  const of = (side: 'realizationOf' | 'reciprocalRealizationOf') =>
    beside(facts, done, { agreement: id('grain'), side, items }).map((line) => line.event.id);
  expect([of('realizationOf'), of('reciprocalRealizationOf')]).toEqual([[id('gift')], [id('bread')]]);
});

test('of a stock it is said what is lent, and what is under way with whom and since when, in the language of the reader', async () => {
  await loadLanguage('nl');
  const opened = { facts, zone: 'Europe/Brussels', network: 'mill' } as unknown as Opened;
  const load = {
    holder: id('haulier'),
    resource: id('flour'),
    parts: [{ since: '2025-03-02T23:00:00Z', quantity: kg('200') }],
  };
  const loans = [
    { state: 'lent' as const, ...load },
    { state: 'underWay' as const, ...load, process: id('trip') },
  ];
  const said = () => loanSentences(opened, loans).map((each) => each.replaceAll('\u00a0', ' '));
  expect(said()).toEqual([
    '200 kg with haulier since 3 Mar 2025, 00:00.',
    '200 kg under way with haulier since 3 Mar 2025, 00:00: trip.',
  ]);
  speak('nl');
  expect(said()[1]).toContain('200 kg onderweg bij haulier sinds 3 mrt 2025');
  speak('en');
});

import { describe, expect, test } from 'vitest';
import { factsFrom } from '../../engine/1-record/facts.ts';
import { fulfilmentsOf, type PromiseRecord } from '../../engine/2-ledger/fulfilment.ts';
import { recipeDifference } from '../../engine/6-plan/difference.ts';
import { csvOf } from '../../explorer/sheet/files.ts';
import { readQuery } from '../../explorer/state/url.ts';
import { emptyFlow, flowGaps, proposalRecords, takeOnDraft } from '../../explorer/views/plans/flow-draft.ts';
import { openOf } from '../../explorer/views/plans/open.ts';
import { planParts, planRows, proposalRows, tallyOf, tallySentence } from '../../explorer/views/plans/rows.ts';
import { sheet } from '../../explorer/views/plans/sheet.ts';
import { differenceSentence } from '../../explorer/views/plans/variance.ts';
import { isChanged, variantRecords } from '../../explorer/views/plans/variant.ts';
import { query } from '../../explorer/views/plans/view.ts';
import { plannedSentence, progressSentence } from '../../explorer/views/promise.ts';
import {
  type BatchLine,
  batchRecords,
  lastLinesOf,
  plannedLinesOf,
  productOf,
  recipeLinesOf,
  scaled,
  sourcesOf,
} from '../../explorer/views/record/batch.ts';
import { emptyDraft } from '../../explorer/views/record/draft.ts';
import { alike, draftFor, openFor, partsOf } from '../../explorer/views/record/promised.ts';
import { recordsOf } from '../../explorer/views/record/records.ts';
import type { EventItem, PromiseItem } from '../../explorer/worker/wire.ts';
import type { Opened } from '../../explorer/worker/world.ts';

const kg = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kilogram' });
const litres = (value: string) => ({ hasNumericalValue: value, hasUnit: 'litre' });
const id = (name: string) => `urn:x:${name}`;

/** A brewery that plans a brew, owes a grower grain, and offers trub. */
const own = { provider: id('brewery'), receiver: id('brewery') };
const order = {
  action: 'transfer',
  provider: id('brewery'),
  receiver: id('grower'),
  resourceConformsTo: id('grain'),
};
const promises: readonly (PromiseRecord & { readonly done?: string })[] = [
  {
    id: id('malt'),
    class: 'Commitment',
    body: {
      action: 'consume',
      ...own,
      inputOf: id('brew'),
      resourceConformsTo: id('malt'),
      resourceQuantity: kg('380'),
      due: '2025-03-01',
    },
    done: '190',
  },
  {
    id: id('beer'),
    class: 'Commitment',
    body: {
      action: 'produce',
      ...own,
      outputOf: id('brew'),
      independentDemandOf: id('feast'),
      resourceConformsTo: id('beer'),
      resourceQuantity: litres('2000'),
      due: '2025-04-01',
    },
  },
  {
    id: id('cite'),
    class: 'Commitment',
    body: {
      action: 'cite',
      plannedWithin: id('feast'),
      provider: id('author'),
      receiver: id('brewery'),
      resourceConformsTo: id('broodbier'),
      resourceQuantity: { hasNumericalValue: '1', hasUnit: 'one' },
    },
  },
  { id: id('order-1'), class: 'Commitment', body: { ...order, resourceQuantity: kg('30'), due: '2025-03-20' } },
  { id: id('order-2'), class: 'Commitment', body: { ...order, resourceQuantity: kg('50'), due: '2025-03-10' } },
  {
    id: id('trub'),
    class: 'Intent',
    body: {
      action: 'transfer',
      provider: id('brewery'),
      resourceConformsTo: id('trub-kind'),
      resourceQuantity: kg('60'),
    },
  },
  {
    id: id('takes'),
    class: 'Commitment',
    body: { ...order, resourceConformsTo: id('trub-kind'), resourceQuantity: kg('20'), satisfies: [id('trub')] },
  },
];
const specification = (name: string, unit: string) => ({
  class: 'ResourceSpecification' as const,
  id: id(name),
  body: { name, defaultUnitOfResource: unit },
});
const facts = factsFrom([
  { class: 'Organization', id: id('brewery'), body: { name: 'Brouwcoop' } },
  { class: 'Organization', id: id('grower'), body: { name: 'Zwamkelder' } },
  { class: 'Organization', id: id('author'), body: { name: 'Open Brood' } },
  specification('malt', 'kilogram'),
  specification('beer', 'litre'),
  specification('grain', 'kilogram'),
  specification('trub-kind', 'kilogram'),
  specification('broodbier', 'one'),
  { class: 'EconomicResource', id: id('silo'), body: { conformsTo: id('malt'), name: 'Silo' } },
  { class: 'ProcessSpecification', id: id('brewing'), body: { name: 'Brewing' } },
  { class: 'Plan', id: id('feast'), body: { name: 'Feast', due: '2025-04-01' } },
  { class: 'Plan', id: id('idle'), body: { name: 'Idle' } },
  {
    class: 'Process',
    id: id('brew'),
    body: {
      name: 'Brew 24',
      basedOn: id('brewing'),
      plannedWithin: id('feast'),
      inScopeOf: id('brewery'),
      hasBeginning: '2025-03-01',
    },
  },
  {
    class: 'Process',
    id: id('brew-23'),
    body: {
      name: 'Brew 23',
      basedOn: id('brewing'),
      inScopeOf: id('brewery'),
      hasBeginning: '2025-02-01',
      recipeProcess: id('step'),
    },
  },
  {
    class: 'Process',
    id: id('brew-22'),
    body: { name: 'Brew 22', basedOn: id('brewing'), inScopeOf: id('brewery'), hasBeginning: '2025-01-01' },
  },
  { class: 'Proposal', id: id('offer'), body: { name: 'Trub', purpose: 'offer', publishes: [id('trub')] } },
  {
    class: 'Recipe',
    id: id('recipe'),
    body: {
      name: 'Broodbier',
      primaryOutput: id('beer'),
      recipeIncludes: [id('step')],
      version: '1.2',
      licence: 'CC-BY-4.0',
      author: id('author'),
      citedAs: id('broodbier'),
    },
  },
  { class: 'RecipeProcess', id: id('step'), body: { name: 'Brewing', processConformsTo: id('brewing') } },
  {
    class: 'RecipeFlow',
    id: id('flow-malt'),
    body: { action: 'consume', recipeInputOf: id('step'), resourceConformsTo: id('malt'), resourceQuantity: kg('190') },
  },
  {
    class: 'RecipeFlow',
    id: id('flow-beer'),
    body: {
      action: 'produce',
      recipeOutputOf: id('step'),
      resourceConformsTo: id('beer'),
      resourceQuantity: litres('1000'),
    },
  },
  ...promises.map(({ id: each, class: name, body }) => ({ class: name, id: each, body })),
]);
const allocations = promises.flatMap(({ id: target, done }) =>
  done
    ? [
        {
          target,
          link: 'fulfills' as const,
          event: id(`${target}-done`),
          resource: { coefficient: BigInt(done), scale: 0 },
          effort: { coefficient: 0n, scale: 0 },
        },
      ]
    : [],
);
const now = Date.parse('2025-03-15') * 1000;
const items = fulfilmentsOf(promises, allocations, { now, zone: 'UTC' }).map((each): PromiseItem => ({
  ...promises.find((one) => one.id === each.id)!.body,
  ...each,
}));
const find = (name: string) => items.find((item) => item.id === id(name))!;
const asked = (search = '') => readQuery(query, search).values;
const stocks = new Map([
  [id('silo'), { resource: id('silo'), specification: id('malt'), accountable: id('brewery'), onhand: kg('1000') }],
]);
const context = { facts, stocks, recent: undefined, me: id('brewery') };
let made = 0;
const newId = () => `urn:new:${made++}`;

describe('a plan', () => {
  test('says in words how it stands: what is done, begun and late of what was promised', () => {
    const rows = planRows(facts, items, asked());
    expect(rows.map(({ id: plan }) => plan)).toEqual([id('feast'), id('idle')]);
    expect(tallySentence(rows[0]!.tally)).toBe('0 of 3 promises met, 1 begun, 1 late.');
    expect(tallySentence(rows[1]!.tally)).toBe('Nothing is promised yet.');
  });

  test('is found by whose it is, by state and by what is late', () => {
    const found = (search: string) => planRows(facts, items, asked(search)).map((row) => row.id);
    expect(found('late=1')).toEqual([id('feast')]);
    expect(found('state=over')).toEqual([]);
    expect(found(`who=${id('grower')}`)).toEqual([]);
    expect(found(`who=${id('brewery')}`)).toEqual([id('feast')]);
  });

  test('shows what goes into and out of each batch, and what stands beside', () => {
    const { processes, others } = planParts(facts, items, id('feast'));
    expect(processes.map(({ inputs, outputs }) => [inputs.length, outputs.length])).toEqual([[1, 1]]);
    expect(others.map((item) => item.id)).toEqual([id('cite')]);
    expect(progressSentence(find('malt'))).toMatch(/^190.kg of 380.kg done, 190.kg open$/);
  });

  test('says work of the kind Work once', () => {
    expect(plannedSentence('work', 'Work', '22 h')).toBe('Work 22 h');
    expect(plannedSentence('work', 'Brewing work', '22 h')).toBe('Work 22 h Brewing work');
    expect(plannedSentence('consume', 'Malt')).toBe('Use up Malt');
  });

  test('leaves its page as a table with the same words', async () => {
    const opened: Opened = { network: 'n', name: 'N', zone: 'UTC', invented: true, sequence: 1, facts };
    const against = {
      key: id('brew'),
      action: 'consume',
      side: 'input',
      specification: id('malt'),
      planned: kg('380'),
      actual: kg('400'),
      difference: kg('20'),
      unplanned: kg('0'),
    };
    const client = {
      get: async <T>(path: string) =>
        ({
          ok: true,
          tag: '',
          value: { items: path.includes('/variance?by=process') ? [against] : items } as T,
        }) as const,
      run: async () => undefined,
    };
    const answer = await sheet({ client, opened, values: asked(`plan=${id('feast')}`), width: 900 });
    if (!answer.ok) throw new Error(answer.title);
    expect(answer.value.finding).toEqual(['0 of 3 promises met, 1 begun, 1 late.']);
    const csv = csvOf(answer.value.tables[0]!);
    expect(csv).toContain('Use up malt');
    expect(csv).toMatch(/380,190,190/);
    expect(answer.value.tables.map((table) => table.id)).toEqual(['plans', 'variance']);
    expect(csvOf(answer.value.tables[1]!)).toMatch(/Brew 24,Use up,malt,380,400,20,0,kg/);
  });
});

describe('an offer', () => {
  test('that one has taken on in part is open for the rest', () => {
    expect(proposalRows(facts, items, asked()).map((row) => row.items.map((item) => item.id))).toEqual([[id('trub')]]);
    expect(openOf(find('trub'))).toEqual(kg('40'));
    expect(takeOnDraft(facts, id('trub'), { me: id('grower'), open: openOf(find('trub')) })).toMatchObject({
      provider: id('brewery'),
      receiver: id('grower'),
      thing: id('trub-kind'),
      quantity: '40',
      unit: 'kilogram',
    });
  });

  test('is an intent of one side and the proposal that publishes it, with what is asked in return', () => {
    const draft = emptyFlow({ provider: id('brewery'), thing: id('grain'), quantity: '12,5', unit: 'kilogram' });
    const inReturn = emptyFlow({ receiver: id('brewery'), thing: id('malt'), quantity: '3', unit: 'kilogram' });
    const how = { purpose: 'offer', name: '', proposedTo: id('grower'), listedIn: '', inReturn } as const;
    const [intent, back, proposal] = proposalRecords(draft, how, newId);
    expect(intent).toMatchObject({ '@type': 'Intent', provider: id('brewery'), resourceQuantity: kg('12.5') });
    expect(intent).not.toHaveProperty('receiver');
    expect(proposal).toMatchObject({
      purpose: 'offer',
      publishes: [intent!['@id']],
      reciprocal: [back!['@id']],
      proposedTo: [id('grower')],
    });
  });

  test('without an amount, or with one that is none, is not sent', () => {
    const draft = emptyFlow({ provider: id('brewery'), thing: id('grain'), unit: 'kilogram' });
    expect(flowGaps(draft, ['provider'])).toEqual([{ field: 'quantity', gap: 'missing' }]);
    for (const quantity of ['many', '0', '-3'])
      expect(flowGaps({ ...draft, quantity }, ['provider'])).toEqual([{ field: 'quantity', gap: 'number' }]);
  });
});

describe('what is open for somebody', () => {
  test('is offered late first, and not what others may take on', () => {
    const open = openFor(facts, items, id('brewery')).map((item) => item.id);
    expect(open.slice(0, 2)).toEqual([id('malt'), id('order-2')]);
    expect(open).not.toContain(id('trub'));
    expect(openFor(facts, items, id('grower')).map((item) => item.id)).toContain(id('order-1'));
  });

  test('fills the form: the stock of whoever gives, what is open, the batch and the sides', () => {
    expect(draftFor(context, [find('malt')])).toMatchObject({
      kind: 'used-up',
      thing: id('silo'),
      quantity: '190',
      unit: 'kilogram',
      process: id('brew'),
      answers: [id('malt')],
    });
  });

  const filled = (change: object) => ({
    ...emptyDraft('urn:e:1', id('brewery'), { day: '2025-03-15', time: '' }),
    ...change,
  });

  test('is recorded with what it keeps, between those who promised it', () => {
    const draft = filled({
      ...draftFor({ ...context, me: id('grower') }, [find('order-1')]),
      me: id('grower'),
      quantity: '12',
    });
    const { records, gaps } = recordsOf(draft, { facts, newId });
    expect(gaps).toEqual([]);
    expect(records.at(-1)).toMatchObject({
      action: 'transfer',
      provider: id('brewery'),
      receiver: id('grower'),
      fulfills: [id('order-1')],
      resourceQuantity: kg('12'),
    });
    expect(records.at(-1)).not.toHaveProperty('allocated');
  });

  test('in one delivery for two orders is shared as the ledger does, and otherwise where that is said', () => {
    expect(alike(facts, items, find('order-2')).map((item) => item.id)).toEqual([id('order-1')]);
    const both = filled({ ...draftFor(context, [find('order-2'), find('order-1')]), quantity: '60' });
    const told = (draft: typeof both) =>
      partsOf(facts, items, draft)!.parts.map(({ part, left, over }) =>
        [part, left, over].map((each) => each?.hasNumericalValue),
      );
    expect(told(both)).toEqual([
      ['50', '0', undefined],
      ['10', '20', undefined],
    ]);
    const said = { ...both, parts: { [id('order-2')]: '20' } };
    expect(told(said)).toEqual([
      ['20', '30', undefined],
      ['40', undefined, '10'],
    ]);
    expect(recordsOf(said, { facts, newId }).records.at(-1)).toMatchObject({
      fulfills: [id('order-2'), id('order-1')],
      allocated: [{ to: id('order-2'), resourceQuantity: kg('20') }],
    });
    expect(partsOf(facts, items, { ...both, parts: { [id('order-2')]: '70' } })!.isTooMuch).toBe(true);
  });
});

describe('a whole batch', () => {
  const ground = { facts, stocks, me: id('brewery') };
  const amounts = (lines: readonly BatchLine[], product: string) =>
    new Map(lines.map((line) => [line.key, scaled(line, productOf(facts, lines), product)]));

  test('is recorded as planned, like the last one of its kind, or by a recipe', () => {
    expect(sourcesOf(ground, items)).toEqual([
      { is: 'planned', process: id('brew') },
      { is: 'last', process: id('brew-23') },
      { is: 'recipe', recipe: id('recipe'), step: id('step') },
    ]);
  });

  test('by a recipe for 2,000 litres takes twice the malt, names its step and cites the recipe once', () => {
    const lines = recipeLinesOf(ground, id('recipe'), id('step'));
    const source = { is: 'recipe', recipe: id('recipe'), step: id('step') } as const;
    const draft = { me: id('brewery'), day: '2025-03-15', name: 'Brew 25', source, amounts: amounts(lines, '2000') };
    const { process, records } = batchRecords(facts, lines, draft, newId);
    const events = records.filter((each) => each['@type'] === 'EconomicEvent');
    expect(records[0]).toMatchObject({ '@id': process, recipeProcess: id('step'), basedOn: id('brewing') });
    expect(events).toMatchObject([
      { action: 'consume', inputOf: process, resourceInventoriedAs: id('silo'), resourceQuantity: kg('380') },
      { action: 'produce', outputOf: process, resourceQuantity: litres('2000') },
      {
        action: 'cite',
        provider: id('author'),
        resourceConformsTo: id('broodbier'),
        resourceQuantity: { hasNumericalValue: '1', hasUnit: 'one' },
      },
    ]);
  });

  test('as planned keeps the promises of its process, with what is still open of each', () => {
    const lines = plannedLinesOf(ground, items, id('brew'));
    const source = { is: 'planned', process: id('brew') } as const;
    const draft = { me: id('brewery'), day: '2025-03-15', name: '', source, amounts: amounts(lines, '2000') };
    const { records } = batchRecords(facts, lines, draft, newId);
    const events = records.filter((each) => each['@type'] === 'EconomicEvent');
    expect(events).toMatchObject([
      { inputOf: id('brew'), resourceQuantity: kg('190'), fulfills: [id('malt')] },
      { outputOf: id('brew'), resourceQuantity: litres('2000'), fulfills: [id('beer')] },
      { action: 'cite', inputOf: id('brew'), fulfills: [id('cite')] },
    ]);
    expect(records.some((each) => each['@type'] === 'Process')).toBe(false);
  });

  test('like the last one counts corrections, and leaves out what was taken back or is left empty', () => {
    const event = (name: string, value: string, more: object = {}): EventItem => ({
      id: id(name),
      sequence: 1,
      recorded: '',
      action: 'consume',
      ...own,
      inputOf: id('brew-23'),
      resourceInventoriedAs: id('silo'),
      resourceQuantity: kg(value),
      ...more,
    });
    const lines = lastLinesOf(ground, [
      event('a', '200'),
      event('b', '5'),
      event('a-less', '-10', { corrects: id('a') }),
      event('b-gone', '-5', { corrects: id('b') }),
    ]);
    expect(lines.map(({ amount }) => amount)).toEqual([kg('190')]);
    const source = { is: 'last', process: id('brew-23') } as const;
    const draft = { me: id('brewery'), day: '2025-03-15', name: '', source, amounts: new Map([[id('a'), '']]) };
    expect(batchRecords(facts, lines, draft, newId).records).toEqual([]);
  });
});

test('a local variant names what it changes, and its difference is said in amounts', () => {
  expect(isChanged(facts, id('recipe'), new Map([[id('flow-malt'), '190.0']]))).toBe(false);
  const draft = { name: 'Ours', version: '1', author: id('brewery'), amounts: new Map([[id('flow-malt'), '170']]) };
  expect(isChanged(facts, id('recipe'), draft.amounts)).toBe(true);
  const records = variantRecords(facts, id('recipe'), draft, newId);
  const variant = records.at(-1)!;
  expect(variant).toMatchObject({ variantOf: id('recipe'), licence: 'CC-BY-4.0', citedAs: id('broodbier') });
  const stored = records.map(({ '@type': name, '@id': each, ...body }) => ({
    class: name as 'Recipe',
    id: each,
    body: body as never,
  }));
  const all = factsFrom([
    ...Object.entries(facts).flatMap(([name, map]) =>
      [...map!].map(([each, body]) => ({ class: name as 'Recipe', id: each, body: body as never })),
    ),
    ...stored,
  ]);
  const [difference, ...others] = recipeDifference(all, variant['@id'])!;
  expect(others).toEqual([]);
  expect(differenceSentence(all, difference!)).toMatch(/^Use up malt: 190.kg becomes 170.kg$/);
});

test('a tally counts what was finished by hand as done', () => {
  const finished = { ...find('malt'), state: 'finished' as const, late: false };
  expect(tallyOf([finished, find('beer')])).toEqual({ all: 2, met: 1, begun: 0, late: 0 });
});

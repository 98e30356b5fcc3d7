import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { events, knowledge, network } from './support/brewery.ts';
import { type OpenApi, openApi, problemsIn } from './support/open-api.ts';

/** The brewery has promised spent grain to the grower, and delivers; every test in a network of its own. */
let api: OpenApi;
let slug = '';
let at = '';
let count = 0;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  count += 1;
  slug = `brewery-${count}`;
  at = `/api/networks/${slug}`;
  await api.post('/api/networks', { ...network, network: slug, records: knowledge });
  expect((await record(...events)).status).toBe(201);
});

const id = (name: string) => `urn:test:${name}`;
const kg = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kg' });
const hours = (value: string) => ({ hasNumericalValue: value, hasUnit: 'h' });

const promise = (name: string, value: string, more: object = {}) => ({
  type: 'Commitment',
  id: id(name),
  action: 'transfer',
  provider: id('brewery'),
  receiver: id('grower'),
  resourceConformsTo: id('grain'),
  resourceQuantity: kg(value),
  due: '2025-03-20',
  ...more,
});

const delivery = (name: string, value: string, more: object = {}) => ({
  type: 'EconomicEvent',
  id: id(name),
  action: 'transfer',
  provider: id('brewery'),
  receiver: id('grower'),
  resourceInventoriedAs: id('yard'),
  toResourceInventoriedAs: id('cellar'),
  resourceQuantity: kg(value),
  hasPointInTime: '2025-03-14',
  ...more,
});

const record = (...records: object[]) => api.post(`${at}/records`, records);
const codes = (answer: Parameters<typeof problemsIn>[0]) => problemsIn(answer).map((each) => each.code);
const warnings = (answer: { body: unknown }) =>
  (answer.body as { warnings: { code: string }[] }).warnings.map(({ code }) => code);

interface Item {
  readonly id: string;
  readonly state: string;
  readonly late: boolean;
  readonly resource?: Record<'asked' | 'done' | 'remaining' | 'over', { hasNumericalValue: string } | undefined>;
  readonly promised?: { readonly resource?: { readonly done: { hasNumericalValue: string } } };
  readonly answeredBy: readonly { id: string; resourceQuantity?: { hasNumericalValue: string } }[];
}

async function fulfilments(query = ''): Promise<readonly Item[]> {
  const { status, body } = await api.get(`${at}/fulfilments?${query}`);
  expect(status).toBe(200);
  return (body as { items: Item[] }).items;
}

/** What stands of a promise, in a line: state, done, remaining, over, and what answers it. */
async function line(name: string, query = ''): Promise<string> {
  const [item] = await fulfilments(`id=${encodeURIComponent(id(name))}${query}`);
  const { resource, state, answeredBy } = item!;
  const by = answeredBy.map((each) => `${each.id.slice(9)} ${each.resourceQuantity?.hasNumericalValue}`).join(', ');
  const [done, remaining, over] = (['done', 'remaining', 'over'] as const).map(
    (each) => resource?.[each]?.hasNumericalValue,
  );
  return `${state}: ${done} done, ${remaining} open${over === undefined ? '' : `, ${over} over`} (${by})`;
}

test('one order is delivered in three parts: each shows what is open, and the last one too much is told', async () => {
  await record(promise('order', '80'));
  expect(await line('order')).toBe('open: 0 done, 80 open ()');
  await record(delivery('part-1', '30', { fulfills: [id('order')] }));
  expect(await line('order')).toBe('begun: 30 done, 50 open (part-1 30)');
  const second = await record(
    delivery('part-2', '0.04', {
      fulfills: [id('order')],
      resourceQuantity: { hasNumericalValue: '0.04', hasUnit: 't' },
    }),
  );
  expect(warnings(second)).toEqual([]);
  expect(await line('order')).toBe('begun: 70 done, 10 open (part-1 30, part-2 40)');
  const third = await record(delivery('part-3', '12', { fulfills: [id('order')] }));
  expect(warnings(third)).toEqual(['fulfilment.over']);
  expect(await line('order')).toBe('over: 82 done, 0 open, 2 over (part-1 30, part-2 40, part-3 12)');
});

test('one delivery fills two orders: the first as far as it is open, the last has the rest, unless the delivery says otherwise', async () => {
  await record(promise('first', '30'), promise('second', '50'));
  await record(delivery('both', '45', { fulfills: [id('first'), id('second')] }));
  expect([await line('first'), await line('second')]).toEqual([
    'met: 30 done, 0 open (both 30)',
    'begun: 15 done, 35 open (both 15)',
  ]);
  await record(promise('third', '10'), promise('fourth', '10'));
  const told = [{ to: id('fourth'), resourceQuantity: kg('8') }];
  await record(delivery('said', '12', { fulfills: [id('third'), id('fourth')], allocated: told }));
  expect([await line('third'), await line('fourth')]).toEqual([
    'begun: 4 done, 6 open (said 4)',
    'begun: 8 done, 2 open (said 8)',
  ]);
});

test('more than a delivery has is not allocated, nor anything to an order that it does not name', async () => {
  await record(promise('order', '80'), promise('other', '80'));
  const too = [{ to: id('order'), resourceQuantity: kg('31') }];
  const much = await record(delivery('much', '30', { fulfills: [id('order')], allocated: too }));
  expect([much.status, codes(much)]).toEqual([422, ['fulfilment.excess']]);
  const stray = await record(delivery('stray', '30', { fulfills: [id('order')], allocated: [{ to: id('other') }] }));
  expect([stray.status, codes(stray)]).toEqual([422, ['fulfilment.stray']]);
  const unit = await record(promise('hours', '1', { resourceQuantity: undefined, effortQuantity: hours('2') }));
  expect(unit.status).toBe(201);
  const wrong = await record(promise('litres', '1', { resourceQuantity: { hasNumericalValue: '1', hasUnit: 'l' } }));
  expect(wrong.status).toBe(201);
  const mixed = await record(delivery('mixed', '30', { fulfills: [id('litres')] }));
  expect(codes(mixed)).toEqual(['unit.dimension']);
});

test('a correction takes back where its event was allocated, from the last order first', async () => {
  await record(promise('first', '30'), promise('second', '50'));
  const both = { fulfills: [id('first'), id('second')] };
  await record(delivery('both', '45', both));
  await record(delivery('less', '-20', { corrects: id('both') }));
  expect([await line('first'), await line('second')]).toEqual([
    'begun: 25 done, 5 open (both 25)',
    'open: 0 done, 50 open (both undefined)',
  ]);
  await record(delivery('more', '10', { corrects: id('both'), ...both }));
  expect([await line('first'), await line('second')]).toEqual([
    'begun: 25 done, 5 open (both 25)',
    'begun: 10 done, 40 open (both 10)',
  ]);
});

test('what is answered as of a recorded moment never changes, whatever is delivered, corrected or revised later', async () => {
  await record(promise('order', '80'));
  const first = await record(delivery('part-1', '30', { fulfills: [id('order')] }));
  const then = `&recorded=${encodeURIComponent((first.body as { recorded: string }).recorded)}`;
  const known = await line('order', then);
  expect(known).toBe('begun: 30 done, 50 open (part-1 30)');
  await record(delivery('less', '-10', { corrects: id('part-1') }));
  await record(delivery('early', '5', { fulfills: [id('order')], hasPointInTime: '2025-03-10' }));
  await record({ ...promise('order', '60'), op: 'revise' });
  expect(await line('order', then)).toBe(known);
  expect(await line('order')).toBe('begun: 25 done, 35 open (part-1 20, early 5)');
  expect(await line('order', '&happened=2025-03-12')).toBe('begun: 5 done, 55 open (early 5)');
});

test('an offer is taken on by two promises, and what is delivered for them is done of the offer once', async () => {
  const offer = {
    type: 'Intent',
    id: id('offer'),
    action: 'transfer',
    provider: id('brewery'),
    resourceConformsTo: id('grain'),
    resourceQuantity: kg('100'),
  };
  await record(
    offer,
    promise('one', '60', { satisfies: [id('offer')] }),
    promise('two', '30', { satisfies: [id('offer')] }),
  );
  await record(delivery('part', '25', { fulfills: [id('one')], satisfies: [id('offer')] }));
  expect(await line('offer')).toBe('begun: 25 done, 75 open (one 60, two 30)');
  const [item] = await fulfilments(`id=${encodeURIComponent(id('offer'))}`);
  expect(item!.promised?.resource?.done.hasNumericalValue).toBe('90');
});

test('a flow that fulfils what is planned for a process belongs to that process, and is found with it', async () => {
  await record(
    promise('mash-2', '20', {
      action: 'consume',
      receiver: id('brewery'),
      resourceConformsTo: id('malt'),
      inputOf: id('brew-1'),
    }),
  );
  const mashed = delivery('mashed', '20', {
    action: 'consume',
    receiver: id('brewery'),
    resourceInventoriedAs: id('silo'),
    toResourceInventoriedAs: undefined,
    fulfills: [id('mash-2')],
  });
  expect((await record(mashed)).status).toBe(201);
  const events = await api.get(`${at}/economic-events?process=${encodeURIComponent(id('brew-1'))}`);
  expect((events.body as { items: { id: string }[] }).items.map((each) => each.id)).toContain(id('mashed'));
  const balance = await api.get(`${at}/balances?process=${encodeURIComponent(id('brew-1'))}`);
  expect(JSON.stringify(balance.body)).toContain('210');
  await record({
    ...mashed,
    id: id('mashed-less'),
    resourceQuantity: kg('-5'),
    corrects: id('mashed'),
    fulfills: undefined,
  });
  expect(await line('mash-2')).toBe('begun: 15 done, 5 open (mashed 15)');
});

test('a promise that is answered keeps what it is of; its amount may change, and it ends by being finished', async () => {
  await record(promise('order', '80'));
  await record(delivery('part-1', '30', { fulfills: [id('order')] }));
  const other = await record({ ...promise('order', '80', { action: 'transferCustody' }), op: 'revise' });
  expect([other.status, codes(other)]).toEqual([422, ['promise.answered']]);
  const gone = await record({ ...promise('order', '80'), op: 'retire' });
  expect(codes(gone)).toEqual(['promise.answered']);
  expect((await record({ ...promise('order', '70', { finished: true }), op: 'revise' })).status).toBe(201);
  expect(await line('order')).toBe('finished: 30 done, 40 open (part-1 30)');
  expect(await fulfilments('late=true')).toEqual([]);
});

test('a claim says what it follows from, and is settled by what is handed over for it', async () => {
  const claim = {
    type: 'Claim',
    id: id('claim'),
    action: 'transfer',
    provider: id('grower'),
    receiver: id('brewery'),
    resourceConformsTo: id('grain'),
    resourceQuantity: kg('5'),
  };
  expect(codes(await record(claim))).toEqual(['claim.trigger']);
  expect((await record({ ...claim, triggeredBy: id('delivery') })).status).toBe(201);
  const back = {
    provider: id('grower'),
    receiver: id('brewery'),
    resourceInventoriedAs: id('cellar'),
    toResourceInventoriedAs: id('yard'),
  };
  await record(delivery('back', '5', { ...back, settles: [id('claim')] }));
  expect(await line('claim')).toBe('met: 5 done, 0 open (back 5)');
});

test('who promised, what is odd and what is late is told; what nobody could do is refused', async () => {
  expect(warnings(await record(promise('lonely', '1', { receiver: undefined })))).toEqual(['promise.agents']);
  const wish = { ...promise('wish', '1'), type: 'Intent' };
  expect(warnings(await record(wish))).toEqual(['promise.sides']);
  expect(codes(await record(promise('odd', '1', { action: 'borrow' })))).toEqual(['choice.unknown']);
  expect(codes(await record(promise('side', '1', { inputOf: id('brew-1') })))).toEqual(['action.side']);
  expect(codes(await record(promise('when', '1', { hasBeginning: '2025-03-02', hasEnd: '2025-03-01' })))).toEqual([
    'time.order',
  ]);
  const elsewhere = await record(promise('far', '1', { provider: 'urn:elsewhere:agent' }));
  expect(codes(elsewhere)).toEqual(['reference.unknown']);
  expect((await fulfilments('class=Commitment&late=true')).map((each) => each.id)).toEqual([id('lonely')]);
  expect(await fulfilments('late=true&happened=2025-03-20')).toEqual([]);
  const mismatch = await record(delivery('other', '1', { fulfills: [id('lonely')], action: 'transferCustody' }));
  expect(warnings(mismatch)).toEqual(['fulfilment.mismatch']);
});

test('the journal, folded anew, says the same of what was allocated; as a table it has a column for each amount', async () => {
  await record(promise('first', '30'), promise('second', '50'));
  await record(delivery('both', '45', { fulfills: [id('first'), id('second')] }));
  await record(delivery('less', '-20', { corrects: id('both') }));
  const before = await fulfilments();
  expect((await api.house.verify(slug)).value?.difference).toBeUndefined();
  await record(delivery('again', '10', { fulfills: [id('first'), id('second')] }));
  expect((await api.house.verify(slug)).value?.difference).toBeUndefined();
  expect((await fulfilments()).length).toBe(before.length);
  const csv = await api.request(`${at}/fulfilments?format=csv`);
  expect(await csv.text()).toContain('resource.remaining.hasNumericalValue');
});

test('a long list of promises comes in pages, all of them as of the first, whatever is promised and delivered meanwhile', async () => {
  const names = ['one', 'two', 'three', 'four', 'five'];
  await record(...names.map((name) => promise(name, '10')));
  const page = async (query: string) => {
    const { body, headers } = await api.get(`${at}/fulfilments?class=Commitment&limit=2${query}`);
    return { ...(body as { items: Item[]; next?: string; sequence: number }), link: headers.get('link') };
  };
  const first = await page('');
  expect(first.link).toContain('rel="next"');
  await record(promise('six', '10'), delivery('part', '10', { fulfills: [id('five')] }));
  const second = await page(`&cursor=${first.next}`);
  const third = await page(`&cursor=${second.next}`);
  const all = [first, second, third].flatMap(({ items }) => items);
  expect(all.map((each) => [each.id, each.state])).toEqual(names.map((name) => [id(name), 'open']));
  expect([third.next, third.sequence]).toEqual([undefined, first.sequence]);
  expect((await fulfilments()).length).toBe(6);
  const other = await api.get(`${at}/fulfilments?class=Intent&cursor=${first.next}`);
  expect([other.status, codes(other)]).toEqual([400, ['parameter.invalid']]);
  const csv = await api.request(`${at}/fulfilments?class=Commitment&format=csv&limit=4`);
  expect([(await csv.text()).trim().split('\r\n').length, csv.headers.get('link')?.includes('cursor=')]).toEqual([
    5,
    true,
  ]);
});

test('of an event it is told what it fulfils, and what is owed for it', async () => {
  const claim = { ...promise('owed', '5'), type: 'Claim', provider: id('grower'), receiver: id('brewery') };
  await record(promise('order', '30'), promise('other', '30'));
  await record(delivery('part', '10', { fulfills: [id('order')] }));
  await record({ ...claim, triggeredBy: id('part') });
  const told = await fulfilments(`event=${encodeURIComponent(id('part'))}`);
  expect(told.map((each) => each.id).sort()).toEqual([id('order'), id('owed')]);
});

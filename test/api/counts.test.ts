import { afterAll, beforeAll, expect, test } from 'vitest';
import { event, knowledge, network } from './support/brewery.ts';
import { type OpenApi, openApi, problemsIn } from './support/open-api.ts';
import { expectSameTable } from './support/table.ts';

/** The mill of story 2: on 30 June at 18:00 there are 412 kg of flour where the ledger has 455. */
let api: OpenApi;
const at = '/api/networks/brouwcoop';
const kg = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kg' });
const evening = '2025-06-30T18:00:00+02:00';
const flour = 'urn:test:silo';

const counted = (fields: Record<string, unknown> = {}) => ({
  type: 'Count',
  id: 'urn:test:count',
  of: flour,
  holder: 'urn:test:brewery',
  resourceQuantity: kg('412'),
  hasPointInTime: evening,
  ...fields,
});

const used = (id: string, quantity: string, fields: Record<string, unknown> = {}) =>
  event(id, {
    action: 'consume',
    inputOf: 'urn:test:brew-1',
    resourceInventoriedAs: flour,
    resourceQuantity: kg(quantity),
    hasPointInTime: '2025-06-27',
    ...fields,
  });

interface Difference {
  id: string;
  ledger: { hasNumericalValue: string; hasUnit: string };
  difference: { hasNumericalValue: string; hasUnit: string };
  isOpen: boolean;
  proposal?: Record<string, unknown>;
}

const differenceOf = async (id = 'urn:test:count', query = ''): Promise<Difference> => {
  const { status, body } = await api.get(`${at}/counts/${encodeURIComponent(id)}/difference?${query}`);
  expect(status).toBe(200);
  return body as Difference;
};
const openCounts = async (): Promise<Difference[]> =>
  ((await api.get(`${at}/count-differences`)).body as { items: Difference[] }).items;
const onHand = async (times: Record<string, string> = {}): Promise<string> => {
  const { body } = await api.get(`${at}/stocks?${new URLSearchParams({ resource: flour, ...times })}`);
  return (body as { items: { onhand: { hasNumericalValue: string } }[] }).items[0]!.onhand.hasNumericalValue;
};
const record = async (...records: object[]) => {
  const told = await api.post(`${at}/records`, records);
  expect([told.status, JSON.stringify(told.body)]).toEqual([201, expect.anything()]);
};

beforeAll(async () => {
  api = await openApi();
  await api.post('/api/networks', { ...network, records: knowledge });
  const opening = { action: 'raise', resourceInventoriedAs: flour, hasPointInTime: '2025-01-01' };
  await record(event('opening', { ...opening, resourceQuantity: kg('500') }), used('june', '45'));
});
afterAll(() => api.close());

test('the mill counts 412 kg where the ledger has 455: the difference is open, and no stock has changed', async () => {
  await record(counted());
  const { ledger, difference, isOpen, proposal } = await differenceOf();
  expect([ledger, difference, isOpen]).toEqual([
    { hasNumericalValue: '455', hasUnit: 'kilogram' },
    { hasNumericalValue: '-43', hasUnit: 'kilogram' },
    true,
  ]);
  expect(proposal).toEqual({
    action: 'lower',
    provider: 'urn:test:brewery',
    receiver: 'urn:test:brewery',
    resourceInventoriedAs: flour,
    resourceQuantity: { hasNumericalValue: '43', hasUnit: 'kilogram' },
    hasPointInTime: evening,
    resolves: 'urn:test:count',
  });
  expect(await onHand()).toBe('455');
  expect((await openCounts()).map(({ id }) => id)).toEqual(['urn:test:count']);
  await expectSameTable(api, `${at}/count-differences`);
});

test('a bag that is entered late for 27 June makes the difference smaller; what was known before stays', async () => {
  const before = new Date().toISOString();
  await record(used('bag', '25'));
  expect((await differenceOf()).difference.hasNumericalValue).toBe('-18');
  expect((await differenceOf('urn:test:count', `recorded=${before}`)).difference.hasNumericalValue).toBe('-43');
});

test('the remaining 18 are lowered at the moment of the count, and the count stands at 412', async () => {
  const before = new Date().toISOString();
  const { proposal } = await differenceOf();
  await record({ type: 'EconomicEvent', id: 'urn:test:settled', ...proposal });
  const settled = await differenceOf();
  expect([settled.ledger.hasNumericalValue, settled.difference.hasNumericalValue, settled.isOpen]).toEqual([
    '430',
    '0',
    false,
  ]);
  expect(settled.proposal).toBeUndefined();
  expect(await openCounts()).toEqual([]);
  expect(await onHand({ happened: evening })).toBe('412');
  expect(await onHand({ happened: '2025-06-30T17:59:59+02:00' })).toBe('430');
  expect((await differenceOf('urn:test:count', `recorded=${before}`)).isOpen).toBe(true);
  const { body } = await api.get(`${at}/counts/${encodeURIComponent('urn:test:count')}`);
  expect(body).toMatchObject({ resourceQuantity: { hasNumericalValue: '412', hasUnit: 'kilogram' } });
});

test('what is corrected or entered after that opens the count again; a correction of what settled it counts, too', async () => {
  await record(used('late', '5', { hasPointInTime: '2025-06-28' }));
  expect((await differenceOf()).difference.hasNumericalValue).toBe('5');
  const { proposal: raise } = await differenceOf();
  expect(raise).toMatchObject({ action: 'raise', resourceQuantity: { hasNumericalValue: '5', hasUnit: 'kilogram' } });
  const settled = { action: 'lower', resourceInventoriedAs: flour, corrects: 'urn:test:settled' };
  await record(event('smaller', { ...settled, resourceQuantity: kg('-5') }));
  expect((await differenceOf()).isOpen).toBe(false);
});

test('what happened at the moment of the count is before it, unless the count says that it came first, or after which event', async () => {
  const moment = { hasPointInTime: '2025-07-31T18:00:00+02:00' };
  await record(used('first', '1', moment), used('second', '2', moment));
  const count = (id: string, fields: object) => counted({ id: `urn:test:${id}`, ...moment, ...fields });
  await record(count('last', {}), count('before', { order: 'first' }), count('between', { after: 'urn:test:first' }));
  const ledgers = await Promise.all(
    ['last', 'before', 'between'].map(async (id) => (await differenceOf(`urn:test:${id}`)).ledger.hasNumericalValue),
  );
  expect(ledgers).toEqual(['409', '412', '411']);
  const wrong = [
    [count('x', { after: 'urn:test:bag' }), 'count.order', '/after'],
    [count('x', { after: 'urn:test:nothing' }), 'reference.unknown', '/after'],
  ] as const;
  for (const [record, code, path] of wrong)
    expect(problemsIn(await api.post(`${at}/records`, [record]))).toMatchObject([{ code, path }]);
});

test('of a count of a day all of the day comes before it, and what settles it stands on that day', async () => {
  const morning = { hasPointInTime: '2025-08-15T08:00:00+02:00' };
  await record(used('that-morning', '3', morning), counted({ id: 'urn:test:day', hasPointInTime: '2025-08-15' }));
  const { ledger, proposal } = await differenceOf('urn:test:day');
  expect(ledger.hasNumericalValue).toBe('406');
  await record({ type: 'EconomicEvent', id: 'urn:test:day-settled', ...proposal });
  expect((await differenceOf('urn:test:day')).isOpen).toBe(false);
  expect(await onHand({ happened: '2025-08-15' })).toBe('412');
});

test('it may be counted in bags, in tonnes, and never in litres', async () => {
  const bag = { name: 'Bag', of: 'urn:test:malt', content: kg('25'), source: 'the label' };
  await record(
    { type: 'Pack', id: 'urn:test:bag-of-malt', ...bag },
    { type: 'Pack', id: 'urn:test:bag-of-grain', ...bag, of: 'urn:test:grain' },
  );
  const then = { hasPointInTime: '2025-08-31T18:00:00+02:00' };
  const one = (value: string, hasUnit = 'one') => ({ resourceQuantity: { hasNumericalValue: value, hasUnit } });
  await record(
    counted({ id: 'urn:test:bags', ...then, ...one('16'), pack: 'urn:test:bag-of-malt' }),
    counted({ id: 'urn:test:tonnes', ...then, ...one('0.4', 't') }),
  );
  expect((await differenceOf('urn:test:bags')).difference).toEqual({ hasNumericalValue: '-12', hasUnit: 'kilogram' });
  expect((await differenceOf('urn:test:tonnes')).difference).toEqual({ hasNumericalValue: '-0.012', hasUnit: 'tonne' });
  const wrong = [
    [counted({ id: 'urn:test:x', ...one('400', 'l') }), 'unit.dimension', '/resourceQuantity/hasUnit'],
    [counted({ id: 'urn:test:x', ...one('16'), pack: 'urn:test:bag-of-grain' }), 'resource.specification', '/pack'],
    [
      counted({ id: 'urn:test:x', ...one('16', 'kg'), pack: 'urn:test:bag-of-malt' }),
      'unit.dimension',
      '/resourceQuantity/hasUnit',
    ],
    [counted({ id: 'urn:test:x', ...one('-1', 'kg') }), 'number.sign', '/resourceQuantity/hasNumericalValue'],
    [counted({ id: 'urn:test:x', hasPointInTime: '2150-01-01' }), 'time.future', '/hasPointInTime'],
  ] as const;
  for (const [record, code, path] of wrong)
    expect(problemsIn(await api.post(`${at}/records`, [record]))).toMatchObject([{ code, path }]);
});

test('what says that it resolves a count is of its resource, its holder and its moment, and moves nothing', async () => {
  const right = event('x', {
    action: 'lower',
    resourceInventoriedAs: flour,
    resourceQuantity: kg('1'),
    hasPointInTime: evening,
    resolves: 'urn:test:count',
  });
  const wrong = [
    { ...right, hasPointInTime: '2025-06-29' },
    { ...right, resourceInventoriedAs: 'urn:test:yard' },
    { ...right, provider: 'urn:test:grower', receiver: 'urn:test:grower' },
    { ...used('x', '1'), resolves: 'urn:test:count', hasPointInTime: evening },
  ];
  const told = await Promise.all(wrong.map(async (each) => problemsIn(await api.post(`${at}/records`, [each]))));
  expect(
    told
      .flat()
      .filter(({ code }) => code === 'count.mismatch')
      .map(({ path }) => path),
  ).toEqual(['/hasPointInTime', '/resourceInventoriedAs', '/receiver', '/action']);
});

test('a count keeps what it is a count of; how much was counted may be set right', async () => {
  const path = `${at}/counts/${encodeURIComponent('urn:test:count')}`;
  const change = async (fields: Record<string, unknown>) => {
    const { type: _, id: __, ...body } = counted(fields);
    const tag = (await api.request(path)).headers.get('etag')!;
    return api.request(path, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'if-match': tag },
      body: JSON.stringify(body),
    });
  };
  expect((await change({ hasPointInTime: '2025-06-29' })).status).toBe(422);
  expect((await change({ resourceQuantity: kg('413') })).status).toBe(200);
  expect((await differenceOf()).difference.hasNumericalValue).toBe('1');
});

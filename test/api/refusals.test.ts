import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import { problem } from '../../engine/0-base/problem.ts';
import { event, events, knowledge, network } from './support/brewery.ts';
import { type OpenApi, openApi, problemsIn, type Told } from './support/open-api.ts';

const at = '/api/networks/brouwcoop';
const records = `${at}/records`;
let api: OpenApi;
let before: unknown;

beforeAll(async () => {
  api = await openApi();
  await api.post('/api/networks', { ...network, records: knowledge });
  const told = await api.post(records, events, { 'idempotency-key': 'brew-1' });
  expect(told.status).toBe(201);
  before = (await api.get('/api/networks')).body;
});
afterAll(async () => {
  expect((await api.get('/api/networks')).body).toEqual(before);
  expect(api.notes).toEqual([]);
  await api.close();
});

/** A mashing that is right in all but what a test changes. */
const mash = (fields: Record<string, unknown>) =>
  event('next', {
    action: 'consume',
    inputOf: 'urn:test:brew-1',
    resourceInventoriedAs: 'urn:test:silo',
    resourceQuantity: { hasNumericalValue: '10', hasUnit: 'kg' },
    hasPointInTime: '2025-03-20',
    ...fields,
  });
const quantity = (hasNumericalValue: unknown, hasUnit = 'kg') => ({ resourceQuantity: { hasNumericalValue, hasUnit } });

/** Bad records: what is wrong, the record, and the code, place, value and remedy that must come back. */
const table: readonly [string, unknown, string, string, string][] = [
  ['an unknown unit', mash(quantity('10', 'sacks')), 'unit.unknown', '/resourceQuantity/hasUnit', 'sacks'],
  [
    'a unit of another dimension',
    mash(quantity('10', 'l')),
    'unit.dimension',
    '/resourceQuantity/hasUnit',
    'litre volume Malt silo mass',
  ],
  [
    'an unknown specification',
    mash({ resourceInventoriedAs: undefined, resourceConformsTo: 'urn:test:hops' }),
    'reference.unknown',
    '/resourceConformsTo',
    'urn:test:hops',
  ],
  ['a negative quantity', mash(quantity('-10')), 'number.negative', '/resourceQuantity/hasNumericalValue', '-10'],
  [
    'a quantity that is not finite',
    mash(quantity('NaN')),
    'number.invalid',
    '/resourceQuantity/hasNumericalValue',
    'NaN',
  ],
  ['infinity', mash(quantity('Infinity')), 'number.invalid', '/resourceQuantity/hasNumericalValue', 'Infinity'],
  [
    'too many digits',
    mash(quantity('1.0000000001')),
    'number.precision',
    '/resourceQuantity/hasNumericalValue',
    '1.0000000001',
  ],
  ['a point in time and an interval', mash({ hasBeginning: '2025-03-19', hasEnd: '2025-03-20' }), 'time.both', '', ''],
  [
    'an end before its beginning',
    mash({ hasPointInTime: undefined, hasBeginning: '2025-03-20', hasEnd: '2025-03-19' }),
    'time.order',
    '',
    '2025-03-19',
  ],
  [
    'an input that is tied as an output',
    mash({ inputOf: undefined, outputOf: 'urn:test:brew-1' }),
    'action.side',
    '/outputOf',
    'inputOf',
  ],
  [
    'a transfer without provider',
    event('next', {
      action: 'transfer',
      provider: undefined,
      receiver: 'urn:test:grower',
      resourceInventoriedAs: 'urn:test:yard',
      ...quantity('5'),
    }),
    'action.agent',
    '/provider',
    'provider',
  ],
  [
    'an event that is to be revised',
    { ...mash({}), op: 'revise', id: 'urn:test:mash' },
    'record.fixed',
    '/op',
    'urn:test:mash',
  ],
  [
    'a revision of what is not there',
    { type: 'Organization', op: 'revise', id: 'urn:test:nobody', name: 'Nobody' },
    'reference.unknown',
    '/id',
    'urn:test:nobody',
  ],
  [
    'a correction by nothing',
    { ...mash({ corrects: 'urn:test:mash', resourceQuantity: undefined }), id: 'urn:test:correction' },
    'action.quantity',
    '/resourceQuantity',
    'resourceQuantity',
  ],
  [
    'a thing that would contain itself',
    event('next', {
      action: 'combine',
      inputOf: 'urn:test:brew-1',
      resourceInventoriedAs: 'urn:test:silo',
      toResourceInventoriedAs: 'urn:test:silo',
      ...quantity('1'),
    }),
    'containment.loop',
    '/toResourceInventoriedAs',
    'Malt silo',
  ],
  ['a time in the next century', mash({ hasPointInTime: '2125-03-20' }), 'time.future', '/hasPointInTime', '2125'],
  ['a leap second', mash({ hasPointInTime: '2016-12-31T23:59:60Z' }), 'time.invalid', '/hasPointInTime', '23:59:60'],
  ['the year 0', mash({ hasPointInTime: '0000-01-01' }), 'time.invalid', '/hasPointInTime', '0000'],
  ['the year 10000', mash({ hasPointInTime: '+10000-01-01' }), 'time.invalid', '/hasPointInTime', '10000'],
  [
    'a second network in a network',
    { type: 'Network', id: 'urn:test:other', name: 'Other', zone: 'Europe/Brussels', members: [] },
    'network.own',
    '/id',
    'urn:test:other',
  ],
  [
    'the end of the network',
    { ...network, network: undefined, type: 'Network', op: 'retire', id: 'urn:throughflow:network:brouwcoop' },
    'network.own',
    '/op',
    'urn:throughflow:network:brouwcoop',
  ],
  [
    'an id that is recorded with other content',
    { ...mash({}), id: 'urn:test:mash' },
    'id.conflict',
    '/id',
    'urn:test:mash',
  ],
];

function expectProblem(told: Told, code: string, path: string, value: string): void {
  const found = problemsIn(told).find((each) => each.code === code);
  expect(found, JSON.stringify(told.body)).toBeDefined();
  if (path !== '') expect(found!.path).toBe(path);
  expect(Object.values(found!.values).join(' ')).toContain(value);
  expect(found!.message).not.toMatch(/\{\w+\}/);
  expect(found!.remedy).not.toMatch(/^$|\{\w+\}/);
}

test.each(table)('%s is refused with its place, its value and what to do', async (_name, record, code, path, value) => {
  const told = await api.post(records, [record]);
  expect(told.status).toBe(code === 'id.conflict' ? 409 : 422);
  expect(told.headers.get('content-type')).toBe('application/problem+json');
  expectProblem(told, code, path, value);
});

test('every problem of a batch is told at once, with its place in the body, and nothing of it is recorded', async () => {
  const told = await api.post(records, {
    '@graph': [mash({}), { ...mash(quantity('x')), id: 'urn:test:second' }, { type: 'Sack' }],
  });
  expect(told.status).toBe(422);
  expect(problemsIn(told).map(({ code, record, pointer }) => [code, record, pointer])).toEqual([
    ['number.invalid', 'urn:test:second', '/@graph/1/resourceQuantity/hasNumericalValue'],
    ['class.unknown', '#3', '/@graph/2/type'],
  ]);
});

test('a batch in which the 57th record is wrong is refused whole', async () => {
  const batch = Array.from({ length: 100 }, (_, place) => ({
    ...mash(quantity('1')),
    id: `urn:test:row-${place + 1}`,
  }));
  Object.assign(batch[56]!, quantity('-1'));
  Object.assign(batch[80]!, { inputOf: 'urn:test:nothing' });
  const told = await api.post(records, batch);
  expect(told.status).toBe(422);
  expect(problemsIn(told).map(({ code, record, pointer }) => [code, record, pointer])).toEqual([
    ['number.negative', 'urn:test:row-57', '/56/resourceQuantity/hasNumericalValue'],
    ['reference.unknown', 'urn:test:row-81', '/80/inputOf'],
  ]);
});

test('an id that stands twice in a batch is refused', async () => {
  const told = await api.post(records, [mash({}), mash({})]);
  expect(told.status).toBe(422);
  expectProblem(told, 'id.duplicate', '/id', 'urn:test:next');
});

test('a key that was used for another body is refused', async () => {
  const told = await api.post(records, [mash({})], { 'idempotency-key': 'brew-1' });
  expect(told.status).toBe(422);
  expectProblem(told, 'key.reused', '', 'brew-1');
});

test('a key that cannot be kept is refused', async () => {
  const told = await api.post(records, [mash({})], { 'idempotency-key': 'x'.repeat(300) });
  expect(told.status).toBe(400);
  expectProblem(told, 'parameter.invalid', '', 'idempotency-key');
});

test('truncated JSON tells where it ends', async () => {
  const text = JSON.stringify([mash({})]).slice(0, 60);
  const told = await api.post(records, text);
  expect(told.status).toBe(400);
  expectProblem(told, 'body.truncated', '', '60');
});

test('what is no JSON, no UTF-8 or no batch is told so', async () => {
  expectProblem(await api.post(records, '[1, oops]'), 'body.syntax', '', '');
  const response = await api.request(records, { method: 'POST', body: Uint8Array.from([0x22, 0xff, 0x22]) });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    errors: [{ code: 'body.syntax', values: { reason: 'it is not UTF-8' } }],
  });
  expectProblem(await api.post(records, '"text"'), 'body.shape', '', 'text');
  expectProblem(await api.post(records, '[]'), 'batch.empty', '', '');
  const many = Array.from({ length: 10_001 }, () => ({ type: 'Person' }));
  const told = await api.post(records, many);
  expect(told.status).toBe(413);
  expectProblem(told, 'batch.size', '', '10001');
});

test('a body of 50 MB is refused without being read whole, whatever its length claims', async () => {
  let sent = 0;
  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent >= 50_000_000) return controller.close();
        controller.enqueue(new Uint8Array(1_000_000).fill(32));
        sent += 1_000_000;
      },
    });
  const init = (headers: Record<string, string>): RequestInit =>
    ({ method: 'POST', body: endless(), headers, duplex: 'half' }) as RequestInit;
  for (const headers of [{}, { 'content-length': '10' }]) {
    sent = 0;
    const response = await api.request(records, init(headers));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ errors: [{ code: 'body.size', values: { limit: '16777216' } }] });
    expect(sent).toBeLessThan(20_000_000);
  }
  sent = 0;
  expect((await api.request(records, init({ 'content-length': '50000000' }))).status).toBe(413);
  expect(sent).toBeLessThan(3_000_000);
});

test('JSON nested 20,000 deep is refused before it is parsed', async () => {
  const told = await api.post(records, '['.repeat(20_000) + ']'.repeat(20_000));
  expect(told.status).toBe(400);
  expectProblem(told, 'body.depth', '', '16');
});

test('a key that could change every object is refused', async () => {
  for (const key of ['__proto__', '\\u005f_proto__']) {
    const told = await api.post(records, `[{"type": "Person", "${key}": {"polluted": "yes"}}]`);
    expect(told.status).toBe(400);
    expectProblem(told, 'body.key', '', '__proto__');
  }
  for (const key of ['constructor', 'prototype', 'toString']) {
    const told = await api.post(records, `[{"type": "Person", "${key}": {"polluted": "yes"}}]`);
    expect(told.status).toBe(422);
    expectProblem(told, 'field.unknown', `/${key}`, key);
  }
  expect({}).not.toHaveProperty('polluted');
});

/** A request for a page behind a place that nobody gave out. */
function forgedCursor(path: string, place: readonly (string | number)[]): [string, string, string] {
  const cursor = Buffer.from(JSON.stringify(place)).toString('base64url');
  return [`${path}?cursor=${cursor}`, 'cursor', cursor];
}

test.each<[string, string, string]>([
  ['/economic-events?limit=0', 'limit', '0'],
  ['/economic-events?limit=1001', 'limit', '1001'],
  ['/economic-events?limit=ten', 'limit', 'ten'],
  ['/economic-events?from=yesterday', 'from', 'yesterday'],
  ['/economic-events?action=sell', 'action', 'sell'],
  ['/economic-events?agent=a&agent=b', 'agent', 'a and b'],
  ['/economic-events?cursor=guess', 'cursor', 'guess'],
  forgedCursor('/persons', [1, 2]),
  forgedCursor('/persons', [-1, 1]),
  forgedCursor('/persons', [1, 2 ** 31]),
  forgedCursor('/economic-resources/urn%3Atest%3Asilo/history', [1, 0, 2 ** 31, '', '1', '1', '']),
  forgedCursor('/economic-resources/urn%3Atest%3Asilo/history', [-1, 0, 1, '', '1', '1', '']),
  ['/persons?process=x', 'process', 'x'],
  ['/stocks?happened=2025-02-30', 'happened', '2025-02-30'],
  ['/stocks?recorded=2025-03-12&recorded=2025-03-13', 'recorded', '2025-03-12 and 2025-03-13'],
  ['/economic-events?limit=', 'limit', 'empty'],
  ['/footprints?period=march', 'period', 'march'],
  ['/footprints?indicator=luck', 'indicator', 'luck'],
  ['/thresholds?indicator=luck', 'indicator', 'luck'],
  ['/records?dryRun=perhaps', 'dryRun', 'perhaps'],
])('%s is a client’s mistake, told with its value', async (path, field, value) => {
  const told = path.startsWith('/records') ? await api.post(`${at}${path}`, []) : await api.get(`${at}${path}`);
  expect(told.status).toBe(400);
  expect(problemsIn(told)).toMatchObject([{ code: 'parameter.invalid', values: { field, value } }]);
});

test('a network that there is not is told so', async () => {
  for (const path of ['nothing', '..', '%00', 'brouwcoop%2Fx']) {
    const told = await api.get(`/api/networks/${path}/stocks`);
    expect(told.status).toBe(404);
  }
  const told = await api.get('/api/networks/nothing/stocks');
  expect(problemsIn(told)).toMatchObject([{ code: 'network.unknown', values: { value: 'nothing' } }]);
});

test('a network is founded once, under an address that can stand in one', async () => {
  const again = await api.post('/api/networks', { ...network, name: 'Another' });
  expect(again.status).toBe(409);
  for (const slug of ['', 'Brouwcoop', 'a b', '../x', 'x'.repeat(64), 7]) {
    const told = await api.post('/api/networks', { ...network, network: slug });
    expect(told.status).toBe(400);
  }
  const zone = await api.post('/api/networks', { ...network, network: 'other', zone: 'Ghent' });
  expect(zone.status).toBe(422);
  expectProblem(zone, 'zone.unknown', '/zone', 'Ghent');
});

test('a time in an address may have a blank before it or a plus in it', async () => {
  const count = async (from: string) => {
    const told = await api.get(`${at}/economic-events?from=${from}`);
    expect(told.status).toBe(200);
    return (told.body as { items: unknown[] }).items.length;
  };
  const afterLautering = ['2025-03-12%2014:01', '2025-03-12+14:01', '2025-03-12T14:01:00+01:00', '2025-03-12T13:01Z'];
  for (const from of afterLautering) expect(await count(from)).toBe(1);
  expect(await count('2025-03-12T14:00:00%2B01:00')).toBe(2);
});

test('days are not taken for days in UTC when the zone of the network cannot be read', async () => {
  const record = async () => ({ problems: [problem('store.busy', '', { limit: '10 s' })] });
  const busy = createApp({ ...api.services, house: () => ({ ...api.house, record }) });
  const headers = { authorization: `Bearer ${api.token}` };
  for (const path of ['/stocks?happened=2025-03-12', '/economic-events?from=2025-03-12'])
    expect((await busy.request(`${at}${path}`, { headers })).status).toBe(503);
});

test('what is packed is refused, what says that it is not is read', async () => {
  const send = (encoding: string) => api.post(records, [], { 'content-encoding': encoding });
  const packed = await send('gzip');
  expect(packed.status).toBe(415);
  expectProblem(packed, 'body.encoding', '', 'gzip');
  expectProblem(await send('Identity'), 'batch.empty', '', '');
});

test('a body that breaks off is told so, and nothing of it is recorded', async () => {
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode('[{"type":'));
      controller.error(new Error('the line is dead'));
    },
  });
  const response = await api.request(records, { method: 'POST', body, duplex: 'half' } as RequestInit);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ code: 'body.cut' }] });
});

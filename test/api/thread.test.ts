import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import { decodeTable } from '../../engine/3-flow/encode.ts';
import { event, events, knowledge, network } from './support/brewery.ts';
import { type OpenApi, openApi, problemsIn } from './support/open-api.ts';

const at = '/api/networks/brouwcoop';
const records = `${at}/records`;
let api: OpenApi;

/** One network lives through all the tests of this file, from its founding on. */
beforeAll(async () => {
  api = await openApi();
  const founded = await api.post('/api/networks', { ...network, records: knowledge });
  expect(founded.body).toMatchObject({ network: 'brouwcoop', sequence: knowledge.length + 1 });
});
afterAll(() => api.close());

const stockOf = async (resource: string, moments = '') => {
  const { body } = await api.get(`${at}/stocks?resource=${encodeURIComponent(resource)}${moments}`);
  return (body as { items: { onhand: unknown; accounting: unknown }[] }).items.map(({ onhand }) => onhand);
};
const kilograms = (hasNumericalValue: string) => ({ hasNumericalValue, hasUnit: 'kilogram' });

test('a dry run judges a batch and records nothing', async () => {
  const told = await api.post(`${records}?dryRun=true`, events);
  expect(told.status).toBe(200);
  expect(told.body).toMatchObject({ ids: events.map(({ id }) => id), balances: [] });
  expect(await stockOf('urn:test:silo')).toEqual([]);
});

test('a batch answers with the stock after it and the balance of the brew', async () => {
  const told = await api.post(records, events, { 'idempotency-key': 'brew-1' });
  expect(told.status).toBe(201);
  expect(told.body).toMatchObject({
    ids: events.map(({ id }) => id),
    stocks: expect.arrayContaining([
      expect.objectContaining({ resource: 'urn:test:silo', name: 'Malt silo', onhand: kilograms('2810') }),
      expect.objectContaining({ resource: 'urn:test:yard', onhand: kilograms('85') }),
      expect.objectContaining({ resource: 'urn:test:cellar', onhand: kilograms('120') }),
    ]),
    balances: expect.arrayContaining([
      expect.objectContaining({ process: 'urn:test:brew-1', name: 'Brew 1', layer: 'mass', in: 190, out: 205 }),
    ]),
  });
});

test('the same batch under the same key answers the same and is recorded once', async () => {
  const before = await api.get('/api/networks');
  const told = await api.post(records, events, { 'idempotency-key': 'brew-1' });
  expect(told.status).toBe(200);
  expect((await api.get('/api/networks')).body).toEqual(before.body);
  expect(await stockOf('urn:test:silo')).toEqual([kilograms('2810')]);
});

test('the list of networks tells its first and last day', async () => {
  const { body } = await api.get('/api/networks');
  expect(body).toMatchObject({
    items: [
      { network: 'brouwcoop', invented: true, zone: 'Europe/Brussels', firstDay: '2025-01-01', lastDay: '2025-03-13' },
    ],
  });
});

test('stock as of a day is that of its evening, in the time of the network', async () => {
  expect(await stockOf('urn:test:silo', '&happened=2025-03-11')).toEqual([kilograms('3000')]);
  expect(await stockOf('urn:test:silo', '&happened=2025-03-12')).toEqual([kilograms('2810')]);
  expect(await stockOf('urn:test:silo', '&happened=2025-03-12T07:59:00%2B01:00')).toEqual([kilograms('3000')]);
});

test('the history of a resource adds up line by line', async () => {
  const { body } = await api.get(`${at}/economic-resources/${encodeURIComponent('urn:test:yard')}/history`);
  expect(body).toMatchObject({
    items: [
      { event: 'urn:test:delivery', holder: 'urn:test:brewery', delta: kilograms('-120'), balance: kilograms('85') },
      { event: 'urn:test:lauter', holder: 'urn:test:brewery', delta: kilograms('205'), balance: kilograms('205') },
    ],
  });
});

test('events are listed page by page and by what they touch', async () => {
  const first = await api.get(`${at}/economic-events?limit=3`);
  const { items, next } = first.body as { items: { id: string }[]; next: string };
  const second = await api.get(`${at}/economic-events?limit=3&cursor=${encodeURIComponent(next)}`);
  expect([...items, ...(second.body as { items: { id: string }[] }).items].map(({ id }) => id)).toEqual(
    events.map(({ id }) => id),
  );
  const ids = async (filter: string) =>
    ((await api.get(`${at}/economic-events?${filter}`)).body as { items: { id: string }[] }).items.map(({ id }) => id);
  expect(await ids('process=urn:test:brew-1')).toEqual(['urn:test:mash', 'urn:test:lauter']);
  expect(await ids('agent=urn:test:grower')).toEqual(['urn:test:delivery']);
  expect(await ids('action=vf:raise')).toEqual(['urn:test:opening']);
  expect(await ids('from=2025-03-12&to=2025-03-12')).toEqual(['urn:test:mash', 'urn:test:lauter']);
});

test('agents of every class are one list, each found by its id', async () => {
  const { body } = await api.get(`${at}/agents`);
  expect((body as { items: { name: string; class: string }[] }).items.map((each) => [each.class, each.name])).toEqual([
    ['Organization', 'Brouwcoop (invented)'],
    ['Organization', 'Zwamkelder (invented)'],
    ['Person', 'Ann (invented)'],
  ]);
  expect((await api.get(`${at}/agents/urn:test:ann`)).body).toMatchObject({ class: 'Person', name: 'Ann (invented)' });
  expect((await api.get(`${at}/agents/urn:test:silo`)).status).toBe(404);
});

test('one record is found by its id, however it is written', async () => {
  const id = 'https://example.org/agents/a%2Fb?x=1';
  expect((await api.post(records, [{ type: 'Organization', id, name: 'Shop' }])).status).toBe(201);
  const told = await api.get(`${at}/organizations/${encodeURIComponent(id)}`);
  expect(told.body).toMatchObject({ id, class: 'Organization', name: 'Shop', revision: 1 });
  const missing = await api.get(`${at}/organizations/${encodeURIComponent('urn:test:nobody')}`);
  expect(missing.status).toBe(404);
  expect(problemsIn(missing)).toMatchObject([{ code: 'record.unknown', values: { value: 'urn:test:nobody' } }]);
});

test('the flow table comes as bytes that change their tag with every batch', async () => {
  const response = await api.request(`${at}/flows`);
  const tag = response.headers.get('etag')!;
  const { table } = decodeTable(await response.arrayBuffer());
  expect(table!.count).toBe(4);
  const again = await api.request(`${at}/flows`, { headers: { 'if-none-match': tag } });
  expect(again.status).toBe(304);
  await api.post(records, [{ type: 'Organization', id: 'urn:test:other', name: 'Other' }]);
  expect((await api.request(`${at}/flows`, { headers: { 'if-none-match': tag } })).status).toBe(200);
});

test('a new version of the program does not confirm what an old one wrote', async () => {
  const tag = (await api.request(`${at}/flows`)).headers.get('etag')!;
  const next = createApp({ ...api.services, version: '99.0.0' });
  const headers = { authorization: `Bearer ${api.token}`, 'if-none-match': tag };
  expect((await next.request(`${at}/flows`, { headers })).status).toBe(200);
});

test('JSON and the flow table travel compressed to whoever takes that', async () => {
  for (const path of [`${at}/knowledge`, `${at}/flows`]) {
    const response = await api.request(path, { headers: { 'accept-encoding': 'gzip' } });
    expect(response.headers.get('content-encoding'), path).toBe('gzip');
    const plain = await (await api.request(path)).arrayBuffer();
    const stream = response.body!.pipeThrough(new DecompressionStream('gzip'));
    expect(Buffer.from(await new Response(stream).arrayBuffer()).equals(Buffer.from(plain))).toBe(true);
  }
});

test('the knowledge of a network holds every record but the events', async () => {
  const told = await api.get(`${at}/knowledge`);
  expect(told.body).toMatchObject({
    network: { id: 'urn:throughflow:network:brouwcoop', name: network.name, zone: 'Europe/Brussels' },
    records: {
      Person: [{ id: 'urn:test:ann', name: 'Ann (invented)' }],
      Process: [{ id: 'urn:test:brew-1' }],
    },
  });
  expect((told.body as { records: object }).records).not.toHaveProperty('EconomicEvent');
  const response = await api.request(`${at}/knowledge`, { headers: { 'if-none-match': told.headers.get('etag')! } });
  expect(response.status).toBe(304);
});

test('a typing error shows in the balance, its correction mends it, and the past stays as it was told', async () => {
  const typed = event('mash-2', {
    action: 'consume',
    inputOf: 'urn:test:brew-2',
    resourceInventoriedAs: 'urn:test:silo',
    resourceQuantity: { hasNumericalValue: '1900', hasUnit: 'kg' },
    hasPointInTime: '2025-03-14T08:00:00+01:00',
  });
  const brew = { type: 'Process', id: 'urn:test:brew-2', name: 'Brew 2', basedOn: 'urn:test:brewing' };
  const wrong = await api.post(records, [brew, typed]);
  const { recorded } = wrong.body as { recorded: string };
  const massIn = async () => {
    const { body } = await api.get(`${at}/balances?process=urn:test:brew-2`);
    return (body as { items: { layer: string; in: number }[] }).items.find(({ layer }) => layer === 'mass')!.in;
  };
  expect(await massIn()).toBe(1900);
  const correction = {
    ...typed,
    id: 'urn:test:mash-2c',
    corrects: typed.id,
    resourceQuantity: { hasNumericalValue: '-1710', hasUnit: 'kg' },
  };
  expect((await api.post(records, [correction])).status).toBe(201);
  const corrections = await api.get(`${at}/economic-events?corrects=${typed.id}`);
  expect(corrections.body).toMatchObject({ items: [{ id: correction.id }] });
  expect(await massIn()).toBe(190);
  expect(await stockOf('urn:test:silo')).toEqual([kilograms('2620')]);
  expect(await stockOf('urn:test:silo', `&recorded=${recorded}`)).toEqual([kilograms('910')]);
});

test('the footprint and the threshold of the year follow from the same records', async () => {
  const burnt = event('gas', {
    action: 'consume',
    provider: 'urn:test:supplier',
    inputOf: 'urn:test:brew-1',
    resourceConformsTo: 'urn:test:natural-gas',
    resourceQuantity: { hasNumericalValue: '600', hasUnit: 'kWh' },
    hasPointInTime: '2025-03-12T15:00:00+01:00',
  });
  const told = await api.post(records, [
    { type: 'Organization', id: 'urn:test:supplier', name: 'Gas company (invented)' },
    { type: 'ResourceSpecification', id: 'urn:test:natural-gas', name: 'Natural gas', defaultUnitOfResource: 'kWh' },
    {
      type: 'BackgroundLink',
      id: 'urn:test:gas-link',
      of: 'urn:test:natural-gas',
      dataset: 'energy-factors',
      version: '1.0.0',
      row: 'natural-gas',
      factor: '1',
      per: 'J',
      match: 'exact',
    },
    burnt,
  ]);
  expect(told.status).toBe(201);
  const carbonDioxide = 600 * 3.6e6 * 5.61e-8;
  const footprints = await api.get(`${at}/footprints?period=2025&indicator=climate`);
  const { total, indicator } = footprints.body as { total: number; indicator: unknown };
  expect(total).toBeCloseTo(carbonDioxide, 6);
  expect(indicator).toMatchObject({ method: { id: 'ef-climate-change', version: '3.1', unit: 'kg CO2e' } });
  const thresholds = await api.get(`${at}/thresholds?period=2025&sharing=equal-per-capita&indicator=climate`);
  const { items } = thresholds.body as {
    items: { share: number; budget: { value: number }; quotient: { ratio: number } }[];
  };
  expect(items).toHaveLength(1);
  // Nothing that it rests on is a range.
  expect(items[0]).not.toHaveProperty('range');
  expect(items[0]!.share).toBeCloseTo(260_000 / 8.0e9, 12);
  expect(items[0]!.quotient.ratio).toBeCloseTo(carbonDioxide / ((6.81e12 * 260_000) / 8.0e9), 9);
});

test('a threshold that cannot be told says why', async () => {
  const told = await api.get(`${at}/thresholds?period=2025&sharing=ability-to-pay&indicator=climate`);
  const { items } = told.body as { items: { quotient?: unknown; warnings: { code: string }[] }[] };
  expect(items[0]!.quotient).toBeUndefined();
  expect(items[0]!.warnings[0]!.code).toBe('sharing.basis');
  for (const [query, field] of [
    ['sharing=by-lot', 'sharing'],
    ['set=none', undefined],
  ] as const) {
    const refused = await api.get(`${at}/thresholds?${query}`);
    expect(refused.status).toBe(field ? 400 : 404);
  }
  const footprints = await api.get(`${at}/footprints?indicator=noise`);
  expect(problemsIn(footprints)).toMatchObject([
    { code: 'parameter.invalid', values: { field: 'indicator', value: 'noise' } },
  ]);
});

test('who sends many batches can leave stocks and balances out of the answers', async () => {
  const batch = [
    event('count', {
      action: 'raise',
      resourceInventoriedAs: 'urn:test:silo',
      resourceQuantity: { hasNumericalValue: '1', hasUnit: 'kg' },
    }),
  ];
  const told = await api.post(records, batch, { prefer: 'return=minimal' });
  expect(told.status).toBe(201);
  expect(told.headers.get('preference-applied')).toBe('return=minimal');
  expect(told.body).toMatchObject({ ids: ['urn:test:count'], stocks: [], balances: [] });
});

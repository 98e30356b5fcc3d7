import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import type { Services } from '../../api/routes/declare.ts';
import { knowledge, network } from './support/brewery.ts';
import type { OpenApi } from './support/open-api.ts';
import { openBrewery } from './support/open-brewery.ts';

const at = '/api/networks/brouwcoop';
let api: OpenApi;

beforeAll(async () => {
  api = await openBrewery();
});
afterAll(() => api.close());

/** Texts that have broken programs before. */
const hostile = fc.oneof(
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...['', '\0', 'a\0b', '/', '..', '../../etc/passwd', '%', '%zz', '\ud800', '\u202e', 'é', '🦠', 'x'.repeat(5000)],
      ...['__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', '-1', '0', '1e309', '9007199254740993'],
      ..."'; drop table events; --|' or 1=1 --|{}|[]|*|?|&|=|\r\nSet-Cookie: a=b|<script>".split('|'),
      ...['0025-03-12', '2025-02-30', '9999-12-31', '275760-09-13', '2025-03-12T12:00+25:00', '2025-13', '0000'],
      ...['2025', '2025-03', 'urn:test:silo', 'urn:test:brew-1', 'climate', 'brouwcoop', 'produce', 'ef-budgets'],
    ),
  },
);

/** A cursor that nobody gave out. */
const forged = fc
  .array(fc.oneof(fc.integer(), fc.double(), hostile, fc.constant(null), fc.constant({})), { maxLength: 7 })
  .map((values) => Buffer.from(JSON.stringify(values)).toString('base64url'));

const routes = createApp({} as Services).openAPIRegistry.definitions.flatMap((each) =>
  each.type === 'route' ? [each.route] : [],
);
const queryNames = (route: (typeof routes)[number]): string[] =>
  Object.keys((route.request?.query as { shape?: object } | undefined)?.shape ?? {});

/** A text as it stands in an address; half a surrogate pair has no form there. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** A request to a route with anything where its parameters stand. */
const request = fc
  .constantFrom(...routes)
  .chain((route) =>
    fc.record({
      method: fc.oneof(
        { weight: 6, arbitrary: fc.constant(route.method.toUpperCase()) },
        { weight: 1, arbitrary: fc.constantFrom('HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'PROPFIND') },
      ),
      path: fc.constant(route.path),
      segments: fc.array(fc.oneof(hostile, fc.constantFrom('brouwcoop', 'agribalyse')), { minLength: 3, maxLength: 3 }),
      query: fc.dictionary(
        fc.constantFrom(...queryNames(route), 'cursor', 'limit', '__proto__', 'x[]'),
        fc.oneof(hostile, forged),
        { maxKeys: 3 },
      ),
      headers: fc.constantFrom<Record<string, string>>(
        ...[{}, { 'if-none-match': '*' }, { range: 'bytes=9-1' }, { 'content-encoding': 'gzip' }, { origin: '::::' }],
        ...[{ cookie: 'a=b; '.repeat(500) }, { 'content-type': 'application/xml' }, { 'idempotency-key': '\u00e9' }],
      ),
      body: fc.oneof(hostile, fc.json({ maxDepth: 3 })),
    }),
  )
  .map(({ method, path, segments, query, headers, body }) => {
    let place = 0;
    const own = path.startsWith('/api/networks/{network}');
    const address = (own ? path.replace('{network}', 'brouwcoop') : path).replace(/\{\w+\}/g, () =>
      encoded(segments[place++]!),
    );
    const asked = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
    const writes = method === 'POST' || method === 'PUT' || method === 'PATCH';
    return { method, address: `${address}?${asked.join('&')}`, headers, ...(writes && { body }) };
  });

interface Refusal {
  readonly status: number;
  readonly errors: readonly { code: string; message: string; remedy: string; values: Record<string, string> }[];
}

/** What no answer may be: ours for a client's fault, without a problem, or with our insides in it. */
async function judge(response: Response): Promise<void> {
  expect(response.status).toBeLessThan(500);
  if (response.status < 400) return;
  const text = await response.text();
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  if (text === '') return;
  expect(text).not.toMatch(/node_modules|\\n\s+at |\.ts:\d|insert into|pglite/i);
  const { status, errors } = JSON.parse(text) as Refusal;
  expect(status).toBe(response.status);
  expect(errors.length).toBeGreaterThan(0);
  for (const { message, remedy, values } of errors) {
    expect(`${message} ${remedy}`).not.toMatch(/\{\w+\}|\[object/);
    expect(remedy).not.toBe('');
    for (const [name, value] of Object.entries(values))
      if (name !== 'known' && name !== 'expected') expect(value.length).toBeLessThan(400);
  }
}

test('whatever is asked of whichever route: never our failure, always a problem with its remedy, never our insides', async () => {
  await fc.assert(
    fc.asyncProperty(request, async ({ method, address, headers, body }) => {
      await judge(await api.request(address, { method, headers, ...(body !== undefined && { body }) }));
    }),
    { numRuns: 400, seed: 20_250_312 },
  );
  expect(api.notes).toEqual([]);
}, 120_000);

test('whatever text stands in whichever field of a record, it is kept as it is or refused; the house goes on', async () => {
  const fields = [
    'id',
    'name',
    'note',
    'image',
    'state',
    'trackingIdentifier',
    'hasUnit',
    'hasNumericalValue',
  ] as const;
  const anything = fc.oneof(
    hostile,
    fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text) as unknown),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...fields), anything, fc.boolean(), async (field, value, event) => {
      const quantity = { hasNumericalValue: '1', hasUnit: 'kg', ...(field.startsWith('has') && { [field]: value }) };
      const base = event
        ? {
            type: 'EconomicEvent',
            action: 'raise',
            provider: 'urn:test:brewery',
            receiver: 'urn:test:brewery',
            resourceInventoriedAs: 'urn:test:silo',
            resourceQuantity: quantity,
            hasPointInTime: '2025-03-12',
          }
        : { type: 'EconomicResource', conformsTo: 'urn:test:malt' };
      const record = { ...base, ...(!field.startsWith('has') && { [field]: value }) };
      await judge(
        await api.request(`${at}/records`, {
          method: 'POST',
          body: JSON.stringify([record]),
          headers: { prefer: 'return=minimal' },
        }),
      );
    }),
    { numRuns: 250, seed: 20_250_313 },
  );
  expect(api.notes).toEqual([]);
  expect((await api.get(`${at}/stocks`)).status).toBe(200);
  expect((await api.house.verify('brouwcoop')).value?.difference).toBeUndefined();
}, 120_000);

test('32 who write the same at once are answered alike, 32 who write different things under one key or id but one refused', async () => {
  const raise = (value: number, id?: string) => [
    {
      type: 'EconomicEvent',
      ...(id !== undefined && { id }),
      action: 'raise',
      provider: 'urn:test:brewery',
      receiver: 'urn:test:brewery',
      resourceInventoriedAs: 'urn:test:cellar',
      resourceQuantity: { hasNumericalValue: `${value}`, hasUnit: 'kg' },
      hasPointInTime: '2025-04-01',
    },
  ];
  const all = (send: (place: number) => ReturnType<OpenApi['post']>) =>
    Promise.all(Array.from({ length: 32 }, (_, place) => send(place)));
  const counted = async (send: (place: number) => ReturnType<OpenApi['post']>) => {
    const statuses = (await all(send)).map(({ status }) => status).sort();
    return Object.fromEntries([...new Set(statuses)].map((each) => [each, statuses.filter((s) => s === each).length]));
  };
  const same = await all(() => api.post(`${at}/records`, raise(1), { 'idempotency-key': 'crowd' }));
  expect(same.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(new Set(same.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(await counted((place) => api.post(`${at}/records`, raise(place + 1), { 'idempotency-key': 'k' }))).toEqual({
    201: 1,
    422: 31,
  });
  expect(await counted((place) => api.post(`${at}/records`, raise(place + 1, 'urn:test:race')))).toEqual({
    201: 1,
    409: 31,
  });
  const founding = { ...network, network: 'crowd', records: knowledge };
  expect(await counted(() => api.post('/api/networks', founding))).toEqual({ 200: 31, 201: 1 });
}, 60_000);

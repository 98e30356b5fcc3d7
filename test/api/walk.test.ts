import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenApi } from './support/open-api.ts';
import { openBrewery } from './support/open-brewery.ts';

/** Every route with what nobody should send: each is answered with a problem of the client's, none is a failure of ours. */
let api: OpenApi;
beforeAll(async () => {
  api = await openBrewery();
});
afterAll(() => api.close());

interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema?: { readonly type?: string };
  }[];
}
interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

async function routes(): Promise<Route[]> {
  const document = (await (await api.app.request('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, Operation>>;
  };
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => (item[method] ? [{ method, path, operation: item[method] }] : [])),
  );
}

const long = 'x'.repeat(5000);
const deep = `${'['.repeat(100_000)}`;
const badTexts = [
  '%00',
  '%ff',
  '%F0%9F',
  long,
  '..%2f..%2fetc%2fpasswd',
  "'%20or%20''='",
  '%7B%22%24gt%22%3A1%7D',
  '-1',
  '1e999',
  'NaN',
  '__proto__',
  '',
];
const badBodies: readonly string[] = [
  '',
  'null',
  '0',
  '"text"',
  '[]',
  '{}',
  '[null]',
  '[[]]',
  '[{}]',
  '{"@graph":[1]}',
  '{"@graph":',
  '{"__proto__":{"a":1}}',
  '{"type":"EconomicEvent","type":"Person"}',
  '[{"type":"EconomicEvent","action":{"@id":5},"resourceQuantity":[1],"hasPointInTime":{}}]',
  '[{"type":"Person","id":"urn:test:x","name":"\\u0000"}]',
  '[{"type":"Person","id":"urn:test:x","name":"\\ud800"}]',
  '{"type":["Person",5],"@id":[],"op":"destroy","name":{"@value":[]}}',
  '{"conformsTo":null,"name":1e400}',
  `{"name":"${long.repeat(10)}"}`,
  deep,
  '{'.repeat(50),
  '\u{feff}{}',
  'a,b\n1,2\n',
  `{${Array.from({ length: 11_000 }, (_, place) => `"f${place}":1`).join(',')}}`,
];

const isFeed = (path: string) => path.endsWith('/changes');
const names: Record<string, string> = {
  network: 'brouwcoop',
  id: 'urn:test:silo',
  name: 'ef-budgets',
  file: 'budgets.csv',
  kind: 'persons.csv',
};
const address = (path: string, given: Record<string, string> = {}) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => given[name] ?? encodeURIComponent(names[name] ?? 'x'));

const wrong: string[] = [];

/** Asks, and notes an answer that is a failure of ours, or a refusal that is no problem. */
async function ask(method: string, path: string, init: RequestInit = {}): Promise<void> {
  const stop = new AbortController();
  const response = await api.request(path, { method: method.toUpperCase(), signal: stop.signal, ...init });
  const type = response.headers.get('content-type') ?? '';
  const body = response.status >= 400 ? await response.text() : '';
  if (response.status < 400) await response.body?.cancel();
  stop.abort();
  const what = `${method} ${path.slice(0, 120)} ${JSON.stringify(init.body ?? '').slice(0, 60)}: ${response.status} ${type}`;
  if (response.status >= 500) wrong.push(what);
  if (response.status < 400) return;
  const told = JSON.parse(body || '{}') as { status?: number; errors?: readonly { remedy: string }[] };
  if (type !== 'application/problem+json' || told.status !== response.status || !told.errors?.[0]?.remedy)
    wrong.push(what);
}

test('every route answers every bad parameter, header and part of its address with a problem, never with a failure', async () => {
  for (const { method, path, operation } of await routes()) {
    for (const name of [...path.matchAll(/\{(\w+)\}/g)].map(([, each]) => each!))
      for (const text of badTexts) await ask(method, address(path, { [name]: text || 'x%20y' }));
    if (method !== 'get' || isFeed(path)) continue;
    const parameters = (operation.parameters ?? []).filter((each) => each.in === 'query').map((each) => each.name);
    for (const name of [...parameters, 'unknown'])
      for (const text of badTexts) await ask(method, `${address(path)}?${encodeURIComponent(name)}=${text}`);
    for (const name of parameters) await ask(method, `${address(path)}?${name}=a&${name}=b`);
  }
  expect(wrong).toEqual([]);
}, 600_000);

/** What some addresses cannot do without, so that another parameter is what is wrong. */
const needed = (path: string): string => {
  const found = Object.entries({
    '/view.': 'view=flows&',
    '/seen': 'agent=urn:x&',
    '/footprints/account': 'product=urn:x&',
    '/models/{model}/figures': 'product=x&',
    '/models/{model}/footprint': 'product=x&',
    '/recipes/{id}/plan': 'quantity=1&unit=kg&by=urn:x&',
  }).find(([part]) => path.includes(part));
  return found?.[1] ?? '';
};

test('a parameter that an address does not know is refused everywhere by its name', async () => {
  for (const { method, path } of await routes()) {
    if (method !== 'get' || !path.startsWith('/api/networks/{network}/')) continue;
    const response = await api.request(`${address(path)}?${needed(path)}colour=red`);
    const told = (await response.json()) as { errors?: { values: { field?: string } }[] };
    expect([path, response.status, told.errors?.[0]?.values.field]).toEqual([path, 400, 'colour']);
  }
});

test('every route that takes a body answers every bad one with a problem, never with a failure', async () => {
  const taking = (await routes()).filter(({ method }) => method !== 'get');
  const types = [
    'application/json',
    'text/plain',
    'application/x-ndjson',
    'text/csv',
    'multipart/form-data; boundary=x',
    '',
  ];
  for (const { method, path } of taking) {
    for (const body of badBodies)
      await ask(method, address(path), { body, headers: { 'content-type': 'application/json', 'if-match': '*' } });
    for (const type of types)
      await ask(method, address(path), { body: badBodies[13]!, headers: { 'content-type': type, 'if-match': '"x"' } });
    await ask(method, address(path), { body: new Uint8Array([0xff, 0, 0xfe]), headers: { 'if-match': '"' } });
    await ask(method, address(path), { body: '[]', headers: { 'content-encoding': 'br' } });
    await ask(method, address(path), { body: '[]', headers: { 'idempotency-key': 'a b' } });
  }
  expect(wrong).toEqual([]);
}, 600_000);

test('a cursor of another list, of another house or of nobody is refused by every list that has pages', async () => {
  const paged = (await routes()).filter(
    ({ method, operation }) => method === 'get' && operation.parameters?.some(({ name }) => name === 'cursor'),
  );
  const { body } = await api.get('/api/networks/brouwcoop/economic-events?limit=1');
  const { next } = body as { next: string };
  const forged = [['x', 0, 0, 0], ['x', -1, 1e300, null], [[], {}], 'text', Array.from({ length: 7 }, () => 0)].map(
    (each) => Buffer.from(JSON.stringify(each)).toString('base64url'),
  );
  expect(paged.length).toBeGreaterThan(17);
  for (const { path } of paged)
    for (const cursor of [next, ...forged, 'x', long.slice(0, 3000)]) {
      if (path.endsWith('/economic-events') && cursor === next) continue;
      const response = await api.request(`${address(path)}?${needed(path)}cursor=${cursor}`);
      const told = (await response.json()) as { errors?: { values: { field?: string } }[] };
      expect([path, cursor, response.status, told.errors?.[0]?.values.field]).toEqual([path, cursor, 400, 'cursor']);
    }
});

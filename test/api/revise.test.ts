import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenApi, problemsIn, type Told } from './support/open-api.ts';
import { openBrewery } from './support/open-brewery.ts';

const at = '/api/networks/brouwcoop';
let api: OpenApi;

beforeAll(async () => {
  api = await openBrewery();
  const unused = { type: 'EconomicResource', id: 'urn:test:cellar-2', conformsTo: 'urn:test:grain' };
  expect((await api.post(`${at}/records`, [unused])).status).toBe(201);
});
afterAll(() => api.close());

const yard = `${at}/economic-resources/urn:test:yard`;

/** What comes back from a change, and the tag under which the record then stands. */
async function send(
  method: string,
  address: string,
  { body, match, key }: { body?: unknown; match?: string | undefined; key?: string } = {},
): Promise<Told & { readonly tag: string }> {
  const headers = {
    ...(match !== undefined && { 'if-match': match }),
    ...(key !== undefined && { 'idempotency-key': key }),
  };
  const response = await api.request(address, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const tag = response.headers.get('etag') ?? '';
  return { status: response.status, headers: response.headers, body: await response.json(), tag };
}
const read = (address: string) => send('GET', address);

test('what was read is sent back with a change and the tag under which it was read', async () => {
  const before = await read(yard);
  const told = await send('PUT', yard, { body: { ...(before.body as object), name: 'The yard' }, match: before.tag });
  expect([told.status, told.body]).toEqual([200, expect.objectContaining({ name: 'The yard', revision: 2 })]);
  expect(told.tag).not.toBe(before.tag);
  expect(await read(yard)).toMatchObject({ body: told.body, tag: told.tag });
});

test('a field that is left out is gone: the whole record is put in place of what it was', async () => {
  const { tag } = await read(yard);
  const told = await send('PUT', yard, { body: { conformsTo: 'urn:test:grain' }, match: tag });
  expect(told.status).toBe(200);
  expect(told.body).not.toHaveProperty('name');
});

test('a change without If-Match is refused with the tag to send, and so is one of a state that is no more', async () => {
  const body = { conformsTo: 'urn:test:grain', name: 'Late' };
  const { tag } = await read(yard);
  const blind = await send('PUT', yard, { body });
  expect([blind.status, problemsIn(blind)]).toMatchObject([
    428,
    [{ code: 'record.match', values: { expected: tag.slice(1, -1) } }],
  ]);
  const first = await send('PUT', yard, { body, match: tag });
  expect(first.status).toBe(200);
  const second = await send('PUT', yard, { body: { ...body, name: 'Later' }, match: tag });
  expect([second.status, problemsIn(second)]).toMatchObject([
    412,
    [{ code: 'record.changed', values: { expected: first.tag.slice(1, -1) } }],
  ]);
  expect((await read(yard)).body).toMatchObject({ name: 'Late' });
});

test('of two changes of the same state that come together one is recorded and the other told what stands now', async () => {
  const { tag } = await read(yard);
  const bodies = ['One', 'Two', 'Three'].map((name) => ({ conformsTo: 'urn:test:grain', name }));
  const told = await Promise.all(bodies.map((body) => send('PUT', yard, { body, match: tag })));
  expect(told.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  expect((await read(yard)).body).toMatchObject({ name: bodies[told.findIndex(({ status }) => status === 200)]!.name });
});

test('a change that is sent again under its key is answered again, not refused', async () => {
  const { tag } = await read(yard);
  const change = { body: { conformsTo: 'urn:test:grain', name: 'Again' }, match: tag, key: 'again' };
  const first = await send('PUT', yard, change);
  expect(await send('PUT', yard, change)).toMatchObject({ status: 200, body: first.body, tag: first.tag });
});

test('a record is retired by its tag: it stays to be read, marked, and nothing new names it', async () => {
  const cellar = `${at}/economic-resources/urn:test:cellar`;
  const { tag } = await read(cellar);
  expect((await send('DELETE', cellar)).status).toBe(428);
  expect((await send('DELETE', cellar, { match: '"1-stale"' })).status).toBe(412);
  const told = await send('DELETE', cellar, { match: tag });
  expect([told.status, told.body]).toEqual([
    200,
    expect.objectContaining({ retired: true, name: 'Grain in the cellar' }),
  ]);
  expect((await api.get(`${at}/economic-resources?retired=true`)).body).toMatchObject({
    items: [{ id: 'urn:test:cellar' }],
  });
  const back = await send('PUT', cellar, { body: { conformsTo: 'urn:test:grain' }, match: told.tag });
  expect([back.status, problemsIn(back)]).toMatchObject([422, [{ code: 'reference.retired' }]]);
});

test.each([
  ['economic-events/urn:test:mash', { action: 'consume' }],
  ['properties/urn:test:malt-mass', undefined],
])('%s is never changed; what to do instead is told', async (address, body) => {
  const { tag } = await read(`${at}/${address}`);
  const told = body
    ? await send('PUT', `${at}/${address}`, { body, match: tag })
    : await send('DELETE', `${at}/${address}`, { match: tag });
  expect([told.status, problemsIn(told)]).toMatchObject([422, [{ code: 'record.fixed' }]]);
  expect(problemsIn(told)[0]!.remedy).toMatch(/another/);
});

test.each([
  ['of another id', { id: 'urn:test:other', conformsTo: 'urn:test:grain' }, 'field.type'],
  ['of another class', { type: 'Person' }, 'field.type'],
  ['with a field that is not known', { conformsTo: 'urn:test:grain', colour: 'red' }, 'field.unknown'],
  ['that names what is not there', { conformsTo: 'urn:test:nothing' }, 'reference.unknown'],
  ['that is a list', [], 'body.shape'],
])('a revision %s is refused', async (_, body, code) => {
  const unused = `${at}/economic-resources/urn:test:cellar-2`;
  const told = await send('PUT', unused, { body, match: '*' });
  expect([told.status < 500, problemsIn(told)]).toMatchObject([true, [{ code }]]);
});

test('what is not recorded is not changed', async () => {
  const nothing = `${at}/organizations/urn:test:nothing`;
  expect((await send('PUT', nothing, { body: { name: 'X' }, match: '*' })).status).toBe(404);
  expect((await send('DELETE', nothing, { match: '*' })).status).toBe(404);
});

test('who has a record already is told so, until it changes or a name in it is erased', async () => {
  const ann = `${at}/persons/urn:test:ann`;
  const { tag } = await read(ann);
  const ask = (match: string) => api.request(ann, { headers: { 'if-none-match': match } });
  expect([(await ask(tag)).status, (await ask(`W/${tag}`)).status, (await ask('"other"')).status]).toEqual([
    304, 304, 200,
  ]);
  await api.house.erase('brouwcoop', 'urn:test:ann');
  const after = await ask(tag);
  expect([after.status, await after.json()]).toEqual([200, expect.not.objectContaining({ name: expect.anything() })]);
});

test('a name that is erased stands in no former state of its record either', async () => {
  const person = (name: string, op?: string) => ({ type: 'Person', id: 'urn:test:eve', name, ...(op && { op }) });
  expect((await api.post(`${at}/records`, [person('Eve')])).status).toBe(201);
  const then = new Date().toISOString();
  const { sequence } = (await api.get(`${at}/persons`)).body as { sequence: number };
  expect(sequence).toBeGreaterThan(0);
  expect((await api.post(`${at}/records`, [person('Eva', 'revise')])).status).toBe(201);
  const former = `${at}/persons/urn:test:eve?recorded=${then}`;
  expect((await api.get(former)).body).toMatchObject({ name: 'Eve' });
  await api.house.erase('brouwcoop', 'urn:test:eve');
  expect((await api.get(former)).body).not.toHaveProperty('name');
  expect((await api.house.verify('brouwcoop')).value?.difference).toBeUndefined();
});

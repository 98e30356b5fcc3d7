import { afterAll, beforeAll, expect, test } from 'vitest';
import { allowances } from '../../../api/access/limits.ts';
import { event } from '../support/brewery.ts';
import { type OpenApi, problemsIn, type Told } from '../support/open-api.ts';
import { openBrewery } from '../support/open-brewery.ts';

let api: OpenApi;
beforeAll(async () => {
  api = await openBrewery();
});
afterAll(() => api.close());

const at = '/api/networks/brouwcoop';
const bodyOf = <T>(told: Told) => told.body as T;

/** The operator invites; what is said of whom and for how long is up to the test. */
async function invite(fields: Record<string, unknown> = {}): Promise<{ id: string; secret: string; address: string }> {
  const told = await api.post(`${at}/invitations`, { role: 'recorder', ...fields });
  expect(told.status).toBe(201);
  return bodyOf(told);
}

/** Somebody comes with a secret, as a browser does. */
async function accept(secret: string, name = 'Bo (invented)', cookie = '') {
  const response = await api.app.request('/api/invitations/accept', {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ secret, name }),
  });
  const session = (response.headers.get('set-cookie') ?? '').split(';')[0]!;
  return { status: response.status, cookie: session, body: (await response.json()) as Record<string, unknown> };
}

const asking = async (
  cookie: string,
  path: string,
  init: { method?: string; body?: unknown; bearer?: string } = {},
) => {
  const response = await api.app.request(path, {
    method: init.method ?? 'GET',
    headers: {
      'content-type': 'application/json',
      ...(cookie && { cookie }),
      ...(init.bearer && { authorization: `Bearer ${init.bearer}` }),
    },
    ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : (JSON.parse(text) as object) };
};
const codesIn = (told: { body: object }) => problemsIn(told as Told).map(({ code }) => code);
const post = (cookie: string, path: string, body: unknown) => asking(cookie, path, { method: 'POST', body });

const kg = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kg' });
const raised = (id: string, agent: string, rest: object = {}) =>
  event(id, {
    action: 'raise',
    provider: `urn:test:${agent}`,
    receiver: `urn:test:${agent}`,
    resourceInventoriedAs: agent === 'brewery' ? 'urn:test:silo' : 'urn:test:cellar',
    resourceQuantity: kg('1'),
    hasPointInTime: '2025-04-01',
    ...rest,
  });

test('a recorder joins by an invitation, records under their own name and is refused what a steward does', async () => {
  const { secret, address } = await invite({ agent: 'urn:test:brewery', name: 'Bo' });
  expect(address).toBe(`/join#${secret}`);
  const seen = await post('', '/api/invitations/look', { secret });
  expect(seen.body).toMatchObject({
    network: 'brouwcoop',
    networkName: 'Brouwcoop (invented)',
    role: 'recorder',
    agentName: 'Brouwcoop (invented)',
    name: 'Bo',
  });
  const { status, cookie } = await accept(secret);
  expect(status).toBe(201);
  expect((await asking(cookie, '/api/me')).body).toMatchObject({
    kind: 'member',
    name: 'Bo (invented)',
    networks: [{ network: 'brouwcoop', role: 'recorder', agent: 'urn:test:brewery' }],
  });
  expect((await post(cookie, `${at}/records`, [raised('bo-1', 'brewery')])).status).toBe(201);
  const refused = await post(cookie, `${at}/invitations`, { role: 'reader' });
  expect([refused.status, codesIn(refused)]).toEqual([403, ['access.denied']]);
  expect((await asking(cookie, `${at}/members`)).status).toBe(403);
  const { members } = await api.services.gate.read();
  const chunks: Uint8Array[] = [];
  for await (const chunk of api.house.exportJournal('brouwcoop')) chunks.push(chunk);
  const journal = Buffer.concat(chunks).toString();
  expect(journal).toContain(`member:${members.find(({ name }) => name.startsWith('Bo'))!.id}`);
  expect(journal).not.toContain('Bo (invented)');
});

test('an invitation is good once, or as often as it says, and not after it was taken back', async () => {
  const once = await invite();
  expect((await accept(once.secret)).status).toBe(201);
  const again = await accept(once.secret);
  expect([again.status, codesIn(again)]).toEqual([404, ['invitation.unknown']]);
  const twice = await invite({ uses: 2 });
  const statuses = await Promise.all([1, 2, 3, 4].map(async () => (await accept(twice.secret)).status));
  expect(statuses.sort()).toEqual([201, 201, 404, 404]);
  const back = await invite();
  expect((await api.request(`${at}/invitations/${back.id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await accept(back.secret)).status).toBe(404);
  expect((await post('', '/api/invitations/look', { secret: back.secret })).status).toBe(404);
});

test('no secret of an invitation, a session or a token is listed or kept', async () => {
  const { secret } = await invite();
  const joined = await accept((await invite()).secret, 'Cas (invented)');
  const made = await post(joined.cookie, '/api/me/tokens', { name: 'scale', action: 'record' });
  const { token } = made.body as { token: string };
  const session = joined.cookie.split('=')[1]!;
  const kept = JSON.stringify(await api.services.gate.read());
  const lists = [await api.get(`${at}/invitations`), await api.get(`${at}/members`)].map(({ body }) => body);
  const own = (await asking(joined.cookie, '/api/me/tokens')).body;
  for (const text of [kept, JSON.stringify(lists), JSON.stringify(own)])
    for (const hidden of [secret, session, token]) expect(text).not.toContain(hidden);
  expect(own).toMatchObject({
    items: [
      { kind: 'session', current: true },
      { kind: 'token', name: 'scale' },
    ],
  });
});

test('a token reaches as far as it was made to, ends when it is ended, and makes no other', async () => {
  const { cookie } = await accept((await invite({ role: 'steward' })).secret, 'Dee (invented)');
  const made = await post(cookie, '/api/me/tokens', {
    name: 'scale',
    action: 'read',
    networks: ['brouwcoop'],
    days: 1,
  });
  const { token: bearer } = made.body as { token: string };
  expect((await asking('', `${at}/stocks`, { bearer })).status).toBe(200);
  const write = await asking('', `${at}/records`, { bearer, method: 'POST', body: [raised('dee-1', 'brewery')] });
  expect([write.status, codesIn(write)]).toEqual([403, ['access.scope']]);
  expect(
    (await asking('', '/api/me/tokens', { bearer, method: 'POST', body: { name: 'x', action: 'steward' } })).status,
  ).toBe(403);
  const { items } = (await asking(cookie, '/api/me/tokens')).body as { items: { id: string; kind: string }[] };
  const { id } = items.find(({ kind }) => kind === 'token')!;
  expect((await asking(cookie, `/api/me/tokens/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await asking('', `${at}/stocks`, { bearer })).status).toBe(401);
});

test('nobody ends the tokens of another', async () => {
  const one = await accept((await invite()).secret);
  const two = await accept((await invite()).secret);
  const { items } = (await asking(one.cookie, '/api/me/tokens')).body as { items: { id: string }[] };
  expect((await asking(two.cookie, `/api/me/tokens/${items[0]!.id}`, { method: 'DELETE' })).status).toBe(404);
  expect((await asking(one.cookie, `${at}/stocks`)).status).toBe(200);
});

test('a steward changes a role and ends a membership, and both hold at once', async () => {
  const { cookie } = await accept((await invite({ role: 'reader' })).secret, 'Eva (invented)');
  const { items } = bodyOf<{ items: { id: string; name: string }[] }>(await api.get(`${at}/members`));
  const { id } = items.find(({ name }) => name === 'Eva (invented)')!;
  expect((await post(cookie, `${at}/records`, [raised('eva-1', 'brewery')])).status).toBe(403);
  const put = await api.request(`${at}/members/${id}`, { method: 'PUT', body: JSON.stringify({ role: 'recorder' }) });
  expect(put.status).toBe(204);
  expect((await post(cookie, `${at}/records`, [raised('eva-1', 'brewery')])).status).toBe(201);
  expect((await api.request(`${at}/members/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await asking(cookie, `${at}/stocks`)).status).toBe(401);
  expect((await api.request(`${at}/members/${id}`, { method: 'DELETE' })).status).toBe(404);
});

test('signing out ends the session of this browser', async () => {
  const { cookie } = await accept((await invite()).secret);
  const out = await asking(cookie, '/api/sign-out', { method: 'POST' });
  expect(out.status).toBe(204);
  expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
  expect((await asking(cookie, `${at}/stocks`)).status).toBe(401);
});

test('a member sees only their own networks in the list, and nothing of any other', async () => {
  const other = { network: 'elsewhere', name: 'Elsewhere', zone: 'Europe/Brussels', members: [] };
  await api.post('/api/networks', other);
  const { cookie } = await accept((await invite()).secret);
  const { items } = (await asking(cookie, '/api/networks')).body as { items: { network: string }[] };
  expect(items.map(({ network }) => network)).toEqual(['brouwcoop']);
  expect((await asking(cookie, '/api/networks/elsewhere/stocks')).status).toBe(403);
  expect((await asking(cookie, '/api/networks/that-there-is-not/stocks')).status).toBe(403);
});

/** What a recorder who acts for the brewery, one who acts for nobody in particular, and a steward may write. */
const writes: readonly [string, Record<string, unknown>, boolean][] = [
  ['their own', raised('w1', 'brewery'), true],
  ["a partner's with them", raised('w2', 'grower', { action: 'transfer', receiver: 'urn:test:brewery' }), true],
  ["another's alone", raised('w3', 'grower'), false],
  [
    "into another's process",
    event('w4', {
      action: 'consume',
      inputOf: 'urn:test:growing',
      resourceConformsTo: 'urn:test:malt',
      resourceQuantity: kg('1'),
      hasPointInTime: '2025-04-01',
    }),
    false,
  ],
  ['a process of their own', { type: 'Process', id: 'urn:test:w5', name: 'w5', inScopeOf: 'urn:test:brewery' }, true],
  ["a process of another's", { type: 'Process', id: 'urn:test:w6', name: 'w6', inScopeOf: 'urn:test:grower' }, false],
  ['a specification that is nobody’s', { type: 'ResourceSpecification', id: 'urn:test:w7', name: 'Hops' }, true],
];

test.each(writes)('who acts for one agent writes in no other books: %s', async (_, record, allowed) => {
  const growing = { type: 'Process', id: 'urn:test:growing', name: 'Growing', inScopeOf: 'urn:test:grower' };
  await api.post(`${at}/records`, [growing], { 'idempotency-key': 'growing' });
  const bound = await accept((await invite({ agent: 'urn:test:brewery' })).secret);
  const answer = await post(bound.cookie, `${at}/records?dryRun=true`, [record]);
  expect([answer.status, codesIn(answer)]).toEqual(allowed ? [200, []] : [403, ['access.owner']]);
  for (const fields of [{}, { role: 'steward' }]) {
    const { cookie } = await accept((await invite(fields)).secret);
    expect((await post(cookie, `${at}/records?dryRun=true`, [record])).status).toBe(200);
  }
});

test('who acts for one agent makes no other’s process their own by naming themselves in it', async () => {
  const theirs = { type: 'Process', id: 'urn:test:theirs', name: 'Theirs', inScopeOf: 'urn:test:grower' };
  await api.post(`${at}/records`, [theirs]);
  const bound = await accept((await invite({ agent: 'urn:test:brewery' })).secret);
  const taken = { ...theirs, inScopeOf: 'urn:test:brewery' };
  const path = `${at}/processes/urn:test:theirs`;
  const tag = (await api.request(path)).headers.get('etag')!;
  const put = await api.app.request(path, {
    method: 'PUT',
    headers: { cookie: bound.cookie, 'if-match': tag },
    body: JSON.stringify(taken),
  });
  expect([put.status, ((await put.json()) as { errors: { code: string }[] }).errors[0]!.code]).toEqual([
    403,
    'access.owner',
  ]);
  const batch = await post(bound.cookie, `${at}/records`, [{ ...taken, op: 'revise' }]);
  expect([batch.status, codesIn(batch)]).toEqual([403, ['access.owner']]);
  expect((await api.get(path)).body).toMatchObject({ inScopeOf: 'urn:test:grower' });
});

test('who acts for one agent revises and retires no stock that another answers for', async () => {
  const stock = (name: string) => ({
    type: 'EconomicResource',
    id: `urn:test:stock-${name}`,
    conformsTo: 'urn:test:malt',
    name: `Stock of ${name}`,
  });
  const opened = (name: string) => raised(`opened-${name}`, name, { resourceInventoriedAs: `urn:test:stock-${name}` });
  await api.post(`${at}/records`, [stock('grower'), stock('brewery'), opened('grower'), opened('brewery')]);
  await api.post(`${at}/records`, [stock('nobody')]);
  const bound = await accept((await invite({ agent: 'urn:test:brewery' })).secret);
  const free = await accept((await invite()).secret);
  for (const op of ['revise', 'retire'])
    for (const [name, allowed] of [
      ['grower', false],
      ['brewery', true],
      ['nobody', true],
    ] as const) {
      const change = [{ ...stock(name), note: 'changed', op }];
      const answer = await post(bound.cookie, `${at}/records?dryRun=true`, change);
      const retires = op === 'retire' && name !== 'nobody';
      if (!retires || !allowed)
        expect([op, name, answer.status, codesIn(answer)]).toEqual([
          op,
          name,
          allowed ? 200 : 403,
          allowed ? [] : ['access.owner'],
        ]);
      else expect(codesIn(answer)).not.toContain('access.owner');
      expect(codesIn(await post(free.cookie, `${at}/records?dryRun=true`, change))).not.toContain('access.owner');
    }
});

test('an import takes ten times as much of an allowance as a record does', async () => {
  const { cookie } = await accept((await invite()).secret);
  const hasty: number[] = [];
  for (let times = 0; times < allowances.write.most / 5; times++)
    hasty.push((await post(cookie, `${at}/imports`, '')).status);
  expect(hasty[0]).toBe(415);
  expect(hasty.at(-1)).toBe(429);
});

test.each([
  ['a role that there is not', { role: 'emperor' }],
  ['a field that there is not', { role: 'reader', power: 1 }],
  ['no whole number of days', { role: 'reader', days: 1.5 }],
  ['an invitation for ever', { role: 'reader', days: 1000 }],
])('an invitation with %s is refused with its place', async (_, fields) => {
  const told = await api.post(`${at}/invitations`, fields);
  expect([told.status, problemsIn(told)[0]?.code]).toEqual([400, 'parameter.invalid']);
});

test('nobody acts for an agent that there is not', async () => {
  const told = await api.post(`${at}/invitations`, { role: 'reader', agent: 'urn:test:ghost' });
  expect([told.status, problemsIn(told)[0]?.code]).toEqual([404, 'record.unknown']);
});

test('a browser that was led here under another name is refused, so that no other site reads as if it were this one', async () => {
  const response = await api.app.request('/api/health', { headers: { host: 'evil.example:8787' } });
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ errors: [{ code: 'access.host' }] });
});

test('whoever guesses is told to wait, in problem details; the operator is not', async () => {
  const guess = () => asking('', '/api/me', { bearer: 'guess' });
  const told: number[] = [];
  for (let times = 0; times < allowances.enter.most + 5; times++) told.push((await guess()).status);
  const last = await guess();
  expect([last.status, codesIn(last)]).toEqual([429, ['request.haste']]);
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(last.headers.get('content-type')).toBe('application/problem+json');
  expect(told.filter((status) => status === 200).length).toBeGreaterThan(0);
  expect((await api.get('/api/me')).status).toBe(200);
});

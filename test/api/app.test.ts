import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Subject } from '../../api/access/can.ts';
import { type Gate, openGate } from '../../api/access/gate.ts';
import { createApp } from '../../api/app.ts';
import type { Services } from '../../api/routes/declare.ts';

/** The routes before the house is open: what they ask for and refuse needs no house. */
let directory: string;
let gate: Gate;
let app: ReturnType<typeof createApp>;
let services: Services;
const notes: string[] = [];
const nothing = () => Promise.reject(new Error('nothing to compute'));

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'throughflow-app-'));
  gate = await openGate(directory);
  services = {
    house: () => undefined,
    progress: () => ({ what: 'Rebuilding grain-loop', done: 10, total: 40 }),
    trouble: () => [],
    gate,
    compute: {
      balances: nothing,
      reconciliations: nothing,
      footprints: nothing,
      footprintAccount: nothing,
      thresholds: nothing,
      reuse: nothing,
      traces: nothing,
      view: nothing,
      models: { understand: nothing, products: nothing, figure: nothing, figures: nothing },
      close: async () => undefined,
    },
    stop: new AbortController().signal,
    datasets: fileURLToPath(new URL('../../datasets', import.meta.url)),
    version: '0.1.0',
    note: (line) => notes.push(line),
  };
  app = createApp(services);
});
afterAll(() => rm(directory, { recursive: true }));

const bearer = async () => ({ authorization: `Bearer ${await gate.issueLink()}` });
const json = async (response: Response) => (await response.json()) as Record<string, unknown>;

test('every route says what it asks for, and nothing under /api is without', () => {
  const declared = app.openAPIRegistry.definitions.flatMap((each) => (each.type === 'route' ? [each.route] : []));
  expect(declared.filter((route) => route['x-permission'] === undefined).map(({ path }) => path)).toEqual([]);
  const known = new Set(declared.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`));
  const mounted = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map((each) => `${each.method.toLowerCase()} ${each.path}`);
  expect([...new Set(mounted)].filter((each) => !known.has(each))).toEqual([]);
  expect(known.size).toBeGreaterThan(40);
});

test('without signing in, nothing but health, the description and the ways in answers', async () => {
  for (const { method, path } of app.openAPIRegistry.definitions.flatMap((each) =>
    each.type === 'route' ? [each.route] : [],
  )) {
    const response = await app.request(path.replace(/\{\w+\}/g, 'x'), { method: method.toUpperCase() });
    const isOpen = /^\/api\/(health|openapi|docs|context|shapes|vocabulary|me$)/.test(path);
    const needsMore = /^\/(sign-in|api\/invitations\/|api\/schemas\/)/.test(path);
    const expected = isOpen ? 200 : path === '/api/sign-out' ? 204 : needsMore ? 400 : 401;
    expect(response.status, `${method} ${path}`).toBe(expected);
  }
});

test('a wrong token is told so, with what to do', async () => {
  const response = await app.request('/api/networks', { headers: { authorization: 'Bearer guess' } });
  expect(response.status).toBe(401);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await json(response)).toMatchObject({
    type: 'urn:throughflow:problem:access.unknown',
    status: 401,
    errors: [{ code: 'access.unknown', remedy: expect.stringContaining('sign-in link') }],
  });
});

test('a program may write the name of the scheme as it likes', async () => {
  const token = await gate.issueLink();
  for (const scheme of ['Bearer', 'bearer', 'BEARER '])
    expect((await app.request('/api/datasets', { headers: { authorization: `${scheme} ${token}` } })).status).toBe(200);
});

test('the sign-in link sets a cookie that no script and no other site can use, and goes to the explorer', async () => {
  const link = await gate.issueLink();
  const response = await app.request(`/sign-in?token=${link}`);
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/');
  const cookie = response.headers.get('set-cookie')!;
  expect(cookie).toContain('HttpOnly');
  expect(cookie).toContain('SameSite=Strict');
  const signedIn = await app.request('/api/datasets', { headers: { cookie: cookie.split(';')[0]! } });
  expect(signedIn.status).toBe(200);
});

test('who only looks at the sign-in link (HEAD) is answered alike and leaves no session behind', async () => {
  const link = await gate.issueLink();
  const file = join(directory, 'access.json');
  const before = await readFile(file, 'utf8');
  const response = await app.request(`/sign-in?token=${link}`, { method: 'HEAD' });
  expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(await readFile(file, 'utf8')).toBe(before);
  expect((await app.request('/sign-in?token=guess', { method: 'HEAD' })).status).toBe(401);
});

test('a sign-in with a wrong or no token is refused', async () => {
  expect((await app.request('/sign-in?token=guess')).status).toBe(401);
  expect((await app.request('/sign-in')).status).toBe(400);
});

test('a write that another site makes a browser send is refused before anything is read', async () => {
  const headers = { ...(await bearer()), origin: 'https://elsewhere.example', host: '127.0.0.1:8787' };
  for (const origin of ['https://elsewhere.example', 'null', 'http://127.0.0.1:9999']) {
    const response = await app.request('/api/networks', { method: 'POST', headers: { ...headers, origin } });
    expect(response.status).toBe(403);
    expect(await json(response)).toMatchObject({ errors: [{ code: 'access.origin', values: { value: origin } }] });
  }
  const own = await app.request('/api/networks', {
    method: 'POST',
    headers: { ...headers, origin: 'http://127.0.0.1:8787' },
  });
  expect(own.status).toBe(503);
});

test('while the house opens, health tells how far it is and the rest asks to come again', async () => {
  expect(await json(await app.request('/api/health', { headers: await bearer() }))).toEqual({
    status: 'rebuilding',
    progress: { what: 'Rebuilding grain-loop', done: 10, total: 40 },
    problems: [],
    version: '0.1.0',
  });
  expect(await json(await app.request('/api/health'))).toMatchObject({
    status: 'rebuilding',
    progress: { what: 'networks', done: 10, total: 40 },
  });
  const response = await app.request('/api/networks/grain-loop/stocks', { headers: await bearer() });
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('2');
  expect(await json(response)).toMatchObject({ errors: [{ code: 'store.rebuilding' }] });
});

test('an address that there is not is a problem of its own', async () => {
  const response = await app.request('/api/nothing', { method: 'DELETE' });
  expect(response.status).toBe(404);
  expect(await json(response)).toMatchObject({
    errors: [{ code: 'route.unknown', values: { value: 'DELETE /api/nothing' } }],
  });
});

test('a method that an address does not take is told with those that it does', async () => {
  for (const [method, path, allowed] of [
    ['DELETE', '/api/networks', 'GET, HEAD, POST'],
    ['PUT', '/api/networks/grain-loop/records', 'GET, HEAD, POST'],
    ['POST', '/api/health', 'GET, HEAD'],
    ['PATCH', '/sign-in', 'GET, HEAD'],
    ['OPTIONS', '/api/networks/grain-loop/economic-events/a', 'GET, HEAD, PUT, DELETE'],
  ] as const) {
    const response = await app.request(path, { method });
    expect([path, response.status, response.headers.get('allow')]).toEqual([path, 405, allowed]);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await json(response)).toMatchObject({ errors: [{ code: 'route.method', values: { known: allowed } }] });
  }
});

test('an error of our own is told by its number only, and noted with its stack', async () => {
  const broken = createApp(services);
  broken.get('/api/broken', () => {
    throw new Error('select secret from tokens');
  });
  const response = await broken.request('/api/broken');
  const text = await response.text();
  expect(response.status).toBe(500);
  expect(text).not.toContain('secret');
  const [number] = /[0-9a-f]{8}/.exec(text)!;
  expect(notes.join('\n')).toContain(`[${number}]`);
  expect(notes.join('\n')).toContain('select secret from tokens');
});

test('every answer forbids inline scripts, frames, sniffing and referrers', async () => {
  const { headers } = await app.request('/api/health');
  const policy = headers.get('content-security-policy')!;
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("worker-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});

test('datasets are listed; what their description does not list is not served', async () => {
  const headers = await bearer();
  for (const path of ['nothing', '..%2Fapi', 'read.ts', 'grain-loop/generate.ts', 'grain-loop/..%2Fread.ts']) {
    const response = await app.request(`/api/datasets/${path}`, { headers });
    expect(response.status, path).toBe(404);
    expect(await json(response)).toMatchObject({ errors: [{ code: 'dataset.unknown' }] });
  }
});

test('who may only read records nothing, and is told which role it takes', async () => {
  const roles = new Map([['valley', { network: 'valley', role: 'reader' }]] as const);
  const reader: Subject = { kind: 'member', id: 'ann', name: 'Ann', roles };
  const read = createApp({ ...services, gate: { ...gate, subjectOf: async () => reader } });
  const records = (network: string) => read.request(`/api/networks/${network}/records`, { method: 'POST', body: '[]' });
  const response = await records('valley');
  expect(response.status).toBe(403);
  expect(await json(response)).toMatchObject({ errors: [{ code: 'access.denied', values: { expected: 'recorder' } }] });
  expect((await records('elsewhere')).status).toBe(403);
  expect((await read.request('/api/networks/valley/stocks')).status).toBe(503);
});

test('a failure of ours is a number to the client, and a stack under that number to the operator', async () => {
  const said: string[] = [];
  const broken = createApp({
    ...services,
    house: () => {
      throw new Error('select secret from records');
    },
    note: (line) => said.push(line),
  });
  const response = await broken.request('/api/networks', { headers: await bearer() });
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(text).not.toContain('secret');
  const { errors } = JSON.parse(text) as { errors: { code: string; values: { value: string } }[] };
  expect(errors).toMatchObject([{ code: 'server.failed' }]);
  expect(said).toEqual([expect.stringContaining(errors[0]!.values.value)]);
  expect(said[0]).toContain('select secret from records');
});

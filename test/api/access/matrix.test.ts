import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../../api/app.ts';
import { issue } from '../../../api/access/gate.ts';
import type { Role, Scope, Token } from '../../../api/access/register.ts';
import { kinds } from '../../../engine/1-record/kind.ts';
import type { OpenApi } from '../support/open-api.ts';
import { openBrewery } from '../support/open-brewery.ts';

/** Who comes, in the order of the columns below. */
const whoComes = [
  'nobody',
  'a member of another network',
  'a reader',
  'a recorder',
  'a steward',
  'the operator',
  "a steward's token to read",
  "a steward's token to record",
  "a steward's token to act as one",
  "a steward's token for another network",
  'a member who was dismissed',
] as const;
type Who = (typeof whoComes)[number];

const everybody = 'x x x x x x x x x x x';
const whoeverIsSignedIn = '- x x x x x x x x x -';
const people = '- x x x x x - - - - -';
const operator = '- - - - - x - - - - -';
const readers = '- - x x x x x x x - -';
const recorders = '- - - x x x - x x - -';
const stewards = '- - - - x x - - x - -';

/** Every route and who may use it, one column for each of those above; a route that does not stand here fails. */
const table: Readonly<Record<string, string>> = {
  'get /api/health': everybody,
  'get /sign-in': everybody,
  'get /api/openapi.json': everybody,
  'get /api/context.jsonld': everybody,
  'get /api/schemas/{file}': everybody,
  'get /api/shapes.ttl': everybody,
  'get /api/vocabulary.jsonld': everybody,
  'get /api/vocabulary.ttl': everybody,
  'get /api/docs': everybody,
  'get /api/docs/style.css': everybody,
  'get /api/me': everybody,
  'post /api/sign-out': everybody,
  'post /api/invitations/look': everybody,
  'post /api/invitations/accept': everybody,
  'get /api/me/tokens': people,
  'post /api/me/tokens': people,
  'delete /api/me/tokens/{id}': people,
  'get /api/datasets': whoeverIsSignedIn,
  'get /api/datasets/{name}': whoeverIsSignedIn,
  'get /api/datasets/{name}/{file}': whoeverIsSignedIn,
  'get /api/networks': whoeverIsSignedIn,
  'post /api/networks': operator,
  'get /api/networks/{network}/records': readers,
  'post /api/networks/{network}/records': recorders,
  'post /api/networks/{network}/imports': recorders,
  'get /api/networks/{network}/templates/{kind}': readers,
  'post /api/networks/{network}/tables': recorders,
  'get /api/networks/{network}/kits': readers,
  'post /api/networks/{network}/kits': recorders,
  'get /api/networks/{network}/stocks': readers,
  'get /api/networks/{network}/fulfilments': readers,
  'get /api/networks/{network}/plans/{id}/variance': readers,
  'get /api/networks/{network}/metered': readers,
  'get /api/networks/{network}/readings/{id}/proposal': readers,
  'get /api/networks/{network}/recipes/{id}/plan': readers,
  'get /api/networks/{network}/recipes/{id}/difference': readers,
  'get /api/networks/{network}/economic-resources/{id}/history': readers,
  'get /api/networks/{network}/economic-resources/{id}/statement': readers,
  'get /api/networks/{network}/economic-resources/{id}/trace': readers,
  'get /api/networks/{network}/economic-resources/{id}/track': readers,
  'get /api/networks/{network}/anomalies': readers,
  'get /api/networks/{network}/loans': readers,
  'get /api/networks/{network}/count-differences': readers,
  'get /api/networks/{network}/counts/{id}/difference': readers,
  'get /api/networks/{network}/changes': readers,
  // Each sees what others see of the agent for whom they act, and these act for none; stewards of anybody's.
  'get /api/networks/{network}/seen': '- - - - x x x x x - -',
  'get /api/networks/{network}/seen/border': '- - - - x x x x x - -',
  'get /api/networks/{network}/flows': readers,
  'get /api/networks/{network}/knowledge': readers,
  'get /api/networks/{network}/balances': readers,
  'get /api/networks/{network}/reconciliations': readers,
  'get /api/networks/{network}/footprints': readers,
  'get /api/networks/{network}/footprints/account': readers,
  'get /api/networks/{network}/models': readers,
  'post /api/networks/{network}/models': stewards,
  'get /api/networks/{network}/models/{model}': readers,
  'delete /api/networks/{network}/models/{model}': stewards,
  'get /api/networks/{network}/models/{model}/products': readers,
  'get /api/networks/{network}/models/{model}/figures': readers,
  'get /api/networks/{network}/models/{model}/footprint': readers,
  'get /api/networks/{network}/thresholds': readers,
  'get /api/networks/{network}/reuse': readers,
  'get /api/networks/{network}/view.csv': readers,
  'get /api/networks/{network}/view.json': readers,
  'get /api/networks/{network}/view.svg': readers,
  'get /api/networks/{network}/members': stewards,
  'put /api/networks/{network}/members/{id}': stewards,
  'delete /api/networks/{network}/members/{id}': stewards,
  'get /api/networks/{network}/invitations': stewards,
  'post /api/networks/{network}/invitations': stewards,
  'delete /api/networks/{network}/invitations/{id}': stewards,
  'get /api/networks/{network}/agents': readers,
  'get /api/networks/{network}/agents/{id}': readers,
  ...Object.fromEntries(
    Object.values(kinds).flatMap(({ plural }) => [
      [`get /api/networks/{network}/${plural}`, readers],
      [`get /api/networks/{network}/${plural}/{id}`, readers],
      [`put /api/networks/{network}/${plural}/{id}`, recorders],
      [`delete /api/networks/{network}/${plural}/{id}`, recorders],
    ]),
  ),
};

let api: OpenApi;
beforeAll(async () => {
  api = await openBrewery();
});
afterAll(() => api.close());

const declared = () =>
  api.app.openAPIRegistry.definitions.flatMap((each) =>
    each.type === 'route' ? [`${each.route.method} ${each.route.path}`] : [],
  );

/** A new member of a network and a fresh secret of theirs. */
async function secretOf(network: string, role: Role, token: Partial<Token> = {}, stays = true): Promise<string> {
  const id = `${role}-${Math.random()}`;
  const member = { id, name: role, since: 0, grants: [{ network, role }] };
  return api.services.gate.change((register) => {
    const members = stays ? [...register.members, member] : register.members;
    return issue({ ...register, members }, { kind: 'session', ...token, member: id }, Date.now());
  });
}

const scoped = (action: Scope['action'], networks = ['brouwcoop']) =>
  secretOf('brouwcoop', 'steward', { kind: 'token', scope: { action, networks } });

/** A fresh secret for one request: what that does to it does not touch the next. */
const secrets: Readonly<Record<Who, () => Promise<string | undefined>>> = {
  nobody: async () => undefined,
  'a member of another network': () => secretOf('elsewhere', 'steward'),
  'a reader': () => secretOf('brouwcoop', 'reader'),
  'a recorder': () => secretOf('brouwcoop', 'recorder'),
  'a steward': () => secretOf('brouwcoop', 'steward'),
  'the operator': () => api.services.gate.change((register) => issue(register, { kind: 'session' }, Date.now())),
  "a steward's token to read": () => scoped('read'),
  "a steward's token to record": () => scoped('record'),
  "a steward's token to act as one": () => scoped('steward'),
  "a steward's token for another network": () => scoped('steward', ['elsewhere']),
  'a member who was dismissed': () => secretOf('brouwcoop', 'steward', {}, false),
};

test('every route stands in the table, and nothing else does', () => {
  expect([...declared()].sort()).toEqual(Object.keys(table).sort());
});

/** The status of a request that asks for nothing in particular. */
async function statusFor(app: OpenApi['app'], route: string, who: Who): Promise<number> {
  const [method = '', path = ''] = route.split(' ');
  const secret = await secrets[who]();
  const address = path.replace('{network}', 'brouwcoop').replaceAll(/\{\w+\}/g, 'urn:test:nothing');
  const stop = new AbortController();
  const response = await app.request(address, {
    method: method.toUpperCase(),
    signal: stop.signal,
    headers: secret === undefined ? {} : { authorization: `Bearer ${secret}` },
  });
  await response.body?.cancel();
  stop.abort();
  return response.status;
}

test('each route lets through exactly those whom the table names, and denies all others', async () => {
  const wrong: string[] = [];
  let app = api.app;
  for (const [turn, [route, cells]] of Object.entries(table).entries()) {
    // Whoever brings wrong tokens without end is kept waiting: each few routes are asked of an app that has counted none.
    if (turn % 40 === 0) app = createApp(api.services);
    for (const [place, cell] of cells.split(' ').entries()) {
      const who = whoComes[place]!;
      const status = await statusFor(app, route, who);
      const isNobody = who === 'nobody' || who === 'a member who was dismissed';
      // What needs a secret of its own tells a missing one as 400, a wrong one as 401 or 404: nobody gets past it.
      const denied = isNobody ? status === 401 : status === 403;
      if (denied === (cell === 'x') || status >= 500 || status === 429)
        wrong.push(`${route}: ${who} is answered ${status}`);
    }
  }
  expect(wrong).toEqual([]);
});

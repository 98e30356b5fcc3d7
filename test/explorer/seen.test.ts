import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { factsFrom } from '../../engine/1-record/facts.ts';
import { createApp } from '../../explorer/state/app.svelte.ts';
import { keepIn } from '../../explorer/state/keep.ts';
import Answered from '../../explorer/views/seen/Answered.svelte';
import Level from '../../explorer/views/seen/Level.svelte';
import { createSeen } from '../../explorer/views/seen/seen.svelte.ts';
import View from '../../explorer/views/seen/View.svelte';
import { usualLevel } from '../../explorer/views/levels.ts';
import type { Client } from '../../explorer/worker/client.ts';
import type { Answer } from '../../explorer/worker/http.ts';
import type { SeenAnswer } from '../../explorer/worker/wire.ts';
import type { Opened } from '../../explorer/worker/world.ts';

const [brewer, baker] = ['urn:a:brewer', 'urn:a:baker'];
const facts = factsFrom([
  { class: 'Organization', id: brewer, body: { name: 'Brewer' } },
  { class: 'Organization', id: baker, body: { name: 'Baker', visibility: 'partner' } },
  { class: 'Process', id: 'urn:p:1', body: { name: 'Brew 1', inScopeOf: brewer, visibility: 'own' } },
]);
const opened = (known = facts): Opened => ({
  network: 'grain',
  name: 'Grain',
  zone: 'Europe/Brussels',
  invented: true,
  sequence: 3,
  facts: known,
});
const ok = <T>(value: T, tag = ''): Answer<T> => ({ ok: true, value, tag });
const refusal = (code: string, status: number): Answer<never> => ({
  ok: false,
  failed: 'refused',
  status,
  title: '',
  errors: [{ code, message: '', remedy: '' }],
});
const nothing: SeenAnswer = {
  agent: brewer,
  by: 'network',
  partners: [],
  events: [],
  extents: { whole: 0, part: 0, none: 0 },
  usual: { network: 'network', openToPublic: false },
};

interface Grant {
  readonly role: 'recorder' | 'steward';
  readonly agent?: string;
}

/** A page whose server answers as it is told. */
async function pageOf(
  grant: Grant,
  { client = {}, known = facts }: { client?: Partial<Client>; known?: typeof facts } = {},
) {
  const me = { kind: 'member', name: 'Bo', networks: [{ network: 'grain', ...grant }] };
  const app = createApp({
    client: {
      open: async () => ok(opened(known)),
      refresh: async () => ok(opened(known)),
      get: async <T>(path: string) => ok((path === '/api/me' ? me : nothing) as T),
      text: async () => refusal('x', 500),
      post: async () => refusal('x', 500),
      send: async () => refusal('x', 500),
      listen: () => () => undefined,
      run: async () => undefined,
      ...client,
    },
    keep: keepIn(undefined),
    address: { pathname: '/grain/seen', search: '' },
    show: () => undefined,
    now: () => new Date('2025-03-12T08:00:00Z'),
    newId: () => 'urn:new:1',
  });
  await app.loadMe();
  await app.openNetwork('grain');
  return app;
}

test.each([
  [
    'who acts for nobody has nothing of their own, and is told how to',
    { role: 'recorder' },
    facts,
    'You act for no agent here',
  ],
  ['a steward who acts for nobody chooses an agent', { role: 'steward' }, facts, 'Choose whose records'],
  ['a network of nobody says so', { role: 'steward' }, factsFrom([]), 'Nobody is recorded'],
] as const)('%s', async (_, grant, known, sentence) => {
  expect(render(View, { props: { app: await pageOf(grant, { known }) } }).body).toContain(sentence);
});

test('of nobody’s events nothing is counted: it says that there are none, and leads to recording', async () => {
  const app = await pageOf({ role: 'recorder', agent: brewer });
  const { body } = render(Answered, { props: { app, opened: opened(), seen: createSeen(app), answer: nothing } });
  expect(body).toContain('Nothing is recorded yet');
  expect(body).toContain('href="/grain/record"');
  expect(body).not.toContain('class="finding');
});

/** A record of a batch on a server, that others may change at any moment. */
function batchOn(first: string | undefined) {
  const sent: { body: Record<string, unknown>; tag: string | undefined }[] = [];
  const state = { visibility: first, revision: 1, changesBeforePut: undefined as string | undefined };
  const record = () => ({
    class: 'Process',
    id: 'urn:p:1',
    name: 'Brew 1',
    ...(state.visibility && { visibility: state.visibility }),
  });
  const client: Partial<Client> = {
    get: async <T>(path: string) =>
      path.includes('/processes/')
        ? ok(record() as T, `"${state.revision}"`)
        : ok(
            (path === '/api/me'
              ? { kind: 'member', networks: [{ network: 'grain', role: 'recorder', agent: brewer }] }
              : nothing) as T,
          ),
    send: async <T>(_: string, __: string, body: unknown, headers: Record<string, string> = {}) => {
      if (state.changesBeforePut)
        Object.assign(state, { visibility: state.changesBeforePut, revision: state.revision + 1 });
      sent.push({ body: body as Record<string, unknown>, tag: headers['if-match'] });
      if (headers['if-match'] !== `"${state.revision}"`) return refusal('record.changed', 412);
      state.visibility = (body as { visibility?: string }).visibility;
      state.revision += 1;
      return ok(record() as T, `"${state.revision}"`);
    },
  };
  return { state, sent, client };
}

const choose = { noun: 'processes', id: 'urn:p:1', shown: 'network', level: 'own' } as const;

test('a choice changes who sees a batch and nothing else of it, and is taken back by the tag of what it became', async () => {
  const { client, sent, state } = batchOn('network');
  const seen = createSeen(await pageOf({ role: 'recorder', agent: brewer }, { client }));
  await seen.decide(choose);
  expect(sent).toEqual([{ body: { class: 'Process', id: 'urn:p:1', name: 'Brew 1', visibility: 'own' }, tag: '"1"' }]);
  expect(seen.outcome?.is).toBe('changed');
  await seen.undo();
  expect([seen.outcome?.is, state.visibility, sent[1]!.tag]).toEqual(['undone', 'network', '"2"']);
});

test.each([
  [
    'since it was shown',
    (state: ReturnType<typeof batchOn>['state']) => Object.assign(state, { visibility: 'partner', revision: 2 }),
    0,
  ],
  [
    'between reading and changing it',
    (state: ReturnType<typeof batchOn>['state']) => Object.assign(state, { changesBeforePut: 'partner' }),
    1,
  ],
] as const)('what somebody else changed %s is told and shown, and not overwritten', async (_, meanwhile, asked) => {
  const { client, sent, state } = batchOn('network');
  const app = await pageOf({ role: 'recorder', agent: brewer }, { client });
  const seen = createSeen(app);
  meanwhile(state);
  await seen.decide(choose);
  expect([sent.length, state.visibility, seen.outcome?.is]).toEqual([asked, 'partner', 'conflict']);
  const props = {
    seen,
    label: 'Who may see Brew 1',
    noun: 'processes',
    id: 'urn:p:1',
    value: 'partner',
    usual: 'network',
  } as const;
  const { body } = render(Level, { props });
  expect(body).toContain('Somebody else has changed this meanwhile: those we deal with.');
});

test('an undo after somebody else’s change is refused and told', async () => {
  const { client, state } = batchOn('network');
  const seen = createSeen(await pageOf({ role: 'recorder', agent: brewer }, { client }));
  await seen.decide(choose);
  Object.assign(state, { visibility: 'public', revision: 9 });
  await seen.undo();
  expect([seen.outcome?.is, state.visibility]).toEqual(['conflict', 'public']);
});

test('a failure is told beside the choice, and what is shown stays what is recorded', async () => {
  const { client } = batchOn('network');
  const failing = { ...client, send: async () => refusal('access.owner', 403) };
  const seen = createSeen(await pageOf({ role: 'recorder', agent: brewer }, { client: failing }));
  await seen.decide(choose);
  expect(seen.outcome).toMatchObject({ is: 'failed', failure: { status: 403 } });
  const props = { seen, label: 'Who', noun: 'processes', id: 'urn:p:1', value: 'network', usual: 'network' } as const;
  expect(render(Level, { props }).body).toContain('role="alert"');
});

test('the usual is what the batch says, else whoever of those who take part shares least, else the network', () => {
  expect(usualLevel({ facts, process: 'urn:p:1', agents: [baker] })).toBe('own');
  expect(usualLevel({ facts, process: '', agents: [brewer, baker] })).toBe('partner');
  expect(usualLevel({ facts, process: '', agents: [brewer, ''] })).toBe('network');
});

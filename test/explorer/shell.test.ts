import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { factsFrom } from '../../engine/1-record/facts.ts';
import App from '../../explorer/App.svelte';
import { createApp } from '../../explorer/state/app.svelte.ts';
import { keepIn } from '../../explorer/state/keep.ts';
import Start from '../../explorer/views/start/View.svelte';
import { type Client, newestOnly } from '../../explorer/worker/client.ts';
import type { Answer } from '../../explorer/worker/http.ts';
import type { Opened } from '../../explorer/worker/world.ts';

const facts = factsFrom([
  { class: 'Organization', id: 'urn:a:brewer', body: { name: 'Brouwcoop (invented)' } },
  { class: 'ResourceSpecification', id: 'urn:s:malt', body: { name: 'Malt', defaultUnitOfResource: 'kilogram' } },
]);
const grain: Opened = { network: 'grain', name: 'Grain', zone: 'Europe/Brussels', invented: true, sequence: 3, facts };
const items = [
  {
    network: 'grain',
    name: 'Grain (invented)',
    invented: true,
    zone: 'Europe/Brussels',
    sequence: 3,
    firstDay: '2025-01-01',
    lastDay: '2025-12-31',
  },
  { network: 'real', name: 'Real', invented: false, zone: 'Europe/Brussels', sequence: 0 },
];

const ok = <T>(value: T): Answer<T> => ({ ok: true, value, tag: '' });
const gone: Answer<never> = { ok: false, failed: 'unreachable', status: 0, title: '', errors: [] };

function appAt(pathname: string, search = '', client: Partial<Client> = {}) {
  const shown: string[] = [];
  const app = createApp({
    client: {
      open: async () => ok(grain),
      refresh: async () => ok(grain),
      get: async <T>() => ok({ items } as T),
      text: async () => gone,
      post: async () => gone,
      send: async () => gone,
      listen: () => () => undefined,
      run: async () => undefined,
      ...client,
    },
    keep: keepIn(undefined),
    address: { pathname, search },
    show: (address, how) => shown.push(`${how} ${address}`),
    now: () => new Date('2025-03-12T08:00:00Z'),
    newId: () => 'urn:new:1',
  });
  return { app, shown };
}

const pageOf = (app: ReturnType<typeof createApp>) => render(App, { props: { app } }).body;
const startOf = (app: ReturnType<typeof createApp>) => render(Start, { props: { app } }).body;

test('a network that cannot be opened is listed with its reason', async () => {
  const problem = { code: 'journal.frame', message: 'Frame 3 is damaged.', remedy: 'Restore the file.', path: '' };
  const broken = { network: 'old', state: 'failed', name: 'old', problem };
  const { app } = appAt('/', '', { get: async <T>() => ok({ items: [...items, broken] } as T) });
  await app.loadNetworks();
  expect(startOf(app)).toMatch(/This network cannot be opened\.<\/b>\s*Frame 3 is damaged\.\s*Restore the file\./);
});

test('the start page lists the networks and says which are invented', async () => {
  const { app } = appAt('/');
  await app.loadNetworks();
  const page = startOf(app);
  expect(page).toContain('href="/grain/record"');
  expect(page).toContain('Invented: made up to show how this works');
  expect(page).toContain('No event of its own is recorded yet.');
  expect(page).toContain('Events from 1 Jan 2025 to 31 Dec 2025.');
});

test('a house without a network says what to do first', async () => {
  const { app } = appAt('/', '', { get: async <T>() => ok({ items: [] } as T) });
  await app.loadNetworks();
  expect(startOf(app)).toContain('There is no network yet.');
});

test('a server that does not answer is told, with what to do', async () => {
  const { app } = appAt('/grain/ledger', '', { open: async () => gone });
  await app.openNetwork('grain');
  const page = pageOf(app);
  expect(page).toContain('The server does not answer.');
  expect(page).toContain('Try again');
});

test('the view that is shown is marked in the navigation, and a skip link comes first', () => {
  const page = pageOf(appAt('/grain/ledger').app);
  expect(page.match(/aria-current="page"/g)).toHaveLength(1);
  expect(page).toMatch(/href="\/grain\/ledger" aria-current="page"/);
  expect(page.indexOf('href="#content"')).toBeLessThan(page.indexOf('<header'));
});

test('a page that does not exist says so', () => {
  expect(pageOf(appAt('/grain/harvest').app)).toContain('There is no page at /grain/harvest.');
});

test('a broken parameter of a link is named and the page still comes', () => {
  expect(pageOf(appAt('/grain/ledger', '?show=stonks').app)).toContain(
    'The link says show=stonks; expected events, stock, meters.',
  );
});

test('a selection is a new entry in the history, a slider replaces, nothing changes without a change', async () => {
  const { app, shown } = appAt('/grain/ledger');
  const { query } = await import('../../explorer/views/ledger/view.ts');
  app.setQuery(query, { show: 'stock' });
  app.setQuery(query, { at: '2025-06-30' }, 'replace');
  app.setQuery(query, { show: 'stock' });
  expect(shown).toEqual(['push /grain/ledger?show=stock', 'replace /grain/ledger?show=stock&at=2025-06-30']);
});

test('no page has inline styles or scripts that the policy of content would refuse', async () => {
  for (const path of ['/', '/grain/record', '/grain/ledger', '/nowhere/at/all']) {
    const { app } = appAt(path);
    await app.loadNetworks();
    if (app.place.network) await app.openNetwork(app.place.network);
    expect(pageOf(app)).not.toMatch(/\sstyle="|<script|\son\w+="/);
  }
});

test('a browser that forbids or has lost its storage remembers nothing and goes on', () => {
  const keep = keepIn({
    getItem: () => '{broken',
    setItem: () => {
      throw new Error('quota');
    },
  } as unknown as Storage);
  keep.write('draft', { quantity: '190' });
  expect(keep.read('draft')).toBeUndefined();
  expect(keepIn(undefined).read('draft')).toBeUndefined();
});

test('of requests that wait only the newest is run', async () => {
  const ran: unknown[] = [];
  const release: (() => void)[] = [];
  const run = newestOnly((_, input) => {
    ran.push(input);
    return new Promise<unknown>((resolve) => release.push(() => resolve(input)));
  });
  const answers = [run('sankey', 1), run('sankey', 2), run('sankey', 3), run('balance', 4)];
  expect(ran).toEqual([1, 4]);
  release[0]!();
  expect(await answers[0]).toBe(1);
  expect(await answers[1]).toBeUndefined();
  await Promise.resolve();
  release[2]!();
  release[1]!();
  expect(await answers[2]).toBe(3);
  expect(ran).toEqual([1, 4, 3]);
});

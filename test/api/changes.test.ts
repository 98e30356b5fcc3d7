import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from '../support/random.ts';
import { event, events, knowledge } from './support/brewery.ts';
import type { OpenApi } from './support/open-api.ts';
import { openBrewery } from './support/open-brewery.ts';

const at = '/api/networks/brouwcoop';
let api: OpenApi;
beforeAll(async () => {
  api = await openBrewery();
});
afterAll(() => api.close());

interface Told {
  readonly event: string;
  readonly id?: string;
  readonly data: string;
}

/** Reads events from a feed until there are so many, then hangs up. */
async function listen(address: string, count: number, headers: Record<string, string> = {}): Promise<Told[]> {
  const hangUp = new AbortController();
  const response = await api.request(address, { headers, signal: hangUp.signal });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const told: Told[] = [];
  let text = '';
  while (told.length < count) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
    const parts = text.split('\n\n');
    text = parts.pop()!;
    for (const part of parts) {
      const fields = part.split('\n').map((line) => /^(event|id|data): (.*)$/.exec(line)?.slice(1) ?? []);
      if (fields.some(([name]) => name === 'event')) told.push(Object.fromEntries(fields) as unknown as Told);
    }
  }
  await reader.cancel();
  hangUp.abort();
  return told.slice(0, count);
}

const raise = (id: string) =>
  event(id, {
    action: 'raise',
    resourceInventoriedAs: 'urn:test:silo',
    resourceQuantity: { hasNumericalValue: '1', hasUnit: 'kg' },
    hasPointInTime: '2025-04-01',
  });

test('a feed tells from where it goes on, then every record in the order of the journal', async () => {
  const [first, ...records] = await listen(`${at}/changes?since=0`, knowledge.length + events.length + 2);
  expect(first).toEqual({ event: 'at', data: '0' });
  const numbers = records.map(({ id }) => Number(id));
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  const bodies = records.map(({ data }) => JSON.parse(data) as { id: string; class: string });
  expect(bodies.map((body) => body.class)).toContain('EconomicEvent');
  expect(bodies[0]!.class).toBe('Organization');
});

test('who only listens hears what is recorded from now on, as soon as it is', async () => {
  const heard = listen(`${at}/changes`, 2);
  await new Promise((done) => setTimeout(done, 50));
  expect((await api.post(`${at}/records`, [raise('heard')])).status).toBe(201);
  const [, told] = await heard;
  expect(JSON.parse(told!.data)).toMatchObject({ id: 'urn:test:heard', class: 'EconomicEvent', action: 'raise' });
});

test('cut off again and again, a feed goes on without a gap and without a repeat while others record', async () => {
  const start = api.house.sequence('brouwcoop')!;
  const next = seeded(7);
  const all = Array.from({ length: 120 }, (_, at) => `cut-${at}`);
  const recording = (async () => {
    for (let done = 0; done < all.length;) {
      const batch = all.slice(done, done + 1 + Math.floor(next() * 6));
      expect((await api.post(`${at}/records`, batch.map(raise))).status).toBe(201);
      done += batch.length;
    }
  })();
  const heard: string[] = [];
  let last = String(start);
  while (heard.length < all.length) {
    const many = Math.min(1 + Math.floor(next() * 20), all.length - heard.length);
    const records = (await listen(`${at}/changes`, many + 1, { 'last-event-id': last })).slice(1);
    for (const { id, data } of records) {
      expect(Number(id)).toBeGreaterThan(Number(last));
      last = id!;
      heard.push((JSON.parse(data) as { id: string }).id);
    }
  }
  await recording;
  expect(heard).toEqual(all.map((id) => `urn:test:${id}`));
});

test('a revised record is told as it now is, at the place of its revision', async () => {
  const since = api.house.sequence('brouwcoop')!;
  const silo = {
    type: 'EconomicResource',
    id: 'urn:test:silo',
    op: 'revise',
    conformsTo: 'urn:test:malt',
    name: 'Big silo',
  };
  expect((await api.post(`${at}/records`, [silo])).status).toBe(201);
  const [, told] = await listen(`${at}/changes?since=${since}`, 2);
  expect(told!.id).toBe(String(since + 1));
  expect(JSON.parse(told!.data)).toMatchObject({ id: 'urn:test:silo', name: 'Big silo', revision: 2 });
});

test.each(['-1', 'x', '1.5', '999999999', '1e99'])('a place that there is not is refused: %s', async (since) => {
  expect((await api.get(`${at}/changes?since=${since}`)).body).toMatchObject({
    status: 400,
    errors: [{ code: 'parameter.invalid', values: { field: 'since' } }],
  });
});

test('when the server stops, the feeds end', async () => {
  const own = await openBrewery();
  const response = await own.request(`${at}/changes`);
  const reader = response.body!.getReader();
  await reader.read();
  const rest = (async () => {
    while (!(await reader.read()).done);
    return 'ended';
  })();
  await own.close();
  expect(await rest).toBe('ended');
});

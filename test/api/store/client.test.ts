import { once } from 'node:events';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type StoreClient } from '../../../api/store/client.ts';
import { batch, dataDirectory, founding, open, raised, remove } from '../../support/house.ts';

let directory: string;

beforeAll(async () => {
  directory = await dataDirectory();
});

afterAll(() => remove(directory));

test('a query over its time is ended, and the store answers again', async () => {
  const store: StoreClient = openStore({ directory: join(directory, 'database'), limitMs: 60_000 });
  await store.call('states', []);
  await expect(store.call('tidy', [], { limitMs: 1 })).rejects.toMatchObject({ reason: 'busy' });
  expect(await store.call('states', [])).toEqual([]);
  await store.close();
  await expect(store.call('states', [])).rejects.toMatchObject({ reason: 'closed' });
});

test('a store whose stuck query was ended, and of which nothing was asked since, closes', async () => {
  const threads: Worker[] = [];
  const take = (thread: Worker) => threads.push(thread);
  process.on('worker', take);
  const store = openStore({ directory: join(directory, 'database'), limitMs: 60_000 });
  await store.call('states', []);
  process.off('worker', take);
  const gone = once(threads[0]!, 'exit');
  await expect(store.call('tidy', [], { limitMs: 1 })).rejects.toMatchObject({ reason: 'busy' });
  await gone;
  await new Promise((resolve) => setImmediate(resolve));
  await store.close();
});

test('what the database refuses comes back as a failure with its SQL state', async () => {
  const store = openStore({ directory: join(directory, 'database'), limitMs: 60_000 });
  const bad = { classes: ['EconomicEvent'], upTo: 1e12, limit: 1 };
  await expect(store.call('listRecords', ['valley', bad])).rejects.toMatchObject({
    reason: 'failed',
    sqlState: '22003',
  });
  expect(await store.call('states', [])).toEqual([]);
  await store.close();
});

test('a house whose queries take too long says so, and goes on recording', async () => {
  const house = await open({ directory, queryLimitMs: 1 });
  await house.createNetwork(founding);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, place) => house.submit('valley', batch(`${place}`, [raised(`${place}`, '1')]))),
  );
  expect(answers.map((each) => each.value?.kind)).toEqual(answers.map(() => 'new'));
  const asked = await Promise.all(Array.from({ length: 3 }, () => house.knowledge('valley')));
  expect(asked.flatMap((each) => each.problems).every((each) => each.code === 'store.busy')).toBe(true);
  expect((await house.submit('valley', batch('after', [raised('after', '1')]))).value?.kind).toBe('new');
  await house.close();
});

import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../../api/store/client.ts';
import { type Database, rowsOf } from '../../../api/store/database.ts';
import { openDatabase } from '../../../api/store/embedded.ts';
import { dropIndexes } from '../../../api/store/indexes.ts';
import { dataDirectory, founding, open, remove } from '../../support/house.ts';

let directory: string;
let path: string;

beforeAll(async () => {
  directory = await dataDirectory();
  path = join(directory, 'database');
});
afterAll(() => remove(directory));

/** Every index as the database describes it, after something was done to it. */
async function indexesAfter(work: (database: Database) => Promise<void>): Promise<readonly string[]> {
  const { database, close } = await openDatabase(path);
  await work(database);
  const rows = await rowsOf<{ text: string }>(
    database,
    sql`select indexdef as text from pg_indexes where schemaname = 'public' order by indexname`,
  );
  await close();
  return rows.map(({ text }) => text);
}

const nothing = async () => undefined;

test('indexes that an interrupted rebuild took away are there again after the next start', async () => {
  const before = await indexesAfter(nothing);
  const during = await indexesAfter((database) => dropIndexes(database, 'valley'));
  expect(before.length - during.length).toBeGreaterThan(5);
  const store = openStore({ directory: path, limitMs: 60_000 });
  await store.call('states', []);
  await store.close();
  expect(await indexesAfter(nothing)).toEqual(before);
});

test('a rebuild leaves the indexes while another network can be asked', async () => {
  const house = await open({ directory });
  await house.createNetwork(founding);
  await house.close();
  const before = await indexesAfter(nothing);
  expect(await indexesAfter((database) => dropIndexes(database, 'hill'))).toEqual(before);
  expect((await indexesAfter((database) => dropIndexes(database, 'valley'))).length).toBeLessThan(before.length);
});

import { fileURLToPath } from 'node:url';
import { PGlite, protocol } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import type { Database, Run } from './database.ts';

const { serialize } = protocol;

/**
 * After a power cut the database is made anew, so that whole pages in its log are of no use; and it keeps at most this
 * much of the log when it is told to clear it away.
 */
const settings = ['full_page_writes=off', 'max_wal_size=64MB', 'min_wal_size=32MB'].flatMap((each) => ['-c', each]);

/** Opens the embedded database of a directory and brings its tables up to date. */
export async function openDatabase(directory: string): Promise<{ database: Database; close: () => Promise<void> }> {
  const client = await PGlite.create(directory, { startParams: [...PGlite.defaultStartParams, ...settings] });
  const tables = drizzle(client);
  await migrate(tables, { migrationsFolder: fileURLToPath(new URL('../migrations', import.meta.url)) });
  const database = Object.assign(tables, { run: running(client) }) as unknown as Database;
  return { database, close: () => client.close() };
}

/** How the database plans a statement from then on: for any values, so that it plans once, or for the values as it likes. */
const planning = (mode: 'force_generic_plan' | 'auto'): Uint8Array[] => {
  const text = `set plan_cache_mode = ${mode}`;
  return [serialize.parse({ text }), serialize.bind({}), serialize.execute({})];
};

const [once, anew] = [planning('force_generic_plan'), planning('auto')];

/** A statement with a name is read and planned when it comes for the first time: planning takes longer than most answers. */
function running(client: PGlite): Run {
  const known = new Set<string>();
  return async ({ name, text }, values) => {
    const parse = serialize.parse({ name, text });
    if (name !== '' && !known.has(name)) {
      await client.execProtocol(Buffer.concat([parse, serialize.sync()]));
      known.add(name);
    }
    const run = [serialize.bind({ statement: name, values: [...values] }), serialize.execute({})];
    const whole = name === '' ? [parse, ...run] : [...once, ...run, ...anew];
    const { messages } = await client.execProtocol(Buffer.concat([...whole, serialize.sync()]));
    return messages.flatMap((message) =>
      message.name === 'dataRow' ? [(message as unknown as { fields: (string | null)[] }).fields] : [],
    );
  };
}

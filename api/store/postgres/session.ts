import { drizzle } from 'drizzle-orm/node-postgres';
import type { Pool, PoolClient } from 'pg';
import { StoreFailure } from '../client.ts';
import type { StoreClient } from '../client.ts';
import type { Database } from '../database.ts';
import { storeFunctions } from '../functions.ts';
import { storeFailure } from './failure.ts';

/** A connection that is used for one transaction. */
export interface Session {
  readonly call: StoreClient['call'];
  /** Runs statements without values. */
  query(text: string): Promise<void>;
  /** Gives the connection back; one that failed is cut. */
  release(failed: boolean): void;
}

type StoreFunction = (database: Database, ...given: readonly unknown[]) => Promise<never>;
const functions = storeFunctions as unknown as Record<string, StoreFunction>;

const asText = { getTypeParser: () => (text: string) => text };

/**
 * The database of a connection. It is in a transaction already, which is begun and ended around the functions of the
 * store: a part of them that must be whole is whole with it.
 */
function databaseOn(client: PoolClient): Database {
  const tables = drizzle(client);
  const database: Database = Object.assign(Object.create(tables) as Database, {
    transaction: (work: (within: Database) => Promise<unknown>) => work(database),
    run: async ({ name, text }: { name: string; text: string }, values: readonly string[]) => {
      const query = {
        ...(name !== '' && { name }),
        text,
        values: [...values],
        rowMode: 'array' as const,
        types: asText,
      };
      return (await client.query(query)).rows as (string | null)[][];
    },
  });
  return database;
}

/** Milliseconds by which the server's own limit may be passed before the connection is taken for dead. */
const graceMs = 3000;

/** Takes a connection of a pool and begins a transaction on it, unless one statement is all that will be asked. */
export async function openSession(
  pool: Pool,
  { begin, limitMs }: { begin: string | undefined; limitMs: number },
): Promise<Session> {
  const client = await pool.connect().catch((thrown) => {
    const isFull = pool.totalCount >= pool.options.max;
    throw isFull ? new StoreFailure('busy', 'every connection is in use') : storeFailure(thrown);
  });
  const database = databaseOn(client);
  let over = false;
  const release = (failed: boolean) => {
    if (!over) client.release(failed);
    over = true;
  };

  /** A server that is gone without a word would never answer. */
  async function within<T>(work: Promise<T>, most: number): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new StoreFailure('away', 'it does not answer')), most + graceMs);
    });
    try {
      return await Promise.race([work, silence]);
    } catch (thrown) {
      throw storeFailure(thrown);
    } finally {
      clearTimeout(timer);
      work.catch(() => undefined);
    }
  }

  const session: Session = {
    call: (name, given, options) => within(functions[name]!(database, ...given), options?.limitMs ?? limitMs),
    query: async (text) => {
      await within(client.query(text), limitMs);
    },
    release,
  };
  try {
    if (begin !== undefined) await session.query(begin);
  } catch (failure) {
    release(true);
    throw failure;
  }
  return session;
}

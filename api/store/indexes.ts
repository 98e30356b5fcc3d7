import { ne, type SQL, sql } from 'drizzle-orm';
import { getTableConfig, type Index, type PgColumn } from 'drizzle-orm/pg-core';
import { type Database, rowsOf } from './database.ts';
import { batches, events, networks, postings, records, versions } from './schema.ts';

/** What folding a journal looks up while it goes on: this index stays. */
const needed: ReadonlySet<string | undefined> = new Set(['events_id']);

/** The indexes that only queries need. */
const forQueries: readonly Index[] = [batches, records, versions, events, postings]
  .flatMap((table) => getTableConfig(table).indexes)
  .filter(({ config }) => !needed.has(config.name));

const nameOf = ({ config }: Index): SQL => sql.identifier(config.name!) as unknown as SQL;

function creation(index: Index): SQL {
  const { table, columns, unique, where } = index.config;
  const names = columns.map((column) => sql.identifier((column as PgColumn).name));
  return sql`create ${sql.raw(unique ? 'unique' : '')} index if not exists ${nameOf(index)} on ${table}
    (${sql.join(names, sql`, `)}) ${where ? sql`where ${where}` : sql``}`;
}

/**
 * Takes away the indexes that only queries need, unless another network is there to be queried: a projection that is made
 * anew is made in two thirds of the time. `makeIndexes` brings them back.
 */
export async function dropIndexes(database: Database, network: string): Promise<void> {
  const others = await database.select().from(networks).where(ne(networks.network, network)).limit(1);
  if (others.length > 0) return;
  for (const index of forQueries) await database.execute(sql`drop index if exists ${nameOf(index)}`);
}

/** Makes the indexes that are missing. */
export async function makeIndexes(database: Database): Promise<void> {
  const rows = await rowsOf<{ name: string }>(database, sql`select indexname as name from pg_indexes`);
  const there = new Set(rows.map(({ name }) => name));
  for (const index of forQueries) if (!there.has(index.config.name!)) await database.execute(creation(index));
}

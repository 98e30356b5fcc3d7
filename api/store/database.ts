import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgDatabase, PgQueryResultHKT, PgTable } from 'drizzle-orm/pg-core';
import { getTableColumns } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';

/** What PGlite and PostgreSQL have in common; a transaction is one too. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** Opens the database of a data directory and brings its tables up to date. */
export async function openDatabase(directory: string): Promise<{ database: Database; close: () => Promise<void> }> {
  const client = await PGlite.create(directory);
  const database = drizzle(client);
  await migrate(database, { migrationsFolder: fileURLToPath(new URL('../migrations', import.meta.url)) });
  return { database: database as unknown as Database, close: () => client.close() };
}

/** The rows of a statement written in SQL; drivers differ in how they wrap them. */
export async function rowsOf<Row>(database: Database, statement: SQL): Promise<Row[]> {
  const result = (await database.execute(statement)) as unknown as { rows: Row[] } | Row[];
  return Array.isArray(result) ? result : result.rows;
}

/** One parameter that holds a whole list. */
export const list = (values: readonly unknown[], type: string): SQL => sql`${sql.param(values)}::${sql.raw(type)}[]`;

/** Inserts rows with one statement: each column travels as one array and UNNEST makes rows of them. */
export function insertRows<T extends PgTable>(
  database: Database,
  table: T,
  rows: readonly T['$inferInsert'][],
  conflict: SQL = sql``,
): Promise<unknown> {
  if (rows.length === 0) return Promise.resolve();
  const columns = Object.entries(getTableColumns(table)) as [string, PgColumn][];
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
  const arrays = sql.join(
    columns.map(([key, column]) => {
      const type = column.getSQLType().replace(/ COLLATE.*/, '');
      return list(
        rows.map((row) => (row as Record<string, unknown>)[key] ?? null),
        type,
      );
    }),
    sql`, `,
  );
  return database.execute(sql`insert into ${table} (${names}) select * from unnest(${arrays}) ${conflict}`);
}

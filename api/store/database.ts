import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgDatabase, PgQueryResultHKT, PgTable } from 'drizzle-orm/pg-core';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';

/** What PGlite and PostgreSQL have in common; a transaction is one too. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/**
 * After a power cut the database is made anew, so that whole pages in its log are of no use; and it keeps at most this
 * much of the log when it is told to clear it away.
 */
const settings = ['full_page_writes=off', 'max_wal_size=64MB', 'min_wal_size=32MB'].flatMap((each) => ['-c', each]);

/** Opens the database of a data directory and brings its tables up to date. */
export async function openDatabase(directory: string): Promise<{ database: Database; close: () => Promise<void> }> {
  const client = await PGlite.create(directory, { startParams: [...PGlite.defaultStartParams, ...settings] });
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

/** Rows for a table, and what happens to those that are there already. */
export interface Insertion {
  readonly table: PgTable;
  readonly rows: readonly object[];
  readonly conflict?: SQL;
}

/** Inserts rows into several tables with one statement; the rows of each travel as one JSON text. */
export async function insertRows(database: Database, insertions: readonly Insertion[]): Promise<void> {
  const parts = insertions.filter(({ rows }) => rows.length > 0).map(insertion);
  if (parts.length > 0) await database.execute(sql`with ${sql.join(parts, sql`, `)} select`);
}

function insertion({ table, rows, conflict = sql`` }: Insertion): SQL {
  const { names, fields } = columnsOf(table);
  const given = sql`json_to_recordset(${JSON.stringify(rows)}::text::json) as given(${fields})`;
  const part = sql.identifier(`into_${getTableName(table)}`);
  return sql`${part} as (insert into ${table} (${names}) select * from ${given} ${conflict})`;
}

/** The columns of a table under their names in the database, and under their names in rows. */
function columnsOf(table: PgTable): { names: SQL; fields: SQL } {
  const columns = Object.entries(getTableColumns(table)) as [string, PgColumn][];
  const type = (column: PgColumn) => sql.raw(column.getSQLType().replace(/ COLLATE.*/, ''));
  const names = columns.map(([, column]) => sql.identifier(column.name));
  const fields = columns.map(([key, column]) => sql`${sql.identifier(key)} ${type(column)}`);
  return { names: sql.join(names, sql`, `), fields: sql.join(fields, sql`, `) };
}

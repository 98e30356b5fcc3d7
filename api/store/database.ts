import { type SQL, sql } from 'drizzle-orm';
import { getTableColumns } from 'drizzle-orm';
import { type PgColumn, type PgDatabase, PgDialect, type PgQueryResultHKT, type PgTable } from 'drizzle-orm/pg-core';

/** What PGlite and PostgreSQL have in common; a transaction is one too. */
export type Tables = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** A connection to a database: its tables, and statements in which all is text. */
export type Database = Tables & { readonly run: Run };

/** Runs a statement whose values all travel as text, in one round; the fields of its rows come back as text. */
export type Run = (statement: Prepared, values: readonly string[]) => Promise<(string | null)[][]>;

/** The rows of a statement written in SQL; drivers differ in how they wrap them. */
export async function rowsOf<Row>(database: Tables, statement: SQL): Promise<Row[]> {
  const result = (await database.execute(statement)) as unknown as { rows: Row[] } | Row[];
  return Array.isArray(result) ? result : result.rows;
}

/** One parameter that holds a whole list. */
export const list = (values: readonly unknown[], type: string): SQL => sql`${sql.param(values)}::${sql.raw(type)}[]`;

/**
 * A statement whose values all travel as text, in one round. With a name it is read and planned once for each connection;
 * without one it is planned every time, for the tables as large as they then are.
 */
export interface Prepared {
  readonly name: string;
  readonly text: string;
}

const dialect = new PgDialect();

/** Makes a statement to be prepared; where its values go it says `value(1)`, `value(2)` and so on. */
export const prepared = (name: string, statement: SQL): Prepared => ({ name, text: dialect.sqlToQuery(statement).sql });

/** Where a value of a prepared statement goes, as a type. */
export const value = (place: number, type: string): SQL => sql.raw(`$${place}::${type}`);

/** Runs a prepared statement; the fields of its rows come back as text. */
export const runPrepared = (
  database: Database,
  statement: Prepared,
  values: readonly (string | number)[],
): Promise<(string | null)[][]> => database.run(statement, values.map(String));

/** Names of the wordings that were run so far: a statement is written in few, whatever its values. */
const wordings = new Map<string, string>();

/** Values as PostgreSQL writes an array of them. */
export const arrayText = (values: readonly unknown[]): string =>
  `{${values.map((each) => `"${String(each).replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** The words of a statement, and its values as text. */
function written(statement: SQL): { text: string; values: string[] } {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  return { text, values: params.map((each) => (Array.isArray(each) ? arrayText(each) : String(each))) };
}

/** Runs a statement that is read and planned once for each connection and wording; the fields of its rows come back as text. */
export async function runPlanned(database: Database, statement: SQL): Promise<(string | null)[][]> {
  const { text, values } = written(statement);
  const name = wordings.get(text) ?? `wording_${wordings.size}`;
  wordings.set(text, name);
  return runPrepared(database, { name, text }, values);
}

/** Runs a statement that is planned for its values each time; the fields of its rows come back as text. */
export async function runAnew(database: Database, statement: SQL): Promise<(string | null)[][]> {
  const { text, values } = written(statement);
  return runPrepared(database, { name: '', text }, values);
}

/**
 * Runs several questions as one statement, which is read and planned once for each connection and wording: the rows of each,
 * as JSON tells them. `before` is what the questions share (`with ...`).
 */
export async function runTogether<Rows extends Record<string, object>>(
  database: Database,
  before: SQL,
  questions: { readonly [Name in keyof Rows]: SQL },
): Promise<{ readonly [Name in keyof Rows]: Rows[Name][] }> {
  const parts = Object.values<SQL>(questions).map(
    (question) => sql`(select coalesce(json_agg(given), '[]') from (${question}) given)`,
  );
  const [fields] = await runPlanned(database, sql`${before} select ${sql.join(parts, sql`, `)}`);
  const named = Object.keys(questions).map((name, place) => [name, JSON.parse(fields![place]!)] as const);
  return Object.fromEntries(named) as { [Name in keyof Rows]: Rows[Name][] };
}

/** The columns of a table under their names in the database, and under their names in rows with their types. */
export function columnsOf(table: PgTable): { names: SQL; fields: SQL } {
  const columns = Object.entries(getTableColumns(table)) as [string, PgColumn][];
  const type = (column: PgColumn) => sql.raw(column.getSQLType().replace(/ COLLATE.*/, ''));
  const names = columns.map(([, column]) => sql.identifier(column.name));
  const fields = columns.map(([key, column]) => sql`${sql.identifier(key)} ${type(column)}`);
  return { names: sql.join(names, sql`, `), fields: sql.join(fields, sql`, `) };
}

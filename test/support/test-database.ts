import { basename } from 'node:path';
import pg from 'pg';

/** A database with our tables and nothing in them. */
export const emptyTemplate = 'throughflow-empty';

/** The server on which the tests of this run keep everything; undefined when they keep it in data directories. */
const server = (): string | undefined =>
  process.env['THROUGHFLOW_TEST_STORE'] === 'postgres' ? process.env['THROUGHFLOW_TEST_POSTGRES'] : undefined;

/** Whether the tests of this run keep everything in a PostgreSQL server. */
export const onPostgres: boolean = process.env['THROUGHFLOW_TEST_STORE'] === 'postgres';

/** The address of the database that stands for a data directory. */
export const databaseOf = (directory: string): string | undefined =>
  onPostgres ? `${server()}${basename(directory)}` : undefined;

/** Runs a statement on the server, in the database of a directory or in none of ours. */
export async function query<Row extends object>(statement: string, directory?: string): Promise<Row[]> {
  const address = directory === undefined ? `${server()}postgres` : databaseOf(directory);
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Makes the database that stands for a directory: a copy of another one. */
export async function copyDatabase(directory: string, template: string = emptyTemplate): Promise<void> {
  await query(`create database "${basename(directory)}" template "${basename(template)}"`);
}

export async function dropDatabase(directory: string): Promise<void> {
  await query(`drop database if exists "${basename(directory)}" with (force)`);
}

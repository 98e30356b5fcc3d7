import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse } from '../../api/store/open.ts';
import { type Server, startPostgres } from '../support/postgres.ts';
import { runAlone } from '../support/server.ts';

let server: Server;
beforeAll(async () => {
  server = await startPostgres('fsync=off');
  for (const statement of [
    'create database throughflow_tests',
    "create database ascii encoding 'SQL_ASCII' template template0",
    "create role guest login password 'guest'",
    'create role ghost nologin',
    'create database foreign_house',
  ])
    await server.query(statement);
});
afterAll(() => server.stop());

/** Why a database cannot be opened. */
async function refusal(database: string): Promise<{ code: string; values: Record<string, string> } | undefined> {
  const { value, problems } = await openHouse({ directory: '/nowhere', database });
  await value?.close();
  return problems[0];
}

test.each([
  ['', 'empty'],
  ['mysql://user:secret@localhost/db', '"mysql:..."'],
  ['postgresql://user:secret@:::/db', '"postgresql:..."'],
])('an address that is none (%s) is told without its password', async (address, value) => {
  expect(await refusal(address)).toMatchObject({ code: 'database.address', values: { value } });
});

test('a server that is not there is told by its place and what to do', async () => {
  const found = await refusal('postgresql://user:secret@127.0.0.1:1/db');
  expect(found).toMatchObject({ code: 'database.away', values: { place: '127.0.0.1:1' } });
  expect(JSON.stringify(found)).not.toContain('secret');
});

test('a wrong password, and a role that may not log in, are told by their user', async () => {
  const wrong = await refusal(server.address('throughflow_tests', { user: 'guest', password: 'wrong' }));
  expect(wrong).toMatchObject({ code: 'database.refused', values: { user: 'guest' } });
  expect(wrong!.values['reason']).toContain('password authentication failed');
  const ghost = await refusal(server.address('throughflow_tests', { user: 'ghost', password: 'x' }));
  expect(ghost).toMatchObject({ code: 'database.refused', values: { user: 'ghost' } });
});

test('a database that is not there is told by its name', async () => {
  expect(await refusal(server.address('nothing'))).toMatchObject({
    code: 'database.missing',
    values: { name: 'nothing' },
  });
});

test('a database that cannot hold every letter, or in which nothing may be made, is refused with what it must be', async () => {
  expect(await refusal(server.address('ascii'))).toMatchObject({
    code: 'database.unfit',
    values: { field: 'encoding', value: 'SQL_ASCII' },
  });
  expect(await refusal(server.address('foreign_house', { user: 'guest', password: 'guest' }))).toMatchObject({
    code: 'database.unfit',
    values: { field: 'permission', name: 'foreign_house' },
  });
});

test('tables of a newer version are left alone', async () => {
  const address = server.address('throughflow_tests');
  expect(await refusal(address)).toBeUndefined();
  await server.query(
    `insert into drizzle.__drizzle_migrations (hash, created_at) values ('new', 9999999999999)`,
    'throughflow_tests',
  );
  expect(await refusal(address)).toMatchObject({ code: 'database.unfit', values: { field: 'schema' } });
});

test('a server that does not write to the disk is used, and that is told', async () => {
  await server.query('create database quick');
  const told: string[] = [];
  const { value } = await openHouse({
    directory: '/nowhere',
    database: server.address('quick'),
    onNotice: ({ code, values }) => told.push(`${code} ${values['field']}=${values['value']}`),
  });
  expect(told).toEqual(['database.unsafe fsync=off']);
  await value!.close();
});

test('a command that cannot reach its database ends with 1 and says what to mend', async () => {
  const ended = await runAlone(['verify'], '', { DATABASE_URL: server.address('nothing') });
  expect(ended.code).toBe(1);
  expect(ended.err).toContain('has no database nothing. (database.missing)');
  expect(ended.err).toContain('createdb nothing');
});

import { openPostgres } from '../../api/store/postgres/connect.ts';
import { startPostgres } from './postgres.ts';
import { emptyTemplate } from './test-database.ts';

/** Starts the server of a test run, with an empty database of ours to be copied; ends it when the run is over. */
export default async function start(): Promise<() => Promise<void>> {
  const server = await startPostgres();
  await server.query(`create database "${emptyTemplate}"`);
  const opened = await openPostgres(server.address(emptyTemplate), () => undefined);
  if ('problem' in opened) throw new Error(JSON.stringify(opened.problem));
  await opened.postgres.close();
  // Whoever runs the tests gets its environment from here.
  process.env['THROUGHFLOW_TEST_POSTGRES'] = server.address('');
  return () => server.stop();
}

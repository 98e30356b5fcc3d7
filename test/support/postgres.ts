import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findPostgres } from './find-postgres.ts';

/** A PostgreSQL server of its own, on a free port of this machine. */
export interface Server {
  /** Address of a database of it. */
  address(database: string, more?: { user?: string; password?: string }): string;
  /** Runs a statement as its owner; rows come back as they are. */
  query<Row extends object = object>(statement: string, database?: string): Promise<Row[]>;
  /** Kills all of it at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const owner = 'throughflow';
const ownPassword = 'for-tests-only';

/** PostgreSQL refuses to be run by root, so root runs it as the user that its package made, or as nobody. */
function userOf(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (name: string, flag: string) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }).toString());
  for (const name of ['postgres', 'nobody'])
    try {
      return { uid: idOf(name, '-u'), gid: idOf(name, '-g') };
    } catch {
      // Try the next.
    }
  return undefined;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

/** Makes a server with an empty cluster and starts it, with settings of its own (`fsync=off`). */
export async function startPostgres(...own: string[]): Promise<Server> {
  const programs = findPostgres();
  if (programs === undefined) throw new Error('no PostgreSQL is installed');
  const user = userOf();
  const home = mkdtempSync(join(tmpdir(), 'throughflow-postgres-'));
  if (user) chownSync(home, user.uid, user.gid);
  const data = join(home, 'data');
  const port = await freePort();
  const as = { ...user, cwd: home };
  const password = join(home, 'password');
  writeFileSync(password, ownPassword);
  if (user) chownSync(password, user.uid, user.gid);
  const cluster = ['-D', data, '-U', owner, '--pwfile', password, '--auth=scram-sha-256'];
  const plain = ['--encoding=UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(programs, 'initdb'), [...cluster, ...plain], { ...as, stdio: 'pipe' });
  let child: ChildProcess;

  const query = async <Row extends object>(statement: string, database = 'postgres'): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: address(database) });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(statement)).rows;
    } finally {
      await client.end();
    }
  };

  const address: Server['address'] = (database, { user: name = owner, password = ownPassword } = {}) =>
    `postgresql://${name}:${password}@127.0.0.1:${port}/${database}`;

  async function answers(): Promise<void> {
    for (;;)
      try {
        await query('select 1');
        return;
      } catch (failure) {
        if (child.exitCode !== null) throw failure;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
  }

  async function start(): Promise<void> {
    const settings = ['max_connections=200', `unix_socket_directories=${home}`, 'shared_buffers=64MB', ...own];
    const given = ['-D', data, '-p', `${port}`, '-h', '127.0.0.1', ...settings.flatMap((each) => ['-c', each])];
    child = spawn(join(programs!, 'postgres'), given, { ...as, stdio: 'ignore', detached: true });
    await answers();
  }

  const ended = () =>
    new Promise<void>((resolve) =>
      (child.exitCode ?? child.signalCode) !== null ? resolve() : child.once('exit', () => resolve()),
    );

  await start();
  return {
    address,
    query,
    start,
    async kill() {
      process.kill(-child.pid!, 'SIGKILL');
      await ended();
    },
    async stop() {
      child.kill('SIGINT');
      await ended();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

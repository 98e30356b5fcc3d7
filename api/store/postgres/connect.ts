import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { type Problem, problem } from '../../../engine/0-base/problem.ts';

/** A PostgreSQL server with connections to read by, others to write by, and the address for more. */
export interface Postgres {
  readonly reads: pg.Pool;
  readonly writes: pg.Pool;
  readonly config: pg.ClientConfig;
  close(): Promise<void>;
}

/** The oldest version that is tested. */
const oldestVersion = 15;
const connectMs = 10_000;
/** A server that is starting says so; it is asked again for so long. */
const startingMs = 30_000;
const againMs = 250;
const mostReading = 8;
const mostWriting = 6;

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

/** A lock of the database by name: the first 8 bytes of its hash, as the number that PostgreSQL takes. */
export const lockNumber = (name: string): string =>
  createHash('sha256').update(`throughflow ${name}`).digest().readBigInt64BE(0).toString();

/** Where the database is, in words that may be shown: without the password. */
interface Place {
  readonly place: string;
  readonly name: string;
  readonly user: string;
}

type Opened<T> = T | { readonly problem: Problem };

/** Connects to the database of an address, sees that it is fit, and brings its tables up to date; why not, when it cannot. */
export async function openPostgres(
  address: string,
  onNotice: (problem: Problem) => void,
): Promise<Opened<{ readonly postgres: Postgres }>> {
  if (!/^postgres(ql)?:\/\//.test(address) || !URL.canParse(address)) return { problem: badAddress(address) };
  const config: pg.ClientConfig = {
    connectionString: address,
    application_name: 'throughflow',
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
  };
  const unfit = await prepare(config, onNotice);
  return unfit ? { problem: unfit } : { postgres: poolsOf(config) };
}

/** An address may hold a password, wherever it went wrong. */
const badAddress = (address: string): Problem =>
  problem('database.address', '', {
    value: address === '' ? 'empty' : `"${address.slice(0, address.indexOf(':') + 1)}..."`,
  });

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Connects once, judges the server, and migrates; the problem that stands in the way. */
async function prepare(config: pg.ClientConfig, onNotice: (problem: Problem) => void): Promise<Problem | undefined> {
  for (const began = Date.now(); ;) {
    const client = new pg.Client(config);
    client.on('error', () => undefined);
    const place = { place: `${client.host}:${client.port}`, name: client.database ?? '', user: client.user ?? '' };
    try {
      await client.connect();
      return (await judge(client, place, onNotice)) ?? (await bringUpToDate(client, place));
    } catch (failure) {
      const { code = '' } = failure as { code?: string };
      if (code !== '57P03' || Date.now() - began > startingMs) return refusalOf(failure as Error, place);
    } finally {
      await client.end().catch(() => undefined);
    }
    await wait(againMs);
  }
}

/** Why a server does not let us in, from what it or the system says. */
function refusalOf(failure: Error & { code?: string }, { place, name, user }: Place): Problem {
  const { code = '', message } = failure;
  const reason = (message || code).replace(/\.$/, '');
  if (code === '3D000') return problem('database.missing', '', { place, name });
  if (/^28|^42501/.test(code) || /SASL|SCRAM|password|SSL|pg_hba/.test(message))
    return problem('database.refused', '', { place, user, reason });
  return problem('database.away', '', { place, reason });
}

/** What is asked of a server before it is trusted. */
const asking = `select current_setting('server_version_num')::int / 10000 as version,
  current_setting('server_version') as named, current_setting('server_encoding') as encoding,
  pg_is_in_recovery() as standby, current_setting('fsync') as fsync`;

interface Told {
  readonly version: number;
  readonly named: string;
  readonly encoding: string;
  readonly standby: boolean;
  readonly fsync: string;
}

async function judge(
  client: pg.Client,
  { place, name }: Place,
  onNotice: (problem: Problem) => void,
): Promise<Problem | undefined> {
  const { rows } = await client.query<Told>(asking);
  const { version, named, encoding, standby, fsync } = rows[0]!;
  const unfit = (field: string, value: string, expected: string) =>
    problem('database.unfit', '', { place, name, field, value, expected });
  if (version < oldestVersion) return unfit('version', named, `PostgreSQL ${oldestVersion} or newer`);
  if (encoding !== 'UTF8') return unfit('encoding', encoding, 'UTF8 (createdb --encoding UTF8 --template template0)');
  if (standby) return unfit('role', 'a standby that is only read', 'the primary server');
  if (fsync !== 'on') onNotice(problem('database.unsafe', '', { place, field: 'fsync', value: fsync, expected: 'on' }));
  return undefined;
}

/** Several servers may start at once: one after the other looks what is left to do. */
async function bringUpToDate(client: pg.Client, { place, name, user }: Place): Promise<Problem | undefined> {
  await client.query(`select pg_advisory_lock(${lockNumber('migrations')})`);
  try {
    await migrate(drizzle(client), { migrationsFolder });
    const { rows } = await client.query<{ at: string }>(
      'select coalesce(max(created_at), 0) as at from drizzle.__drizzle_migrations',
    );
    const known = readMigrationFiles({ migrationsFolder }).at(-1)!.folderMillis;
    const values = {
      place,
      name,
      field: 'schema',
      value: 'of a newer Throughflow',
      expected: 'opened by that version',
    };
    return Number(rows[0]!.at) > known ? problem('database.unfit', '', values) : undefined;
  } catch (thrown) {
    const { code, message } = ((thrown as { cause?: unknown }).cause ?? thrown) as Error & { code?: string };
    if (code !== '42501') throw (thrown as { cause?: unknown }).cause ?? thrown;
    const expected = `one in which ${user} may make schemas and tables (grant create on database ${name} to ${user})`;
    return problem('database.unfit', '', { place, name, field: 'permission', value: message, expected });
  }
}

/** What a session must hold to, whatever the server's settings are: a commit is on the disk before it is answered. */
const settings = `set client_min_messages = error; set jit = off; set statement_timeout = ${connectMs};
  select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') in ('off', 'local')`;

function poolsOf(config: pg.ClientConfig): Postgres {
  const poolOf = (max: number) => {
    const pool = new pg.Pool({ ...config, max, idleTimeoutMillis: 30_000 });
    // A connection that is cut tells whoever uses it next.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => {
      client.on('error', () => undefined);
      client.query(settings).catch(() => undefined);
    });
    return pool;
  };
  const [reads, writes] = [poolOf(mostReading), poolOf(mostWriting)];
  return {
    reads,
    writes,
    config,
    async close() {
      await Promise.all([reads.end(), writes.end()]);
    },
  };
}

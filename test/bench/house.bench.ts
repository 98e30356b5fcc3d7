/**
 * What keeping costs: durable writes and stocks through HTTP, opening and rebuilding a house.
 * `node --import tsx test/bench/house.bench.ts [workshop|city|nation]` prints the rows of house.md for one size, or for all.
 * A real server in a process of its own; 32 writers on keep-alive connections in this one, signed in by the printed link.
 */
import { type ExecFileException, execFile } from 'node:child_process';
import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { root } from '../support/checkout.ts';
import { temporaryDirectory } from '../support/house.ts';
import type { OpenedHouse } from '../support/house-child.ts';
import { type HttpClient, signedIn } from '../support/http-client.ts';
import { eventMaker, hottest, typical } from '../support/many-events.ts';
import { startServer } from '../support/server.ts';
import {
  askStocks,
  bodyOf,
  found,
  median,
  minimal,
  perSecond,
  questions,
  shown,
  warmUp,
  write,
  writers,
} from './load.ts';

const sizes = {
  workshop: { events: 1_000, singles: 1_000, rebuilds: 5 },
  city: { events: 100_000, singles: 10_000, rebuilds: 3 },
  nation: { events: 1_000_000, singles: 10_000, rebuilds: 1 },
};
type Size = keyof typeof sizes;
const rounds = 5;

/** Prints one row: rates are best when high, times and sizes when low. */
function row(size: Size, what: string, unit: string, values: readonly number[], beside = ''): void {
  const best = unit.endsWith('/s') ? Math.max(...values) : Math.min(...values);
  console.log(`| ${size} | ${what} | ${shown(median(values))} | ${shown(best)} | ${unit} | ${beside} |`);
}
const share = (part: readonly number[], of: readonly number[], name: string): string =>
  `${(median(part) / median(of)).toFixed(2)} of ${name}`;

/** Writes of so many bytes behind each other, each made durable before the next. */
async function rawSyncs(directory: string, bytes: number): Promise<number> {
  const handle = await open(join(directory, 'raw'), 'w');
  const piece = Buffer.alloc(bytes, 'x');
  const times = 2_000;
  const rate = await perSecond(times, async () => {
    for (let place = 0; place < times; place++) {
      await handle.write(piece, 0, bytes, place * bytes);
      await handle.datasync();
    }
  });
  await handle.close();
  return rate;
}

/** Rows a second that the embedded database takes by a prepared insert of so many rows, each its own transaction. */
async function rawInserts(directory: string, atOnce: number): Promise<number[]> {
  const client = await PGlite.create(join(directory, `raw-${atOnce}`));
  await client.exec(`create table line (id text primary key, body text not null, sequence int not null);
    prepare put(text[], text[], int[]) as insert into line select * from unnest($1, $2, $3)`);
  const rates: number[] = [];
  let first = 1;
  for (let round = 0; round < rounds; round++) {
    const statements = Array.from({ length: atOnce === 1 ? 1_000 : 100 }, () => {
      const places = Array.from({ length: atOnce }, () => first++);
      const texts = (make: (place: number) => string) => `'{${places.map(make).join(',')}}'`;
      return `execute put(${texts((at) => `row-${at}`)}, ${texts(() => 'x'.repeat(300))}, ${texts((at) => `${at}`)})`;
    });
    const work = async () => {
      for (const statement of statements) await client.exec(statement);
    };
    rates.push(await perSecond(statements.length * atOnce, work));
  }
  await client.close();
  return rates;
}

async function openChild(directory: string, asked: number): Promise<OpenedHouse> {
  const child = ['--import', 'tsx', 'test/support/house-child.ts', directory, `${asked}`];
  const { stdout } = await promisify(execFile)(process.execPath, child, { cwd: root }).catch(
    (failure: ExecFileException) => Promise.reject(new Error(failure.stderr)),
  );
  return JSON.parse(stdout) as OpenedHouse;
}

/** Where one size is measured: the data directory, and one beside it for the raw rates. */
interface Place {
  readonly size: Size;
  readonly directory: string;
  readonly beside: string;
}

/** Rates of the embedded database alone. */
interface Inserts {
  readonly one: readonly number[];
  readonly hundred: readonly number[];
}

/** Comes before any connection is opened: it keeps this process from noticing when the server closes an idle one. */
async function measureInserts({ size, beside }: Place): Promise<Inserts> {
  const inserts = { one: await rawInserts(beside, 1), hundred: await rawInserts(beside, 100) };
  row(size, 'PGlite alone, inserts of one row', 'rows/s', inserts.one);
  row(size, 'PGlite alone, inserts of 100 rows', 'rows/s', inserts.hundred);
  return inserts;
}

async function measureWrites(client: HttpClient, place: Place, inserts: Inserts): Promise<void> {
  const { size, directory, beside } = place;
  const { events, singles } = sizes[size];
  const make = eventMaker(events + 2 * singles);
  const batches = () => Array.from({ length: events / rounds / 100 }, () => bodyOf(Array.from({ length: 100 }, make)));
  const posts = (count: number) => Array.from({ length: count / rounds }, () => bodyOf([make()]));
  const filled: number[] = [];
  for (let round = 0; round < rounds; round++)
    filled.push(await write(client, batches(), { atOnce: 100, headers: minimal }));
  row(size, 'durable, batches of 100', 'events/s', filled, share(filled, inserts.hundred, 'PGlite, 100 rows'));
  const journal = join(directory, 'networks', 'valley', 'journal');
  const before = (await stat(journal)).size;
  const single: number[] = [];
  const syncs: number[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    single.push(await write(client, posts(singles), { headers: minimal }));
    bytes = Math.round(((await stat(journal)).size - before) / ((round + 1) * (singles / rounds)));
    syncs.push(await rawSyncs(beside, bytes));
  }
  const shares = `${share(single, syncs, 'raw fdatasync')}, ${share(single, inserts.one, 'PGlite, one row')}`;
  row(size, 'raw fdatasync of one record', 'syncs/s', syncs, `${bytes} bytes`);
  row(size, 'durable, single posts', 'events/s', single, shares);
  const effects: number[] = [];
  for (let round = 0; round < rounds; round++) effects.push(await write(client, posts(singles / 10), {}));
  row(size, 'durable, single posts answered with stock and balance', 'events/s', effects);
}

async function measureOpening({ size, directory }: Place): Promise<void> {
  const cleanly: OpenedHouse[] = [];
  for (let time = 0; time < 3; time++) cleanly.push(await openChild(directory, time === 0 ? questions : 0));
  const { stocks } = cleanly[0]!;
  row(size, 'stock of a typical resource, function', 'ms', stocks.typical);
  row(size, 'stock of the hottest resource, function', 'ms', stocks.hottest);
  const opening = cleanly.map((each) => each.openedMs);
  row(size, 'opening after a clean close', 'ms', opening);
}

async function measureRebuild({ size, directory }: Place): Promise<void> {
  const anew: OpenedHouse[] = [];
  for (let time = 0; time < sizes[size].rebuilds; time++) {
    for (const name of ['database', 'networks/valley/flows', 'networks/warm-up'])
      await rm(join(directory, name), { recursive: true, force: true });
    anew.push(await openChild(directory, 0));
  }
  const { sequence } = anew[0]!;
  const startMB = median(anew.map((each) => each.startMB));
  const rates = anew.map((each) => (sequence / each.foldedMs) * 1000);
  const whole = anew.map((each) => each.openedMs / 1000);
  const peaks = anew.map((each) => each.peakMB);
  row(size, 'rebuild of the projection', 'entries/s', rates, `${sequence} entries`);
  row(size, 'rebuild, the empty database and a first reading included', 's', whole);
  row(size, 'peak memory of a rebuild', 'MB', peaks, `${shown(startMB)} MB before the first entry`);
}

async function measure(size: Size): Promise<void> {
  const place = { size, directory: await temporaryDirectory(), beside: await temporaryDirectory() };
  const inserts = await measureInserts(place);
  const server = await startServer('--no-samples', '--data', place.directory);
  const client = await signedIn(server, writers);
  await warmUp(client);
  await found(client, 'valley');
  await measureWrites(client, place, inserts);
  row(size, 'stock of a typical resource, HTTP', 'ms', await askStocks(client, typical));
  row(size, 'stock of the hottest resource, HTTP', 'ms', await askStocks(client, hottest));
  client.close();
  await server.stop();
  await measureOpening(place);
  await measureRebuild(place);
  for (const each of [place.directory, place.beside]) await rm(each, { recursive: true });
}

const asked = process.argv[2] as Size | undefined;
console.log('| size | what | median | best | unit | beside |\n|---|---|---|---|---|---|');
for (const size of Object.keys(sizes) as Size[]) if (asked === undefined || asked === size) await measure(size);

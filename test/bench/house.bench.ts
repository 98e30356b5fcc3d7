/**
 * What keeping costs: durable writes and stocks through HTTP, opening and rebuilding a house.
 * `node --import tsx test/bench/house.bench.ts [workshop|city|nation]` prints the rows of house.md for one size.
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
import {
  eventMaker,
  hottest,
  manyFounding,
  momentAt,
  openingStock,
  resourceAt,
  typical,
} from '../support/many-events.ts';
import { seeded } from '../support/random.ts';
import { startServer } from '../support/server.ts';

const sizes = {
  workshop: { events: 1_000, singles: 1_000, rebuilds: 5 },
  city: { events: 100_000, singles: 10_000, rebuilds: 3 },
  nation: { events: 1_000_000, singles: 10_000, rebuilds: 1 },
};
type Size = keyof typeof sizes;
const size = (process.argv[2] ?? 'workshop') as Size;
const { events, singles, rebuilds } = sizes[size];
const writers = 32;
const rounds = 5;
const questions = 200;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2);

/** Prints one row: rates are best when high, times and sizes when low. */
function row(what: string, unit: string, values: readonly number[], beside = ''): void {
  const best = unit.endsWith('/s') ? Math.max(...values) : Math.min(...values);
  console.log(`| ${size} | ${what} | ${shown(median(values))} | ${shown(best)} | ${unit} | ${beside} |`);
}
const share = (part: readonly number[], of: readonly number[], name: string): string =>
  `${(median(part) / median(of)).toFixed(2)} of ${name}`;

async function perSecond(amount: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (amount / (performance.now() - began)) * 1000;
}

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

const records = '/api/networks/valley/records';
const json = { 'content-type': 'application/json' };
let keys = 0;

async function post(client: HttpClient, path: string, body: Buffer, headers: Record<string, string> = {}) {
  keys += 1;
  const sent = { ...json, 'idempotency-key': `bench-${keys}`, ...headers };
  const answer = await client.send({ method: 'POST', path, headers: sent, body });
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text.slice(0, 1000)}`);
}

const bodyOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** 32 writers share the bodies of each round; events a second, from the first request sent to the last 201 received. */
async function write(client: HttpClient, bodies: Buffer[], atOnce: number, headers = {}): Promise<number> {
  let next = 0;
  const writer = async () => {
    while (next < bodies.length) await post(client, records, bodies[next++]!, headers);
  };
  return perSecond(bodies.length * atOnce, () => Promise.all(Array.from({ length: writers }, writer)));
}

async function askStocks(client: HttpClient, place: number): Promise<number[]> {
  const random = seeded(place);
  const times: number[] = [];
  for (let question = 0; question < questions; question++) {
    const happened = encodeURIComponent(momentAt(random()).toISOString());
    const path = `/api/networks/valley/stocks?resource=${encodeURIComponent(resourceAt(place))}&happened=${happened}`;
    const began = performance.now();
    const { status, text } = await client.send({ path });
    times.push(performance.now() - began);
    if (status !== 200) throw new Error(text);
  }
  return times;
}

async function openChild(asked: number): Promise<OpenedHouse> {
  const child = ['--import', 'tsx', 'test/support/house-child.ts', directory, `${asked}`];
  const { stdout } = await promisify(execFile)(process.execPath, child, { cwd: root }).catch(
    (failure: ExecFileException) => Promise.reject(new Error(failure.stderr)),
  );
  return JSON.parse(stdout) as OpenedHouse;
}

const directory = await temporaryDirectory();
const beside = await temporaryDirectory();
console.log('| size | what | median | best | unit | beside |\n|---|---|---|---|---|---|');
const inserts = { one: await rawInserts(beside, 1), hundred: await rawInserts(beside, 100) };
row('PGlite alone, inserts of one row', 'rows/s', inserts.one);
row('PGlite alone, inserts of 100 rows', 'rows/s', inserts.hundred);

const server = await startServer('--no-samples', '--data', directory);
const client = await signedIn(server, writers);
await post(client, '/api/networks', bodyOf(manyFounding));
await post(client, records, bodyOf(openingStock));
const make = eventMaker(events + 2 * singles);
const batch = () => bodyOf(Array.from({ length: 100 }, make));
const minimal = { prefer: 'return=minimal' };

const journal = join(directory, 'networks', 'valley', 'journal');
const filled: number[] = [];
for (let round = 0; round < rounds; round++)
  filled.push(await write(client, Array.from({ length: events / rounds / 100 }, batch), 100, minimal));
const before = (await stat(journal)).size;
const single: number[] = [];
const syncs: number[] = [];
for (let round = 0; round < rounds; round++) {
  const bodies = Array.from({ length: singles / rounds }, () => bodyOf([make()]));
  single.push(await write(client, bodies, 1, minimal));
  const bytes = Math.round(((await stat(journal)).size - before) / ((round + 1) * bodies.length));
  if (round === 0) row('record of one event in the journal', 'bytes', [bytes]);
  syncs.push(await rawSyncs(beside, bytes));
}
row('raw fdatasync of as many bytes', 'syncs/s', syncs);
row('durable, single posts, 32 writers', 'events/s', single, share(single, syncs, 'raw fdatasync'));
row('durable, batches of 100, 32 writers', 'events/s', filled, share(filled, inserts.hundred, 'PGlite'));
const effects: number[] = [];
for (let round = 0; round < rounds; round++) {
  const bodies = Array.from({ length: singles / rounds / 10 }, () => bodyOf([make()]));
  effects.push(await write(client, bodies, 1));
}
row('durable, single posts answered with stock and balance', 'events/s', effects);
row('stock of a typical resource, HTTP', 'ms', await askStocks(client, typical));
row('stock of the hottest resource, HTTP', 'ms', await askStocks(client, hottest));
client.close();
await server.stop();

const cleanly: OpenedHouse[] = [];
for (let time = 0; time < 3; time++) cleanly.push(await openChild(time === 0 ? questions : 0));
row('stock of a typical resource, function', 'ms', cleanly[0]!.stocks.typical);
row('stock of the hottest resource, function', 'ms', cleanly[0]!.stocks.hottest);
row(
  'opening after a clean close',
  'ms',
  cleanly.map((each) => each.openedMs),
);
const anew: OpenedHouse[] = [];
for (let time = 0; time < rebuilds; time++) {
  for (const name of ['database', 'networks/valley/flows']) await rm(join(directory, name), { recursive: true });
  anew.push(await openChild(0));
}
const { sequence } = anew[0]!;
const rates = anew.map((each) => (sequence / each.foldedMs) * 1000);
row('rebuild of the projection', 'entries/s', rates, `${sequence} entries`);
row(
  'rebuild, from nothing to ready',
  's',
  anew.map((each) => each.openedMs / 1000),
);
row(
  'peak memory while rebuilding',
  'MB',
  anew.map((each) => each.peakMB),
  `${shown(anew[0]!.startMB)} MB before the first entry`,
);
for (const each of [directory, beside]) await rm(each, { recursive: true });

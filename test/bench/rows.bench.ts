/**
 * What keeping in PostgreSQL costs beside keeping in files: durable writes, stocks, lists and a start, in one run.
 * `node --import tsx test/bench/rows.bench.ts [workshop|city]` prints the rows of rows.md for one size, or for both.
 * Two real servers take turns, each in a process of its own; 32 writers on keep-alive connections in this one.
 */
import { rm } from 'node:fs/promises';
import { whyNoPostgres } from '../support/find-postgres.ts';
import { temporaryDirectory } from '../support/house.ts';
import { type HttpClient, signedIn } from '../support/http-client.ts';
import { eventMaker, hottest, resourceAt, typical } from '../support/many-events.ts';
import { startPostgres } from '../support/postgres.ts';
import { type RunningServer, startServer, startServerOn } from '../support/server.ts';
import { askStocks, bodyOf, found, median, minimal, perSecond, shown, warmUp, write, writers } from './load.ts';

const sizes = { workshop: { events: 1_000, singles: 1_000 }, city: { events: 100_000, singles: 5_000 } };
type Size = keyof typeof sizes;
const rounds = 5;
const starts = 3;
const pages = 20;

/** One of the two houses. */
interface Kept {
  readonly name: 'files' | 'rows';
  readonly start: () => Promise<RunningServer>;
  server: RunningServer;
  client: HttpClient;
}
type Measured = Map<Kept['name'], number[]>;

const nothing = (): Measured =>
  new Map([
    ['files' as const, []],
    ['rows' as const, []],
  ]);

function row(size: Size, what: string, unit: string, measured: Measured): void {
  const [files, rows] = [median(measured.get('files')!), median(measured.get('rows')!)];
  console.log(`| ${size} | ${what} | ${shown(files)} | ${shown(rows)} | ${unit} | ${(rows / files).toFixed(2)} |`);
}

async function open(name: Kept['name'], start: Kept['start']): Promise<Kept> {
  const server = await start();
  const client = await signedIn(server, writers);
  await warmUp(client);
  await found(client, 'valley');
  return { name, start, server, client };
}

/** Milliseconds of the first page of a list, asked for again and again. */
async function askPages(client: HttpClient): Promise<number[]> {
  const times: number[] = [];
  for (let time = 0; time < pages; time++) {
    const began = performance.now();
    const { status, text } = await client.send({
      path: '/api/networks/valley/economic-events?action=consume&limit=100',
    });
    times.push(performance.now() - began);
    if (status !== 200) throw new Error(text);
  }
  return times;
}

/** Asks for a stock until the house is open. */
async function untilOpen(client: HttpClient): Promise<void> {
  const path = `/api/networks/valley/stocks?resource=${encodeURIComponent(resourceAt(typical))}`;
  for (let status = 503; status !== 200;) ({ status } = await client.send({ path }));
}

async function measure(size: Size, houses: readonly Kept[], count: () => Promise<unknown>): Promise<void> {
  const { events, singles } = sizes[size];
  const make = eventMaker(2 * (events + singles));
  const [batches, single] = [nothing(), nothing()];
  for (let round = 0; round < rounds; round++)
    for (const { name, client } of houses) {
      const many = Array.from({ length: events / rounds / 100 }, () => bodyOf(Array.from({ length: 100 }, make)));
      batches.get(name)!.push(await write(client, many, { atOnce: 100, headers: minimal }));
      const alone = Array.from({ length: singles / rounds }, () => bodyOf([make()]));
      single.get(name)!.push(await write(client, alone, { headers: minimal }));
    }
  row(size, 'durable, batches of 100', 'events/s', batches);
  row(size, 'durable, single posts', 'events/s', single);
  await count();
  const [typicals, hottests, lists] = [nothing(), nothing(), nothing()];
  for (const { name, client } of houses) {
    typicals.get(name)!.push(...(await askStocks(client, typical)));
    hottests.get(name)!.push(...(await askStocks(client, hottest)));
    lists.get(name)!.push(...(await askPages(client)));
  }
  row(size, 'stock of a typical resource', 'ms', typicals);
  row(size, 'stock of the hottest resource', 'ms', hottests);
  row(size, 'first hundred of the events of one action', 'ms', lists);
}

/** A start after a stop: from the command to the first stock that is answered. */
async function measureStarts(size: Size, houses: readonly Kept[]): Promise<void> {
  const times = nothing();
  for (let time = 0; time < starts; time++)
    for (const house of houses) {
      house.client.close();
      await house.server.stop();
      const seconds = await perSecond(1, async () => {
        house.server = await house.start();
        house.client = await signedIn(house.server, writers);
        await untilOpen(house.client);
      });
      times.get(house.name)!.push(1000 / seconds);
    }
  row(size, 'from the command to the first stock', 'ms', times);
}

async function compare(size: Size): Promise<void> {
  const directory = await temporaryDirectory();
  const postgres = await startPostgres();
  await postgres.query('create database bench');
  const houses = [
    await open('files', () => startServer('--no-samples', '--data', directory)),
    await open('rows', () => startServerOn(postgres.address('bench'))),
  ];
  // What autovacuum does within a minute of such a day.
  await measure(size, houses, () => postgres.query('analyze', 'bench'));
  await measureStarts(size, houses);
  for (const { client, server } of houses) {
    client.close();
    await server.stop();
  }
  await postgres.stop();
  await rm(directory, { recursive: true });
}

const missing = whyNoPostgres();
const asked = process.argv[2] as Size | undefined;
if (missing) console.log(`Nothing is measured: ${missing}`);
else {
  console.log('| size | what | files | PostgreSQL | unit | PostgreSQL / files |\n|---|---|---|---|---|---|');
  for (const size of Object.keys(sizes) as Size[]) if (asked === undefined || asked === size) await compare(size);
}

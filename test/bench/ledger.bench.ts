/**
 * The ledger at size, in files and in PostgreSQL beside each other: an import in one stream with its progress and the server's memory,
 * then what people ask: a stock as of any two moments, a page of events, a statement of a year.
 * `node --import tsx test/bench/ledger.bench.ts [workshop|city|nation]` prints the rows of ledger.md for one size, or for all.
 * Times are from the request sent to the answer received, on one kept connection, the resource with 5 % of the events apart.
 * Each kind of question is asked in several rounds: the first is of a server to which it is new, the others of one that has run.
 */
import { readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { whyNoPostgres } from '../support/find-postgres.ts';
import { temporaryDirectory } from '../support/house.ts';
import { type HttpClient, signedIn } from '../support/http-client.ts';
import { eventMaker, hottest, momentAt, resourceAt, typical } from '../support/many-events.ts';
import { startPostgres } from '../support/postgres.ts';
import { seeded } from '../support/random.ts';
import { type RunningServer, startServer, startServerOn } from '../support/server.ts';
import { found, median, shown, warmUp } from './load.ts';

const sizes = { workshop: 1_000, city: 100_000, nation: 1_000_000 };
type Size = keyof typeof sizes;
const questions = 60;
/** Rounds of questions: the first is told by itself, the last is the one that counts. */
const rounds = 4;

/** Megabytes that a process has in memory now; undefined where the machine does not tell. */
async function residentMB(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

function* linesOf(total: number): Generator<string> {
  const make = eventMaker(total);
  let text = '';
  for (let count = 1; count <= total; count++) {
    text += `${JSON.stringify(make())}\n`;
    if (count % 500 !== 0 && count !== total) continue;
    yield text;
    text = '';
  }
}

interface Imported {
  readonly perSecond: number;
  /** Lines of progress that came. */
  readonly steps: number;
  /** Megabytes: the most of the first and of the last third. */
  readonly early: number;
  readonly late: number;
}

/** One stream of events; the memory of the server is looked at while it goes on. */
async function importAll(server: RunningServer, cookie: string, total: number): Promise<Imported> {
  const memory: number[] = [];
  const look = setInterval(() => {
    void residentMB(server.child.pid).then((value) => value !== undefined && memory.push(value));
  }, 250);
  const began = performance.now();
  const { hostname, port } = new URL(server.origin);
  const headers = { 'content-type': 'application/x-ndjson', cookie };
  const steps = await new Promise<number>((resolve, reject) => {
    const call = request(
      { hostname, port, method: 'POST', path: '/api/networks/valley/imports', headers },
      (answer) => {
        let [count, last] = [0, ''];
        answer.on('data', (part: Buffer) => {
          const text = part.toString();
          count += text.split('\n').length - 1;
          last = text;
        });
        answer.on('error', reject);
        answer.on('end', () => (last.includes('"end":"whole"') ? resolve(count) : reject(new Error(last.slice(-500)))));
      },
    );
    call.on('error', reject);
    Readable.from(linesOf(total)).pipe(call);
  });
  clearInterval(look);
  const third = Math.max(1, Math.floor(memory.length / 3));
  return {
    perSecond: (total / (performance.now() - began)) * 1000,
    steps,
    early: Math.max(0, ...memory.slice(0, third)),
    late: Math.max(0, ...memory.slice(-third)),
  };
}

/** Milliseconds of each of some questions. */
async function ask(client: HttpClient, pathAt: (random: () => number) => string, seed: number): Promise<number[]> {
  const random = seeded(seed);
  const times: number[] = [];
  for (let question = 0; question < questions; question++) {
    const path = `/api/networks/valley/${pathAt(random)}`;
    const began = performance.now();
    const { status, text } = await client.send({ path });
    times.push(performance.now() - began);
    if (status !== 200) throw new Error(text);
  }
  return times;
}

const moment = (random: () => number): string => encodeURIComponent(momentAt(random()).toISOString());
const resource = (place: number): string => encodeURIComponent(resourceAt(place));

/** What is asked, by what it is called. `span` is when the events were recorded, in milliseconds. */
const asked = (span: readonly [number, number]): Readonly<Record<string, (random: () => number) => string>> => {
  const recorded = (random: () => number) =>
    encodeURIComponent(new Date(span[0] + random() * (span[1] - span[0])).toISOString());
  const stock = (place: number) => (random: () => number) =>
    `stocks?resource=${resource(place)}&happened=${moment(random)}&recorded=${recorded(random)}`;
  const statement = (place: number) => (random: () => number) => {
    const year = random() < 0.5 ? '2023' : '2024';
    return `economic-resources/${resource(place)}/statement?from=${year}-01-01&to=${year}-12-31`;
  };
  return {
    'stock as of any two moments, typical resource': stock(typical),
    'stock as of any two moments, hottest resource': stock(hottest),
    'the last 100 events': () => 'economic-events?limit=100&sort=-happened',
    'the first 100 events of one action': () => 'economic-events?limit=100&action=transfer',
    'the last 100 events of the hottest resource': () =>
      `economic-events?limit=100&sort=-recorded&resource=${resource(hottest)}`,
    'statement of a year, typical resource': statement(typical),
    'statement of a year, hottest resource': statement(hottest),
  };
};

interface Kept {
  readonly name: string;
  readonly server: RunningServer;
  readonly client: HttpClient;
}

async function open(name: string, server: RunningServer): Promise<Kept> {
  const client = await signedIn(server, 4);
  await warmUp(client);
  await found(client, 'valley');
  return { name, server, client };
}

async function signInCookie({ origin, link }: RunningServer): Promise<string> {
  const answer = await fetch(link, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`no cookie at ${origin}`);
  return cookie;
}

async function measure(size: Size): Promise<void> {
  const directory = await temporaryDirectory();
  const postgres = await startPostgres();
  await postgres.query('create database bench');
  const houses = [
    await open('files', await startServer('--no-samples', '--data', directory)),
    await open('PostgreSQL', await startServerOn(postgres.address('bench'))),
  ];
  for (const { name, server, client } of houses) {
    const began = Date.now();
    const told = await importAll(server, await signInCookie(server), sizes[size]);
    const line = (what: string, ...values: string[]) => console.log(`| ${[size, name, what, ...values].join(' | ')} |`);
    line('import, one stream', `${shown(told.perSecond)} events/s`, `${told.steps} lines of progress`, '');
    line('server in memory, most of the first and last third', `${shown(told.early)} MB`, `${shown(told.late)} MB`, '');
    if (name === 'PostgreSQL') await postgres.query('analyze', 'bench');
    for (const [what, pathAt] of Object.entries(asked([began, Date.now()]))) {
      const first = median(await ask(client, pathAt, 1));
      let times: number[] = [];
      for (let round = 2; round <= rounds; round++) times = await ask(client, pathAt, round);
      line(what, `${shown(Math.min(...times))} ms`, `${shown(median(times))} ms`, `${shown(first)} ms`);
    }
    client.close();
    await server.stop();
  }
  await postgres.stop();
  await rm(directory, { recursive: true });
}

const missing = whyNoPostgres();
const only = process.argv[2] as Size | undefined;
if (missing) console.log(`Nothing is measured: ${missing}`);
else {
  console.log('| size | kept in | what | least | median | first asked |\n|---|---|---|---|---|---|');
  for (const size of Object.keys(sizes) as Size[]) if (only === undefined || only === size) await measure(size);
}

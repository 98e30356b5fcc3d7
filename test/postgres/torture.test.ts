import { afterAll, beforeAll, expect, test } from 'vitest';
import { newWitness, type Witness, witness } from '../support/crash.ts';
import { signIn, type Writer } from '../support/http-writer.ts';
import { type Server, startPostgres } from '../support/postgres.ts';
import { type RunningServer, runAlone, startServerOn } from '../support/server.ts';

const rounds = Math.ceil(Number(process.env['THROUGHFLOW_CRASHES'] ?? 20) / 10);
const clients = 8;
const limitMs = rounds * 90_000;

/** A server of ours, and somebody who is signed in there; nobody while it is down. */
interface Post {
  server: RunningServer;
  writer: Writer | undefined;
}

let postgres: Server;
let database: string;
let posts: Post[];
let seen: Witness;
let round = 0;
/** What was answered other than that something is recorded. */
let refusals: Set<string>;

async function open(): Promise<Post> {
  const server = await startServerOn(database);
  return { server, writer: await signIn(server) };
}

beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.query('create database valley');
  database = postgres.address('valley');
  seen = newWitness();
  refusals = new Set();
  posts = [await open(), await open()];
  expect(await posts[0]!.writer!.found()).toBe(201);
});

afterAll(async () => {
  expect(await Promise.all(posts.map(({ server }) => server.stop()))).toEqual([0, 0]);
  await postgres.stop();
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

/** Hands a key in until it is acknowledged, at whichever server is up, as clients do that want to be sure. */
async function handUntilTold(key: string, client: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    const writer = posts[(client + tries) % posts.length]!.writer;
    const line = await writer?.hand(key);
    if (line?.frame !== undefined) return witness(seen, [line]);
    if (line) refusals.add(`${line.status} ${line.problem?.code}`);
    await pause();
  }
}

/** Clients at both servers record while something is done to them, and until all that they sent is acknowledged. */
async function recordUnder(chaos: () => Promise<void>): Promise<void> {
  let over = false;
  round += 1;
  const record = async (client: number) => {
    for (let place = 0; !over; place++) {
      const key = `${round}-${client}-${place}`;
      witness(seen, [{ sent: key }]);
      await handUntilTold(key, client);
    }
  };
  const all = Promise.all(Array.from({ length: clients }, (_, client) => record(client)));
  await chaos().finally(() => {
    over = true;
  });
  await all;
}

/** Resolves when so many more batches are acknowledged. */
async function acknowledged(more: number): Promise<void> {
  const wanted = seen.acknowledged.size + more;
  while (seen.acknowledged.size < wanted) await pause();
}

/** Every acknowledged batch is there once, numbers have no gap, replay equals live, and both servers say the same. */
async function expectEverythingOnce(): Promise<void> {
  expect([...seen.acknowledged.keys()].sort()).toEqual([...seen.sent].sort());
  expect(new Set(seen.acknowledged.values()).size).toBe(seen.sent.size);
  const keys = [...seen.sent];
  for (let start = 0; start < keys.length; start += 100)
    await Promise.all(keys.slice(start, start + 100).map((key, client) => handUntilTold(key, client)));
  expect(seen.contradictions).toEqual([]);
  const [a, b] = posts.map(({ writer }) => writer!);
  expect([await a!.malt(), await b!.malt()]).toEqual([`${seen.sent.size}`, `${seen.sent.size}`]);
  expect(Buffer.compare(await a!.flows(), await b!.flows())).toBe(0);
  const verified = await runAlone(['verify'], '', { DATABASE_URL: database });
  expect(verified).toMatchObject({ code: 0 });
  // The founding is the first batch.
  expect(verified.out).toContain(`${seen.sent.size + 1} batches`);
}

test(
  `a server is killed ${rounds} times under clients that go on at the other one: every event is there once`,
  async () => {
    for (let turn = 0; turn < rounds; turn++)
      await recordUnder(async () => {
        await acknowledged(20);
        const post = posts[turn % posts.length]!;
        post.server.child.kill('SIGKILL');
        expect(await post.server.ended).toBeNull();
        post.writer = undefined;
        await acknowledged(20);
        posts[turn % posts.length] = await open();
        await acknowledged(20);
      });
    await expectEverythingOnce();
  },
  limitMs,
);

test(
  'every connection to the database is cut again and again under clients: every event is there once',
  async () => {
    let cut = 0;
    await recordUnder(async () => {
      for (let turn = 0; turn < 4 * rounds; turn++) {
        await acknowledged(10);
        const gone = await postgres.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'throughflow'",
        );
        cut += gone.length;
      }
      await acknowledged(10);
    });
    expect(cut).toBeGreaterThan(4 * rounds);
    await expectEverythingOnce();
  },
  limitMs,
);

test(
  `the database server is killed ${rounds} times under clients and started again: every event is there once`,
  async () => {
    for (let turn = 0; turn < rounds; turn++)
      await recordUnder(async () => {
        await acknowledged(20);
        await postgres.kill();
        await pause();
        await postgres.start();
        await acknowledged(20);
      });
    await expectEverythingOnce();
    expect([...refusals].filter((each) => !/^503 store\.(away|busy)$/.test(each))).toEqual([]);
  },
  limitMs,
);

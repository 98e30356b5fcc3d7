import { createServer, connect, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House } from '../../api/store/house.ts';
import {
  batch,
  dataDirectory,
  entry,
  farm,
  founding,
  isWhole,
  maltNow,
  open,
  raised,
  remove,
} from '../support/house.ts';
import { databaseOf } from '../support/test-database.ts';

/** What is done to the connection on which the next turn is committed. */
let fate: 'nothing' | 'lost on the way there' | 'lost on the way back' = 'nothing';
let cuts = 0;
/** Whether the database can be reached. */
let reachable = true;
const connections = new Set<Socket>();
let proxy: Server;
let directory: string;
let house: House;

/** Passes bytes on to the database, and cuts the connection around a commit when it is told to. */
function pass(client: Socket, to: { port: number; host: string }): void {
  if (!reachable) return void client.destroy();
  connections.add(client);
  const server = connect(to);
  let silent = false;
  const cut = () => {
    client.destroy();
    server.destroy();
  };
  for (const socket of [client, server]) socket.on('error', cut).on('close', cut);
  server.on('data', (bytes) => {
    if (silent) cut();
    else client.write(bytes);
  });
  client.on('data', (bytes) => {
    const commits = bytes.includes('; commit');
    const mine = commits ? fate : 'nothing';
    if (mine !== 'nothing') {
      fate = 'nothing';
      cuts += 1;
    }
    if (mine === 'lost on the way there') return cut();
    silent = mine === 'lost on the way back';
    server.write(bytes);
  });
}

beforeAll(async () => {
  directory = await dataDirectory();
  const address = new URL(databaseOf(directory)!);
  const to = { port: Number(address.port), host: address.hostname };
  proxy = createServer((client) => pass(client, to));
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  address.port = `${(proxy.address() as { port: number }).port}`;
  house = await open({ directory, database: address.href });
  await house.createNetwork(founding);
});

afterAll(async () => {
  await house.close();
  proxy.close();
  await remove(directory);
});

const renamed = (name: string) => entry('Organization', farm, { name }, 'revise');

test.each(['lost on the way there', 'lost on the way back'] as const)(
  'a commit that is %s is recorded once and answered as new, with a key and without',
  async (how) => {
    for (const key of [`key ${how}`, '']) {
      const before = { sequence: house.sequence('valley')!, malt: Number((await maltNow(house)) ?? 0), cuts };
      const revision = (await house.record('valley', 'Organization', farm)).value!.revision;
      fate = how;
      const entries = [raised(`${how} ${key}`.replaceAll(' ', '-'), '3'), renamed(`${how} ${key}`)];
      const { value, problems } = await house.submit('valley', batch(key, entries));
      expect(problems).toEqual([]);
      expect(cuts).toBe(before.cuts + 1);
      expect(value).toMatchObject({ kind: 'new', sequence: before.sequence + 2 });
      expect(Number(await maltNow(house))).toBe(before.malt + 3);
      expect((await house.record('valley', 'Organization', farm)).value?.revision).toBe(revision + 1);
      expect(house.sequence('valley')).toBe(before.sequence + 2);
    }
    expect(await isWhole(house)).toBe(true);
  },
);

test('of many at once each is answered as it was recorded, though the commit of their group is cut', async () => {
  const before = Number(await maltNow(house));
  for (const how of ['lost on the way there', 'lost on the way back'] as const) {
    fate = how;
    const many = Array.from({ length: 20 }, (_, place) =>
      batch(`${how} ${place}`, [raised(`${how.at(-1)}${how.length}-${place}`, '1')]),
    );
    const bad = batch(`bad ${how}`, [entry('Organization', farm, { name: 'Again' })]);
    const answers = await Promise.all([...many, bad].map((each) => house.submit('valley', each)));
    expect(new Set(answers.slice(0, 20).map(({ value }) => value?.kind))).toEqual(new Set(['new']));
    expect(answers[20]!.problems[0]?.code).toBe('id.conflict');
    expect(new Set(answers.slice(0, 20).map(({ value }) => value?.frame)).size).toBe(20);
  }
  expect(Number(await maltNow(house))).toBe(before + 40);
  expect(await isWhole(house)).toBe(true);
});

test('while the database cannot be reached every answer says so and what to do; then the house goes on by itself', async () => {
  reachable = false;
  for (const socket of connections) socket.destroy();
  const codes = (answer: { problems: readonly { code: string }[] }) => answer.problems.map(({ code }) => code);
  expect(codes(await house.stocks('valley'))).toEqual(['store.away']);
  expect(codes(await house.networks())).toEqual(['store.away']);
  expect((await house.refresh('valley')).map(({ code }) => code)).toEqual(['store.away']);
  expect(house.status().problem?.code).toBe('store.away');
  const lost = batch('meanwhile', [raised('meanwhile', '1')]);
  expect(codes(await house.submit('valley', lost))).toEqual(['store.away']);
  reachable = true;
  expect((await house.submit('valley', lost)).value?.kind).toBe('new');
  expect(await isWhole(house)).toBe(true);
});

import { readdir, readFile, readlink, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Left } from '../../../api/store/clean.ts';
import { openStore } from '../../../api/store/client.ts';
import { recallInspection } from '../../../api/store/closed.ts';
import type { House } from '../../../api/store/house.ts';
import { sha256Hex } from '../../../api/store/hash.ts';
import { openJournal } from '../../../api/store/journal.ts';
import type { OpenOptions } from '../../../api/store/open.ts';
import { inspectJournal } from '../../../api/store/replay.ts';
import {
  batch,
  entry,
  founding,
  isWhole,
  maltNow,
  open,
  raised,
  recordedDirectory,
  remove,
  restore,
} from '../../support/house.ts';

let directory: string;
let opened: House[];

beforeEach(async () => {
  directory = await recordedDirectory();
  opened = [];
});

afterEach(async () => {
  for (const house of opened) await house.close();
  await remove(directory);
});

const start = async (options: Partial<OpenOptions> = {}): Promise<House> => {
  const house = await open({ directory, ...options });
  opened.push(house);
  return house;
};
const stop = async (house: House): Promise<void> => {
  opened.splice(opened.indexOf(house), 1);
  await house.close();
};
const journal = () => join(directory, 'networks/valley/journal');

/** The files of a directory that this process has open, where the system tells. */
async function openFilesIn(path: string): Promise<string[]> {
  const numbers = await readdir('/proc/self/fd').catch(() => []);
  const names = numbers.map((number) => readlink(`/proc/self/fd/${number}`).catch(() => ''));
  return (await Promise.all(names)).filter((name) => name.startsWith(path));
}

test('after a restart everything is as it was, retries included', async () => {
  const first = await start();
  const before = await first.submit('valley', batch('kept', [raised('kept', '12')]));
  const flows = (await first.flows('valley')).value!;
  await stop(first);
  const second = await start();
  expect(await maltNow(second)).toBe('42');
  expect(Buffer.from((await second.flows('valley')).value!.bytes)).toEqual(Buffer.from(flows.bytes));
  const again = await second.submit('valley', batch('kept', [raised('kept', '12')]));
  expect(again.value).toEqual({ ...before.value, kind: 'repeated' });
  const next = await second.submit('valley', batch('more', [raised('more', '1')]));
  expect(next.value?.frame).toBe(before.value!.frame + 1);
  expect(await isWhole(second)).toBe(true);
});

test('after a clean close a start recalls what reading the journal would find, unless journal or database were touched', async () => {
  await stop(await start());
  const { closed } = JSON.parse(await readFile(join(directory, 'clean'), 'utf8')) as Required<Left>;
  const store = openStore({ directory: join(directory, 'database'), limitMs: 60_000 });
  const [state] = await store.call('states', []);
  await store.close();
  const recall = (known: typeof state) => recallInspection(journal(), closed['valley'], known);
  const file = await openJournal({ path: journal(), name: 'valley' });
  expect(await recall(state)).toEqual(await inspectJournal(file, { name: 'valley', state }));
  await file.close();
  expect(await recall({ ...state!, root: 'another' })).toBeUndefined();
  expect(await recall({ ...state!, frame: state!.frame - 1 })).toBeUndefined();
  await writeFile(journal(), await readFile(journal()));
  expect(await recall(state)).toBeUndefined();
});

test('an old database beside a newer journal catches up, and a newer one beside an older journal is not believed', async () => {
  const house = await start();
  await house.submit('valley', batch('d', [raised('d', '10')]));
  await stop(house);
  await restore('database', directory);
  const caughtUp = await start();
  expect(await maltNow(caughtUp)).toBe('40');
  expect(await isWhole(caughtUp)).toBe(true);
  await stop(caughtUp);
  await restore('networks/valley/journal', directory);
  const madeAnew = await start();
  expect(await maltNow(madeAnew)).toBe('30');
  expect(await isWhole(madeAnew)).toBe(true);
});

test('a network that was never founded is shut at the next start, and can be founded', async () => {
  const house = await start();
  const { entries: _, ...rest } = founding;
  const body = { ...founding.body, members: ['https://example.org/nobody'] };
  expect((await house.createNetwork({ ...rest, slug: 'hollow', body })).value).toBeUndefined();
  await stop(house);
  const next = await start();
  expect(await openFilesIn(join(directory, 'networks/hollow'))).toEqual([]);
  expect(next.sequence('hollow')).toBeUndefined();
  expect((await next.createNetwork({ ...founding, slug: 'hollow' })).value?.kind).toBe('new');
});

test('flow rows that are lost are made anew', async () => {
  const tables = async () => {
    const path = join(directory, 'networks/valley/flows');
    return Promise.all((await readdir(path)).sort().map((name) => readFile(join(path, name))));
  };
  const before = await tables();
  await remove(join(directory, 'networks/valley/flows'));
  const house = await start();
  expect(await isWhole(house)).toBe(true);
  await stop(house);
  expect(await tables()).toEqual(before);
});

test('a frame that was never finished vanishes whole', async () => {
  const whole = await readFile(journal());
  await writeFile(journal(), Buffer.concat([whole, whole.subarray(0, 300)]));
  const house = await start();
  expect((await stat(journal())).size).toBe(whole.length);
  await house.submit('valley', batch('after', [raised('after', '1')]));
  expect(await maltNow(house)).toBe('31');
  expect(await isWhole(house)).toBe(true);
});

test('private fields whose batch could not be written are gone at the next start, those that were recorded stay', async () => {
  const person = (name: string) => entry('Person', `https://example.org/${name}`, { name });
  const kept = () => readFile(join(directory, 'networks/valley/private'), 'utf8');
  let full = false;
  const fault = (moment: string) => {
    if (full && moment === 'half') throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  };
  const house = await start({ fault });
  await house.submit('valley', batch('ann', [person('Ann')]));
  full = true;
  expect((await house.submit('valley', batch('zoe', [person('Zoe')]))).problems[0]?.code).toBe('journal.full');
  await stop(house);
  expect(await kept()).toContain('Zoe');
  const again = await start();
  expect(await kept()).not.toContain('Zoe');
  const ann = await again.record('valley', 'Person', 'https://example.org/Ann');
  expect(ann.value?.body).toEqual({ name: 'Ann' });
  expect(await isWhole(again)).toBe(true);
});

test('the journal lets nobody guess an erased name by the hash of the request that brought it', async () => {
  const house = await start();
  const text = JSON.stringify([{ type: 'Person', name: 'Ann' }]);
  const requestHash = sha256Hex(Buffer.from(text));
  const person = entry('Person', 'https://example.org/Ann', { name: 'Ann' });
  expect((await house.submit('valley', batch('ann', [person], { requestHash }))).value?.kind).toBe('new');
  await stop(house);
  expect(await readFile(journal(), 'utf8')).not.toContain(requestHash);
  const again = await start();
  expect((await again.submit('valley', batch('ann', [person], { requestHash }))).value?.kind).toBe('repeated');
});

test('private fields outlive an old copy of the journal that is put in place and taken away again', async () => {
  const person = entry('Person', 'https://example.org/Ann', { name: 'Ann' });
  const house = await start();
  await house.submit('valley', batch('ann', [person]));
  await stop(house);
  const whole = await readFile(journal());
  await restore('networks/valley/journal', directory);
  await stop(await start());
  await writeFile(journal(), whole);
  const again = await start();
  const ann = await again.record('valley', 'Person', person.id);
  expect(ann.value?.body).toEqual({ name: 'Ann' });
});

test('a flipped byte in the journal is refused with its place, and nothing is written', async () => {
  const bytes = await readFile(journal());
  const at = Math.floor(bytes.length / 2);
  bytes[at] = bytes[at]! ^ 0x10;
  await writeFile(journal(), bytes);
  const house = await start();
  const status = house.status().networks[0]!;
  expect(status.problem).toMatchObject({ code: 'journal.frame', values: { name: 'valley' } });
  expect(Number(status.problem?.values['at'])).toBeLessThanOrEqual(at);
  expect((await house.submit('valley', batch('x', [raised('x', '1')]))).problems[0]?.code).toBe('journal.frame');
  expect(await readFile(journal())).toEqual(bytes);
});

test('an acknowledged last frame that is damaged is refused, not taken for an unfinished one', async () => {
  const { size } = await stat(journal());
  await truncate(journal(), size - 5);
  const house = await start();
  expect(house.status().networks[0]?.problem).toMatchObject({ code: 'journal.frame' });
  expect((await stat(journal())).size).toBe(size - 5);
});

test('a damaged last frame is refused again and again, also when the database is lost with it', async () => {
  await stop(await start());
  const bytes = await readFile(journal());
  bytes[bytes.length - 9] = bytes[bytes.length - 9]! ^ 0x10;
  await writeFile(journal(), bytes);
  await rm(join(directory, 'database'), { recursive: true });
  for (const _attempt of [1, 2]) {
    const house = await start();
    await house.ready();
    expect(house.status().networks[0]?.problem).toMatchObject({ code: 'journal.frame' });
    await stop(house);
    expect(await readFile(journal())).toEqual(bytes);
  }
});

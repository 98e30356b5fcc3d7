import { cp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { House } from '../../../api/store/house.ts';
import { openHouse } from '../../../api/store/open.ts';
import { batch, dataDirectory, entry, founding, maltNow, open, raised, remove } from '../../support/house.ts';

let directory: string;
let opened: House[];

beforeEach(async () => {
  directory = await dataDirectory();
  opened = [];
});

afterEach(async () => {
  for (const house of opened) await house.close();
  await remove(directory);
});

const start = async (options: { directory?: string } = {}): Promise<House> => {
  const house = await open({ directory, ...options });
  opened.push(house);
  return house;
};
const stop = async (house: House): Promise<void> => {
  opened.splice(opened.indexOf(house), 1);
  await house.close();
};
const journal = () => join(directory, 'networks/valley/journal');

/** A house in which three batches were recorded, closed. */
async function recordedHouse(): Promise<void> {
  const house = await start();
  await house.createNetwork(founding);
  for (const name of ['a', 'b', 'c']) await house.submit('valley', batch(name, [raised(name, '10')]));
  await stop(house);
}

const expectWhole = async (house: House) => expect((await house.verify('valley')).value?.difference).toBeUndefined();

test('after a restart everything is as it was, retries included', async () => {
  const first = await start();
  await first.createNetwork(founding);
  const before = await first.submit('valley', batch('kept', [raised('kept', '12')]));
  const flows = (await first.flows('valley')).value!;
  await stop(first);
  const second = await start();
  expect(await maltNow(second)).toBe('12');
  expect(Buffer.from((await second.flows('valley')).value!.bytes)).toEqual(Buffer.from(flows.bytes));
  const again = await second.submit('valley', batch('kept', [raised('kept', '12')]));
  expect(again.value).toEqual({ ...before.value, kind: 'repeated' });
  const next = await second.submit('valley', batch('more', [raised('more', '1')]));
  expect(next.value?.frame).toBe(before.value!.frame + 1);
  await expectWhole(second);
});

test('a database that is lost is made anew from the journal', async () => {
  await recordedHouse();
  await rm(join(directory, 'database'), { recursive: true });
  const house = await start();
  expect(await maltNow(house)).toBe('30');
  expect((await house.submit('valley', batch('b', [raised('b', '10')]))).value?.kind).toBe('repeated');
  await expectWhole(house);
});

test('a database that cannot be opened is put aside and made anew', async () => {
  await recordedHouse();
  await writeFile(join(directory, 'database/PG_VERSION'), '7\n');
  await writeFile(join(directory, 'database/global/pg_control'), 'nothing');
  const house = await start();
  expect(await maltNow(house)).toBe('30');
  await expectWhole(house);
});

test('an old database beside a newer journal catches up', async () => {
  await recordedHouse();
  const old = join(directory, 'old');
  await cp(join(directory, 'database'), old, { recursive: true });
  const house = await start();
  await house.submit('valley', batch('d', [raised('d', '10')]));
  await stop(house);
  await rm(join(directory, 'database'), { recursive: true });
  await cp(old, join(directory, 'database'), { recursive: true });
  const again = await start();
  expect(await maltNow(again)).toBe('40');
  await expectWhole(again);
});

test('a newer database beside an older journal is not believed', async () => {
  await recordedHouse();
  const old = await readFile(journal());
  const house = await start();
  await house.submit('valley', batch('d', [raised('d', '10')]));
  await stop(house);
  await writeFile(journal(), old);
  const again = await start();
  expect(await maltNow(again)).toBe('30');
  await expectWhole(again);
});

test('flow rows that are lost or damaged are made anew', async () => {
  await recordedHouse();
  const house = await start();
  const before = (await house.flows('valley')).value!.bytes;
  await stop(house);
  await rm(join(directory, 'networks/valley/flows'), { recursive: true });
  const again = await start();
  expect(Buffer.from((await again.flows('valley')).value!.bytes)).toEqual(Buffer.from(before));
  await expectWhole(again);
});

test('a frame that was never finished vanishes whole', async () => {
  await recordedHouse();
  const whole = await readFile(journal());
  await writeFile(journal(), Buffer.concat([whole, whole.subarray(0, 300)]));
  const house = await start();
  expect((await stat(journal())).size).toBe(whole.length);
  await house.submit('valley', batch('after', [raised('after', '1')]));
  expect(await maltNow(house)).toBe('31');
  await expectWhole(house);
});

test('a flipped byte in the journal is refused with its place, and nothing is written', async () => {
  await recordedHouse();
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
  await recordedHouse();
  const { size } = await stat(journal());
  await truncate(journal(), size - 5);
  const house = await start();
  expect(house.status().networks[0]?.problem).toMatchObject({ code: 'journal.frame' });
  expect((await stat(journal())).size).toBe(size - 5);
});

test('a second house on the same directory is refused and told who holds it', async () => {
  await start();
  const second = await openHouse({ directory });
  expect(second.value).toBeUndefined();
  expect(second.problems[0]).toMatchObject({ code: 'journal.locked' });
  expect(second.problems[0]?.values['holder']).toContain(`process ${process.pid}`);
});

test('a lock left by a dead process, or before the machine was restarted, is taken over', async () => {
  const { hostname } = await import('node:os');
  const host = hostname();
  for (const left of [
    { pid: 2 ** 22 - 1, host },
    { pid: process.pid, host, boot: 'another' },
    { pid: process.pid, host, started: '1' },
  ]) {
    await writeFile(join(directory, 'lock'), JSON.stringify(left));
    const house = await start();
    await stop(house);
  }
  await writeFile(join(directory, 'lock'), JSON.stringify({ pid: 1, host: 'elsewhere' }));
  expect((await openHouse({ directory })).problems[0]?.values['holder']).toContain('process 1 on elsewhere');
});

test('erased private fields stay erased when the database is made anew', async () => {
  const house = await start();
  await house.createNetwork(founding);
  const eve = 'https://example.org/eve';
  await house.submit('valley', batch('eve', [entry('Person', eve, { name: 'Eve' })]));
  await house.submit('valley', batch('eva', [entry('Person', eve, { name: 'Eva' }, 'revise')]));
  await house.submit('valley', batch('after', [raised('after', '3')]));
  await house.erase('valley', eve);
  await stop(house);
  await rm(join(directory, 'database'), { recursive: true });
  const again = await start();
  expect((await again.record('valley', 'Person', eve)).value).toMatchObject({ body: {}, revision: 2 });
  expect(await maltNow(again)).toBe('3');
  await expectWhole(again);
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bootId } from '../../../api/store/lock.ts';
import { batch, eve, isWhole, maltNow, open, raised, recordedDirectory, remove } from '../../support/house.ts';

let directory: string;

beforeEach(async () => {
  directory = await recordedDirectory();
});
afterEach(() => remove(directory));

/** Opens the house; with the codes of what it told while it did. */
async function start() {
  const told: string[] = [];
  return { house: await open({ directory, onNotice: ({ code }) => told.push(code) }), told };
}

const inside = (path: string) => join(directory, 'database', path);
/** How the house was left, as its mark says. */
const leave = (boot: string) => writeFile(join(directory, 'clean'), JSON.stringify({ boot }));

test.each<[string, string[], () => Promise<void>]>([
  ['is lost', [], () => remove(inside('.'))],
  ['is of a newer version', ['store.emptied'], () => writeFile(inside('PG_VERSION'), '99\n')],
  ['has no control file', ['store.emptied'], () => writeFile(inside('global/pg_control'), 'nothing')],
  ['is no database', ['store.emptied'], () => remove(inside('base'))],
  ['was open when the machine stopped', ['store.emptied'], () => leave('the run before')],
])('a database that %s is made anew from the journal: stock, retries, erasures', async (_, expected, damage) => {
  await damage();
  const { house, told } = await start();
  expect(told).toEqual(expected);
  expect(await maltNow(house)).toBe('30');
  expect((await house.submit('valley', batch('b', [raised('b', '10')]))).value?.kind).toBe('repeated');
  expect((await house.record('valley', 'Person', eve)).value).toMatchObject({ body: {}, revision: 2 });
  expect(await isWhole(house)).toBe(true);
  await house.close();
});

const boot = bootId();
const why = boot === undefined ? ' (left out: this system does not name its runs)' : '';

test.skipIf(boot === undefined)(`a database that was open when only its process stopped is kept${why}`, async () => {
  await leave(boot!);
  const { house, told } = await start();
  expect(told).toEqual([]);
  expect(await isWhole(house)).toBe(true);
  await house.close();
});

import { link, readdir, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bootId, takeLock } from '../../../api/store/lock.ts';
import { openHouse } from '../../../api/store/open.ts';
import { remove, temporaryDirectory } from '../../support/house.ts';

let directory: string;

beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => remove(directory));

/** Takes the lock and gives it back; who holds it when it cannot be had. */
async function tryLock(): Promise<string | undefined> {
  const taken = await takeLock(directory);
  if ('problem' in taken) return taken.problem.values['holder'];
  await taken.lock.release();
  return undefined;
}

const leave = (holder: object) => writeFile(join(directory, 'lock'), JSON.stringify(holder));
const host = hostname();
const boot = bootId();
const nobody = 2 ** 22 - 1;

test('a second house on the same directory is refused and told who holds it; a third one finds it free', async () => {
  const first = await takeLock(directory);
  const second = await openHouse({ directory });
  expect(second.value).toBeUndefined();
  expect(second.problems[0]).toMatchObject({ code: 'journal.locked' });
  expect(second.problems[0]?.values['holder']).toContain(`process ${process.pid} on ${host}`);
  if ('lock' in first) await first.lock.release();
  expect(await tryLock()).toBeUndefined();
  expect(await readdir(directory)).toEqual([]);
});

test.each([
  ['a process that is gone', { pid: nobody, host }],
  ['an earlier run of this machine', { pid: process.pid, host, boot: 'another' }],
  ['an earlier process of the same number', { pid: process.pid, host, started: '1' }],
])('a lock left by %s is taken over', async (_, holder) => {
  await leave(holder);
  expect(await tryLock()).toBeUndefined();
});

const namesBoots = boot === undefined ? ' (left out: this system does not name its runs)' : '';

test.skipIf(boot === undefined).each([
  ['is gone', { pid: nobody, boot }],
  ['has given its number to another', { pid: process.pid, boot, started: '1' }],
  ['ran before the machine was restarted', { pid: process.pid, boot: 'the run before' }],
])(`a lock left in another container by a process that %s is taken over${namesBoots}`, async (_, holder) => {
  await leave({ ...holder, host: 'the container before' });
  expect(await tryLock()).toBeUndefined();
});

test('a holder on a machine that cannot be asked counts as living', async () => {
  await leave({ pid: 1, host: 'elsewhere' });
  expect(await tryLock()).toContain('process 1 on elsewhere');
});

test.skipIf(boot === undefined)(
  `a holder in another container lives as long as its socket answers${namesBoots}`,
  async () => {
    const socket = createServer((peer) => peer.destroy());
    const path = join(directory, 'lock.other.socket');
    await new Promise<void>((resolve) => socket.listen(path, resolve));
    await leave({ pid: 1, host: 'container', boot, started: '1', space: 'pid:[1]', socket: 'lock.other.socket' });
    expect(await tryLock()).toContain('process 1 on container');
    const copy = `${path}.dead`;
    await link(path, copy);
    await new Promise((resolve) => socket.close(resolve));
    await rename(copy, path);
    expect(await tryLock()).toBeUndefined();
    expect(await readdir(directory)).not.toContain('lock.other.socket');
  },
);

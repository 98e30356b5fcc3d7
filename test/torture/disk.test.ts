import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { House } from '../../api/store/house.ts';
import { openHouse } from '../../api/store/open.ts';
import { batch, dataDirectory, founding, maltNow, open, raised, remove } from '../support/house.ts';

const canMount = process.platform === 'linux' && process.getuid?.() === 0;
const why = canMount ? '' : ' (left out: mounting needs root on Linux)';

function mount(path: string, size: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path]);
}

/** Records until the house refuses; the acknowledged batches and the codes of the refusal. */
async function recordUntilRefused(house: House): Promise<{ kept: number; codes: string[] }> {
  for (let kept = 0; kept < 5000; kept++) {
    const { value, problems } = await house.submit('valley', batch(`${kept}`, [raised(`${kept}`, '1')]));
    if (!value) return { kept, codes: problems.map((each) => each.code) };
  }
  throw new Error('the disk never became full');
}

/** After room was made: every acknowledged batch is there once, and the house records again. */
async function expectKept(directory: string, kept: number): Promise<void> {
  const house = await open({ directory });
  for (let place = 0; place < kept; place += Math.ceil(kept / 50)) {
    const again = await house.submit('valley', batch(`${place}`, [raised(`${place}`, '1')]));
    expect(again.value?.kind).toBe('repeated');
  }
  expect((await house.verify('valley')).value?.difference).toBeUndefined();
  const events = house.sequence('valley')! - 5;
  expect(events).toBeGreaterThanOrEqual(kept);
  expect(await maltNow(house)).toBe(`${events}`);
  expect((await house.submit('valley', batch('after', [raised('after', '1')]))).value?.kind).toBe('new');
  await house.close();
}

test('a write that fails half-way is taken back, nothing of it is acknowledged, and the house stops', async () => {
  const directory = await dataDirectory();
  const fatal: string[] = [];
  let writes = 0;
  const fault = (moment: string) => {
    if (moment === 'half') writes += 1;
    if (moment === 'half' && writes > 6) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  };
  const house = await open({ directory, fault, onFatal: (problem) => fatal.push(problem.code) });
  await house.createNetwork(founding);
  const { kept, codes } = await recordUntilRefused(house);
  expect({ kept, codes, fatal }).toEqual({ kept: 5, codes: ['journal.full'], fatal: ['journal.full'] });
  const next = await house.submit('valley', batch('next', [raised('next', '1')]));
  expect(next.problems.map((each) => each.code)).toEqual(['journal.full']);
  await house.close();
  await expectKept(directory, kept);
  await remove(directory);
});

test.runIf(canMount)(`a full disk under the journal stops the house and loses nothing${why}`, async () => {
  const directory = await dataDirectory();
  const networks = join(directory, 'networks');
  await mkdir(networks);
  mount(networks, '192k');
  try {
    const fatal: string[] = [];
    const house = await open({ directory, onFatal: (problem) => fatal.push(problem.code) });
    await house.createNetwork(founding);
    const { kept, codes } = await recordUntilRefused(house);
    expect({ codes, fatal }).toEqual({ codes: ['journal.full'], fatal: ['journal.full'] });
    expect(kept).toBeGreaterThan(10);
    await house.close().catch(() => undefined);
    execFileSync('mount', ['-o', 'remount,size=16m', networks]);
    await expectKept(directory, kept);
  } finally {
    execFileSync('umount', [networks]);
    await remove(directory);
  }
});

test.runIf(canMount)(`a full disk under the database stops the house and loses nothing${why}`, async () => {
  const directory = await dataDirectory();
  const database = join(directory, 'database');
  const aside = join(directory, 'aside');
  execFileSync('mv', [database, aside]);
  await mkdir(database);
  mount(database, '96m');
  try {
    execFileSync('cp', ['-a', `${aside}/.`, database]);
    const fatal: string[] = [];
    const house = await open({ directory, onFatal: (problem) => fatal.push(problem.code) });
    await house.createNetwork(founding);
    execFileSync('sh', ['-c', `dd if=/dev/zero of=${database}/filler bs=64k 2>/dev/null || true`]);
    const { kept, codes } = await recordUntilRefused(house);
    expect(['journal.full', 'store.failed']).toContain(codes[0]);
    expect(fatal).toEqual(codes.slice(0, 1));
    await house.close().catch(() => undefined);
    expect((await openHouse({ directory })).problems.map((each) => each.code)).toEqual(['journal.full']);
    await rm(join(database, 'filler'));
    await expectKept(directory, kept);
  } finally {
    execFileSync('umount', [database]);
    await remove(directory);
  }
});

test('a directory that cannot be read as a network is left alone', async () => {
  const directory = await dataDirectory();
  await mkdir(join(directory, 'networks'), { recursive: true });
  await writeFile(join(directory, 'networks', 'README'), 'not a network');
  const house = await open({ directory });
  expect(house.status()).toEqual({ state: 'ok', networks: [] });
  await house.close();
  await remove(directory);
});

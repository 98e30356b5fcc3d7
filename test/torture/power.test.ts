import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newWitness, runChild, witness } from '../support/crash.ts';
import { dataDirectory, remove, temporaryDirectory } from '../support/house.ts';

const canTrace = spawnSync('strace', ['-V']).status === 0;
const canMount = process.platform === 'linux' && process.getuid?.() === 0;

test.runIf(canTrace)(
  `every acknowledgement comes after an fdatasync of its frame${canTrace ? '' : ' (left out: no strace here)'}`,
  async () => {
    const directory = await dataDirectory();
    const trace = join(directory, 'trace');
    const wrap = ['strace', '-f', '-y', '-s', '200', '-e', 'trace=pwrite64,fdatasync,write', '-o', trace];
    const { lines } = await runChild({ directory, name: 'traced', writers: 1, wrap, death: 'applied:30' });
    const acknowledged = lines.filter((line) => line.kind === 'new').length;
    expect(acknowledged).toBeGreaterThan(20);
    let unsynced = 0;
    let checked = 0;
    for (const line of (await readFile(trace, 'utf8')).split('\n')) {
      if (/pwrite64\(\d+<[^>]*\/journal>/.test(line)) unsynced += 1;
      if (/fdatasync(\(\d+<[^>]*\/journal>\)| resumed>\)) += 0/.test(line)) unsynced = 0;
      if (!/write\(1<[^>]*>, "\{\\"key\\".*\\"kind\\":\\"new\\"/.test(line)) continue;
      checked += 1;
      expect(unsynced).toBe(0);
    }
    expect(checked).toBe(acknowledged);
    await remove(directory);
  },
  180_000,
);

test.runIf(canMount)(
  `a power cut loses nothing that was acknowledged${canMount ? '' : ' (left out: mounting needs root on Linux)'}`,
  async () => {
    const place = await temporaryDirectory();
    const [image, cut, mounted] = [join(place, 'image'), join(place, 'cut'), join(place, 'mounted')];
    await mkdir(mounted);
    execFileSync('truncate', ['-s', '400m', image]);
    execFileSync('mkfs.ext4', ['-q', image]);
    execFileSync('mount', ['-o', 'loop', image, mounted]);
    const template = await dataDirectory();
    const directory = join(mounted, 'data');
    const seen = newWitness();
    try {
      execFileSync('cp', ['-a', template, directory]);
      execFileSync('sync', []);
      const round = { directory, name: 'cut', writers: 8, stopAfter: 200 };
      witness(
        seen,
        (await runChild({ ...round, onKill: () => execFileSync('cp', ['--sparse=always', image, cut]) })).lines,
      );
    } finally {
      execFileSync('umount', [mounted]);
    }
    execFileSync('mount', ['-o', 'loop', cut, mounted]);
    try {
      await rm(join(directory, 'lock'), { force: true });
      const { lines, code, errors } = await runChild({
        directory,
        name: 'after',
        writers: 0,
        retry: [...seen.acknowledged.keys()],
      });
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
      witness(seen, lines);
      expect(seen.acknowledged.size).toBeGreaterThanOrEqual(200);
      expect(seen.contradictions).toEqual([]);
    } finally {
      execFileSync('umount', [mounted]);
      await remove(place);
      await remove(template);
    }
  },
  180_000,
);

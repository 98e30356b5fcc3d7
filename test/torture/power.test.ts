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

/** Records on a disk of its own, copies that disk as it is at one moment, and opens the copy after "the machine came up again". */
async function cutPower(wrap: readonly string[]) {
  const place = await temporaryDirectory();
  const [image, cut, mounted] = [join(place, 'image'), join(place, 'cut'), join(place, 'mounted')];
  const template = await dataDirectory();
  const directory = join(mounted, 'data');
  const seen = newWitness();
  const mount = (disk: string) => execFileSync('mount', ['-o', 'loop', disk, mounted]);
  const unmount = () => execFileSync('umount', [mounted]);
  await mkdir(mounted);
  execFileSync('truncate', ['-s', '400m', image]);
  execFileSync('mkfs.ext4', ['-q', image]);
  mount(image);
  try {
    execFileSync('cp', ['-a', template, directory]);
    execFileSync('sync', ['-f', directory]);
    const onKill = () => execFileSync('cp', ['--sparse=always', image, cut]);
    const { lines } = await runChild({ directory, name: 'cut', writers: 8, stopAfter: 200, wrap, onKill });
    witness(seen, lines);
  } finally {
    unmount();
  }
  mount(cut);
  try {
    await rm(join(directory, 'lock'), { force: true });
    const retry = [...seen.acknowledged.keys()];
    return { seen, after: await runChild({ directory, name: 'after', writers: 0, retry, boot: 'after the cut' }) };
  } finally {
    unmount();
    await remove(place);
    await remove(template);
  }
}

const noMount = canMount ? '' : ' (left out: mounting needs root on Linux)';

test.runIf(canMount)(
  `a power cut loses nothing that was acknowledged${noMount}`,
  async () => {
    const { seen, after } = await cutPower([]);
    expect({ code: after.code, errors: after.errors }).toEqual({ code: 0, errors: '' });
    witness(seen, after.lines);
    expect(seen.acknowledged.size).toBeGreaterThanOrEqual(200);
    expect(seen.contradictions).toEqual([]);
    expect(after.lines.find((line) => line.opened)?.opened?.difference).toBeNull();
  },
  180_000,
);

test.runIf(canMount && canTrace)(
  `the same power cut with fdatasync made void does lose some, so that the test above can fail${noMount}`,
  async () => {
    const wrap = ['strace', '-f', '-o', '/dev/null', '-e', 'trace=fdatasync', '-e', 'inject=fdatasync:retval=0'];
    const { seen, after } = await cutPower(wrap);
    witness(seen, after.lines);
    expect(seen.contradictions.length).toBeGreaterThan(0);
  },
  180_000,
);

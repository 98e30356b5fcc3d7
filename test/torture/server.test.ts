import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newWitness, type Witness, witness } from '../support/crash.ts';
import { signIn, type Writer } from '../support/http-writer.ts';
import { dataDirectory, remove } from '../support/house.ts';
import { type RunningServer, runAlone, startServer, startServerUnder } from '../support/server.ts';

const rounds = Math.ceil(Number(process.env['THROUGHFLOW_CRASHES'] ?? 20) / 10);
const canTrace = spawnSync('strace', ['-V']).status === 0;
const canMount = process.platform === 'linux' && process.getuid?.() === 0;
const limitMs = 180_000;

/** What a traced server did to its journal, and how often it answered that something was recorded. */
function readTrace(trace: string): { written: number; synced: number; answered: number; tooEarly: string[] } {
  const syncing = new Map<string, number>();
  let [written, synced, durable, answered] = [0, 0, 0, 0];
  const tooEarly: string[] = [];
  for (const line of trace.split('\n')) {
    const thread = /^\d+/.exec(line)?.[0] ?? '';
    if (/pwrite64\(\d+<[^>]*\/journal>/.test(line)) written += 1;
    if (/fdatasync\(\d+<[^>]*\/journal>/.test(line)) syncing.set(thread, written);
    if (/fdatasync(\(| resumed>).* = 0$/.test(line) && syncing.has(thread)) {
      durable = syncing.get(thread)!;
      syncing.delete(thread);
      synced += 1;
    }
    if (!/writev?\(\d+<[^>]*>, .*"HTTP\/1\.1 201 /.test(line)) continue;
    answered += 1;
    if (durable !== written) tooEarly.push(line);
  }
  return { written, synced, answered, tooEarly };
}

test.runIf(canTrace)(
  `no answer that something is recorded reaches the socket before the journal is on the disk${canTrace ? '' : ' (left out: no strace here)'}`,
  async () => {
    const directory = await dataDirectory();
    const file = join(directory, 'trace');
    const wrap = ['strace', '-D', '-f', '-y', '-s', '40', '-e', 'trace=pwrite64,fdatasync,write,writev', '-o', file];
    const server = await startServerUnder(wrap, '--data', directory, '--no-samples');
    const writer = await signIn(server);
    expect(await writer.found()).toBe(201);
    for (let place = 0; place < 30; place++) expect((await writer.hand(`traced-${place}`))?.status).toBe(201);
    expect((await writer.hand('traced-7'))?.status).toBe(200);
    expect(await server.stop()).toBe(0);
    const found = readTrace(await readFile(file, 'utf8'));
    expect(found).toEqual({ written: 31, synced: 31, answered: 31, tooEarly: [] });
    await remove(directory);
  },
  limitMs,
);

test('a trace in which the answer comes first is found out', () => {
  const lines = [
    '7 pwrite64(20</data/networks/valley/journal>, "frame"..., 300, 0) = 300',
    '8 fdatasync(20</data/networks/valley/journal> <unfinished ...>',
    '7 writev(25<socket:[31]>, [{iov_base="HTTP/1.1 201 Created\\r\\n"..., iov_len=90}], 1) = 90',
  ];
  expect(readTrace(lines.join('\n'))).toEqual({ written: 1, synced: 0, answered: 1, tooEarly: [lines[2]] });
  const inOrder = [lines[0], lines[1], '8 <... fdatasync resumed>)   = 0', lines[2]];
  expect(readTrace(inOrder.join('\n'))).toEqual({ written: 1, synced: 1, answered: 1, tooEarly: [] });
});

/** Eight clients record until the server is killed under their hands; they know what they sent and what was answered. */
async function recordUntilKilled(server: RunningServer, writer: Writer, seen: Witness, round: number): Promise<void> {
  let left = 5 + ((round * 37) % 60);
  const record = async (client: number) => {
    for (let place = 0; left > -8; place++) {
      const key = `${round}-${client}-${place}`;
      witness(seen, [{ sent: key }]);
      const line = await writer.hand(key);
      if (!line) return;
      witness(seen, [line]);
      left -= 1;
      if (left === 0) server.child.kill('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, client) => record(client)));
  expect(await server.ended).toBeNull();
}

async function handAgain(writer: Writer, seen: Witness, keys: readonly string[]): Promise<void> {
  for (let start = 0; start < keys.length; start += 100) {
    const lines = await Promise.all(keys.slice(start, start + 100).map((key) => writer.hand(key)));
    expect(lines.filter((line) => line === undefined)).toEqual([]);
    witness(seen, lines as NonNullable<(typeof lines)[number]>[]);
  }
  expect(seen.contradictions).toEqual([]);
}

test(
  `a server is killed ${rounds} times under 8 clients who try again: every event is there once, and replay equals live`,
  async () => {
    const directory = await dataDirectory();
    const seen = newWitness();
    for (let round = 0; round < rounds; round++) {
      const server = await startServer('--data', directory, '--no-samples');
      const writer = await signIn(server);
      if (round === 0) expect(await writer.found()).toBe(201);
      await handAgain(writer, seen, [...seen.sent].slice(-50));
      await recordUntilKilled(server, writer, seen, round);
    }
    const last = await startServer('--data', directory, '--no-samples');
    const writer = await signIn(last);
    await handAgain(writer, seen, [...seen.sent]);
    expect([...seen.acknowledged.keys()].sort()).toEqual([...seen.sent].sort());
    expect(new Set(seen.acknowledged.values()).size).toBe(seen.sent.size);
    expect(await writer.malt()).toBe(`${seen.sent.size}`);
    expect(await last.stop()).toBe(0);
    expect(await runAlone(['verify', '--data', directory])).toMatchObject({ code: 0 });
    await remove(directory);
  },
  (rounds + 3) * 60_000,
);

test.runIf(canMount)(
  `a server on a full disk says so, ends with 1, and after room was made knows all that it acknowledged${canMount ? '' : ' (left out: mounting needs root on Linux)'}`,
  async () => {
    const directory = await dataDirectory();
    const networks = join(directory, 'networks');
    await mkdir(networks);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', networks]);
    try {
      const server = await startServer('--data', directory, '--no-samples');
      const writer = await signIn(server);
      expect(await writer.found()).toBe(201);
      const kept: string[] = [];
      let refusal: Awaited<ReturnType<Writer['hand']>>;
      while (!refusal) {
        const line = await writer.hand(`${kept.length}`);
        if (line?.kind === 'new') kept.push(line.key!);
        else refusal = line ?? { status: 0 };
      }
      expect(refusal).toMatchObject({ status: 507, problem: { code: 'journal.full' } });
      expect(kept.length).toBeGreaterThan(10);
      expect(await server.ended).toBe(1);
      expect(server.printed()).toContain('(journal.full)');
      expect(server.printed()).toContain('Free room and start again; nothing acknowledged was lost.');
      execFileSync('mount', ['-o', 'remount,size=16m', networks]);
      const again = await startServer('--data', directory, '--no-samples');
      const after = await signIn(again);
      for (const key of kept) expect(await after.hand(key)).toMatchObject({ status: 200 });
      expect(Number(await after.malt())).toBeGreaterThanOrEqual(kept.length);
      expect(await again.stop()).toBe(0);
      expect(await runAlone(['verify', '--data', directory])).toMatchObject({ code: 0 });
    } finally {
      execFileSync('umount', [networks]);
      await remove(directory);
    }
  },
  limitMs,
);

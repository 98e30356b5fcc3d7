import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { link, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { syncDirectory } from './file.ts';

/** Who holds a data directory. `started` is the process's start in clock ticks since boot, where the system tells it. */
interface Holder {
  readonly pid: number;
  readonly started?: string;
  readonly host: string;
  readonly boot?: string;
}

/** A held lock; `release` gives the directory free. */
export interface Lock {
  readonly release: () => Promise<void>;
}

const readSystem = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
};

/** Names this run of the machine; undefined where the system has no such name. */
export const bootId = (): string | undefined => readSystem('/proc/sys/kernel/random/boot_id');

/** Field 22 of /proc/<pid>/stat; the name in field 2 may hold blanks and brackets. */
function startOf(pid: number): string | undefined {
  const text = readSystem(`/proc/${pid}/stat`);
  return text
    ?.slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .at(19);
}

function ourselves(): Holder {
  const started = startOf(process.pid);
  const boot = bootId();
  return { pid: process.pid, host: hostname(), ...(started && { started }), ...(boot && { boot }) };
}

const describe = ({ pid, host }: Holder, path: string) =>
  `process ${pid} on ${host} (if that is gone for good, remove ${path})`;

/** Whether a holder may still live. What cannot be known counts as living: a lock is never taken from the living. */
function mayLive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  const boot = bootId();
  if (holder.boot && boot && holder.boot !== boot) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !holder.started || !existsSync('/proc/self/stat') || startOf(holder.pid) === holder.started;
}

/** On Linux an abstract socket is a second lock, which the system drops with the process. Undefined when another holds it. */
async function holdSocket(directory: string): Promise<Server | 'none' | undefined> {
  if (process.platform !== 'linux') return 'none';
  const name = createHash('sha256')
    .update(await realpath(directory))
    .digest('hex');
  const server = createServer((peer) => peer.destroy());
  const held = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(`\0throughflow-${name}`, () => resolve(true));
  });
  server.unref();
  return held ? server : undefined;
}

function readHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder;
    return typeof holder.pid === 'number' && typeof holder.host === 'string' ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Puts our claim in place whole, by a link that fails when there is one; undefined when it is ours now. */
async function claim(path: string): Promise<Holder | undefined> {
  const draft = `${path}.${process.pid}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(ourselves()), { mode: 0o600, flush: true });
  try {
    for (let attempt = 0; attempt < 8; attempt++) {
      const won = await link(draft, path).then(
        () => true,
        (failure) => failure.code !== 'EEXIST' && Promise.reject(failure),
      );
      if (won) return undefined;
      const text = await readFile(path, 'utf8').catch(() => '');
      const holder = readHolder(text);
      if (holder && mayLive(holder)) return holder;
      await setAside(path, text);
    }
    return { pid: 0, host: hostname() };
  } finally {
    await rm(draft, { force: true });
  }
}

/** Moves a dead holder's lock away; when another process was quicker and it is a new lock that was moved, puts that back. */
async function setAside(path: string, expected: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => undefined);
  const text = await readFile(aside, 'utf8').catch(() => undefined);
  if (text !== undefined && text !== expected) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/** Locks a data directory for the life of this process, or says who holds it (`journal.locked`). */
export async function takeLock(directory: string): Promise<{ lock: Lock } | { problem: Problem }> {
  const path = join(directory, 'lock');
  const socket = await holdSocket(directory);
  const refused = (holder: Holder) => ({ problem: problem('journal.locked', '', { holder: describe(holder, path) }) });
  if (!socket) {
    const holder = readHolder(await readFile(path, 'utf8').catch(() => ''));
    return refused(holder ?? { pid: 0, host: hostname() });
  }
  const letGo = async () => {
    if (socket !== 'none') await new Promise((resolve) => socket.close(resolve));
  };
  const holder = await claim(path);
  if (holder) {
    await letGo();
    return refused(holder);
  }
  await syncDirectory(directory);
  const release = async () => {
    await rm(path, { force: true });
    await letGo();
  };
  return { lock: { release } };
}

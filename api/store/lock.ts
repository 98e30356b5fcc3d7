import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { link, open, readFile, realpath, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { syncDirectory } from './file.ts';

/**
 * Who holds a data directory. `started` is the process's start in clock ticks since boot and `space` its space of process
 * numbers (a container has its own), where the system tells them; `socket` is the socket beside the lock on which it listens.
 */
interface Holder {
  readonly pid: number;
  readonly started?: string;
  readonly space?: string;
  readonly host: string;
  readonly boot?: string;
  readonly socket?: string;
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

const readSpace = (): string | undefined => {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return undefined;
  }
};

function ourselves(socket: string | undefined): Holder {
  const [started, boot, space] = [startOf(process.pid), bootId(), readSpace()];
  const told = {
    ...(started && { started }),
    ...(space && { space }),
    ...(boot && { boot }),
    ...(socket && { socket }),
  };
  return { pid: process.pid, host: hostname(), ...told };
}

const describe = ({ pid, host }: Holder, path: string) =>
  `process ${pid} on ${host} (if that is gone for good, remove ${path})`;

/**
 * Whether a holder may still live. What cannot be known counts as living: a lock is never taken from the living. In the
 * same run of the machine its socket tells, across containers too; without one, its number and start. Another run of the
 * machine is the past, if it is this machine: by its name, or because nobody else can reach the disk.
 */
async function mayLive(holder: Holder, directory: string): Promise<boolean> {
  const boot = bootId();
  if (!holder.boot || !boot) return holder.host !== hostname() || isRunning(holder);
  if (holder.boot !== boot) return holder.host !== hostname() && !(await isLocalDisk(directory));
  const answers = holder.socket === undefined ? undefined : await doesAnswer(directory, holder.socket);
  if (answers !== undefined) return answers;
  const isFar = holder.space !== undefined && holder.space !== readSpace();
  return isFar || isRunning(holder);
}

function isRunning(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !holder.started || !existsSync('/proc/self/stat') || startOf(holder.pid) === holder.started;
}

/** File systems that one machine has for itself: ext, XFS, Btrfs, tmpfs, overlay, ZFS, F2FS. */
const localDisks = new Set([0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0x2fc12fc1, 0xf2f52010]);
const isLocalDisk = async (directory: string): Promise<boolean> => localDisks.has((await statfs(directory)).type);

/** A socket's path may have 107 bytes, so the directory goes by the number under which it is open. */
async function inDirectory<T>(directory: string, work: (short: string) => Promise<T>): Promise<T> {
  const handle = await open(directory, 'r');
  try {
    return await work(`/proc/self/fd/${handle.fd}`);
  } finally {
    await handle.close();
  }
}

/** Whether somebody listens on a holder's socket: the system ends that with the process. Undefined when it is not there. */
const doesAnswer = (directory: string, socket: string): Promise<boolean | undefined> =>
  inDirectory(directory, async (short) => {
    const peer = connect(`${short}/${basename(socket)}`);
    const code = await new Promise<string | undefined>((resolve) => {
      peer.once('connect', () => resolve(undefined));
      peer.once('error', (failure: NodeJS.ErrnoException) => resolve(failure.code));
    });
    peer.destroy();
    if (code === undefined) return true;
    return code === 'ECONNREFUSED' ? false : undefined;
  });

/** Listens on a socket of its own in the directory. Undefined where that cannot be done. */
async function openSocket(directory: string): Promise<{ name: string; close: () => Promise<void> } | undefined> {
  if (process.platform !== 'linux') return undefined;
  const name = `lock.${randomUUID()}.socket`;
  const server = createServer((peer) => peer.destroy());
  const listens = await inDirectory(
    directory,
    (short) =>
      new Promise<boolean>((resolve) => {
        server.once('error', () => resolve(false));
        server.listen(`${short}/${name}`, () => resolve(true));
      }),
  );
  server.unref();
  if (!listens) return undefined;
  const close = async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(join(directory, name), { force: true });
  };
  return { name, close };
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
async function claim(path: string, socket: string | undefined): Promise<Holder | undefined> {
  const directory = dirname(path);
  const draft = `${path}.${process.pid}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(ourselves(socket)), { mode: 0o600, flush: true });
  try {
    for (let attempt = 0; attempt < 8; attempt++) {
      const won = await link(draft, path).then(
        () => true,
        (failure) => failure.code !== 'EEXIST' && Promise.reject(failure),
      );
      if (won) return undefined;
      const text = await readFile(path, 'utf8').catch(() => '');
      const holder = readHolder(text);
      if (holder && (await mayLive(holder, directory))) return holder;
      await setAside(path, text);
      if (holder?.socket) await rm(join(directory, basename(holder.socket)), { force: true });
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
  const own = await openSocket(directory);
  const letGo = async () => {
    await own?.close();
    if (socket !== 'none') await new Promise((resolve) => socket.close(resolve));
  };
  const holder = await claim(path, own?.name).catch(async (failure) => {
    await letGo();
    throw failure;
  });
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

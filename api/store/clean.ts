import { lstat, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceDurably, syncDirectory } from './file.ts';
import type { ClosedJournal } from './position.ts';

/** How a house was left: with its journals as they stood when it was closed in order, or in the middle of work. */
export interface Left {
  /** Run of the machine in which it was open; '' when that is not known. */
  readonly boot: string;
  readonly closed?: Readonly<Record<string, ClosedJournal>>;
  /** Bytes of each network's journal that are durable for sure: what ends before that is damaged, not unfinished. */
  readonly ends?: Ends;
}

export type Ends = Readonly<Record<string, number>>;

/** The bytes of each journal that were durable when a house was left. */
export function endsOf(left: Left | undefined): Ends {
  const closed = Object.entries(left?.closed ?? {}).map(([slug, { offset }]) => [slug, offset] as const);
  return { ...left?.ends, ...Object.fromEntries(closed) };
}

/** The mark in a data directory that tells how the house was left. */
export interface CleanMark {
  /** How the house was left the last time; undefined when nothing tells. From now on it is open, durably. */
  take(boot: string): Promise<Left | undefined>;
  /** Keeps, durably, where the journals of the open house end. */
  keepEnds(boot: string, ends: Ends): Promise<void>;
  /** Makes the database's files durable (it never does so itself) as far as they changed since the last mark, then leaves the mark. */
  leave(left: Left): Promise<void>;
}

/** The mark of a data directory. */
export function cleanMark(directory: string): CleanMark {
  const path = join(directory, 'clean');
  let durableUntilMs = 0;
  const write = (left: Left): Promise<void> => replaceDurably(path, JSON.stringify(left));
  return {
    async take(boot) {
      const mark = await lstat(path).catch(() => undefined);
      const left = readLeft(await readFile(path, 'utf8').catch(() => ''));
      durableUntilMs = mark && left?.closed ? mark.ctimeMs - clockMarginMs : 0;
      await write({ boot, ends: endsOf(left) });
      return left;
    },
    keepEnds: (boot, ends) => write({ boot, ends }),
    async leave(left) {
      await syncTree(join(directory, 'database'), durableUntilMs);
      await write(left);
    },
  };
}

function readLeft(text: string): Left | undefined {
  try {
    const left = JSON.parse(text) as Left;
    return typeof left.boot === 'string' ? left : undefined;
  } catch {
    return undefined;
  }
}

/** Empties a directory. */
export async function emptyDirectory(path: string): Promise<void> {
  for (const name of await readdir(path)) await rm(join(path, name), { recursive: true, force: true });
}

/** A file's times are those of the last tick of the clock. */
const clockMarginMs = 2000;

async function syncTree(path: string, sinceMs: number): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) await syncTree(inner, sinceMs);
    else if (entry.isFile() && (await lstat(inner)).ctimeMs >= sinceMs) await syncFile(inner);
  }
  await syncDirectory(path);
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}

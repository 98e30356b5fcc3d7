import { lstat, open, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory } from './file.ts';

/** The mark that a house was closed in order, with all of its projection on the disk. */
export interface CleanMark {
  /** Whether the mark is there; it is gone afterwards, durably. */
  take(): Promise<boolean>;
  /** Makes the database's files durable (it never does so itself) as far as they changed since the last mark, then leaves the mark. */
  leave(): Promise<void>;
}

/** The mark of a data directory. */
export function cleanMark(directory: string): CleanMark {
  const path = join(directory, 'clean');
  let durableUntilMs = 0;
  return {
    async take() {
      const mark = await lstat(path).catch(() => undefined);
      durableUntilMs = mark ? mark.ctimeMs - clockMarginMs : 0;
      await rm(path, { force: true });
      await syncDirectory(directory);
      return mark !== undefined;
    },
    async leave() {
      await syncTree(join(directory, 'database'), durableUntilMs);
      await writeFile(path, '', { flush: true });
      await syncDirectory(directory);
    },
  };
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

import { lstat, open, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory } from './file.ts';

/** The mark that a house was closed in order, with all of its projection on the disk. */
export interface CleanMark {
  /** Whether the mark is there; it is gone afterwards, durably. */
  take(): Promise<boolean>;
  /** Makes the database's files durable (it never does so itself), then leaves the mark. */
  leave(): Promise<void>;
}

/** The mark of a data directory. */
export function cleanMark(directory: string): CleanMark {
  const path = join(directory, 'clean');
  return {
    async take() {
      const there = await lstat(path).then(
        () => true,
        () => false,
      );
      await rm(path, { force: true });
      await syncDirectory(directory);
      return there;
    },
    async leave() {
      await syncTree(join(directory, 'database'));
      await writeFile(path, '', { flush: true });
      await syncDirectory(directory);
    },
  };
}

async function syncTree(path: string): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) await syncTree(inner);
    else if (entry.isFile()) await syncFile(inner);
  }
  await syncDirectory(path);
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}

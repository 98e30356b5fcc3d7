import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the explorer is made of, relative to the root of the house. */
const sources = ['explorer', 'engine', 'datasets/read.ts', 'vite.config.ts', 'package-lock.json'];

/** A hash of names, sizes and times of change of every source file. */
async function stampOf(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources)
    for (const path of await filesUnder(join(root, source))) {
      const { size, mtimeMs } = await stat(path);
      hash.update(`${path.slice(root.length)} ${size} ${mtimeMs}\n`);
    }
  return hash.digest('hex');
}

async function filesUnder(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return [];
  if (found.isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** Builds the explorer when it is missing or older than its sources; answers the folder it stands in. */
export async function buildExplorer(root: string, note: (line: string) => void): Promise<string> {
  const folder = join(root, 'dist/explorer');
  const stampFile = join(folder, '.stamp');
  const stamp = await stampOf(root);
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return folder;
  note('Building the explorer, once, until its sources change ...');
  const { build } = await import('vite');
  await build({ root: join(root, 'explorer'), configFile: join(root, 'vite.config.ts'), logLevel: 'error' });
  await writeFile(stampFile, stamp);
  return folder;
}

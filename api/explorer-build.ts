import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

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

/** The file by which the server draws views as the pages do; built with the explorer. */
export const viewsFile = (root: string): string => join(root, 'dist/server/server.js');

/** Builds beside the place and then puts the one file there, so that another process never finds half of it. */
async function buildViews(root: string, build: (outDir: string) => Promise<unknown>): Promise<void> {
  const beside = await mkdtemp(join(root, 'dist/server-'));
  await build(beside);
  await mkdir(dirname(viewsFile(root)), { recursive: true });
  await rename(join(beside, 'server.js'), viewsFile(root));
  await rm(beside, { recursive: true });
}

/** Builds the explorer when it is missing or older than its sources; answers the folder it stands in. */
export async function buildExplorer(root: string, note: (line: string) => void): Promise<string> {
  const folder = join(root, 'dist/explorer');
  const stampFile = join(folder, '.stamp');
  const stamp = await stampOf(root);
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return folder;
  note('Building the explorer, once, until its sources change ...');
  const { build } = await import('vite');
  await mkdir(join(root, 'dist'), { recursive: true });
  const common = { root: join(root, 'explorer'), configFile: join(root, 'vite.config.ts'), logLevel: 'error' } as const;
  await Promise.all([
    build(common),
    buildViews(root, (outDir) => build({ ...common, build: { ssr: 'server.ts', outDir } })),
  ]);
  await writeFile(stampFile, stamp);
  return folder;
}

import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { root } from './checkout.ts';

interface Part {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, Part>>;

interface Built {
  readonly manifest: Manifest;
  /** The content of each file. */
  readonly files: ReadonlyMap<string, string>;
}

/** The explorer as it is served, built in memory; under a test the pages would be built for their makers, with all their checks. */
async function built(): Promise<Built> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  const made = await build({
    root: `${root}/explorer`,
    configFile: `${root}/vite.config.ts`,
    logLevel: 'silent',
    build: { write: false, manifest: true },
  }).finally(() => {
    process.env['NODE_ENV'] = before;
  });
  const { output } = (Array.isArray(made) ? made[0] : made) as {
    output: readonly ({ fileName: string } & ({ code: string } | { source: string | Uint8Array }))[];
  };
  const files = new Map(
    output.map((file) => [file.fileName, 'code' in file ? file.code : Buffer.from(file.source).toString()]),
  );
  return { manifest: JSON.parse(files.get('.vite/manifest.json')!) as Manifest, files };
}

/** The scripts that a part needs before it can run, itself included. */
function scriptsOf(manifest: Manifest, name: string, seen = new Set<string>()): ReadonlySet<string> {
  const part = manifest[name]!;
  if (seen.has(part.file)) return seen;
  seen.add(part.file);
  for (const each of part.imports ?? []) scriptsOf(manifest, each, seen);
  return seen;
}

const kilobytes = (files: Built['files'], names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + gzipSync(files.get(name)!).length, 0) / 1000;

/** Kilobytes of script, gzipped, that each view loads when it is the first, workers included; and how many workers there are. */
export async function firstScripts(): Promise<{ workers: number; views: ReadonlyMap<string, number> }> {
  const { manifest, files } = await built();
  const [entry] = Object.entries(manifest).find(([, part]) => part.isEntry)!;
  const names = Object.keys(manifest).filter((name) => /^views\/[^/]+\/View\.svelte$/.test(name));
  const workers = [...files.keys()].filter((name) => /worker.*\.js$/.test(name));
  const views = names.map((view): [string, number] => {
    const first = new Set([...scriptsOf(manifest, entry), ...scriptsOf(manifest, view), ...workers]);
    return [view.split('/')[1]!, kilobytes(files, first)];
  });
  return { workers: workers.length, views: new Map(views) };
}

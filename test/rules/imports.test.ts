import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { filesBelow, importsOf, read, root, sources } from '../support/checkout.ts';

/** The graph of DESIGN.md section 2: who may import whom, beside itself. Engine rooms: whatever has a lower number. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  datasets: ['engine'],
  api: ['engine', 'datasets', 'explorer'],
  explorer: ['engine', 'datasets'],
};

const roomOf = (file: string): number | undefined => {
  const number = /^engine\/(\d)-/.exec(file)?.[1];
  return number === undefined ? undefined : Number(number);
};
const houseOf = (file: string): string => file.split('/')[0]!;
const own = (file: string): string[] => importsOf(file).filter((name) => houseOf(name) in mayImport);

test('an engine room imports only itself and rooms with a lower number', () => {
  const wrong = filesBelow('engine', '.ts').flatMap((file) =>
    own(file)
      .filter((name) => (roomOf(name) ?? 9) > roomOf(file)!)
      .map((name) => `${file} -> ${name}`),
  );
  expect(wrong).toEqual([]);
});

test('data flows one way: the houses import each other as DESIGN.md says', () => {
  const wrong = sources().flatMap((file) =>
    own(file)
      .filter((name) => houseOf(name) !== houseOf(file) && !mayImport[houseOf(file)]!.includes(houseOf(name)))
      .map((name) => `${file} -> ${name}`),
  );
  expect(wrong).toEqual([]);
});

test('the API takes from the explorer only view.ts and layout files, and the shape of what draws views for it', () => {
  const taken = filesBelow('api', '.ts')
    .flatMap(own)
    .filter((name) => name.startsWith('explorer/'));
  expect(
    taken.filter((name) => !/^explorer\/(views\/[^/]+\/(view\.ts|layout\.ts|layout\/)|server\.ts$)/.test(name)),
  ).toEqual([]);
});

test('no file imports itself by a detour', () => {
  const graph = new Map(sources().map((file) => [file, own(file)]));
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (done.has(file) || path.includes(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});

test('the engine and the readers of datasets are pure: no clock, randomness, network, file or page', () => {
  const impure =
    /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|crypto\.|fetch\(|XMLHttpRequest|localStorage|document\.|window\.|setTimeout|setInterval|process\.(env|argv|exit|cwd|hrtime|std|platform|pid|on|memory))/;
  const wrong = [...filesBelow('engine', '.ts'), 'datasets/read.ts'].flatMap((file) => {
    const code = read(file)
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\/\/.*$/gm, '');
    const found = code.match(impure);
    const packages = importsOf(file).filter((name) => /^node:|^(hono|drizzle|comlink|svelte|d3)/.test(name));
    return [...(found ? [`${file}: ${found[0]}`] : []), ...packages.map((name) => `${file}: ${name}`)];
  });
  expect(wrong).toEqual([]);
});

test('the explorer reaches the network only through its worker and its first file', () => {
  const reaching = /\b(fetch\(|XMLHttpRequest|EventSource|WebSocket|sendBeacon)/;
  const wrong = filesBelow('explorer', '.ts', '.svelte').filter(
    (file) => !file.startsWith('explorer/worker/') && file !== 'explorer/main.ts' && reaching.test(read(file)),
  );
  expect(wrong).toEqual([]);
});

test('every file of the engine runs in plain Node, without a bundler', () => {
  const files = filesBelow('engine', '.ts').map((file) => JSON.stringify(`./${file}`));
  const script = `for (const file of [${files}]) await import(file);`;
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
}, 60_000);

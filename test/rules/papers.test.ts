import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { read, root } from '../support/checkout.ts';

interface Package {
  readonly scripts: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}
const manifest = JSON.parse(read('package.json')) as Package;
const readme = () => read('README.md');

test('the commands of the README exist', () => {
  const named = [...readme().matchAll(/npm (?:run (?:-s )?([\w:-]+)|(start|test|ci)\b)/g)].map(
    ([, run, plain]) => run ?? plain!,
  );
  expect(named).toContain('start');
  expect(named.filter((name) => name !== 'ci' && !(name in manifest.scripts))).toEqual([]);
});

test('the first screen of the README is one sentence, one real picture and the commands', () => {
  const screen = readme().split('\n').slice(0, 30).join('\n');
  expect(screen).toContain('npm ci && npm start');
  expect(screen).toContain('npm ci && npm test');
  const [, picture] = /!\[[^\]]+\]\(([^)]+)\)/.exec(screen) ?? [];
  expect(picture && existsSync(join(root, picture))).toBe(true);
});

test('every dependency has its exact version and a reason in the README', () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies };
  expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  expect(Object.keys(all).filter((name) => !name.startsWith('@types/') && !readme().includes(`\`${name}\``))).toEqual(
    [],
  );
});

test('decisions stand in the last section of the README, each with its date', () => {
  const last = readme().split(/^## /m).at(-1)!;
  expect(last).toMatch(/^Decisions\n/);
  const rows = last.split('\n').filter((line) => line.startsWith('| 2'));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row) => !/^\| \d{4}-\d\d-\d\d \|[^|]+\|[^|]+\|$/.test(row))).toEqual([]);
});

test('the top level of the house is as DESIGN.md fixes it', () => {
  const allowed = [
    'LICENSE',
    'README.md',
    'api',
    'datasets',
    'engine',
    'explorer',
    'package-lock.json',
    'package.json',
    'test',
    'tsconfig.json',
    'vite.config.ts',
  ];
  const ignored = new Set(['node_modules', 'dist', 'data']);
  expect(
    readdirSync(root)
      .filter((name) => !name.startsWith('.') && !ignored.has(name))
      .sort(),
  ).toEqual(allowed);
});

test('every dataset is complete: descriptor, licence, sources, README and the files that it lists', () => {
  const folders = readdirSync(join(root, 'datasets'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const wrong = folders.flatMap(({ name }) => {
    const at = (file: string) => join(root, 'datasets', name, file);
    if (!existsSync(at('datapackage.json'))) return [`${name}: no datapackage.json`];
    const descriptor = JSON.parse(read(`datasets/${name}/datapackage.json`)) as {
      name?: string;
      version?: string;
      licenses?: unknown[];
      sources?: unknown[];
      resources?: { path: string }[];
      throughflow?: { kind?: string };
    };
    const files = (descriptor.resources ?? []).map(({ path }) => path).filter((path) => !existsSync(at(path)));
    return [
      ...(descriptor.name === name ? [] : [`${name}: name`]),
      ...(descriptor.version ? [] : [`${name}: version`]),
      ...(descriptor.licenses?.length ? [] : [`${name}: licenses`]),
      ...(descriptor.sources?.length ? [] : [`${name}: sources`]),
      ...(descriptor.throughflow?.kind ? [] : [`${name}: throughflow.kind`]),
      ...(existsSync(at('README.md')) ? [] : [`${name}: README.md`]),
      ...files.map((path) => `${name}: ${path} is listed but not there`),
    ];
  });
  expect(wrong).toEqual([]);
  expect(folders.length).toBeGreaterThan(0);
});

test('no file names a machine of ours', () => {
  const places = /(^|[^\w.])\/(work|root|farm)\/|\.\.\/shared/;
  const texts = ['README.md', 'package.json', '.ci/run'].filter((file) => existsSync(join(root, file)));
  expect(texts.filter((file) => places.test(read(file)))).toEqual([]);
});

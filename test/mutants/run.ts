import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert } from '../../engine/0-base/assert.ts';
import { root } from '../support/checkout.ts';
import { type Mutant, mutants } from './mutants.ts';
import { mutated } from './mutated.ts';

/** Puts each mutant into a copy of the house, runs its tests there, and tells which of them noticed; a mutant that none notices is an error. */
const copied = [
  'api',
  'datasets',
  'engine',
  'explorer',
  'test',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'README.md',
  'LICENSE',
];

function copyHouse(): string {
  const directory = mkdtempSync(join(tmpdir(), 'throughflow-mutants-'));
  for (const name of copied) cpSync(join(root, name), join(directory, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'));
  return directory;
}

/** The first test of a file that failed; a file that does not run at all says nothing about the mistake. */
function failing(directory: string, test: string): string | undefined {
  const report = join(directory, 'report.json');
  rmSync(report, { force: true });
  const command = ['vitest', 'run', '--project', 'files', '--bail', '1', '--reporter', 'json', '--outputFile', report];
  spawnSync('npx', [...command, test], { cwd: directory, encoding: 'utf8' });
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { assertionResults: { status: string; title: string }[] }[];
  };
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  assert(all.length > 0, 'the tests of a mutant run', { test });
  return all.find(({ status }) => status === 'failed')?.title;
}

function noticed(directory: string, { file, tests, ...mutant }: Mutant): string | undefined {
  const path = join(directory, file);
  const whole = readFileSync(path, 'utf8');
  writeFileSync(path, mutated(whole, { file, tests, ...mutant }));
  try {
    for (const test of tests) {
      const name = failing(directory, test);
      if (name !== undefined) return `${test}: ${name}`;
    }
    return undefined;
  } finally {
    writeFileSync(path, whole);
  }
}

const wanted = process.argv.slice(2).join(' ');
const chosen = mutants.filter(({ name }) => name.includes(wanted));
const directory = copyHouse();
let survivors = 0;
try {
  for (const mutant of chosen) {
    const by = noticed(directory, mutant);
    if (by === undefined) survivors += 1;
    process.stdout.write(
      `${by === undefined ? 'SURVIVED' : 'caught'}  ${mutant.name}\n          ${by ?? `none of ${mutant.tests.join(', ')} noticed`}\n`,
    );
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
process.stdout.write(`${chosen.length - survivors} of ${chosen.length} mutants were caught\n`);
process.exitCode = survivors > 0 || chosen.length === 0 ? 1 : 0;

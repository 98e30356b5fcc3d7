import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CaseResult } from './check.ts';
import { runners } from './index.ts';

interface CaseFile {
  readonly id?: string;
  readonly kind?: string;
}

/** Every JSON file below a folder, in the order of their names. */
function casesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return casesBelow(path);
      return entry.name.endsWith('.json') ? [path] : [];
    });
}

function runFile(path: string): CaseResult | string {
  const given = JSON.parse(readFileSync(path, 'utf8')) as CaseFile;
  const run = runners[given.kind ?? ''];
  if (!run) return `not yet supported (${given.kind ?? 'no kind'})`;
  try {
    return run(given as never, dirname(path));
  } catch (reason) {
    return { passed: false, differences: [`the runner failed: ${reason}`], unknownKeys: [] };
  }
}

function lineOf(result: CaseResult | string): string {
  if (typeof result === 'string') return result;
  const unknown = result.unknownKeys.length > 0 ? ` (keys not known: ${result.unknownKeys.join(', ')})` : '';
  const notes = result.notes ? ` (noted: ${result.notes.join('; ')})` : '';
  return (result.passed ? 'passed' : `DIFFERS: ${result.differences.join('; ')}`) + unknown + notes;
}

const folder = process.argv[2];
if (!folder) {
  console.error('usage: npm run cases -- DIR');
  process.exit(2);
}
const results = casesBelow(folder).map((path) => ({ path, result: runFile(path) }));
for (const { path, result } of results) console.log(`${path}: ${lineOf(result)}`);
const different = results.filter(({ result }) => typeof result !== 'string' && !result.passed).length;
const unsupported = results.filter(({ result }) => typeof result === 'string').length;
console.log(
  `${results.length - different - unsupported} passed, ${different} differ, ${unsupported} not yet supported`,
);
process.exitCode = different > 0 ? 1 : 0;

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runners } from '../support/cases/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'test/fixtures/lca');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

test.each(files)('%s agrees with its published or worked figures', (name) => {
  const given = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { kind: string };
  expect(runners[given.kind]!(given as never)).toEqual({ passed: true, differences: [], unknownKeys: [] });
});

test('npm run cases says what passed, what differs and by how much, and what it cannot run yet', () => {
  const copy = mkdtempSync(join(tmpdir(), 'cases-'));
  const run = () =>
    spawnSync(process.execPath, ['--import', 'tsx', 'test/support/cases/main.ts', copy], {
      cwd: root,
      encoding: 'utf8',
    });
  try {
    cpSync(folder, copy, { recursive: true });
    writeFileSync(join(copy, 'later.json'), '{"id": "later", "kind": "cyclic-dreams"}');
    const good = run();
    expect(good.status).toBe(0);
    expect(good.stdout).toContain('loop-of-lots.json: passed');
    expect(good.stdout).toContain('later.json: not yet supported (cyclic-dreams)');
    const loop = join(copy, 'loop-of-lots.json');
    writeFileSync(loop, readFileSync(loop, 'utf8').replace('"sumIn": 440', '"sumIn": 441'));
    const bad = run();
    expect(bad.status).toBe(1);
    expect(bad.stdout).toContain('loop-of-lots.json: DIFFERS: sumIn: expected 441, found 440');
  } finally {
    rmSync(copy, { recursive: true });
  }
});

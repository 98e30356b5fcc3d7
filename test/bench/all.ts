import { spawnSync } from 'node:child_process';
import { filesBelow, root } from '../support/checkout.ts';

// Runs every bench, each in a process of its own, one after the other: `npm run bench`, or
// `npm run bench -- group lots`. What names no bench is handed on: `npm run bench -- house city`.
const all = filesBelow('test/bench', '.bench.ts');
const isNamed = (file: string, name: string): boolean => file.includes(`/${name}.`);
const given = process.argv.slice(2);
const wanted = given.filter((name) => all.some((file) => isNamed(file, name)));
const rest = given.filter((name) => !wanted.includes(name));
const benches = all.filter((file) => wanted.length === 0 || wanted.some((name) => isNamed(file, name)));
for (const file of benches) {
  console.log(`\n${file}`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', file, ...rest], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}

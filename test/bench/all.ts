import { spawnSync } from 'node:child_process';
import { filesBelow, root } from '../support/checkout.ts';

// Runs every bench, each in a process of its own, one after the other: `npm run bench`, or `npm run bench -- group lots`.
const wanted = process.argv.slice(2);
const benches = filesBelow('test/bench', '.bench.ts').filter(
  (file) => wanted.length === 0 || wanted.some((name) => file.includes(`/${name}.`)),
);
for (const file of benches) {
  console.log(`\n${file}`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', file], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './server.ts';

// What a newcomer sees of `npm start`: the samples loaded, one link that signs in, the explorer behind it, a clean stop.
const directory = mkdtempSync(join(tmpdir(), 'throughflow-first-start-'));
const began = performance.now();
const server = await startServer('--data', directory);
const signIn = await fetch(server.link, { redirect: 'manual' });
const cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0]!;
const page = await (await fetch(server.origin, { headers: { cookie } })).text();
const networks = (await (await fetch(`${server.origin}/api/networks`, { headers: { cookie } })).json()) as {
  items: { network: string }[];
};
const code = await server.stop();
rmSync(directory, { recursive: true, force: true });

const names = networks.items.map(({ network }) => network);
const wrong = [
  page.includes('<script') ? undefined : 'the explorer is not there',
  names.includes('grain-loop') && names.includes('kalundborg') ? undefined : `the samples are not there: ${names}`,
  code === 0 ? undefined : `it ended with ${code}`,
].filter((each) => each !== undefined);
if (wrong.length > 0) {
  console.error(`${server.printed()}\n${wrong.join('\n')}`);
  process.exit(1);
}
console.log(`a first start with samples, sign-in and stop took ${((performance.now() - began) / 1000).toFixed(1)} s`);

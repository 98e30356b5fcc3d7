import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildExplorer, viewsFile } from '../../api/explorer-build.ts';
import { serveExplorer } from '../../api/explorer-files.ts';

let root: string;
const notes: string[] = [];
const build = () => buildExplorer(root, (line) => notes.push(line));

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'throughflow-explorer-'));
  await mkdir(join(root, 'explorer'));
  await writeFile(
    join(root, 'vite.config.ts'),
    `export default ({ isSsrBuild }) => ({ build: { outDir: isSsrBuild ? '../dist/server' : '../dist/explorer', emptyOutDir: true } });`,
  );
  await writeFile(join(root, 'explorer/index.html'), '<!doctype html><script type="module" src="/main.ts"></script>');
  await writeFile(join(root, 'package.json'), '{ "type": "module" }');
  await writeFile(join(root, 'explorer/server.ts'), `export const drawn: string = 'one';`);
  await writeFile(join(root, 'explorer/main.ts'), `document.title = 'one' as string;`);
});
afterAll(() => rm(root, { recursive: true }));

test('the explorer is built when it is missing, and again only when a source has changed', async () => {
  const folder = await build();
  expect(notes).toHaveLength(1);
  expect(await readFile(viewsFile(root), 'utf8')).toContain('one');
  const built = await stat(join(folder, 'index.html'));
  await build();
  expect(notes).toHaveLength(1);
  expect((await stat(join(folder, 'index.html'))).mtimeMs).toBe(built.mtimeMs);
  await utimes(join(root, 'explorer/main.ts'), new Date(0), new Date(0));
  await build();
  expect(notes).toHaveLength(2);
});

test('every address of a view is the page, hashed files are kept for ever, the rest is not there', async () => {
  const folder = await build();
  const app = new Hono().use(await serveExplorer(folder));
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  for (const address of ['/', '/grain-loop/flows?period=2025', '/sign-out']) {
    const response = await app.request(address);
    expect(await response.text()).toBe(page);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  }
  const [script] = /\/assets\/[\w.-]+\.js/.exec(page)!;
  const response = await app.request(script);
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(response.headers.get('content-type')).toContain('javascript');
  for (const address of ['/api', '/api/nothing', '/assets/nothing.js', '/../package.json', '/%2e%2e/package.json'])
    expect((await app.request(address)).status, address).toBe(404);
});

test('without a built explorer nothing is served', async () => {
  const app = new Hono().use(await serveExplorer(join(root, 'nothing')));
  expect((await app.request('/')).status).toBe(404);
});

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listDatasets } from '../../api/interchange/dataset.ts';
import { root } from '../support/checkout.ts';
import { dataDirectory } from '../support/house.ts';
import { runAlone, startServer } from '../support/server.ts';
import { knowledge, network } from './support/brewery.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'throughflow-manners-'));
});
afterAll(() => rm(directory, { recursive: true }));

const serve = (...args: string[]) => runAlone(['serve', '--no-samples', '--port', '0', ...args]);
const isLinux = process.platform === 'linux';
const canMount = isLinux && process.getuid?.() === 0;

test('a data directory at an impossible place ends the server at once, with the place and what to do', async () => {
  const file = join(directory, 'file');
  await writeFile(file, '');
  for (const [place, reason] of [
    [file, 'is a file; name a folder'],
    [join(file, 'below'), 'lies below a file; name a folder'],
    ...(isLinux ? [['/proc/x/y', 'cannot be made there; name another folder']] : []),
  ] as [string, string][]) {
    const { code, out, err } = await serve('--data', place);
    expect([place, code, out]).toEqual([place, 1, '']);
    expect(err.trim().split('\n')).toEqual([expect.stringContaining(reason)]);
  }
});

test.runIf(canMount)(
  `a data directory that cannot be written to is told by its name${canMount ? '' : ' (left out: mounting needs root on Linux)'}`,
  async () => {
    const place = join(directory, 'read-only');
    await mkdir(place);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', place]);
    try {
      const { code, err } = await serve('--data', place);
      expect([code, err]).toEqual([1, `${place} cannot be written to; name another.\n`]);
    } finally {
      execFileSync('umount', [place]);
    }
  },
);

test('a port that is none, or in use, is told with what to do; the data is free again after', async () => {
  for (const port of ['-1', '1.5', 'abc', '65536', '']) {
    const { code, err } = await runAlone(['serve', `--port=${port}`, '--data', join(directory, 'never')]);
    expect([port, code]).toEqual([port, 2]);
    expect(err).toContain('give a number from 0 to 65535');
  }
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const data = await dataDirectory();
  const { code, out, err } = await serve('--port', `${port}`, '--data', data);
  other.close();
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain(`Port ${port} is in use by another program`);
  expect(err).toContain('choose another one with --port');
  expect((await runAlone(['verify', '--data', data])).code).toBe(0);
  await rm(data, { recursive: true });
});

test('a second start, an import and a check of data in use end with 1 and name the process that has it', async () => {
  const data = await dataDirectory();
  const server = await startServer('--data', data, '--no-samples');
  const file = join(directory, 'records.json');
  await writeFile(file, JSON.stringify(knowledge));
  for (const args of [
    ['serve', '--port', '0', '--no-samples'],
    ['import', file, '--network', 'valley'],
    ['verify'],
    ['export', '--network', 'valley'],
  ]) {
    const { code, out, err } = await runAlone([...args, '--data', data]);
    expect([args[0], code, out]).toEqual([args[0], 1, '']);
    expect(err).toContain(`in use by process ${server.child.pid} on `);
    expect(err).toContain('Stop that process, or choose another --data');
  }
  expect((await fetch(`${server.origin}/api/health`)).status).toBe(200);
  expect(await server.stop()).toBe(0);
  await rm(data, { recursive: true });
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends a server with 0, and its data is closed in order',
  async (signal) => {
    const data = await dataDirectory();
    const server = await startServer('--data', data, '--no-samples');
    expect(await server.stop(signal)).toBe(0);
    expect(server.printed()).toContain('Finishing what is under way');
    expect(JSON.parse(await readFile(join(data, 'clean'), 'utf8'))).toMatchObject({ closed: {} });
    expect(spawnSync('test', ['-e', join(data, 'lock')]).status).toBe(1);
    await rm(data, { recursive: true });
  },
);

test('a first start that cannot keep its note ends with the place and what to do, and the data is free again', async () => {
  const data = await dataDirectory();
  await mkdir(join(data, 'samples.json'));
  const { code, out, err } = await runAlone(['serve', '--port', '0', '--data', data]);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain(`${join(data, 'samples.json')} is a folder; name a file.`);
  expect((await runAlone(['verify', '--data', data])).code).toBe(0);
  await rm(data, { recursive: true });
});

/** The address of a network that comes with the house. */
async function sampleNetwork(): Promise<string> {
  const found = await listDatasets(join(root, 'datasets'));
  return found.flatMap(({ value }) => value?.throughflow.network ?? [])[0]!;
}

test('a server whose sample could not be loaded says which, why and what to do; health and exit code say so too', async () => {
  const data = await dataDirectory();
  const taken = await sampleNetwork();
  const { network: _, ...own } = network;
  const file = join(directory, 'taken.json');
  await writeFile(file, JSON.stringify([{ type: 'Network', ...own }, ...knowledge]));
  expect((await runAlone(['import', file, '--network', taken, '--data', data])).code).toBe(0);
  await writeFile(join(data, 'samples.json'), '{"complete":false}');
  const server = await startServer('--data', data);
  expect(server.printed()).toContain('(samples.failed)');
  expect(server.printed()).toContain('--no-samples');
  expect(server.printed()).toContain('ready, but the samples are not');
  const open = await (await fetch(`${server.origin}/api/health`)).json();
  expect(open).toMatchObject({ status: 'degraded', problems: [] });
  const token = new URL(server.link).searchParams.get('token');
  const answer = await fetch(`${server.origin}/api/health`, { headers: { authorization: `Bearer ${token}` } });
  const health = (await answer.json()) as { problems: { code: string }[] };
  expect(health.problems[0]?.code).toBe('samples.failed');
  expect(health.problems.length).toBeGreaterThan(1);
  expect(await server.stop()).toBe(1);
  await rm(data, { recursive: true });
});

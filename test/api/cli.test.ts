import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { commands } from '../../api/command/commands.ts';
import { root } from '../support/checkout.ts';
import { dataDirectory } from '../support/house.ts';
import { startServer } from '../support/server.ts';
import { event, events, knowledge, network } from './support/brewery.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'throughflow-cli-'));
});
afterAll(() => rm(directory, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command to its end, as a person at a terminal would. */
function run(args: readonly string[], input = ''): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'api/cli.ts', ...args], { cwd: root });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

const { network: slug, ...founding } = network;
const records = [{ type: 'Network', id: `urn:throughflow:network:${slug}`, ...founding }, ...knowledge, ...events];
const lines = (list: readonly unknown[]) => list.map((each) => `${JSON.stringify(each)}\n`).join('');

test('help is given for every command, and what is not understood ends with 2', async () => {
  const help = await run(['--help']);
  expect(help).toMatchObject({ code: 0, out: expect.stringContaining('throughflow verify') });
  expect(await run(['sell'])).toMatchObject({ code: 2, err: expect.stringContaining('There is no command sell') });
  const lines: string[] = [];
  const told = (line: string) => lines.push(line);
  const terminal = { print: told, note: told, progress: () => undefined };
  for (const [name, command] of Object.entries(commands)) {
    expect(await command.run(['--help'], terminal)).toBe(0);
    expect(lines.pop()).toMatch(new RegExp(`^throughflow ${name} `));
  }
  for (const [name, ...args] of [
    ['serve', '--colour'],
    ['serve', '--port', 'x'],
    ['serve', '--port', '70000'],
    ['import', '--network', 'a'],
    ['import', 'a.json'],
    ['export'],
    ['verify', 'a'],
  ]) {
    expect([name, ...args, await commands[name!]!.run(args, terminal)]).toEqual([name, ...args, 2]);
    expect(lines.pop()).not.toContain('    at ');
  }
});

test('a server that would be open to others does not start, and says why', async () => {
  const { code, err } = await run(['serve', '--host', '0.0.0.0', '--data', join(directory, 'open')]);
  expect(code).toBe(2);
  expect(err).toContain('listens on this machine only');
});

/** Eight processes, each of which opens a database: slow on a busy machine. */
test('what is imported, even twice, and written out is the same state when it is imported elsewhere', async () => {
  const [first, second] = [await dataDirectory(), await dataDirectory()];
  const file = join(directory, 'records.json');
  await writeFile(file, JSON.stringify({ '@graph': records }));
  for (const _ of ['once', 'again'])
    expect(await run(['import', file, '--network', slug, '--data', first])).toMatchObject({
      code: 0,
      out: expect.stringContaining(`${records.length} records`),
    });
  const written = join(directory, 'written.jsonl');
  expect((await run(['export', '--network', slug, '--data', first, '--out', written])).code).toBe(0);
  const text = await readFile(written, 'utf8');
  expect(text.trim().split('\n')).toHaveLength(records.length);
  expect((await run(['import', '-', '--network', slug, '--data', second], text)).code).toBe(0);
  expect((await run(['export', '--network', slug, '--data', second])).out).toBe(text);
  expect(await run(['verify', '--data', second])).toMatchObject({ code: 0, out: expect.stringContaining('equal') });
  const journal = join(directory, 'journal');
  expect((await run(['export', '--network', slug, '--data', first, '--journal', '--out', journal])).code).toBe(0);
  expect((await readFile(journal)).length).toBeGreaterThan(text.length);
}, 240_000);

test('a file with problems is told record by record, field by field, with what to do', async () => {
  const data = await dataDirectory();
  const bad = [
    event('a', {
      action: 'consume',
      inputOf: 'urn:test:brew-1',
      resourceInventoriedAs: 'urn:test:silo',
      resourceQuantity: { hasNumericalValue: '5', hasUnit: 'sacks' },
    }),
    { type: 'Person', name: 5 },
  ];
  const { code, err } = await run(['import', '-', '--network', slug, '--data', data], lines([...records, ...bad]));
  expect(code).toBe(1);
  expect(err).toContain('urn:test:a /resourceQuantity/hasUnit: The unit sacks is not known. (unit.unknown)');
  expect(err).toContain(`#${records.length + 2} /name`);
  expect(err).toContain('Stopped; 0 records');
});

test('a network that there is not is told so', async () => {
  const { code, err } = await run(['export', '--network', 'none', '--data', await dataDirectory()]);
  expect(code).toBe(1);
  expect(err).toContain('There is no network none');
});

test('a server prints one link that signs in, holds its data alone, and ends cleanly', async () => {
  const data = await dataDirectory();
  const server = await startServer('--data', data, '--no-samples');
  expect(server.printed().match(/sign-in\?token=/g)).toHaveLength(1);
  const signIn = await fetch(server.link, { redirect: 'manual' });
  expect(signIn.status).toBe(303);
  const cookie = signIn.headers.get('set-cookie')!.split(';')[0]!;
  expect((await fetch(`${server.origin}/api/networks`)).status).toBe(401);
  const networks = await fetch(`${server.origin}/api/networks`, { headers: { cookie } });
  expect(await networks.json()).toEqual({ items: [] });
  const page = await fetch(`${server.origin}/brouwcoop/flows`);
  expect(page.headers.get('content-type')).toContain('text/html');
  const second = await run(['verify', '--data', data]);
  expect(second.code).toBe(1);
  expect(second.err).toContain('in use by process');
  expect(await server.stop()).toBe(0);
  expect((await run(['verify', '--data', data])).code).toBe(0);
});

import { spawn } from 'node:child_process';
import { cp, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { commands } from '../../api/command/commands.ts';
import { openTerminal } from '../../api/command/terminal.ts';
import { root } from '../support/checkout.ts';
import { dataDirectory } from '../support/house.ts';
import { type Ended, runAlone, startServer } from '../support/server.ts';
import { event, events, knowledge, network } from './support/brewery.ts';

let directory: string;
/** A data directory with the brewery in it. */
let prepared: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'throughflow-cli-'));
  prepared = await dataDirectory();
  const file = await written('brewery.json', JSON.stringify({ '@graph': records }));
  expect(await run('import', file, '--network', slug, '--data', prepared)).toMatchObject({ code: 0 });
});
afterAll(async () => {
  for (const path of [directory, prepared]) await rm(path, { recursive: true });
});

/** Runs a command in this process; opening another would cost a second each. */
async function run(name: string, ...args: string[]): Promise<Ended> {
  let [out, err] = ['', ''];
  const print = (line: string) => {
    out += `${line}\n`;
  };
  const note = (line: string) => {
    err += `${line}\n`;
  };
  const code = await commands[name]!.run(args, { print, note, progress: () => undefined });
  return { code, out, err };
}

async function written(name: string, text: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, text);
  return path;
}

/** A copy of the prepared directory, to be done something to. */
async function copied(): Promise<string> {
  const path = await mkdtemp(join(directory, 'copy-'));
  await cp(prepared, path, { recursive: true });
  return path;
}

const { network: slug, ...founding } = network;
const records = [{ type: 'Network', id: `urn:throughflow:network:${slug}`, ...founding }, ...knowledge, ...events];
const lines = (list: readonly unknown[]) => list.map((each) => `${JSON.stringify(each)}\n`).join('');

test('help is given for every command, and what is not understood ends with 2', async () => {
  const help = await runAlone(['--help']);
  expect(help).toMatchObject({ code: 0, out: expect.stringContaining('throughflow verify') });
  expect(await runAlone(['sell'])).toMatchObject({ code: 2, err: expect.stringContaining('There is no command sell') });
  for (const name of Object.keys(commands))
    expect(await run(name, '--help')).toMatchObject({ code: 0, out: expect.stringMatching(`^throughflow ${name} `) });
  for (const [name, ...args] of [
    ['serve', '--colour'],
    ['serve', '--port', 'x'],
    ['serve', '--port', '70000'],
    ['serve', 'grain-loop'],
    ['import', '--network', 'a'],
    ['import', 'a.json'],
    ['import', 'a.json', '--network', 'A b'],
    ['export'],
    ['verify', 'a'],
  ]) {
    const { code, out, err } = await run(name!, ...args);
    expect([name, ...args, code, out]).toEqual([name, ...args, 2, '']);
    expect(err).not.toContain('    at ');
  }
});

test('a server that would be open to others does not start, and says why', async () => {
  const { code, err } = await run('serve', '--host', '0.0.0.0', '--data', join(directory, 'open'));
  expect(code).toBe(2);
  expect(err).toContain('give --tls-cert FILE --tls-key FILE, or --behind-proxy');
});

test('a file or folder that is not there, or is the other of the two, is told by its name, without a stack', async () => {
  const good = join(directory, 'brewery.json');
  const missing = join(directory, 'nowhere');
  for (const [args, reason] of [
    [['import', missing, '--network', slug, '--data', missing], 'is not there'],
    [['import', directory, '--network', slug, '--data', prepared], 'is a folder'],
    [['import', good, '--network', slug, '--data', good], 'is a file'],
    [['export', '--network', slug, '--data', prepared, '--out', join(missing, 'a')], 'is not there'],
    [['export', '--network', slug, '--data', missing], 'is not there'],
    [['verify', '--data', missing], 'is not there'],
  ] as const) {
    const { code, out, err } = await run(...(args as unknown as [string]));
    expect([args, code, out]).toEqual([args, 1, '']);
    expect(err).toContain(reason);
    expect(err).not.toContain('    at ');
  }
});

test('half a file is refused with what to do, and nothing of it is recorded', async () => {
  const whole = JSON.stringify(records);
  const half = await written('half.json', whole.slice(0, whole.length / 2));
  const { code, err } = await run('import', half, '--network', slug, '--data', prepared);
  expect(code).toBe(1);
  expect(err).toContain('(body.truncated)');
  expect(err).toContain('Send the whole file');
  expect(err).toContain('Stopped; 0 records');
});

test('a journal that is damaged is never told as whole: neither verified, nor written out, nor recorded in', async () => {
  const data = await copied();
  const journal = await open(join(data, 'networks', slug, 'journal'), 'r+');
  await journal.write('damage', 5);
  await journal.close();
  const file = join(directory, 'brewery.json');
  for (const args of [['verify'], ['export', '--network', slug], ['import', file, '--network', slug]] as const) {
    const { code, out, err } = await run(...(args as unknown as [string]), '--data', data);
    expect([args, code, out]).toEqual([args, 1, '']);
    expect(err).toContain('journal.frame');
    expect(err).toContain('Restore it from a backup');
  }
});

test('what is imported, even twice, and written out is the same state when it is imported elsewhere', async () => {
  const second = await dataDirectory();
  const file = join(directory, 'brewery.json');
  expect(await run('import', file, '--network', slug, '--data', prepared)).toMatchObject({
    code: 0,
    out: expect.stringContaining(`${records.length} records`),
  });
  const out = join(directory, 'written.jsonl');
  expect((await run('export', '--network', slug, '--data', prepared, '--out', out)).code).toBe(0);
  const text = await readFile(out, 'utf8');
  expect(text.trim().split('\n')).toHaveLength(records.length);
  expect((await run('import', out, '--network', slug, '--data', second)).code).toBe(0);
  const again = join(directory, 'again.jsonl');
  expect((await run('export', '--network', slug, '--data', second, '--out', again)).code).toBe(0);
  expect(await readFile(again, 'utf8')).toBe(text);
  const verified = await run('verify', '--data', second);
  expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('equal') });
  const journal = join(directory, 'journal');
  expect((await run('export', '--network', slug, '--data', prepared, '--journal', '--out', journal)).code).toBe(0);
  expect((await readFile(journal)).length).toBeGreaterThan(text.length);
  await rm(second, { recursive: true });
});

test.each(['.jsonld', '.ttl'])(
  'a network written to a file that ends in %s is imported elsewhere as the same',
  async (ending) => {
    const [first, again] = [join(directory, `first${ending}`), join(directory, `again${ending}`)];
    const second = await dataDirectory();
    expect(await run('export', '--network', slug, '--data', prepared, '--out', first)).toMatchObject({ code: 0 });
    const told = await run('import', first, '--network', slug, '--data', second);
    expect(told).toMatchObject({ code: 0, out: expect.stringContaining(`${records.length} records`) });
    expect((await run('export', '--network', slug, '--data', second, '--out', again)).code).toBe(0);
    expect(await readFile(again, 'utf8')).toBe(await readFile(first, 'utf8'));
    const broken = await written(`broken${ending}`, (await readFile(first, 'utf8')).slice(0, 2500));
    const { code, err } = await run('import', broken, '--network', slug, '--data', second);
    expect([code, err]).toEqual([1, expect.stringMatching(ending === '.ttl' ? /turtle\.syntax/ : /body\.truncated/)]);
    expect(await run('export', '--network', slug, '--data', second, '--format', 'xml')).toMatchObject({ code: 2 });
    await rm(second, { recursive: true });
  },
);

test('who has read enough of what is written out may go: no stack, and the data is closed in order', async () => {
  const data = await dataDirectory();
  const many = Array.from({ length: 3000 }, (_, place) => ({
    type: 'Person',
    id: `urn:test:person-${place}`,
    name: 'x'.repeat(100),
  }));
  const file = await written('many.jsonl', lines([...records, ...many]));
  expect((await run('import', file, '--network', slug, '--data', data)).code).toBe(0);
  const command = ['--import', 'tsx', 'api/cli.ts', 'export', '--network', slug, '--data', data];
  const child = spawn(process.execPath, command, { cwd: root });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  child.stdout.once('data', () => child.stdout.destroy());
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
  expect(err).not.toContain('    at ');
  expect(JSON.parse(await readFile(join(data, 'clean'), 'utf8'))).toMatchObject({ closed: {} });
  await rm(data, { recursive: true });
});

test('on a terminal, progress without a known end is one line that changes', () => {
  let shown = '';
  const write = (text: string) => {
    shown += text;
    return true;
  };
  const stream = { isTTY: true, write, on: () => stream } as unknown as NodeJS.WriteStream;
  const terminal = openTerminal(stream, stream);
  for (const done of [5000, 10_000]) terminal.progress('Recording', done, 0);
  terminal.print('10,000 are recorded.');
  expect(shown.split('\n').length).toBe(3);
  expect(shown).toContain('Recording: 10,000\n10,000 are recorded.\n');
});

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
  const { code, err } = await runAlone(['import', '-', '--network', slug, '--data', data], lines([...records, ...bad]));
  expect(code).toBe(1);
  expect(err).toContain('urn:test:a /resourceQuantity/hasUnit: The unit sacks is not known. (unit.unknown)');
  expect(err).toContain(`#${records.length + 2} /name`);
  expect(err).toContain('Stopped; 0 records');
});

test('a network that there is not is told so', async () => {
  const { code, err } = await run('export', '--network', 'none', '--data', prepared);
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
  const second = await run('verify', '--data', data);
  expect(second.code).toBe(1);
  expect(second.err).toContain('in use by process');
  expect(await server.stop()).toBe(0);
  expect((await run('verify', '--data', data)).code).toBe(0);
});

test('a model is brought in, listed and removed; what is wrong in its file is told with row and column', async () => {
  const data = await copied();
  const broken = ',farm,factory,homes\nfarm,much,500,350\nfactory,200,100,1700\nvalue added,655,1400,\nCO2,3,5,\n';
  const file = await written('My-Tables.csv', broken);
  const said = ['--network', slug, '--version', '2', '--data', data];
  expect(await run('models', 'import', file, ...said)).toMatchObject({
    code: 1,
    err: expect.stringContaining('field.missing'),
  });
  const looked = await run('models', 'import', file, ...said, '--licence', 'Ours', '--dry-run');
  expect(looked).toMatchObject({ code: 0, out: expect.stringContaining('2 products, 2 processes') });
  expect(looked.err).toMatch(/my-tables, row 2, column 2.*much.*my-tables, row 2/s);
  expect((await run('models', 'list', '--network', slug, '--data', data)).out).toMatch(/keeps no model of its own/);
  const kept = await run('models', 'import', file, ...said, '--licence', 'Ours');
  expect(kept).toMatchObject({ code: 0, out: expect.stringContaining('my-tables 2 is kept') });
  const { out } = await run('models', 'list', '--network', slug, '--data', data);
  expect(out).toMatch(/^my-tables 2: input-output, 2 products.*licence: Ours, never exported\nus-io-2017/);
  expect(await run('models', 'remove', 'my-tables', '--network', slug, '--data', data)).toMatchObject({ code: 0 });
  expect(await run('models', 'remove', 'my-tables', '--network', slug, '--data', data)).toMatchObject({
    code: 1,
    err: expect.stringContaining('model.unknown'),
  });
});

test('what models asks for and does not get ends with 2, or with 1 where a network or a file is not there', async () => {
  const file = await written('hello.csv', 'hello');
  const here = ['--network', slug, '--version', '1', '--licence', 'x', '--data', prepared];
  for (const args of [
    ['sell'],
    ['import', '--network', slug],
    ['import', file],
    ['import', file, '--network', slug],
    ['import', 'x.doc', ...here],
    ['import', file, ...here, '--name', 'No Name'],
    ['list', 'all', '--network', slug],
  ])
    expect([args, (await run('models', ...args)).code]).toEqual([args, 2]);
  expect(await run('models', 'import', file, ...here)).toMatchObject({
    code: 1,
    err: expect.stringContaining('sector.table'),
  });
  expect((await run('models', 'import', join(directory, 'gone.csv'), ...here)).err).toMatch(/gone.csv is not there/);
  expect(await run('models', 'list', '--network', 'nowhere', '--data', prepared)).toMatchObject({
    code: 1,
    err: expect.stringContaining('network.unknown'),
  });
});

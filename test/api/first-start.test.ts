import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../../api/command/commands.ts';
import { listDatasets, readDatasetFile } from '../../api/interchange/dataset.ts';
import { root } from '../support/checkout.ts';
import { dataDirectory } from '../support/house.ts';
import { startServer } from '../support/server.ts';

const datasets = join(root, 'datasets');

/** Records that the sample networks hold, by address. */
async function expectedRecords(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { value } of await listDatasets(datasets))
    for (const { path } of value?.throughflow.batches ?? []) {
      const { network } = value!.throughflow;
      const batch = JSON.parse(await readDatasetFile(datasets, value!.name, path)) as unknown[];
      counts.set(network!, (counts.get(network!) ?? 0) + batch.length);
    }
  return counts;
}

/** A first start up to the moment when it tells that so many records of a sample are in. */
function startUntil(data: string, told: RegExp): Promise<ChildProcess> {
  const command = ['--import', 'tsx', 'api/cli.ts', 'serve', '--port', '0', '--data', data];
  const child = spawn(process.execPath, command, { cwd: root });
  return new Promise((resolve, reject) => {
    let printed = '';
    const take = (chunk: Buffer) => {
      printed += chunk.toString();
      if (told.test(printed)) resolve(child);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('close', (code) => reject(new Error(`it ended with ${code}:\n${printed}`)));
  });
}

const endOf = (child: ChildProcess, signal: NodeJS.Signals) =>
  new Promise<number | null>((resolve) => {
    child.removeAllListeners('close');
    child.once('close', resolve);
    child.kill(signal);
  });

test('a first start that is ended by Control-C and then killed goes on where it was, and records nothing twice', async () => {
  const data = await dataDirectory();
  const first = await startUntil(data, /Loading the sample network/);
  expect(await endOf(first, 'SIGINT')).toBe(0);
  const second = await startUntil(data, /Loading the sample network.*\n.*Loading the sample network/);
  await endOf(second, 'SIGKILL');
  const third = await startServer('--data', data);
  const signIn = await fetch(third.link, { redirect: 'manual' });
  const cookie = signIn.headers.get('set-cookie')!.split(';')[0]!;
  const answer = await fetch(`${third.origin}/api/networks`, { headers: { cookie } });
  const { items } = (await answer.json()) as { items: { network: string; sequence: number }[] };
  expect(new Map(items.map(({ network, sequence }) => [network, sequence]))).toEqual(await expectedRecords());
  expect(await third.stop()).toBe(0);
  const printed: string[] = [];
  const tell = (line: string) => void printed.push(line);
  const verify = commands['verify']!.run(['--data', data], { print: tell, note: tell, progress: () => undefined });
  expect(await verify, printed.join('\n')).toBe(0);
  await rm(data, { recursive: true });
}, 240_000);

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handIn } from '../../api/interchange/hand-in.ts';
import { entriesOf } from '../../api/interchange/journal-entries.ts';
import type { House } from '../../api/store/house.ts';
import { openHouse } from '../../api/store/open.ts';
import { isError } from '../../engine/0-base/problem.ts';
import { events, knowledge, network } from '../api/support/brewery.ts';
import { dataDirectory, fileDirectory, open, remove } from '../support/house.ts';
import { runAlone } from '../support/server.ts';

const { network: slug, ...fields } = network;
const own = { type: 'Network', ...fields };
/** A name revised, a delivery corrected and goods that are no more, beside all that the brewery recorded. */
const batches: readonly (readonly object[])[] = [
  [...knowledge, own, ...events, { type: 'ResourceSpecification', id: 'urn:test:old', name: 'Old' }],
  [
    { type: 'Person', id: 'urn:test:ann', op: 'revise', name: 'Ann of the brewery (invented)' },
    { type: 'ResourceSpecification', id: 'urn:test:old', op: 'retire', name: 'Old' },
    {
      ...events[3],
      id: 'urn:test:correction',
      corrects: 'urn:test:delivery',
      resourceQuantity: { hasNumericalValue: '-20', hasUnit: 'kg' },
    },
  ],
];

let directories: string[];
let files: House;
let rows: House;

const onFiles = async (directory: string): Promise<House> => (await openHouse({ directory })).value!;

beforeAll(async () => {
  directories = [await fileDirectory(), await dataDirectory(), await fileDirectory()];
  files = await onFiles(directories[0]!);
  rows = await open({ directory: directories[1]! });
});

afterAll(async () => {
  await Promise.all([files.close(), rows.close()]);
  await Promise.all(directories.map(remove));
});

/** Records in batches; in one batch every record comes once. */
async function record(house: House, parts: readonly (readonly object[])[]): Promise<void> {
  for (const [place, records] of parts.entries()) {
    const key = `${place} of ${parts.length}`;
    const answer = await handIn(house, slug, { records, key, hash: key });
    expect({ kind: answer.value?.kind, problems: answer.problems.filter(isError) }).toEqual({
      kind: 'new',
      problems: [],
    });
  }
}

/** What is written out, in the batches in which it was recorded. */
async function written(house: House): Promise<object[][]> {
  const entries: object[] = [];
  for await (const entry of entriesOf(house, slug)) entries.push(entry);
  return [entries.slice(0, batches[0]!.length), entries.slice(batches[0]!.length)];
}

test('what is written out of files and recorded in rows, and from there in files again, is the same state by its hash', async () => {
  await record(files, batches);
  const first = (await files.verify(slug)).value!;
  expect(first.difference).toBeUndefined();
  const entries = await written(files);
  await record(rows, entries);
  const second = (await rows.verify(slug)).value!;
  expect(second.difference).toBeUndefined();
  expect(second.state).toBe(first.state);
  const third = await onFiles(directories[2]!);
  await record(third, await written(rows));
  expect((await third.verify(slug)).value!.state).toBe(first.state);
  await third.close();
  await record(rows, [[{ type: 'Organization', id: 'urn:test:mill', name: 'Mill' }]]);
  expect((await rows.verify(slug)).value!.state).not.toBe(first.state);
});

test('the commands record, write out and verify in the database that DATABASE_URL names', async () => {
  const directory = await dataDirectory();
  const file = join(directory, 'records.json');
  await writeFile(file, JSON.stringify([...knowledge, own]));
  const recorded = await runAlone(['import', file, '--network', slug, '--data', directory]);
  expect(recorded).toMatchObject({ code: 0, out: expect.stringContaining('records of') as string });
  const out = join(directory, 'out.jsonl');
  expect(await runAlone(['export', '--network', slug, '--out', out, '--data', directory])).toMatchObject({ code: 0 });
  const verified = await runAlone(['verify', '--data', directory]);
  expect(verified.code).toBe(0);
  expect(verified.out).toMatch(new RegExp(`${slug}: 1 batches, ${knowledge.length + 1} entries[^]* equal`));
  await remove(directory);
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPrivateFile } from '../../../api/store/private-file.ts';
import { remove, temporaryDirectory } from '../../support/house.ts';

let directory: string;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => remove(directory));

const leaf = (name: string) => ({
  commitment: `of ${name}`,
  record: 'urn:a',
  field: 'name',
  salt: 'salt',
  value: name,
});

test('a damaged line takes its own field away and no other, and what is written later stands behind the rest', async () => {
  const path = join(directory, 'private');
  const file = await openPrivateFile(path);
  await file.append(['Ann', 'Bob', 'Eve'].map(leaf));
  await file.close();
  const bytes = await readFile(path);
  bytes[bytes.indexOf('\n') + 1] = 0xff;
  await writeFile(path, Buffer.concat([bytes, Buffer.from('{"commitment":"of no')]));
  const damaged = await openPrivateFile(path);
  await damaged.append([leaf('Zoe')]);
  await damaged.close();
  const again = await openPrivateFile(path);
  expect([...again.leaves].map(({ value }) => value)).toEqual(['Ann', 'Eve', 'Zoe']);
  await again.close();
});

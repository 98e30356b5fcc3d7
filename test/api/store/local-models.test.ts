import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sha256Hex } from '../../../api/store/hash.ts';
import { dataDirectory as directory, founding, open } from '../../support/house.ts';
import { onPostgres } from '../../support/test-database.ts';

const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('utf8');
const file = (name: string, content: string) => ({ name, about: `{"of":"${name}"}`, bytes: Buffer.from(content) });

test('a model is kept, replaced, survives a restart and is taken away; its bytes are those that came', async () => {
  const path = await directory();
  let house = await open({ directory: path });
  await house.createNetwork(founding);
  const large = randomBytes(3_000_000);
  await house.models.keep('valley', { name: 'large', about: '{}', bytes: large });
  await house.models.keep('valley', file('steel', 'old'));
  const head = await house.models.keep('valley', file('steel', 'new'));
  expect(head).toEqual({ name: 'steel', hash: sha256Hex(Buffer.from('new')), size: 3, about: '{"of":"steel"}' });
  await house.close();
  house = await open({ directory: path });
  expect((await house.models.list('valley')).map(({ name, size }) => [name, size])).toEqual([
    ['large', 3_000_000],
    ['steel', 3],
  ]);
  expect(text(await house.models.read('valley', 'steel'))).toBe('new');
  expect(sha256Hex((await house.models.read('valley', 'large'))!)).toBe(sha256Hex(large));
  expect(await house.models.forget('valley', 'steel')).toBe(true);
  expect(await house.models.forget('valley', 'steel')).toBe(false);
  expect(await house.models.read('valley', 'steel')).toBeUndefined();
  await house.close();
});

test('models of one network are not those of another', async () => {
  const house = await open({ directory: await directory() });
  await house.createNetwork(founding);
  await house.createNetwork({ ...founding, slug: 'hill' });
  await house.models.keep('valley', file('steel', 'ours'));
  expect(await house.models.list('hill')).toEqual([]);
  expect(await house.models.read('hill', 'steel')).toBeUndefined();
  expect(await house.models.forget('hill', 'steel')).toBe(false);
  await house.close();
});

test('models that are kept at the same moment are all kept', async () => {
  const house = await open({ directory: await directory() });
  await house.createNetwork(founding);
  const names = Array.from({ length: 12 }, (_, place) => `model-${String(place).padStart(2, '0')}`);
  await Promise.all(names.map((name) => house.models.keep('valley', file(name, name))));
  expect((await house.models.list('valley')).map(({ name }) => name)).toEqual(names);
  await house.close();
});

test('no model enters the journal', async () => {
  const house = await open({ directory: await directory() });
  await house.createNetwork(founding);
  const size = async () => {
    let bytes = '';
    for await (const part of house.exportJournal('valley')) bytes += Buffer.from(part).toString('latin1');
    return bytes;
  };
  const before = await size();
  await house.models.keep('valley', file('steel', 'a licensed secret'));
  expect(await size()).toBe(before);
  await house.close();
});

test.skipIf(onPostgres)(
  'in a data directory the files of models that were replaced are gone (a directory is one of files)',
  async () => {
    const path = await directory();
    const house = await open({ directory: path });
    await house.createNetwork(founding);
    await house.models.keep('valley', file('steel', 'old'));
    await house.models.keep('valley', file('copy', 'new'));
    const { hash } = await house.models.keep('valley', file('steel', 'new'));
    expect((await readdir(join(path, 'networks/valley/models'))).sort()).toEqual([hash, 'list.json'].sort());
    await house.models.forget('valley', 'copy');
    expect((await readdir(join(path, 'networks/valley/models'))).sort()).toEqual([hash, 'list.json'].sort());
    await house.close();
  },
);

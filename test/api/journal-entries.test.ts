import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DamagedJournal, entriesOf } from '../../api/interchange/journal-entries.ts';
import type { House } from '../../api/store/house.ts';
import { recordedDirectory, remove } from '../support/house.ts';

let directory: string;
let journal: Buffer;
beforeAll(async () => {
  directory = await recordedDirectory();
  journal = await readFile(join(directory, 'networks/valley/journal'));
});
afterAll(() => remove(directory));

/** How many entries are written out of a journal that comes in pieces, and how that ends. */
async function written(bytes: Buffer, size: number): Promise<{ entries: number; end: unknown }> {
  const house = {
    async *exportJournal() {
      for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
    },
    record: async () => ({ problems: [] }),
  } as unknown as House;
  let entries = 0;
  try {
    for await (const _ of entriesOf(house, 'valley')) entries += 1;
    return { entries, end: 'whole' };
  } catch (failure) {
    return { entries, end: failure };
  }
}

test('a journal comes whole in pieces of any size', async () => {
  for (const size of [1000, 4096, 1_000_000])
    expect(await written(journal, size)).toEqual({ entries: 10, end: 'whole' });
});

test('a journal that went bad on the disk since it was opened is not written out as if it were whole', async () => {
  const flipped = Buffer.from(journal);
  flipped[journal.length >> 1]! ^= 1;
  for (const bytes of [flipped, journal.subarray(0, -1)]) {
    const { entries, end } = await written(bytes, 1_000_000);
    expect(entries).toBeLessThan(10);
    expect(end).toBeInstanceOf(DamagedJournal);
    expect((end as DamagedJournal).problem).toMatchObject({ code: 'journal.frame', values: { name: 'valley' } });
  }
});

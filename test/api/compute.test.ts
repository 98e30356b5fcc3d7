import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startCompute } from '../../api/compute/compute.ts';
import { remembered } from '../../api/compute/world.ts';
import type { House } from '../../api/store/house.ts';
import { emptyTable } from '../../engine/3-flow/builder.ts';
import { encodeTable } from '../../engine/3-flow/encode.ts';
import { root } from '../support/checkout.ts';

const body = { name: 'Valley', zone: 'Europe/Brussels', members: [] };
const network = {
  id: 'urn:test:valley',
  class: 'Network',
  sequence: 1,
  recorded: 0,
  retired: false,
  revision: 1,
  body,
};

/** A house in which every address is a network without events, at its first entry. */
const house = {
  sequence: () => 1,
  flows: async () => ({ value: { bytes: encodeTable(emptyTable), sequence: 1 }, problems: [] }),
  knowledge: async () => ({ value: { sequence: 1, network, records: {}, retired: {} }, problems: [] }),
} as unknown as House;

test('many more networks than are held at a time are all answered, though they make room for each other', async () => {
  const compute = startCompute({ house, datasets: join(root, 'datasets') });
  const networks = Array.from({ length: 40 }, (_, place) => `valley-${place}`);
  for (let round = 0; round < 3; round++) {
    const answers = await Promise.all(networks.map((each) => compute.balances(each, {})));
    expect(answers).toEqual(
      networks.map(() => ({ value: { items: [], total: 0, sequence: 1, warnings: [], borrowed: [] } })),
    );
  }
  await compute.close();
});

test('answers are found once and kept, but not without end', () => {
  const world = { answers: new Map<string, unknown>() };
  let found = 0;
  const ask = (key: string) => remembered(world, key, () => (found += 1));
  expect([ask('a'), ask('a'), found]).toEqual([1, 1, 1]);
  for (let place = 0; place < 1000; place++) ask(`${place}`);
  expect(world.answers.size).toBe(100);
  expect(ask('999')).toBe(1001);
});

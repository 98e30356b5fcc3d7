import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Body } from '../../../engine/1-record/kind.ts';
import { batch, entry, farm, meddle, open, raised, recordedDirectory, remove, sack } from '../../support/house.ts';

let directory: string;
beforeEach(async () => {
  directory = await recordedDirectory();
});
afterEach(() => remove(directory));

/** Takes back a part of a raise, and moves the sack. */
async function correct(): Promise<void> {
  const house = await open({ directory });
  const first = raised('a', '-3');
  const entries = [
    entry('EconomicEvent', 'https://example.org/event/correction', {
      ...first.body,
      corrects: first.id,
    } as Body<'EconomicEvent'>),
    entry('SpatialThing', 'https://example.org/barn', { name: 'Barn' }),
    entry('EconomicEvent', 'https://example.org/event/move', {
      action: 'move',
      provider: farm,
      receiver: farm,
      resourceInventoriedAs: sack,
      toResourceInventoriedAs: sack,
      toLocation: 'https://example.org/barn',
      resourceQuantity: { hasNumericalValue: '27', hasUnit: 'kilogram' },
      hasPointInTime: '2025-06-01',
    }),
  ];
  expect((await house.submit('valley', batch('correction', entries))).problems).toEqual([]);
  expect((await house.verify('valley')).value?.difference).toBeUndefined();
  await house.close();
}

test.each([
  ['batches', `update batches set key = 'another' where frame = 2`],
  ['postings', `update postings set onhand = onhand + 1 where sequence = (select max(sequence) from postings)`],
  ['changes', `update changes set value = 'elsewhere'`],
  ['events', `update events set happened = happened + 1`],
  ['totals', `update events set resource_total = resource_total - 1 where corrected`],
])('%s that were changed behind the house are found', async (what, statement) => {
  await correct();
  await meddle(directory, statement);
  const house = await open({ directory });
  expect((await house.verify('valley')).value?.difference).toMatchObject({ what });
  await house.close();
});

import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apply, states } from '../../../api/store/apply.ts';
import type { Database } from '../../../api/store/database.ts';
import { openDatabase } from '../../../api/store/embedded.ts';
import { folded } from '../../../api/store/fold.ts';
import { packGroup } from '../../../api/store/group.ts';
import { findStock } from '../../../api/store/query-stock.ts';
import { rowsOfGroup } from '../../../api/store/rows.ts';
import type { Entry } from '../../../engine/1-record/kind.ts';
import { admit, emptyLedger } from '../../../engine/2-ledger/ledger.ts';
import { brewery, entry, farm, fileDirectory, founding, raised, remove, sack } from '../../support/house.ts';

/** What a group of batches does to the database: all of it or nothing, and once. */
let directory: string;
let database: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  directory = await fileDirectory();
  ({ database, close } = await openDatabase(join(directory, 'database')));
});
afterAll(async () => {
  await close();
  await remove(directory);
});

const ledger = emptyLedger();
const recorded = Date.UTC(2025, 5, 1) * 1000;
let [frames, sequence] = [0, 0];

/** The next group, of one batch with these entries, as it crosses to the store. */
function group(entries: readonly Entry[]) {
  const firstSequence = sequence + 1;
  const members = new Set([farm, brewery]);
  const admission = admit(ledger, entries, { recorded, firstSequence, zone: 'UTC', members });
  expect(admission.problems).toEqual([]);
  [frames, sequence] = [frames + 1, sequence + entries.length];
  const heading = { number: frames, recorded, author: founding.author, key: `${frames}`, requestHash: '' };
  const frame = folded({ ...heading, firstSequence, zone: 'UTC' }, admission);
  const state = { frame: frames, sequence, root: '', length: 0, recorded, boot: '' };
  return packGroup(rowsOfGroup({ network: founding.slug, frames: [frame], ledger, state }));
}

/** What the farm has in the sack: by what stands now, by the weeks, and how many batches are there. */
async function seen() {
  const now = await findStock(database, founding.slug, { resources: [sack] });
  const byWeeks = await findStock(database, founding.slug, { resources: [sack], happened: recorded });
  const [state] = await states(database);
  return [...now.positions, ...byWeeks.positions].map(({ onhand }) => onhand).concat(`${state?.frame}`);
}

test('a group of which one part cannot be written leaves nothing of itself, and counts once however often it is applied', async () => {
  const found = raised('found', '10') as Entry<'EconomicEvent'>;
  await apply(database, group([...founding.entries!, found]));
  expect(await seen()).toEqual(['10', '10', '1']);
  const less = { hasNumericalValue: '-4', hasUnit: 'kilogram' };
  const typedWrong = { ...found.body, resourceQuantity: less, corrects: found.id };
  const correction = group([entry('EconomicEvent', 'https://example.org/event/typed-wrong', typedWrong)]);
  const broken = { ...correction, corrected: correction.corrected.map((each) => ({ ...each, resourceTotal: 'much' })) };
  expect(broken.corrected).toHaveLength(1);
  await expect(apply(database, broken)).rejects.toThrow();
  expect(await seen()).toEqual(['10', '10', '1']);
  for (let times = 0; times < 2; times++) {
    await apply(database, correction);
    expect(await seen()).toEqual(['6', '6', '2']);
  }
});

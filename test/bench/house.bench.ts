/**
 * What keeping costs: durable writes, rebuild of the projection, stock as of any moment.
 * `node --import tsx test/bench/house.bench.ts [events]`; sizes: workshop 1000, city 100000, nation 1000000.
 * From the call of `submit` to its receipt (durable and readable), from `openHouse` without a database to `ready`, from the
 * call of `stocks` to its answer. 100 resources, the hottest with 5 % of the events, two years.
 */
import { open as openFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { House } from '../../api/store/house.ts';
import type { Entry } from '../../engine/1-record/kind.ts';
import { batch, dataDirectory, entry, farm, founding, malt, open, remove } from '../support/house.ts';
import { seeded } from '../support/random.ts';

const size = Number(process.argv[2] ?? 1000);
const resources = 100;
const random = seeded(42);

const resourceId = (place: number): string => `https://example.org/resource/${place}`;
const twoYearsMs = 730 * 86_400_000;
let count = 0;
function event(): Entry {
  count += 1;
  return entry('EconomicEvent', `urn:uuid:00000000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`, {
    action: 'raise',
    provider: farm,
    receiver: farm,
    resourceInventoriedAs: resourceId(random() < 0.05 ? 0 : 1 + Math.floor(random() * (resources - 1))),
    resourceQuantity: { hasNumericalValue: (random() * 100).toFixed(2), hasUnit: 'kilogram' },
    hasPointInTime: new Date(Date.UTC(2023, 0, 1) + Math.floor(random() * twoYearsMs)).toISOString(),
  });
}

const report = (what: string, values: Record<string, number | string>): void =>
  console.log(JSON.stringify({ what, events: size, ...values }));
const perSecond = (amount: number, startedMs: number): number =>
  Math.round((amount / (performance.now() - startedMs)) * 1000);

async function rawSyncs(directory: string): Promise<number> {
  const handle = await openFile(join(directory, 'raw'), 'w');
  const started = performance.now();
  let done = 0;
  for (; performance.now() - started < 2000; done++) {
    await handle.write(Buffer.alloc(500), 0, 500, done * 500);
    await handle.datasync();
  }
  await handle.close();
  return perSecond(done, started);
}

async function rawInserts(directory: string): Promise<number> {
  const client = await PGlite.create(join(directory, 'raw-database'));
  await client.query('create table line (id text primary key, body text, sequence int)');
  const started = performance.now();
  let done = 0;
  for (; performance.now() - started < 2000; done++)
    await client.query('insert into line values ($1, $2, $3)', [`${done}`, 'x'.repeat(300), done]);
  await client.close();
  return perSecond(done, started);
}

/** 32 writers share what is to be recorded; events a second. */
async function write(house: House, total: number, atOnce: number): Promise<number> {
  let left = Math.ceil(total / atOnce);
  const started = performance.now();
  const writer = async () => {
    while (left > 0) {
      left -= 1;
      const entries = Array.from({ length: atOnce }, event);
      const { problems } = await house.submit('valley', batch(`${entries[0]!.id}`, entries));
      if (problems.length > 0) throw new Error(JSON.stringify(problems[0]));
    }
  };
  await Promise.all(Array.from({ length: 32 }, writer));
  return perSecond(total, started);
}

async function askStock(house: House, place: number): Promise<{ median: number; minimum: number }> {
  const times: number[] = [];
  for (let round = 0; round < 100; round++) {
    const happened = (Date.UTC(2023, 0, 1) + Math.floor(random() * twoYearsMs)) * 1000;
    const started = performance.now();
    await house.stocks('valley', { resource: resourceId(place), happened });
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { median: Number(times[50]!.toFixed(2)), minimum: Number(times[0]!.toFixed(2)) };
}

const directory = await dataDirectory();
const syncs = await rawSyncs(directory);
report('raw fdatasync', { perSecond: syncs });
report('raw PGlite insert', { perSecond: await rawInserts(directory) });
let house = await open({ directory });
const more = Array.from({ length: resources }, (_, place) =>
  entry('EconomicResource', resourceId(place), { conformsTo: malt }),
);
await house.createNetwork({ ...founding, entries: [...(founding.entries ?? []), ...more] });
const singles = Math.min(2000, size);
const single = await write(house, singles, 1);
report('durable, single', { perSecond: single, ofRawSyncs: (single / syncs).toFixed(2) });
report('durable, batches of 100', { perSecond: await write(house, size, 100) });
report('stock, typical', await askStock(house, 7));
report('stock, hottest', await askStock(house, 0));
await house.close();
for (const name of ['database', 'networks/valley/flows']) await rm(join(directory, name), { recursive: true });
const started = performance.now();
let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 50);
house = await open({ directory });
clearInterval(watch);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
report('rebuild', { seconds, perSecond: perSecond(count, started), peakMB: Math.round(peak / 1e6) });
await house.close();
await remove(directory);

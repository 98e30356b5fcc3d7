import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House, RecordFilter } from '../../api/store/house.ts';
import type { ClassName, Entry } from '../../engine/1-record/kind.ts';
import { actions } from '../../engine/2-ledger/action.ts';
import { ids, recorded } from '../support/cast.ts';
import { anyEvents, knowledge } from '../support/events.ts';
import { dataDirectory, fileDirectory, open, remove } from '../support/house.ts';
import { seeded } from '../support/random.ts';

/** The same story told to a house on files and to one on rows: whatever is asked of both, both answer alike. */
let directories: string[];
let houses: readonly [files: House, rows: House];
const author = 'urn:test:author';
const network = 'valley';

/** A clock and random bytes that are the same in both. */
function sameWorld() {
  const random = seeded(11);
  let now = Date.UTC(2025, 5, 1) * 1000;
  const bytes = (length: number) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
  return { clock: () => (now += 60_000_000), random: bytes };
}

beforeAll(async () => {
  directories = [await fileDirectory(), await dataDirectory()];
  const [files, rows] = directories as [string, string];
  const { openHouse } = await import('../../api/store/open.ts');
  const { value } = await openHouse({ directory: files, ...sameWorld() });
  houses = [value!, await open({ directory: rows, ...sameWorld() })];
});

afterAll(async () => {
  await Promise.all(houses.map((house) => house.close()));
  await Promise.all(directories.map(remove));
});

/** What both answer; they must answer the same. */
async function both<T>(ask: (house: House) => Promise<T>): Promise<T> {
  const [files, rows] = [await ask(houses[0]), await ask(houses[1])];
  expect(rows).toEqual(files);
  return files;
}

const flow = (name: string, value: string, op: Entry['op']): Entry =>
  ({
    ...recorded('PublishedFlow', `urn:story:published:${name}`, {
      from: ids.agent('alice'),
      to: ids.agent('bob'),
      specification: ids.specification('grain'),
      figures: [{ value, unit: 'kilogram', per: 'year', period: '2025', source: 'a report' }],
      sources: [],
    } as never),
    op,
  }) as Entry;

/** Events of many drawn stories, in batches of one and of three, with names revised, goods retired and flows published between. */
function story(): Entry[][] {
  const drawn = fc.sample(anyEvents, { numRuns: 30, seed: 5 }).flatMap((events, place) => {
    const text = JSON.stringify(events).replaceAll(':event:', `:event:${place}-`);
    return JSON.parse(text.replaceAll('2025-03-', `2025-0${1 + (place % 4)}-`)) as Entry[];
  });
  const batches: Entry[][] = [];
  for (let start = 0; start < drawn.length;) {
    const size = batches.length % 6 === 0 ? 3 : 1;
    batches.push(drawn.slice(start, start + size));
    start += size;
  }
  const person = (name: string): Entry => ({ ...recorded('Person', ids.agent('bob'), { name }), op: 'revise' });
  batches.splice(10, 0, [flow('a', '12', 'record'), flow('b', '7', 'record')]);
  batches.splice(20, 0, [person('Bobby'), flow('a', '15', 'revise')]);
  batches.splice(30, 0, [person('Zoë "the \\ baker"'), flow('b', '7', 'retire')]);
  batches.splice(40, 0, [recorded('SpatialThing', ids.place('Äpfel, {grün}'), { name: 'Äpfel, {grün}' })]);
  return batches;
}

const moments = ['2025-01-05', '2025-02-28', '2025-03-04', '2026-01-01'].map((day) => Date.parse(day) * 1000);
const classes: readonly ClassName[][] = [
  ['EconomicEvent'],
  ['Person', 'EconomicResource'],
  ['PublishedFlow'],
  ['Process'],
];
const pages = 60;

/** All pages of a list; each is compared. */
async function everyPage(filter: RecordFilter): Promise<number> {
  let [cursor, count]: [string | undefined, number] = [undefined, 0];
  for (let page = 0; page < pages; page++) {
    const asked: RecordFilter = { ...filter, cursor };
    const { value, problems } = await both((house) => house.records(network, asked));
    expect(problems).toEqual([]);
    count += value!.items.length;
    cursor = value!.next;
    if (cursor === undefined) break;
  }
  return count;
}

const times: number[] = [];

test('what is handed in is judged alike: recorded, refused, repeated, tried', async () => {
  const body = { name: 'The valley', zone: 'Europe/Brussels', members: [ids.agent('alice'), ids.agent('bob')] };
  await both((house) => house.createNetwork({ slug: network, author, body, entries: knowledge }));
  const kinds = new Set<string | undefined>();
  for (const [place, entries] of story().entries()) {
    const batch = { entries, author, key: place % 3 === 0 ? '' : `${place}`, requestHash: `hash of ${place}` };
    await both((house) => house.submit(network, { ...batch, dryRun: true, key: '' }));
    const { value } = await both((house) => house.submit(network, batch));
    if (value) times.push(value.recorded);
    const again = await both((house) => house.submit(network, batch));
    await both((house) => house.submit(network, { ...batch, requestHash: 'another' }));
    kinds.add(value?.kind).add(again.value?.kind);
  }
  expect(kinds).toEqual(new Set(['new', 'repeated', undefined]));
  expect(times.length).toBeGreaterThan(20);
});

test('every list is answered alike, by every filter, order, time and page', async () => {
  const filters: Omit<RecordFilter, 'classes'>[] = [
    {},
    { limit: 7 },
    { limit: 5, descending: true },
    ...(['happened', 'name', 'id'] as const).flatMap((sort) => [
      { sort, limit: 9 },
      { sort, limit: 9, descending: true },
    ]),
    { text: { value: 'BOBBY \\', fields: ['name'] } },
    { text: { value: 'ä', fields: ['name', 'note'] } },
    { fields: { name: 'Zoë "the \\ baker"' } },
    { recordedFrom: times[10]!, recordedTo: times.at(-3)! },
    { retired: false },
    { retired: true },
    ...times.filter((_, place) => place % 25 === 0).map((time) => ({ recorded: time, limit: 11 })),
  ];
  for (const filter of filters)
    for (const names of classes)
      if (filter.sort !== 'happened' || names[0] === 'EconomicEvent') await everyPage({ ...filter, classes: names });
  const own: Omit<RecordFilter, 'classes'>[] = [
    ...['malt', 'sack', 'silo', 'crate'].map((name) => ({ resource: ids.resource(name) })),
    ...['mash', 'brew'].map((name) => ({ process: ids.process(name) })),
    ...['alice', 'bob', 'river'].map((name) => ({ agent: ids.agent(name) })),
    ...Object.keys(actions).map((action) => ({ fields: { action } })),
    ...moments.map((from) => ({ from, to: from + 86_400_000_000 * 40 })),
    { corrects: ids.event('3-e0') },
  ];
  let found = 0;
  for (const filter of own) found += await everyPage({ ...filter, limit: 13, classes: ['EconomicEvent'] });
  expect(found).toBeGreaterThan(80);
});

test('every stock, history, flow and fact is answered alike, as of every time', async () => {
  const recordedTimes = [undefined, ...times.filter((_, place) => place % 12 === 0)];
  for (const happened of [undefined, ...moments])
    for (const recordedAt of recordedTimes) {
      const asOf = {
        ...(happened !== undefined && { happened }),
        ...(recordedAt !== undefined && { recorded: recordedAt }),
      };
      await both((house) => house.stocks(network, asOf));
      await both((house) => house.flows(network, asOf));
      for (const name of ['malt', 'crate'])
        await both((house) => house.history(network, ids.resource(name), { ...asOf, limit: 1000 }));
    }
  for (const holder of ['alice', 'bob', 'river'].map(ids.agent)) {
    let cursor: string | undefined;
    do {
      const query = { holder, limit: 4, cursor };
      const { value } = await both((house) => house.history(network, ids.resource('sack'), query));
      cursor = value!.next;
    } while (cursor !== undefined);
  }
  await both((house) => house.knowledge(network));
  await both((house) => house.networks());
  for (const { id, class: name } of knowledge) {
    await both((house) => house.record(network, name, id));
    for (const time of recordedTimes.slice(1)) await both((house) => house.record(network, name, id, time));
  }
  for (const time of times) await both((house) => house.sequenceAt(network, time));
  await both((house) => house.record(network, 'Person', 'urn:nobody'));
  await both((house) => house.stocks('nowhere'));
});

test('every change is told alike, and an erased name is gone alike', async () => {
  for (let after = 0, last = -1; after !== last;) {
    last = after;
    const { value } = await both((house) => house.changes(network, after, 17));
    after = value!.at(-1)?.revised ?? after;
  }
  await both((house) => house.erase(network, ids.agent('bob')));
  await both((house) => house.record(network, 'Person', ids.agent('bob')));
  await both((house) => house.knowledge(network));
});

test('the journals are the same bytes, and each is what its projection says: the same root', async () => {
  const journalOf = async (house: House) => {
    const parts: Uint8Array[] = [];
    for await (const part of house.exportJournal(network)) parts.push(part);
    return Buffer.concat(parts).toString('hex');
  };
  expect((await both(journalOf)).length).toBeGreaterThan(10_000);
  const { value } = await both((house) => house.verify(network));
  expect(value?.difference).toBeUndefined();
});

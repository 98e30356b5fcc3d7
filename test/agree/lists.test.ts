import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House, RecordFilter, RecordRow } from '../../api/store/house.ts';
import { type Canonical, canonicalText } from '../../engine/0-base/canonical.ts';
import { parseDay, startOfDay } from '../../engine/0-base/time.ts';
import type { Body, ClassName, Entry } from '../../engine/1-record/kind.ts';
import { ids } from '../support/cast.ts';
import { knowledge, story } from '../support/events.ts';
import { dataDirectory, open, remove } from '../support/house.ts';

/** Lists by any filter, order and moment, page by page, against the same picked out of everything that was ever recorded. */
let directory: string;
let house: House;
beforeAll(async () => {
  directory = await dataDirectory();
  house = await open({ directory });
  await record();
}, 120_000);
afterAll(async () => {
  await house.close();
  await remove(directory);
});

/** A record from one entry on, until the next one of the same id. */
interface Version extends Pick<Entry, 'id' | 'class'> {
  readonly body: Record<string, unknown>;
  readonly retired: boolean;
  /** Of its first entry. */
  readonly sequence: number;
  readonly recorded: number;
  /** Of the entry that made it so. */
  readonly revised: number;
}

const network = 'lists';
const author = 'urn:test:author';
const versions: Version[] = [];
/** When each batch was recorded, and the number of its last entry. */
const batches: { recorded: number; sequence: number }[] = [];
const roots = new Map<string, string>();

const body = { name: network, zone: 'UTC', members: [] };
const names = ['Ann', 'ann', 'Zoë', 'Żuraw', 'anna & Co', '50 % off', '_under_', "O'Neill", '"quoted"'];

function keep(entry: Entry, batch: { recorded: number; sequence: number }): void {
  const first = versions.find(({ id }) => id === entry.id);
  const last = versions.findLast(({ id }) => id === entry.id);
  const retired = entry.op === 'retire';
  versions.push({
    ...{ id: entry.id, class: entry.class, retired, revised: batch.sequence },
    body: retired ? last!.body : (entry.body as Record<string, unknown>),
    sequence: first?.sequence ?? batch.sequence,
    recorded: first?.recorded ?? batch.recorded,
  });
  const { corrects } = entry.body as Body<'EconomicEvent'>;
  roots.set(entry.id, corrects === undefined ? entry.id : roots.get(corrects)!);
}

/** Founds a network and records in it: events, and between them names that change and places that are retired. */
async function record(): Promise<void> {
  await house.createNetwork({ slug: network, author, body, entries: knowledge });
  const { value: own } = await house.record(network, 'Network', `urn:throughflow:network:${network}`);
  keep({ v: 1, op: 'record', class: 'Network', id: own!.id, body: own!.body } as Entry, own!);
  for (const [at, entry] of knowledge.entries()) keep(entry, { recorded: own!.recorded, sequence: at + 1 });
  batches.push({ recorded: own!.recorded, sequence: knowledge.length + 1 });
  const alice = { v: 1, class: 'Person', id: ids.agent('alice') } as const;
  const yard = { v: 1, class: 'SpatialThing', id: ids.place('other') } as const;
  const others: Entry[] = [
    { ...yard, op: 'record', body: { name: 'Yard' } },
    ...names.map((name): Entry => ({ ...alice, op: 'revise', body: { name, note: `was ${name}` } })),
    { ...yard, op: 'retire', body: {} } as Entry,
  ];
  for (const [place, event] of story(11).entries()) {
    const other = place % 2 === 0 ? others.shift() : undefined;
    for (const entry of other ? [other, event] : [event]) {
      const key = `${entry.id} ${place}`;
      const { value } = await house.submit(network, { entries: [entry], author, key, requestHash: key });
      if (!value) continue;
      keep(entry, value);
      batches.push(value);
    }
  }
  expect(others).toEqual([]);
}

type Conditions = Omit<RecordFilter, 'limit' | 'cursor'>;

const isEvent = ({ class: name }: Version): boolean => name === 'EconomicEvent';
const happenedOf = ({ body: { hasPointInTime } }: Version): number =>
  startOfDay(parseDay(hasPointInTime as string)!, 'UTC');
const plain = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

function has({ body: fields }: Version, path: string, wanted: unknown): boolean {
  const found = path
    .split('.')
    .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], fields);
  return Array.isArray(found) ? found.includes(wanted) : found === wanted;
}

function fits(version: Version, asked: Conditions): boolean {
  const { classes, retired, fields = {}, text, resource, process, agent, corrects } = asked;
  const named = (fieldsOf: readonly string[], wanted: string) => fieldsOf.some((each) => has(version, each, wanted));
  const letters = ({ value, fields: where }: NonNullable<typeof text>) =>
    [version.id, ...where.map((each) => version.body[each] ?? '')].some((each) =>
      plain(`${each as string}`).includes(plain(value)),
    );
  const within = (moment: number, from = moment, to = moment + 1) => moment >= from && moment < to;
  return (
    classes.includes(version.class) &&
    version.retired === (retired ?? version.retired) &&
    within(version.recorded, asked.recordedFrom, asked.recordedTo) &&
    Object.entries(fields).every(([path, wanted]) => has(version, path, wanted)) &&
    (text === undefined || letters(text)) &&
    (resource === undefined || named(['resourceInventoriedAs', 'toResourceInventoriedAs'], resource)) &&
    (process === undefined || named(['inputOf', 'outputOf'], process)) &&
    (agent === undefined || named(['provider', 'receiver'], agent)) &&
    (corrects === undefined || (roots.get(version.id) === corrects && version.id !== corrects)) &&
    (!isEvent(version) || within(happenedOf(version), asked.from, asked.to))
  );
}

/** What stood at the moment and fits, in the order that is asked for. */
function expected(asked: Conditions): string[] {
  const { recorded, sort = 'recorded', descending } = asked;
  const upTo =
    recorded === undefined ? Infinity : (batches.findLast((each) => each.recorded <= recorded)?.sequence ?? 0);
  const stood = new Map<string, Version>();
  for (const version of versions) if (version.revised <= upTo) stood.set(version.id, version);
  const keys: Record<NonNullable<Conditions['sort']>, (version: Version) => number | string> = {
    recorded: ({ sequence }) => sequence,
    happened: happenedOf,
    name: ({ body: { name } }) => plain((name as string | undefined) ?? ''),
    id: ({ id }) => id,
  };
  const compare = (a: number | string, b: number | string): number =>
    typeof a === 'number' ? a - (b as number) : Buffer.compare(Buffer.from(a), Buffer.from(b as string));
  const order = (a: Version, b: Version) => compare(keys[sort](a), keys[sort](b)) || a.sequence - b.sequence;
  const list = [...stood.values()].filter((each) => fits(each, asked)).sort(order);
  return (descending ? list.reverse() : list).map(told);
}

const told = ({ id, body: fields, retired, revised }: Version): string =>
  canonicalText([id, retired, revised, fields as Canonical]);

async function listed(asked: Conditions, limit: number): Promise<string[]> {
  const found: RecordRow[] = [];
  let cursor: string | undefined;
  do {
    const { value, problems } = await house.records(network, { ...asked, limit, ...(cursor && { cursor }) });
    expect(problems).toEqual([]);
    found.push(...value!.items);
    cursor = value!.next;
  } while (cursor !== undefined);
  return found.map((row) => told({ ...row, body: row.body as Record<string, unknown> }));
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 4 }, { arbitrary, weight: 1 });
const agents = ['alice', 'bob', 'river'].map(ids.agent);
const resources = ['malt', 'sack', 'silo', 'crate'].map(ids.resource);
const moments = fc
  .integer({ min: 0, max: 100 })
  .map((part) => batches[Math.floor((part * (batches.length - 1)) / 100)]!.recorded);
const days = fc
  .constantFrom('2025-01-05', '2025-02-01', '2025-02-04', '2025-03-08')
  .map((day) => startOfDay(parseDay(day)!, 'UTC'));
const classes: ClassName[] = [
  'Person',
  'EcologicalAgent',
  'ResourceSpecification',
  'EconomicResource',
  'Process',
  'SpatialThing',
  'EconomicEvent',
];

const anyTime = {
  recorded: maybe(moments),
  recordedFrom: maybe(moments),
  recordedTo: maybe(moments),
  descending: maybe(fc.boolean()),
};
const ofAll: fc.Arbitrary<Conditions> = fc.record({
  ...anyTime,
  classes: fc.subarray(classes, { minLength: 1 }),
  sort: maybe(fc.constantFrom('recorded', 'name', 'id')),
  retired: maybe(fc.boolean()),
  text: maybe(
    fc
      .constantFrom('an', 'ANN', 'ö', '%', '_', "'", '"', 'urn:', 'malt')
      .map((value) => ({ value, fields: ['name', 'note'] })),
  ),
});
const ofEvents: fc.Arbitrary<Conditions> = fc
  .record({
    ...anyTime,
    sort: maybe(fc.constantFrom('recorded', 'happened', 'id')),
    resource: maybe(fc.constantFrom(...resources)),
    process: maybe(fc.constantFrom(ids.process('mash'), ids.process('brew'))),
    agent: maybe(fc.constantFrom(...agents)),
    from: maybe(days),
    to: maybe(days),
    corrects: maybe(fc.nat()),
    fields: fc.record(
      {
        action: fc.constantFrom('raise', 'transfer', 'consume', 'produce', 'no such action'),
        provider: fc.constantFrom(...agents),
        'resourceQuantity.hasUnit': fc.constantFrom('kilogram', 'gram', 'tonne'),
        state: fc.constantFrom('wet', 'dry'),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ corrects, ...rest }) => {
    const corrected = [...new Set([...roots].filter(([id, root]) => id !== root).map(([, root]) => root))];
    return {
      classes: ['EconomicEvent'],
      ...rest,
      ...(corrects !== undefined && { corrects: corrected[corrects % corrected.length] }),
    };
  });

test('a list by any filter, in any order, as of any recorded time, is what fits of all that stood then, on pages of any size', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(ofAll, ofEvents), fc.integer({ min: 1, max: 40 }), async (asked, limit) => {
      const all = expected(asked);
      expect(await listed(asked, limit)).toEqual(all);
      found += all.length;
    }),
    { numRuns: 200 },
  );
  expect(found).toBeGreaterThan(500);
}, 120_000);

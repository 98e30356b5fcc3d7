import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'drizzle-orm';
import { openStore } from '../../api/store/client.ts';
import { openDatabase } from '../../api/store/embedded.ts';
import type { House } from '../../api/store/house.ts';
import { type OpenOptions, openHouse } from '../../api/store/open.ts';
import type { Body, ClassName, Entry } from '../../engine/1-record/kind.ts';
import { filesBelow, read, root } from './checkout.ts';
import { copyDatabase, databaseOf, dropDatabase, onPostgres, query } from './test-database.ts';

/** A temporary directory and how to take it away. */
export async function temporaryDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'throughflow-'));
}

let template: Promise<string> | undefined;

/** Names what an empty database follows from: the database itself, how it is opened, and its tables. */
function templateName(): string {
  const made = [...filesBelow('api/migrations', '.sql'), 'api/store/embedded.ts', 'package-lock.json'];
  return createHash('sha256').update(made.map(read).join()).digest('hex').slice(0, 16);
}

/** An empty database takes seconds to make, so it is made once, kept where tools keep such things, and copied. */
async function makeTemplate(): Promise<string> {
  const kept = join(root, 'node_modules/.cache/throughflow', templateName());
  if (existsSync(kept)) return kept;
  await mkdir(dirname(kept), { recursive: true });
  const draft = await mkdtemp(`${kept}.`);
  const store = openStore({ directory: draft, limitMs: 120_000 });
  await store.call('states', []);
  await store.close();
  await rename(draft, kept).catch(() => rm(draft, { recursive: true }));
  return kept;
}

/**
 * A new data directory with an empty database in it, as a house leaves it when it is closed in order. Where the tests are
 * run on a server, a database there stands for it.
 */
export async function dataDirectory(): Promise<string> {
  if (!onPostgres) return fileDirectory();
  const directory = await temporaryDirectory();
  await copyDatabase(directory);
  return directory;
}

/** A new data directory with an empty embedded database, wherever the tests are run. */
export async function fileDirectory(): Promise<string> {
  template ??= makeTemplate();
  const directory = await temporaryDirectory();
  await cp(await template, join(directory, 'database'), { recursive: true });
  await writeFile(join(directory, 'clean'), JSON.stringify({ boot: '', closed: {} }));
  return directory;
}

/** Removes what tests made. */
export async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  if (onPostgres) await dropDatabase(path);
}

/** Opens a house or says why not. */
export async function open(options: OpenOptions): Promise<House> {
  const opened = await openHouse({ database: databaseOf(options.directory), ...options });
  if (!opened.value) throw new Error(JSON.stringify(opened.problems));
  await opened.value.ready();
  return opened.value;
}

/** One entry of a batch. */
export const entry = <C extends ClassName>(name: C, id: string, body: Body<C>, op: Entry['op'] = 'record'): Entry =>
  ({ v: 1, op, class: name, id, body }) as Entry;

export const farm = 'https://example.org/farm';
export const brewery = 'https://example.org/brewery';
export const malt = 'https://example.org/malt';
export const sack = 'https://example.org/sack';

type Founding = Parameters<House['createNetwork']>[0];

/** A farm and a brewery that share a sack of malt. */
export const founding: Founding = {
  slug: 'valley',
  author: 'https://example.org/ann',
  body: { name: 'The valley', zone: 'Europe/Brussels', members: [farm, brewery], invented: true },
  entries: [
    entry('Organization', farm, { name: 'Farm' }),
    entry('Organization', brewery, { name: 'Brewery' }),
    entry('ResourceSpecification', malt, { name: 'Malt' }),
    entry('EconomicResource', sack, { conformsTo: malt, name: 'Sack 1' }),
  ],
};

const day = (place: number): string => new Date(Date.UTC(2025, 0, 1 + (place % 300), 12)).toISOString();

/** The farm finds more malt in the sack. */
export const raised = (name: string, kilograms: string, place = 0): Entry =>
  entry('EconomicEvent', `https://example.org/event/${name}`, {
    action: 'raise',
    provider: farm,
    receiver: farm,
    resourceInventoriedAs: sack,
    resourceQuantity: { hasNumericalValue: kilograms, hasUnit: 'kilogram' },
    hasPointInTime: day(place),
  });

/** A submission of some entries. */
export const batch = (
  key: string,
  entries: readonly Entry[],
  rest: { author?: string; requestHash?: string; dryRun?: boolean } = {},
) => ({
  entries,
  author: founding.author,
  key,
  requestHash: `hash of ${key}`,
  ...rest,
});

/** Recorded in the house below: a person, erased again, and 30 kg of malt in three batches. */
export const eve = 'https://example.org/eve';

let recorded: Promise<string> | undefined;

async function makeRecorded(): Promise<string> {
  const directory = await dataDirectory();
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  const house = await open({ directory });
  await house.createNetwork(founding);
  await house.submit('valley', batch('eve', [entry('Person', eve, { name: 'Eve' })]));
  await house.submit('valley', batch('eva', [entry('Person', eve, { name: 'Eva' }, 'revise')]));
  for (const name of ['a', 'b', 'c']) await house.submit('valley', batch(name, [raised(name, '10')]));
  await house.erase('valley', eve);
  await house.close();
  return directory;
}

/** Puts a part of a recorded house, closed in order, in place of what is there; all of it is `.`. */
export async function restore(part: string, directory: string): Promise<void> {
  recorded ??= makeRecorded();
  await rm(join(directory, part), { recursive: true, force: true });
  await cp(join(await recorded, part), join(directory, part), { recursive: true });
}

/** A data directory in which something was recorded, to be done something to. */
export async function recordedDirectory(): Promise<string> {
  const directory = await temporaryDirectory();
  recorded ??= makeRecorded();
  if (onPostgres) await copyDatabase(directory, await recorded);
  else await restore('.', directory);
  return directory;
}

/** Runs a statement on the database of a directory, behind the house. */
export async function meddle(directory: string, statement: string): Promise<void> {
  if (onPostgres) {
    await query(statement, directory);
    return;
  }
  const { database, close } = await openDatabase(join(directory, 'database'));
  await database.execute(sql.raw(statement));
  await close();
}

/** Takes the projection of a directory away; the journals stay. */
export async function loseProjection(directory: string): Promise<void> {
  if (onPostgres) await query('delete from networks', directory);
  else await rm(join(directory, 'database'), { recursive: true });
}

/** Every row equals what the journal says. */
export async function isWhole(house: House): Promise<boolean> {
  const { value } = await house.verify('valley');
  return value !== undefined && value.difference === undefined;
}

/** What the farm's sack holds now, in kilograms. */
export async function maltNow(house: House): Promise<string | undefined> {
  const { value } = await house.stocks('valley', { resource: sack });
  return value?.items[0]?.onhand.hasNumericalValue;
}

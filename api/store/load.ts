import { and, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm';
import type { Attribute } from '../../engine/2-ledger/effect.ts';
import type { Body, ClassName } from '../../engine/1-record/kind.ts';
import type { EconomicEvent } from '../../engine/1-record/observation.ts';
import type { Loaded, LoadedEvent, LoadedHead, LedgerRecord } from '../../engine/2-ledger/ledger.ts';
import type { Dimension } from '../../engine/0-base/unit.ts';
import type { Database } from './database.ts';
import { list } from './database.ts';
import { batches, changes, events, heads, records, resources } from './schema.ts';

const among = (column: unknown, ids: readonly string[]) => sql`${column} = any(${list(ids, 'text')})`;

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string | number): Map<string | number, T[]> {
  const groups = new Map<string | number, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** The part of the ledger that a batch needs: of each id that is recorded its record, and its head or event. */
export async function load(database: Database, network: string, ids: readonly string[]): Promise<Loaded> {
  const found = await database
    .select()
    .from(records)
    .where(and(eq(records.network, network), among(records.id, ids)));
  const isResource = (name: string) => name === 'EconomicResource';
  const isEvent = (name: string) => name === 'EconomicEvent';
  return {
    records: found.map(asRecord),
    heads: await loadHeads(
      database,
      network,
      found.filter((row) => isResource(row.class)).map((row) => row.id),
    ),
    events: await loadEvents(
      database,
      network,
      found.filter((row) => isEvent(row.class)),
    ),
  };
}

const asRecord = (row: typeof records.$inferSelect): LedgerRecord => ({
  class: row.class as ClassName,
  id: row.id,
  body: JSON.parse(row.body) as Body,
  retired: row.retired,
  sequence: row.revised,
});

async function loadHeads(database: Database, network: string, ids: readonly string[]): Promise<LoadedHead[]> {
  if (ids.length === 0) return [];
  const known = await database
    .select()
    .from(resources)
    .where(and(eq(resources.network, network), among(resources.resource, ids)));
  const positions = await database
    .select()
    .from(heads)
    .where(and(eq(heads.network, network), among(heads.resource, ids)));
  const values = await database
    .select()
    .from(changes)
    .where(and(eq(changes.network, network), among(changes.resource, ids), isNull(changes.ended)));
  const positionsOf = groupBy(positions, (row) => row.resource);
  const valuesOf = groupBy(values, (row) => row.resource);
  return known.map((row) => ({
    resource: row.resource,
    specification: row.specification,
    dimension: (row.dimension ?? undefined) as Dimension | undefined,
    live: row.live,
    positions: positionsOf.get(row.resource) ?? [],
    changes: (valuesOf.get(row.resource) ?? []).map((each) => ({
      attribute: each.attribute as Attribute,
      value: each.value,
      happened: each.happened,
      sequence: each.rootSequence,
    })),
  }));
}

async function loadEvents(
  database: Database,
  network: string,
  found: readonly (typeof records.$inferSelect)[],
): Promise<LoadedEvent[]> {
  if (found.length === 0) return [];
  const sequences = found.map((row) => row.sequence);
  const rows = await database
    .select()
    .from(events)
    .where(and(eq(events.network, network), inArray(events.sequence, sequences)));
  const made = await database
    .select()
    .from(changes)
    .where(and(eq(changes.network, network), inArray(changes.sequence, sequences)));
  const madeBy = groupBy(made, (row) => row.sequence);
  const recordOf = new Map(found.map((row) => [row.sequence, row]));
  return rows.map((row) => ({
    event: {
      id: row.id,
      sequence: row.sequence,
      happened: row.happened,
      recorded: recordOf.get(row.sequence)!.recorded,
      body: JSON.parse(recordOf.get(row.sequence)!.body) as EconomicEvent,
      root: row.root,
      rootSequence: row.rootSequence,
      sides: { provider: row.from, receiver: row.to },
    },
    changes: (madeBy.get(row.sequence) ?? []).map((each) => ({
      resource: each.resource,
      attribute: each.attribute as Attribute,
      value: each.value,
    })),
    resourceTotal: row.resourceTotal,
    effortTotal: row.effortTotal,
    corrected: row.corrected,
  }));
}

/** The batches that were recorded under these keys, each as [author, key]; each is looked up by the index, however many there are. */
export function findBatches(
  database: Database,
  network: string,
  keys: readonly (readonly [string, string])[],
): Promise<(typeof batches.$inferSelect)[]> {
  const authors = keys.map(([author]) => author);
  const given = keys.map(([, key]) => key);
  return database
    .select(getTableColumns(batches))
    .from(sql`unnest(${list(authors, 'text')}, ${list(given, 'text')}) as given(author, key)`)
    .crossJoinLateral(
      database
        .select()
        .from(batches)
        .where(
          and(
            eq(batches.network, network),
            sql`${batches.author} = given.author and ${batches.key} = given.key and ${batches.key} <> ''`,
          ),
        )
        .limit(1)
        .as('batches'),
    ) as unknown as Promise<(typeof batches.$inferSelect)[]>;
}

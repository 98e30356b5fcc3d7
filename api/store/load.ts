import { and, eq, getTableColumns, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Attribute } from '../../engine/2-ledger/effect.ts';
import type { Body, ClassName } from '../../engine/1-record/kind.ts';
import type { EconomicEvent } from '../../engine/1-record/observation.ts';
import type { Loaded, LoadedEvent, LoadedHead, LoadedPromise, LedgerRecord } from '../../engine/2-ledger/ledger.ts';
import { type Link, linkNames, links } from '../../engine/2-ledger/promise.ts';
import { add, decimal, formatDecimal } from '../../engine/0-base/decimal.ts';
import type { Dimension } from '../../engine/0-base/unit.ts';
import { arrayText, type Database, list, type Prepared, prepared, rowsOf, runPrepared, value } from './database.ts';
import { allocations, batches, changes, events, heads, records, resources } from './schema.ts';

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

/** Ids of records, and the batches that were recorded under some keys, each as [author, key]. */
export interface Sought {
  readonly ids: readonly string[];
  readonly keys: readonly (readonly [string, string])[];
}

type BatchRow = typeof batches.$inferSelect;

const fieldsOf = (table: PgTable): SQL => {
  const columns = Object.entries(getTableColumns(table)).flatMap(([key, column]) => [sql.raw(`'${key}'`), column]);
  return sql`json_build_object(${sql.join(columns, sql`, `)})`;
};

/**
 * Whatever the planner believes of a network that is new to it, this reads no record twice: by the index of ids, or at
 * worst all of the network once.
 */
const findingRecords = prepared(
  '',
  sql`select ${fieldsOf(records)} from ${records}
    where ${records.network} = ${value(1, 'text')} and ${records.id} = any(${value(2, 'text[]')})`,
);

/** Each key is looked up by its index, however many there are. */
const findingBatches = prepared(
  '',
  sql`select ${fieldsOf(batches)} from json_to_recordset(${value(2, 'json')}) as given(author text, key text)
    cross join lateral (select * from ${batches} where ${batches.network} = ${value(1, 'text')}
      and ${batches.author} = given.author and ${batches.key} = given.key and ${batches.key} <> '' limit 1) ${batches}`,
);

async function find<Row>(database: Database, statement: Prepared, values: readonly string[]): Promise<Row[]> {
  const rows = await runPrepared(database, statement, values);
  return rows.map(([row]) => JSON.parse(row!) as Row);
}

/** What admitting batches looks for: the part of the ledger that they need, and what was recorded under their keys before. */
export async function seek(
  database: Database,
  network: string,
  { ids, keys }: Sought,
): Promise<{ loaded: Loaded; batches: readonly BatchRow[] }> {
  const given = JSON.stringify(keys.map(([author, key]) => ({ author, key })));
  return {
    loaded:
      ids.length === 0 ? { records: [], heads: [], events: [], promises: [] } : await load(database, network, ids),
    batches: keys.length === 0 ? [] : await find<BatchRow>(database, findingBatches, [network, given]),
  };
}

/** The part of the ledger that a batch needs: of each id that is recorded its record, and its head or event. */
export async function load(database: Database, network: string, ids: readonly string[]): Promise<Loaded> {
  const found = await find<typeof records.$inferSelect>(database, findingRecords, [network, arrayText(ids)]);
  const resourceIds = found.flatMap((row) => (row.class === 'EconomicResource' ? row.id : []));
  const promiseIds = found.flatMap((row) => (promiseClasses.has(row.class) ? row.id : []));
  const observed = found.filter((row) => row.class === 'EconomicEvent');
  return {
    records: found.map(asRecord),
    heads: await loadHeads(database, network, resourceIds),
    events: await loadEvents(database, network, observed),
    promises: await loadPromises(database, network, promiseIds),
  };
}

const promiseClasses: ReadonlySet<string> = new Set(Object.values(links));

/** What events have done of promises, by what was allocated. */
async function loadPromises(database: Database, network: string, ids: readonly string[]): Promise<LoadedPromise[]> {
  if (ids.length === 0) return [];
  return rowsOf<LoadedPromise>(
    database,
    sql`select target, count(*)::int as count, sum(resource)::text as resource, sum(effort)::text as effort
      from ${allocations} where network = ${network} and ${among(allocations.target, ids)} group by target`,
  );
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
  const given = await database
    .select()
    .from(allocations)
    .where(
      and(
        eq(allocations.network, network),
        among(
          allocations.root,
          found.map((row) => row.id),
        ),
      ),
    );
  const allocatedBy = groupBy(given, (row) => row.root);
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
      process: row.process ?? undefined,
    },
    changes: (madeBy.get(row.sequence) ?? []).map((each) => ({
      resource: each.resource,
      attribute: each.attribute as Attribute,
      value: each.value,
    })),
    resourceTotal: row.resourceTotal,
    effortTotal: row.effortTotal,
    corrected: row.corrected,
    allocations: netOf(allocatedBy.get(row.id) ?? [], JSON.parse(recordOf.get(row.sequence)!.body) as EconomicEvent),
  }));
}

/** What is left of what an event was allocated, over its corrections; in the order in which it named what it answers. */
function netOf(rows: readonly (typeof allocations.$inferSelect)[], body: EconomicEvent): LoadedEvent['allocations'] {
  const net = new Map<string, LoadedEvent['allocations'][number]>();
  for (const { target, link, resource, effort } of rows) {
    const key = `${link} ${target}`;
    const before = net.get(key) ?? { target, link: link as Link, resource: '0', effort: '0' };
    net.set(key, { ...before, resource: sum(before.resource, resource), effort: sum(before.effort, effort) });
  }
  return linkNames.flatMap((link) => (body[link] ?? []).flatMap((target) => net.get(`${link} ${target}`) ?? []));
}

const sum = (a: string, b: string): string => formatDecimal(add(decimal(a), decimal(b)));

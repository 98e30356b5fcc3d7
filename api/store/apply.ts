import { and, eq, getTableName, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { assert } from '../../engine/0-base/assert.ts';
import { type Canonical, canonicalText } from '../../engine/0-base/canonical.ts';
import type { Body } from '../../engine/1-record/kind.ts';
import { columnsOf, type Database, list, prepared, runPrepared, type Tables, value } from './database.ts';
import { type PackedGroup, type TableName, tableNames } from './group.ts';
import {
  allocations,
  batches,
  changes,
  events,
  flowGroups,
  heads,
  weeks,
  networks,
  postings,
  records,
  resources,
  versions,
} from './schema.ts';

interface Target {
  readonly table: PgTable;
  /** What happens to rows that are there already. */
  readonly conflict?: SQL;
  /** The rows made of what was given, when they are not the given ones. */
  readonly rows?: { readonly values: SQL; readonly join: SQL };
}

/** A version that ended is what stood in `records` when the group came, or what the group brings of it. */
const endedVersions = {
  values: sql`given.network, given.id, coalesce(given.class, old.class), coalesce(given.body, old.body),
    coalesce(old.sequence, given.sequence), coalesce(old.recorded, given.recorded),
    coalesce(old.revision, 0) + coalesce(given.revision, 0), coalesce(given.revised, old.revised),
    coalesce(given.retired, old.retired), given.ended`,
  join: sql`left join records old on old.network = given.network and old.id = given.id`,
};

/** The tables that a group's rows go into. */
const targets: Readonly<Record<TableName, Target>> = {
  batches: { table: batches },
  records: {
    table: records,
    conflict: sql`on conflict (network, id) do update set body = excluded.body, revised = excluded.revised,
      revision = records.revision + excluded.revision, retired = excluded.retired`,
  },
  versions: { table: versions, rows: endedVersions },
  events: { table: events },
  postings: { table: postings },
  changes: { table: changes },
  allocations: { table: allocations },
  resources: {
    table: resources,
    conflict: sql`on conflict (network, resource) do update set specification = excluded.specification,
      dimension = excluded.dimension, live = excluded.live`,
  },
  heads: {
    table: heads,
    conflict: sql`on conflict (network, resource, holder) do update set accounting = excluded.accounting,
      onhand = excluded.onhand`,
  },
  weeks: {
    table: weeks,
    conflict: sql`on conflict (network, resource, week, block, holder) do update set
      accounting = weeks.accounting + excluded.accounting, onhand = weeks.onhand + excluded.onhand,
      accounting_in = weeks.accounting_in + excluded.accounting_in, onhand_in = weeks.onhand_in + excluded.onhand_in`,
  },
};

const position = sql`on conflict (network) do update set frame = excluded.frame, sequence = excluded.sequence,
  root = excluded.root, length = excluded.length, recorded = excluded.recorded, boot = excluded.boot`;

/** Puts the rows of a JSON text into a table, unless the projection stands elsewhere than just before the group. */
function part({ table, conflict = sql``, rows }: Target, place: number): SQL {
  const { names, fields } = columnsOf(table);
  const { values, join } = rows ?? { values: sql`given.*`, join: sql`` };
  return sql`${sql.identifier(`into_${getTableName(table)}`)} as (insert into ${table} (${names})
    select ${values} from json_to_recordset(${value(place, 'json')}) as given(${fields}) ${join}
    where (select frame from here) = ${value(2, 'int')} ${conflict})`;
}

/** All of a group in one statement: network, frame before it, state, and the rows of each table. Answers where it stood. */
const applying = prepared(
  'apply',
  sql`with here as (select coalesce((select frame from ${networks} where network = ${value(1, 'text')}), 0) as frame),
    ${sql.join(
      [part({ table: networks, conflict: position }, 3), ...tableNames.map((name, at) => part(targets[name], at + 4))],
      sql`, `,
    )} select frame from here`,
);

/** Applies a group in one transaction, with the frame at which the projection then stands. Applying it again does nothing. */
export async function apply(database: Database, group: PackedGroup): Promise<void> {
  if (group.corrected.length === 0 && group.ended.length === 0) {
    await insertGroup(database, group);
    return;
  }
  await database.transaction(async (tx) => {
    if (!(await insertGroup(database, group))) return;
    await correctEvents(tx, group);
    await endChanges(tx, group);
  });
}

/** Whether the group was new to the projection. */
async function insertGroup(
  database: Database,
  { network, firstFrame, lastFrame, state, rows }: PackedGroup,
): Promise<boolean> {
  const [found] = await runPrepared(database, applying, [network, firstFrame - 1, state, ...rows]);
  const frame = Number(found![0]);
  assert(frame === firstFrame - 1 || frame >= lastFrame, 'frames are applied in order', { frame, first: firstFrame });
  return frame < lastFrame;
}

async function correctEvents(tx: Tables, { network, corrected }: PackedGroup): Promise<void> {
  if (corrected.length === 0) return;
  const columns = [
    list(
      corrected.map((each) => each.id),
      'text',
    ),
    list(
      corrected.map((each) => each.resourceTotal),
      'numeric',
    ),
    list(
      corrected.map((each) => each.effortTotal),
      'numeric',
    ),
  ];
  await tx.execute(sql`update events set resource_total = given.resource, effort_total = given.effort, corrected = true
    from unnest(${sql.join(columns, sql`, `)}) as given(id, resource, effort)
    where events.network = ${network} and events.id = given.id`);
}

/** Of the entries that end a change the first one counts. */
async function endChanges(tx: Tables, { network, ended }: PackedGroup): Promise<void> {
  if (ended.length === 0) return;
  const roots = list(
    ended.map((each) => each.rootSequence),
    'integer',
  );
  const ends = list(
    ended.map((each) => each.sequence),
    'integer',
  );
  await tx.execute(sql`update changes set ended = given.ended
    from (select changes.ctid as place, min(each.ended) as ended
      from unnest(${roots}, ${ends}) as each(root, ended) join changes on changes.network = ${network}
      and changes.root_sequence = each.root and changes.ended is null and changes.sequence < each.ended
      group by changes.ctid) given
    where changes.ctid = given.place`);
}

/** Where the projection of each network stands. */
export const states = (database: Database) => database.select().from(networks);

/** Takes everything of a network out of the projection. */
export async function forget(database: Database, network: string): Promise<void> {
  await database.transaction(async (tx) => {
    for (const table of [
      ...[batches, records, versions, events, postings, changes, allocations, resources, heads, weeks],
      ...[flowGroups, networks],
    ])
      await tx.delete(table).where(eq(table.network, network));
  });
}

/** Takes fields out of every version of a record: what is left when its private fields are erased. Answers what then stands. */
export async function withhold(
  database: Database,
  network: string,
  id: string,
  fields: readonly string[],
): Promise<string | undefined> {
  const open = (body: string): string => {
    const kept = Object.entries(JSON.parse(body) as Body).filter(([field]) => !fields.includes(field));
    return canonicalText(Object.fromEntries(kept) as Canonical);
  };
  return database.transaction(async (tx) => {
    const former = and(eq(versions.network, network), eq(versions.id, id));
    for (const { revised, body } of await tx.select().from(versions).where(former))
      await tx
        .update(versions)
        .set({ body: open(body) })
        .where(and(former, eq(versions.revised, revised)));
    const own = and(eq(records.network, network), eq(records.id, id));
    const [now] = await tx.select().from(records).where(own);
    if (!now) return undefined;
    await tx
      .update(records)
      .set({ body: open(now.body) })
      .where(own);
    return open(now.body);
  });
}

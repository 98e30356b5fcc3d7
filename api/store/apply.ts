import { and, eq, sql } from 'drizzle-orm';
import { assert } from '../../engine/0-base/assert.ts';
import { type Database, insertRows, list } from './database.ts';
import { batches, changes, events, heads, months, networks, postings, records, resources } from './schema.ts';

/** What one group of frames does to the projection, as rows. */
export interface GroupRows {
  readonly network: string;
  readonly firstFrame: number;
  readonly state: Omit<typeof networks.$inferInsert, 'network'>;
  readonly batches: readonly (typeof batches.$inferInsert)[];
  /** Records as they stand after the group; `revision` counts how often the group wrote them. */
  readonly records: readonly (typeof records.$inferInsert)[];
  readonly events: readonly (typeof events.$inferInsert)[];
  /** What the group's corrections leave of older events. */
  readonly corrected: readonly { readonly id: string; readonly resourceTotal: string; readonly effortTotal: string }[];
  readonly postings: readonly (typeof postings.$inferInsert)[];
  readonly changes: readonly (typeof changes.$inferInsert)[];
  /** Changes of the event at `rootSequence` that were known until `sequence`. */
  readonly ended: readonly { readonly rootSequence: number; readonly sequence: number }[];
  readonly resources: readonly (typeof resources.$inferInsert)[];
  /** Positions after the group. */
  readonly heads: readonly (typeof heads.$inferInsert)[];
  /** Sums of the group's postings by month. */
  readonly months: readonly (typeof months.$inferInsert)[];
}

const latest = {
  records: sql`on conflict (network, id) do update set body = excluded.body, revised = excluded.revised,
    revision = records.revision + excluded.revision, retired = excluded.retired`,
  resources: sql`on conflict (network, resource) do update set specification = excluded.specification,
    dimension = excluded.dimension, live = excluded.live`,
  heads: sql`on conflict (network, resource, holder) do update set accounting = excluded.accounting, onhand = excluded.onhand`,
  months: sql`on conflict (network, resource, month, holder) do update set
    accounting = months.accounting + excluded.accounting, onhand = months.onhand + excluded.onhand`,
};

/** Applies a group in one transaction, with the frame at which the projection then stands. Applying it again does nothing. */
export function apply(database: Database, group: GroupRows): Promise<void> {
  return database.transaction(async (tx) => {
    const [before] = await tx.select().from(networks).where(eq(networks.network, group.network));
    const frame = before?.frame ?? 0;
    if (frame >= group.state.frame) return;
    assert(frame === group.firstFrame - 1, 'frames are applied in order', { frame, first: group.firstFrame });
    await insertRows(tx, [
      { table: batches, rows: group.batches },
      { table: records, rows: group.records, conflict: latest.records },
      { table: events, rows: group.events },
      { table: postings, rows: group.postings },
      { table: changes, rows: group.changes },
      { table: resources, rows: group.resources, conflict: latest.resources },
      { table: heads, rows: group.heads, conflict: latest.heads },
      { table: months, rows: group.months, conflict: latest.months },
    ]);
    await correctEvents(tx, group);
    await endChanges(tx, group);
    const row = { network: group.network, ...group.state };
    await tx.insert(networks).values(row).onConflictDoUpdate({ target: networks.network, set: row });
  });
}

async function correctEvents(tx: Database, { network, corrected }: GroupRows): Promise<void> {
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
async function endChanges(tx: Database, { network, ended }: GroupRows): Promise<void> {
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
    for (const table of [batches, records, events, postings, changes, resources, heads, months, networks])
      await tx.delete(table).where(eq(table.network, network));
  });
}

/** Puts another body in place of a record's: what is left when its private fields are erased. */
export async function setBody(database: Database, network: string, id: string, body: string): Promise<void> {
  await database
    .update(records)
    .set({ body })
    .where(and(eq(records.network, network), eq(records.id, id)));
}

import { and, asc, between, desc, eq, gt, gte, inArray, lt, lte, max, min, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { rowsOf } from './database.ts';
import { batches, events, records } from './schema.ts';

/** A list to be read: `upTo` is the number that it is bound to, `after` the last one of the page before. */
export interface ListQuery {
  readonly classes: readonly string[];
  readonly upTo: number;
  readonly after?: number | undefined;
  readonly limit: number;
  readonly newestFirst: boolean;
  readonly retired?: boolean | undefined;
  readonly resource?: string | undefined;
  readonly process?: string | undefined;
  readonly agent?: string | undefined;
  readonly action?: string | undefined;
  readonly corrects?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** A record as it is stored, with its happened time when it is an event. */
export type RecordLine = Pick<
  typeof records.$inferSelect,
  'id' | 'class' | 'body' | 'sequence' | 'recorded' | 'revision' | 'retired'
> & { readonly happened: number | null };

const recordColumns = {
  id: records.id,
  class: records.class,
  body: records.body,
  sequence: records.sequence,
  recorded: records.recorded,
  revision: records.revision,
  retired: records.retired,
  happened: events.happened,
};

const withEvent = and(eq(events.network, records.network), eq(events.sequence, records.sequence));

/** One record; undefined when there is none of that class and id. */
export async function findRecord(
  database: Database,
  network: string,
  className: string,
  id: string,
): Promise<RecordLine | undefined> {
  const [row] = await database
    .select(recordColumns)
    .from(records)
    .leftJoin(events, withEvent)
    .where(and(eq(records.network, network), eq(records.id, id), eq(records.class, className)));
  return row;
}

/** A page of records in the order in which they were recorded. */
export function listRecords(database: Database, network: string, query: ListQuery): Promise<RecordLine[]> {
  const { limit, newestFirst, upTo, after } = query;
  const sequence = isEventQuery(query) ? events.sequence : records.sequence;
  const conditions: (SQL | undefined)[] = [
    eq(records.network, network),
    inArray(records.class, query.classes),
    lte(sequence, upTo),
    after === undefined ? undefined : newestFirst ? lt(sequence, after) : gt(sequence, after),
    query.retired === undefined ? undefined : eq(records.retired, query.retired),
    ...eventConditions(network, query),
  ];
  const order = newestFirst ? desc(sequence) : asc(sequence);
  const from = database.select(recordColumns).from(records);
  const joined = isEventQuery(query) ? from.innerJoin(events, onId) : from.leftJoin(events, withEvent);
  return joined
    .where(and(...conditions))
    .orderBy(order)
    .limit(limit) as Promise<RecordLine[]>;
}

const onId = and(eq(records.network, events.network), eq(records.id, events.id));

const isEventQuery = ({ resource, process, agent, action, corrects, from, to }: ListQuery): boolean =>
  [resource, process, agent, action, corrects, from, to].some((filter) => filter !== undefined);

function eventConditions(network: string, query: ListQuery): (SQL | undefined)[] {
  const { resource, process, agent, action, corrects, from, to } = query;
  return [
    isEventQuery(query) ? eq(events.network, network) : undefined,
    resource === undefined ? undefined : or(eq(events.resource, resource), eq(events.toResource, resource)),
    process === undefined ? undefined : eq(events.process, process),
    agent === undefined ? undefined : or(eq(events.provider, agent), eq(events.receiver, agent)),
    action === undefined ? undefined : eq(events.action, action),
    corrects === undefined ? undefined : and(eq(events.root, corrects), ne(events.id, corrects)),
    from === undefined ? undefined : gte(events.happened, from),
    to === undefined ? undefined : lt(events.happened, to),
  ];
}

/** The number of the entry that made a record what it now is. */
export type ChangedLine = RecordLine & Pick<typeof records.$inferSelect, 'revised'>;

/** The records that became what they now are after one number and up to another, in that order. */
export function listChanges(
  database: Database,
  network: string,
  { after, upTo, limit }: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<ChangedLine[]> {
  return database
    .select({ ...recordColumns, revised: records.revised })
    .from(records)
    .leftJoin(events, withEvent)
    .where(and(eq(records.network, network), gt(records.revised, after), lte(records.revised, upTo)))
    .orderBy(asc(records.revised))
    .limit(limit) as Promise<ChangedLine[]>;
}

/** Every record, retired ones too, events left out, in the order in which they were recorded. */
export function listKnowledge(database: Database, network: string): Promise<Omit<RecordLine, 'happened'>[]> {
  const { happened: _, ...columns } = recordColumns;
  return database
    .select(columns)
    .from(records)
    .where(and(eq(records.network, network), ne(records.class, 'EconomicEvent')))
    .orderBy(asc(records.sequence));
}

/** First and last moment at which anything happened; null when nothing did. */
export async function findSpan(database: Database, network: string) {
  const [row] = await database
    .select({ first: min(events.happened), last: max(events.happened) })
    .from(events)
    .where(eq(events.network, network));
  return row!;
}

/** Number at which the network stood at a recorded time. */
export async function findSequenceAt(database: Database, network: string, recorded: number): Promise<number> {
  const [row] = await database
    .select({ sequence: batches.sequence })
    .from(batches)
    .where(and(eq(batches.network, network), lte(batches.recorded, recorded)))
    .orderBy(desc(batches.recorded))
    .limit(1);
  return row?.sequence ?? 0;
}

/** The resources whose stock or attributes a range of entries changed, and the processes that it named. */
export async function findTouched(database: Database, network: string, first: number, last: number) {
  const inRange = and(eq(events.network, network), between(events.sequence, first, last));
  const named = await database.selectDistinct({ process: events.process }).from(events).where(inRange);
  const touched = await rowsOf<{ resource: string }>(
    database,
    sql`select distinct named.resource from events, lateral (values (resource), (to_resource)) as named(resource)
      where events.network = ${network} and events.sequence between ${first} and ${last} and named.resource is not null
      and (exists (select 1 from postings where network = ${network} and resource = named.resource
            and sequence between ${first} and ${last})
        or exists (select 1 from changes where network = ${network} and resource = named.resource
            and sequence between ${first} and ${last}))`,
  );
  return {
    processes: named.flatMap((row) => row.process ?? []).sort(),
    resources: touched.map((row) => row.resource).sort(),
  };
}

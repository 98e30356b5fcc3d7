import { and, asc, between, eq, gt, lte, max, min, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { rowsOf, runPlanned } from './database.ts';
import { events, records } from './schema.ts';

/** A record as it is stored, with its happened time when it is an event. */
export type RecordLine = Pick<
  typeof records.$inferSelect,
  'id' | 'class' | 'body' | 'sequence' | 'recorded' | 'revision' | 'revised' | 'retired'
> & { readonly happened: number | null };

const recordColumns = {
  id: records.id,
  class: records.class,
  body: records.body,
  sequence: records.sequence,
  recorded: records.recorded,
  revision: records.revision,
  revised: records.revised,
  retired: records.retired,
  happened: events.happened,
};

const withEvent = and(eq(events.network, records.network), eq(events.sequence, records.sequence));

/** The records that became what they now are after one number and up to another, in that order. */
export function listChanges(
  database: Database,
  network: string,
  { after, upTo, limit }: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<RecordLine[]> {
  return database
    .select(recordColumns)
    .from(records)
    .leftJoin(events, withEvent)
    .where(and(eq(records.network, network), gt(records.revised, after), lte(records.revised, upTo)))
    .orderBy(asc(records.revised))
    .limit(limit) as Promise<RecordLine[]>;
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
  const [row] = await runPlanned(
    database,
    sql`select sequence from batches where network = ${network} and recorded <= ${recorded}
      order by recorded desc limit 1`,
  );
  return Number(row?.[0] ?? 0);
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

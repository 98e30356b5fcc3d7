import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { events, records } from './schema.ts';

/** What an event touches and who takes part: all that decides who may see it. */
export interface EventSight {
  readonly sequence: number;
  readonly id: string;
  /** The event that its chain of corrections began with. */
  readonly root: number;
  readonly process: string | null;
  readonly provider: string | null;
  readonly receiver: string | null;
  readonly from: string;
  readonly to: string;
  readonly resource: string | null;
  readonly toResource: string | null;
  /** What it says itself. */
  readonly visibility: string | null;
}

/** Which of them: behind a number and up to another; those alone that say themselves who sees them, or all. */
export interface SightQuery {
  readonly after: number;
  readonly upTo: number;
  readonly limit: number;
  readonly onlyTelling: boolean;
}

/** In canonical text a quote inside of a text has a backslash before it, so that this finds the field alone. */
const told = sql<string | null>`substring(${records.body} from '"visibility":"([a-z]+)"')`;

/** The events of a network in the order in which they were recorded, with what decides who may see them. */
export function listSights(
  database: Database,
  network: string,
  { after, upTo, limit, onlyTelling }: SightQuery,
): Promise<EventSight[]> {
  const { sequence, id, rootSequence: root, process, provider, receiver, from, to, resource, toResource } = events;
  return database
    .select({ sequence, id, root, process, provider, receiver, from, to, resource, toResource, visibility: told })
    .from(events)
    .innerJoin(records, and(eq(records.network, events.network), eq(records.id, events.id)))
    .where(
      and(
        eq(events.network, network),
        gt(events.sequence, after),
        lte(events.sequence, upTo),
        onlyTelling ? sql`${told} is not null` : undefined,
      ),
    )
    .orderBy(asc(events.sequence))
    .limit(limit) as Promise<EventSight[]>;
}

import { type SQL, sql } from 'drizzle-orm';
import { type Database, rowsOf } from './database.ts';
import { allocations } from './schema.ts';

/** What is left of what an event was allocated to a promise, as decimal text in coherent units. */
export interface AllocationLine {
  readonly target: string;
  readonly link: string;
  /** The event at the root of the corrections, and its number. */
  readonly root: string;
  readonly sequence: number;
  readonly resource: string;
  readonly effort: string;
}

/** What events have done of promises by a moment in both times, each event with its corrections, in the order of recording. */
export async function listAllocations(
  database: Database,
  network: string,
  { upTo, happened }: { readonly upTo: number; readonly happened?: number | undefined },
): Promise<AllocationLine[]> {
  const conditions: SQL[] = [
    sql`network = ${network}`,
    sql`sequence <= ${upTo}`,
    ...(happened === undefined ? [] : [sql`happened <= ${happened}`]),
  ];
  return rowsOf<AllocationLine>(
    database,
    sql`select target, link, root, min(sequence)::int as sequence, sum(resource)::text as resource,
      sum(effort)::text as effort from ${allocations} where ${sql.join(conditions, sql` and `)}
      group by target, link, root order by min(sequence), target, link`,
  );
}

import { asc, eq } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './database.ts';
import { heads, weeks, records, resources, versions } from './schema.ts';

/** Tables that are compared row by row, each in the order of its key. */
const orders = {
  records: [records, [records.id]],
  versions: [versions, [versions.id, versions.revised]],
  resources: [resources, [resources.resource]],
  heads: [heads, [heads.resource, heads.holder]],
  weeks: [weeks, [weeks.resource, weeks.week, weeks.block, weeks.holder]],
} as const satisfies Record<string, readonly [PgTable & { network: PgColumn }, readonly PgColumn[]]>;

export type DumpTable = keyof typeof orders;
export type DumpRow<Name extends DumpTable> = (typeof orders)[Name][0]['$inferSelect'];

/** A part of a table of one network, by place. */
export function dumpRows<Name extends DumpTable>(
  database: Database,
  network: string,
  part: { readonly table: Name; readonly offset: number; readonly limit: number },
): Promise<DumpRow<Name>[]> {
  const [table, order] = orders[part.table];
  return database
    .select()
    .from(table as PgTable)
    .where(eq(table.network, network))
    .orderBy(...order.map((column) => asc(column)))
    .limit(part.limit)
    .offset(part.offset) as unknown as Promise<DumpRow<Name>[]>;
}

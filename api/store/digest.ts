import { hash } from 'node:crypto';
import { eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { type Database, rowsOf } from './database.ts';
import { allocations, batches, changes, events, postings } from './schema.ts';

/** The number of rows, and the sum of their hashes: equal for the same rows in any order. */
export interface Digest {
  readonly rows: number;
  readonly sum: string;
}

type Columns = readonly string[];

/** What is compared of tables with too many rows to hold in memory; what corrections change later stands by itself. */
const digested = {
  batches: [batches, ['frame', 'author', 'key', 'requestHash', 'recorded', 'firstSequence', 'sequence']],
  postings: [postings, ['resource', 'happened', 'sequence', 'holder', 'accounting', 'onhand', 'takesBack']],
  changes: [changes, ['resource', 'attribute', 'happened', 'rootSequence', 'sequence', 'value']],
  events: [
    events,
    [
      ...['sequence', 'id', 'happened', 'action', 'process', 'provider', 'receiver', 'resource', 'toResource'],
      ...['root', 'rootSequence', 'from', 'to'],
    ],
  ],
  allocations: [allocations, ['target', 'link', 'happened', 'sequence', 'root', 'resource', 'effort']],
  totals: [events, ['id', 'resourceTotal', 'effortTotal', 'corrected']],
} as const satisfies Record<string, readonly [PgTable & { network: PgColumn }, Columns]>;

export type DigestName = keyof typeof digested;
export const digestNames = Object.keys(digested) as DigestName[];

const mark = '\u001f';
/** Hexadecimal digits of a hash that count: 60 bits. */
const digits = 15;

/** A digest that grows. */
export interface Digester {
  add(row: Readonly<Record<string, unknown>>): void;
  digest(): Digest;
}

/** Makes the digest of rows one by one, as the database does of its own. */
export function digester(name: DigestName): Digester {
  const columns: Columns = digested[name][1];
  let rows = 0;
  let sum = 0n;
  return {
    add(row) {
      const text = columns.map((column) => row[column] ?? '').join(mark);
      rows += 1;
      sum += BigInt(`0x${hash('md5', text, 'hex').slice(0, digits)}`);
    },
    digest: () => ({ rows, sum: `${sum}` }),
  };
}

/** The digest of what the database has of a network. */
export async function digestRows(database: Database, network: string, name: DigestName): Promise<Digest> {
  const [table, names] = digested[name];
  const columns: Record<string, PgColumn> = getTableColumns(table);
  const texts = names.map((each): SQL => sql`coalesce(${columns[each]}::text, '')`);
  const text = sql`concat_ws(${mark}::text, ${sql.join(texts, sql`, `)})`;
  const number = sql`('x' || substr(md5(${text}), 1, ${sql.raw(`${digits}`)}))::bit(60)::bigint`;
  const [row] = await rowsOf<Digest>(
    database,
    sql`select count(*)::int as rows, coalesce(sum(${number}), 0)::text as sum from ${table}
      where ${eq(table.network, network)}`,
  );
  return row!;
}

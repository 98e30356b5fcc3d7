import { sql } from 'drizzle-orm';
import { type Database, runPlanned } from './database.ts';
import type { HistoryPlace } from './query-stock.ts';

/** Which lines of a statement: of a resource, from one moment to another (both included), as known at a number. */
export interface StatementLines {
  readonly resource: string;
  readonly holder?: string | undefined;
  readonly from: number;
  readonly to: number;
  readonly upTo: number;
}

/** Sums over the lines of one holder by their sign, of each account. */
export interface SumLine {
  readonly holder: string;
  readonly accountingMore: string;
  readonly accountingLess: string;
  readonly onhandMore: string;
  readonly onhandLess: string;
}

/** What a correction took back at one holder. */
export interface TakenBackLine {
  readonly holder: string;
  readonly accounting: string;
  readonly onhand: string;
}

/** A line of a statement as it is stored, with the record of its event. */
export interface StoredStatementLine extends TakenBackLine {
  readonly id: string;
  readonly sequence: number;
  readonly happened: number;
  readonly recorded: number;
  readonly root: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
}

const within = (network: string, { resource, holder, from, to, upTo }: StatementLines) => {
  const ofHolder = holder === undefined ? sql`` : sql`and postings.holder = ${holder}`;
  return sql`postings.network = ${network} and postings.resource = ${resource} and postings.happened >= ${from}
    and postings.happened <= ${to} and postings.sequence <= ${upTo} ${ofHolder}`;
};

/** In canonical text a quote inside of a text has a backslash before it, so that this finds a negative figure alone. */
const takesBack = '"hasNumericalValue":"-';

/** Whether the body of a correction takes something back. */
export const isTakenBack = (body: string): boolean => body.includes(takesBack);

/** What came and went in a period at each holder, by sign; and what corrections among it took back. */
export async function findTurnover(database: Database, network: string, query: StatementLines) {
  const sums = await runPlanned(
    database,
    sql`select holder, coalesce(sum(accounting) filter (where accounting > 0), 0)::text,
        coalesce(-sum(accounting) filter (where accounting < 0), 0)::text,
        coalesce(sum(onhand) filter (where onhand > 0), 0)::text,
        coalesce(-sum(onhand) filter (where onhand < 0), 0)::text
      from postings where ${within(network, query)} group by holder order by holder`,
  );
  const back = await runPlanned(
    database,
    sql`select postings.holder, postings.accounting::text, postings.onhand::text
      from (select network, sequence, id from events where network = ${network} and root <> id offset 0) correction
      join postings on postings.sequence = correction.sequence and ${within(network, query)}
      join records on records.network = ${network} and records.id = correction.id
      where strpos(records.body, ${takesBack}) > 0`,
  );
  return {
    sums: sums.map((fields): SumLine => {
      const [holder, accountingMore, accountingLess, onhandMore, onhandLess] = fields as string[];
      return {
        holder: holder!,
        accountingMore: accountingMore!,
        accountingLess: accountingLess!,
        onhandMore: onhandMore!,
        onhandLess: onhandLess!,
      };
    }),
    takenBack: back.map((fields): TakenBackLine => {
      const [holder, accounting, onhand] = fields as string[];
      return { holder: holder!, accounting: accounting!, onhand: onhand! };
    }),
  };
}

/** The lines of a statement in the order of happening, from behind a place on. */
export async function findStatementLines(
  database: Database,
  network: string,
  query: StatementLines & { readonly after?: HistoryPlace | undefined; readonly limit: number },
): Promise<StoredStatementLine[]> {
  const { after, limit } = query;
  const behind = after
    ? sql`and (postings.happened, postings.sequence, postings.holder) > (${after.happened}, ${after.sequence}, ${after.holder})`
    : sql``;
  const rows = await runPlanned(
    database,
    sql`select part.holder, part.accounting::text as accounting, part.onhand::text as onhand, events.id, part.sequence,
        part.happened, records.recorded, events.root, events.from_holder, events.to_holder, records.body
      from (select * from postings where ${within(network, query)} ${behind}
        order by happened, sequence, holder limit ${limit}) part
      join events on events.network = ${network} and events.sequence = part.sequence
      join records on records.network = ${network} and records.id = events.id
      order by part.happened, part.sequence, part.holder`,
  );
  return rows.map((fields) => {
    const [holder, accounting, onhand, id, sequence, happened, recorded, root, from, to, body] = fields as string[];
    const numbers = { sequence: Number(sequence), happened: Number(happened), recorded: Number(recorded) };
    const texts = { id: id!, root: root!, from: from!, to: to!, body: body! };
    return { holder: holder!, accounting: accounting!, onhand: onhand!, ...texts, ...numbers };
  });
}

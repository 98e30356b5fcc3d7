import { type SQL, sql } from 'drizzle-orm';
import { type Database, runPlanned } from './database.ts';
import { blockAt, monthAt, startOfBlock, startOfMonth } from './month.ts';
import {
  chosen,
  filtered,
  findPositions,
  findResources,
  type HistoryPlace,
  numberAt,
  type PositionLine,
  postedIn,
} from './query-stock.ts';

/**
 * Which lines of a statement: of a resource, from one moment to another (both included), as known at a number or at the
 * number at which the network stood at a recorded time, that number at most.
 */
export interface StatementLines {
  readonly resource: string;
  readonly holder?: string | undefined;
  readonly from: number;
  readonly to: number;
  readonly upTo: number;
  readonly recorded?: number | undefined;
  readonly after?: HistoryPlace | undefined;
  readonly limit: number;
}

type Period = Omit<StatementLines, 'recorded' | 'after' | 'limit'>;

/** What there was at a holder, and what of a period came in and what of it is left. */
export interface SumLine {
  readonly holder: string;
  readonly accounting: string;
  readonly onhand: string;
  readonly accountingIn: string;
  readonly onhandIn: string;
}

/** A line of a statement as it is stored, with the record of its event. */
export interface StoredStatementLine {
  readonly holder: string;
  readonly accounting: string;
  readonly onhand: string;
  readonly takesBack: boolean;
  readonly id: string;
  readonly sequence: number;
  readonly happened: number;
  readonly recorded: number;
  readonly root: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
}

/** What a statement is made of: what there was before, the sums of the period by holder, and a page of its lines. */
export interface StoredStatement {
  readonly upTo: number;
  readonly dimension: string | null | undefined;
  readonly before: readonly PositionLine[];
  readonly sums: readonly SumLine[];
  readonly lines: readonly StoredStatementLine[];
}

export async function findStatement(
  database: Database,
  network: string,
  { recorded, ...asked }: StatementLines,
): Promise<StoredStatement> {
  const upTo = (await numberAt(database, network, { sequence: asked.upTo, recorded }))!;
  const query = { ...asked, upTo };
  const resources = [query.resource];
  const wanted = chosen(network, { resources });
  const [known] = await findResources(database, network, { wanted, sequence: upTo });
  return {
    upTo,
    dimension: known?.dimension,
    before: await findPositions(database, network, { resources, happened: query.from - 1, sequence: upTo }),
    sums: await findSums(database, network, query),
    lines: await findLines(database, network, query),
  };
}

const ofStock = (network: string, { resource, holder }: Pick<Period, 'resource' | 'holder'>): SQL => {
  const ofHolder = holder === undefined ? sql`` : sql`and holder = ${holder}`;
  return sql`network = ${network} and resource = ${resource} ${ofHolder}`;
};

/** What came in and what is left of a period at each holder: its whole months, and its days before and behind them. */
async function findSums(database: Database, network: string, { from, to, upTo, ...of }: Period): Promise<SumLine[]> {
  const own = ofStock(network, of);
  const first = monthAt(from - 1) + 1;
  const start = Math.min(startOfMonth(first), to + 1);
  const behind = Math.max(first, monthAt(to + 1));
  const end = behind > first ? startOfMonth(behind) : start;
  const block = blockAt(upTo);
  const posted = sql`select holder, accounting, onhand, ${postedIn} from postings where ${own}`;
  const rows = await runPlanned(
    database,
    sql`select holder, sum(accounting)::text, sum(onhand)::text, sum(accounting_in)::text, sum(onhand_in)::text from (
        select holder, accounting, onhand, accounting_in, onhand_in from months
          where ${own} and month >= ${first} and month < ${behind} and block < ${block}
        union all ${posted} and sequence >= ${startOfBlock(block)} and sequence <= ${upTo}
          and ${filtered('happened')} >= ${start} and ${filtered('happened')} < ${end}
        union all ${posted} and happened >= ${from} and happened < ${start} and ${filtered('sequence')} <= ${upTo}
        union all ${posted} and happened >= ${end} and happened <= ${to} and ${filtered('sequence')} <= ${upTo}) part
      group by holder order by holder`,
  );
  return rows.map((fields) => {
    const [at, accounting, onhand, accountingIn, onhandIn] = fields as string[];
    const sums = { accounting: accounting!, onhand: onhand!, accountingIn: accountingIn!, onhandIn: onhandIn! };
    return { holder: at!, ...sums };
  });
}

/** The lines of a statement in the order of happening, from behind a place on. */
async function findLines(database: Database, network: string, query: StatementLines): Promise<StoredStatementLine[]> {
  const { from, to, upTo, after, limit } = query;
  const behind = after
    ? sql`and (happened, sequence, holder) > (${after.happened}, ${after.sequence}, ${after.holder})`
    : sql``;
  const rows = await runPlanned(
    database,
    sql`select part.holder, part.accounting::text, part.onhand::text, part.takes_back, events.id, part.sequence,
        part.happened, records.recorded, events.root, events.from_holder, events.to_holder, records.body
      from (select * from postings where ${ofStock(network, query)} and happened >= ${from} and happened <= ${to}
        and ${filtered('sequence')} <= ${upTo} ${behind} order by happened, sequence, holder limit ${limit}) part
      join events on events.network = ${network} and events.sequence = part.sequence
      join records on records.network = ${network} and records.id = events.id
      order by part.happened, part.sequence, part.holder`,
  );
  return rows.map((fields) => {
    const [holder, accounting, onhand, back, id, sequence, happened, recorded, ...rest] = fields as string[];
    const [root, from_, to_, body] = rest;
    const numbers = { sequence: Number(sequence), happened: Number(happened), recorded: Number(recorded) };
    const texts = { id: id!, root: root!, from: from_!, to: to_!, body: body! };
    return { holder: holder!, accounting: accounting!, onhand: onhand!, takesBack: back === 't', ...texts, ...numbers };
  });
}

import { type SQL, sql } from 'drizzle-orm';
import { type Database, runTogether } from './database.ts';
import { blockIn, startOfBlockIn, startOfWeek, weekAt } from './week.ts';
import {
  chosen,
  filtered,
  type HistoryPlace,
  known,
  knownNumber,
  type PositionLine,
  positionsIn,
  postedIn,
  resourceFrom,
  type ResourceLine,
  resourcesIn,
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
  { recorded, ...query }: StatementLines,
): Promise<StoredStatement> {
  const of = { wanted: chosen(network, { resources: [query.resource] }), number: knownNumber };
  const { number, resources, ...found } = await runTogether<{
    number: { upTo: number };
    resources: ResourceLine;
    before: PositionLine;
    sums: SumLine;
    lines: StoredStatementLine;
  }>(database, known(network, { sequence: query.upTo, recorded }), {
    number: sql`select number as "upTo" from known`,
    resources: resourcesIn(network, of),
    before: positionsIn(network, { ...of, happened: query.from - 1 }),
    sums: sumsIn(network, query),
    lines: linesIn(network, query),
  });
  return { ...found, ...number[0]!, dimension: resources.map(resourceFrom)[0]?.dimension };
}

const ofStock = (network: string, { resource, holder }: Pick<Period, 'resource' | 'holder'>): SQL => {
  const ofHolder = holder === undefined ? sql`` : sql`and holder = ${holder}`;
  return sql`network = ${network} and resource = ${resource} ${ofHolder}`;
};

/** What came in and what is left of a period at each holder: its whole weeks, and its days before and behind them. */
function sumsIn(network: string, { from, to, ...of }: Period): SQL {
  const own = ofStock(network, of);
  const first = weekAt(from - 1) + 1;
  const start = Math.min(startOfWeek(first), to + 1);
  const behind = Math.max(first, weekAt(to + 1));
  const end = behind > first ? startOfWeek(behind) : start;
  const posted = sql`select holder, accounting, onhand, ${postedIn} from postings where ${own}`;
  const isKnown = sql`${filtered('sequence')} <= ${knownNumber}`;
  return sql`select holder, sum(accounting)::text as accounting, sum(onhand)::text as onhand,
      sum(accounting_in)::text as "accountingIn", sum(onhand_in)::text as "onhandIn" from (
      select holder, accounting, onhand, accounting_in, onhand_in from weeks
        where ${own} and week >= ${first} and week < ${behind} and block < ${blockIn(knownNumber)}
      union all ${posted} and sequence >= ${startOfBlockIn(knownNumber)} and sequence <= ${knownNumber}
        and ${filtered('happened')} >= ${start} and ${filtered('happened')} < ${end}
      union all ${posted} and happened >= ${from} and happened < ${start} and ${isKnown}
      union all ${posted} and happened >= ${end} and happened <= ${to} and ${isKnown}) part
    group by holder order by holder`;
}

/** The lines of a statement in the order of happening, from behind a place on. */
function linesIn(network: string, query: StatementLines): SQL {
  const { from, to, after, limit } = query;
  const behind = after
    ? sql`and (happened, sequence, holder) > (${after.happened}, ${after.sequence}, ${after.holder})`
    : sql``;
  return sql`select part.holder, part.accounting::text, part.onhand::text, part.takes_back as "takesBack", events.id,
      part.sequence, part.happened, records.recorded, events.root, events.from_holder as "from", events.to_holder as "to",
      records.body
    from (select * from postings where ${ofStock(network, query)} and happened >= ${from} and happened <= ${to}
      and ${filtered('sequence')} <= ${knownNumber} ${behind} order by happened, sequence, holder limit ${limit}) part
    join events on events.network = ${network} and events.sequence = part.sequence
    join records on records.network = ${network} and records.id = events.id
    order by part.happened, part.sequence, part.holder`;
}

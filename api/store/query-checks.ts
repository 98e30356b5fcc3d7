import { type SQL, sql } from 'drizzle-orm';
import { type Database, list, runPlanned } from './database.ts';
import { blockIn, startOfBlockIn, startOfWeek, weekAt } from './week.ts';
import { chosen, filtered, knownParts, postedIn } from './query-stock.ts';
import { isPaired } from './schema.ts';

/** Of which resources (all, when left out), and as of when in both times. */
export interface CheckQuery {
  readonly resources?: readonly string[] | undefined;
  readonly happened?: number | undefined;
  readonly upTo: number;
}

/** What the events of one moment did to what somebody has of a resource; `sequence` is that of the last of them. */
export interface CheckLine {
  readonly resource: string;
  readonly holder: string;
  readonly happened: number;
  readonly sequence: number;
  readonly accounting: string;
  readonly onhand: string;
}

const endOfTime = 9_007_199_254_740_991;
/** Lines that one question brings: bounded, since each has its time. */
const mostLines = 200_000;

const ofResources = ({ resources }: CheckQuery): SQL =>
  resources === undefined ? sql`` : sql`and resource = any(${list(resources, 'text')})`;

async function linesOf(database: Database, statement: SQL): Promise<CheckLine[]> {
  const rows = await runPlanned(database, statement);
  return rows.map((fields) => {
    const [resource, holder, happened, sequence, accounting, onhand] = fields as string[];
    const numbers = { happened: Number(happened), sequence: Number(sequence) };
    return { resource: resource!, holder: holder!, ...numbers, accounting: accounting!, onhand: onhand! };
  });
}

/** A week in which somebody may have had less than nothing of a resource, with what there was at its beginning. */
export interface LowWeek {
  readonly resource: string;
  readonly holder: string;
  readonly week: number;
  readonly accounting: string;
  readonly onhand: string;
}

/** The week of a moment, as `weekAt` counts. */
const weekIn = sql`floor(happened / ${sql.raw(`${startOfWeek(1)}.0`)})::int`;

/**
 * The weeks in which more went out than there was at their beginning, and those in which something was taken back: in all
 * others nothing can have been below zero, whatever came first.
 */
export async function findLowWeeks(database: Database, network: string, query: CheckQuery): Promise<LowWeek[]> {
  const { happened = endOfTime, upTo, resources } = query;
  const number = sql`${upTo}`;
  const own = sql`network = ${network} and resource = wanted.resource`;
  const rows = await runPlanned(
    database,
    sql`with parts as (
        select part.* from (${chosen(network, { resources })}) wanted cross join lateral (
          select resource, holder, week, accounting, onhand, accounting_in, onhand_in, false as is_back
            from weeks where ${own} and week <= ${weekAt(happened)} and block < ${blockIn(number)}
          union all select resource, holder, ${weekIn}, accounting, onhand, ${postedIn}, takes_back
            from postings where ${own} and sequence >= ${startOfBlockIn(number)} and sequence <= ${upTo}
            and ${filtered('happened')} <= ${happened}
          union all select resource, holder, ${weekIn}, 0, 0, 0, 0, true from postings
            where ${own} and takes_back and happened <= ${happened} and ${filtered('sequence')} <= ${upTo}) part),
      sums as (select resource, holder, week, sum(accounting) as accounting, sum(onhand) as onhand,
          sum(accounting_in) as accounting_in, sum(onhand_in) as onhand_in, bool_or(is_back) as is_back
        from parts group by resource, holder, week),
      openings as (select *, sum(accounting) over place - accounting as accounting_before,
          sum(onhand) over place - onhand as onhand_before
        from sums window place as (partition by resource, holder order by week))
      select resource, holder, week, accounting_before::text, onhand_before::text from openings
      where is_back or accounting_before < accounting_in - accounting or onhand_before < onhand_in - onhand
      order by resource, holder, week`,
  );
  return rows.map((fields) => {
    const [resource, holder, week, accounting, onhand] = fields as string[];
    return { resource: resource!, holder: holder!, week: Number(week), accounting: accounting!, onhand: onhand! };
  });
}

/** What happened to stocks in some weeks, moment by moment, each with the place of its week in the list. */
export async function findMoments(
  database: Database,
  network: string,
  { weeks, happened = endOfTime, upTo }: Omit<CheckQuery, 'resources'> & { readonly weeks: readonly LowWeek[] },
): Promise<(CheckLine & { readonly place: number })[]> {
  const column = (of: (week: LowWeek) => string | number, type: string) => list(weeks.map(of), type);
  const rows = await runPlanned(
    database,
    sql`select given.place, happened, max(sequence), sum(accounting)::text, sum(onhand)::text
      from unnest(${column((each) => each.resource, 'text')}, ${column((each) => each.holder, 'text')},
        ${column((each) => startOfWeek(each.week), 'bigint')}, ${column((each) => startOfWeek(each.week + 1), 'bigint')})
        with ordinality as given(resource, holder, start, behind, place)
      join postings on network = ${network} and postings.resource = given.resource and happened >= given.start
        and happened < given.behind and happened <= ${happened} and ${filtered('sequence')} <= ${upTo}
        and postings.holder = given.holder
      group by given.place, happened order by given.place, happened`,
  );
  return rows.map((fields) => {
    const [place, moment, sequence, accounting, onhand] = fields as string[];
    const { resource, holder } = weeks[Number(place) - 1]!;
    const numbers = { place: Number(place) - 1, happened: Number(moment), sequence: Number(sequence) };
    return { resource, holder, ...numbers, accounting: accounting!, onhand: onhand! };
  });
}

/** All that happened to some resources, at every holder, each event for itself. */
export const findHanded = (database: Database, network: string, query: CheckQuery): Promise<CheckLine[]> =>
  linesOf(
    database,
    sql`select resource, holder, happened, sequence, accounting::text, onhand::text from postings
      where network = ${network} ${ofResources(query)} and happened <= ${query.happened ?? endOfTime}
      and sequence <= ${query.upTo} order by resource, happened, sequence limit ${mostLines}`,
  );

/** An event of an action that comes in pairs. */
export interface PairedLine {
  readonly event: string;
  readonly action: string;
  readonly process: string;
  readonly resource: string;
  readonly toResource: string | null;
  readonly quantity: string;
  readonly happened: number;
  /** Who gave it into the process, or took it out of it, and who has it in hand there. */
  readonly from: string;
  readonly to: string;
}

/** The events that come in pairs, each with what its corrections up to then left of it. */
export async function findPaired(database: Database, network: string, query: CheckQuery): Promise<PairedLine[]> {
  const { resources, happened = endOfTime, upTo } = query;
  const ofThem = resources && list(resources, 'text');
  const processes = ofThem
    ? sql`select process from events where network = ${network} and ${isPaired} and resource = any(${ofThem})
        union select process from events where network = ${network} and ${isPaired} and to_resource = any(${ofThem})`
    : sql`select distinct process from events where network = ${network} and ${isPaired}`;
  const rows = await runPlanned(
    database,
    sql`select id, action, events.process, resource, to_resource,
        (resource_total - coalesce((select sum(later.resource_total) from events later where later.network = ${network}
          and later.root = events.id and later.root <> later.id and later.sequence > ${upTo}), 0))::text,
        happened::text, from_holder, to_holder
      from (${processes}) named join events on network = ${network} and events.process = named.process and ${isPaired}
      where root = id and resource is not null and happened <= ${happened} and sequence <= ${upTo}
      order by sequence limit ${mostLines}`,
  );
  return rows.map(([event, action, process, resource, toResource, quantity, at, from, to]) => ({
    event: event!,
    action: action!,
    process: process!,
    resource: resource!,
    toResource: toResource ?? null,
    quantity: quantity!,
    happened: Number(at),
    from: from!,
    to: to!,
  }));
}

/** A count to be held against the ledger. */
export interface CountPlace {
  readonly id: string;
  readonly resource: string;
  /** Its moment, both ends included. */
  readonly from: number;
  readonly until: number;
}

/** What the ledger had of a counted resource: before its moment at each holder, or by an event of the moment itself. */
export interface CountedLine {
  readonly id: string;
  readonly holder: string;
  /** '' for all that was before. */
  readonly root: string;
  readonly rootSequence: number;
  readonly happened: number;
  readonly resolves: string | null;
  readonly onhand: string;
}

/**
 * What the ledger had of each counted resource at the moment of its count: whole weeks, the beginning of the moment's own
 * week, and each event of the moment itself with the count that it says it resolves.
 */
export async function findCounted(
  database: Database,
  network: string,
  { places, upTo }: { readonly places: readonly CountPlace[]; readonly upTo: number },
): Promise<CountedLine[]> {
  const column = (of: (place: CountPlace) => string | number, type: string) => list(places.map(of), type);
  const week = ({ from }: CountPlace) => weekAt(from);
  const own = sql`network = ${network} and resource = given.resource`;
  const rows = await runPlanned(
    database,
    sql`with given as (select * from unnest(${column((each) => each.id, 'text')}, ${column((each) => each.resource, 'text')},
        ${column((each) => each.from, 'bigint')}, ${column((each) => each.until, 'bigint')}, ${column(week, 'int')},
        ${column((each) => startOfWeek(week(each)), 'bigint')}) as given(id, resource, moment, until, week, start))
      select given.id, part.holder, '', 0, 0::bigint, null, sum(part.onhand)::text from given cross join lateral (
        ${knownParts(own, { number: sql`${upTo}`, week: sql`week < given.week`, moment: sql`${filtered('happened')} < given.start` })}
        union all select holder, accounting, onhand from postings where ${own}
          and happened >= given.start and happened < given.moment and ${filtered('sequence')} <= ${upTo}) part
      group by given.id, part.holder
      union all select given.id, postings.holder, events.root, events.root_sequence, events.happened,
        root.body::json ->> 'resolves', postings.onhand::text
      from given join postings on postings.network = ${network} and postings.resource = given.resource
        and postings.happened between given.moment and given.until and postings.sequence <= ${upTo}
      join events on events.network = ${network} and events.sequence = postings.sequence
      join records root on root.network = ${network} and root.id = events.root`,
  );
  return rows.map(([id, holder, root, rootSequence, happened, resolves, onhand]) => ({
    id: id!,
    holder: holder!,
    root: root!,
    rootSequence: Number(rootSequence),
    happened: Number(happened),
    resolves: resolves ?? null,
    onhand: onhand!,
  }));
}

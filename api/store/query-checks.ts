import { type SQL, sql } from 'drizzle-orm';
import { paired } from '../../engine/2-ledger/action.ts';
import { type Database, list, runPlanned } from './database.ts';
import { monthAt, startOfMonth } from './month.ts';
import { filtered, knownParts } from './query-stock.ts';

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

const moments = (network: string, query: CheckQuery): SQL =>
  sql`select resource, holder, happened, max(sequence) as sequence, sum(accounting) as accounting, sum(onhand) as onhand
    from postings where network = ${network} ${ofResources(query)} and happened <= ${query.happened ?? endOfTime}
    and sequence <= ${query.upTo} group by resource, holder, happened`;

async function linesOf(database: Database, statement: SQL): Promise<CheckLine[]> {
  const rows = await runPlanned(database, statement);
  return rows.map((fields) => {
    const [resource, holder, happened, sequence, accounting, onhand] = fields as string[];
    const numbers = { happened: Number(happened), sequence: Number(sequence) };
    return { resource: resource!, holder: holder!, ...numbers, accounting: accounting!, onhand: onhand! };
  });
}

/** All that happened at the places that were below zero at some moment. */
export const findFallen = (database: Database, network: string, query: CheckQuery): Promise<CheckLine[]> =>
  linesOf(
    database,
    sql`with moments as (${moments(network, query)}),
      running as (select resource, holder, sum(accounting) over place as accounting, sum(onhand) over place as onhand
        from moments window place as (partition by resource, holder order by happened)),
      fell as (select distinct resource, holder from running where accounting < 0 or onhand < 0)
      select moments.resource, moments.holder, happened, sequence, accounting::text, onhand::text
      from moments join fell on fell.resource = moments.resource and fell.holder = moments.holder
      order by moments.resource, moments.holder, happened limit ${mostLines}`,
  );

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
}

/** The events that come in pairs, each with what its corrections up to then left of it. */
export async function findPaired(database: Database, network: string, query: CheckQuery): Promise<PairedLine[]> {
  const { resources, happened = endOfTime, upTo } = query;
  const named =
    resources === undefined
      ? sql``
      : sql`and process in (select process from events where network = ${network} and process is not null
          and (resource = any(${list(resources, 'text')}) or to_resource = any(${list(resources, 'text')})))`;
  const rows = await runPlanned(
    database,
    sql`select id, action, process, resource, to_resource,
        (resource_total - coalesce((select sum(later.resource_total) from events later where later.network = ${network}
          and later.root = events.id and later.root <> later.id and later.sequence > ${upTo}), 0))::text
      from events where network = ${network} and root = id and action = any(${list(paired, 'text')})
      and process is not null and resource is not null ${named} and happened <= ${happened} and sequence <= ${upTo}
      order by sequence limit ${mostLines}`,
  );
  return rows.map(([event, action, process, resource, toResource, quantity]) => ({
    event: event!,
    action: action!,
    process: process!,
    resource: resource!,
    toResource: toResource ?? null,
    quantity: quantity!,
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
 * What the ledger had of each counted resource at the moment of its count: whole months, the beginning of the moment's own
 * month, and each event of the moment itself with the count that it says it resolves.
 */
export async function findCounted(
  database: Database,
  network: string,
  { places, upTo }: { readonly places: readonly CountPlace[]; readonly upTo: number },
): Promise<CountedLine[]> {
  const column = (of: (place: CountPlace) => string | number, type: string) => list(places.map(of), type);
  const month = ({ from }: CountPlace) => monthAt(from);
  const own = sql`network = ${network} and resource = given.resource`;
  const rows = await runPlanned(
    database,
    sql`with given as (select * from unnest(${column((each) => each.id, 'text')}, ${column((each) => each.resource, 'text')},
        ${column((each) => each.from, 'bigint')}, ${column((each) => each.until, 'bigint')}, ${column(month, 'int')},
        ${column((each) => startOfMonth(month(each)), 'bigint')}) as given(id, resource, moment, until, month, start))
      select given.id, part.holder, '', 0, 0::bigint, null, sum(part.onhand)::text from given cross join lateral (
        ${knownParts(own, { sequence: upTo, month: sql`month < given.month`, moment: sql`${filtered('happened')} < given.start` })}
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

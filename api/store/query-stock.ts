import { type SQL, sql } from 'drizzle-orm';
import { findUnit } from '../../engine/0-base/unit.ts';
import type { Body } from '../../engine/1-record/kind.ts';
import { assembling } from '../../engine/2-ledger/action.ts';
import { attributeNames } from '../../engine/2-ledger/head.ts';
import { type Database, list, runPlanned } from './database.ts';
import { blockAt, monthAt, startOfBlock, startOfMonth } from './month.ts';
import { findSequenceAt } from './query-records.ts';

/**
 * Which stock, and as of when: `happened` in microseconds, `sequence` for the recorded side; left out, it is now. With
 * `recorded`, the number at which the network then stood counts, `sequence` at most.
 */
export interface StockQuery {
  readonly resources?: readonly string[] | undefined;
  readonly happened?: number | undefined;
  readonly sequence?: number | undefined;
  readonly recorded?: number | undefined;
}

/** What there is of one resource at one holder. */
export interface PositionLine {
  readonly resource: string;
  readonly holder: string;
  readonly accounting: string;
  readonly onhand: string;
}

/** Stock as rows: the resources, their positions and the attributes that stand. */
export interface StockLines {
  /** Up to which number; later than any where all counts. */
  readonly sequence: number;
  readonly resources: readonly {
    readonly resource: string;
    readonly specification: string;
    readonly dimension: string | null;
    readonly body: string;
  }[];
  readonly positions: readonly PositionLine[];
  readonly attributes: readonly {
    readonly resource: string;
    readonly attribute: string;
    readonly value: string | null;
  }[];
  /** What each thing is in, the first first. */
  readonly containers: readonly { readonly resource: string; readonly container: string }[];
}

/** Later than any entry, and than any moment. */
const never = 2_147_483_647;
const endOfTime = 9_007_199_254_740_991;

export const chosen = (network: string, { resources }: StockQuery) =>
  resources === undefined
    ? sql`select resource from resources where network = ${network}`
    : sql`select unnest(${list(resources, 'text')}) as resource`;

/** Stock of the chosen resources as of a moment: whole months, and the postings of the month that has begun. */
export async function findStock(database: Database, network: string, asked: StockQuery): Promise<StockLines> {
  const wanted = chosen(network, asked);
  const query = { ...asked, sequence: await numberAt(database, network, asked) };
  return {
    sequence: query.sequence ?? never,
    resources: await findResources(database, network, { wanted, sequence: query.sequence }),
    positions: await findPositions(database, network, query),
    attributes: await findAttributes(database, network, { ...query, wanted }),
    containers: await findContainers(database, network, { ...query, wanted }),
  };
}

/** The number that counts for a question; undefined when it is about now. */
export async function numberAt(
  database: Database,
  network: string,
  { sequence, recorded }: Pick<StockQuery, 'sequence' | 'recorded'>,
): Promise<number | undefined> {
  if (recorded === undefined) return sequence;
  return Math.min(sequence ?? never, await findSequenceAt(database, network, recorded));
}

/** The attributes of which the last value counts; a thing may be in several containers. */
const single = attributeNames.filter((name) => name !== 'container');

/** The last value of each attribute that stood at the moment: one step into the index for each. */
async function findAttributes(
  database: Database,
  network: string,
  { wanted, happened = endOfTime, sequence = never }: StockQuery & { readonly wanted: SQL },
): Promise<StockLines['attributes']> {
  const rows = await runPlanned(
    database,
    sql`select wanted.resource, named.attribute, last.value
      from (${wanted}) wanted cross join unnest(${list(single, 'text')}) named (attribute)
      cross join lateral (select value from changes where network = ${network} and resource = wanted.resource
        and attribute = named.attribute and happened <= ${happened} and sequence <= ${sequence}
        and (ended is null or ended > ${sequence})
        order by happened desc, root_sequence desc, sequence desc limit 1) last
      order by wanted.resource, named.attribute`,
  );
  return rows.map(([resource, attribute, value]) => ({
    resource: resource!,
    attribute: attribute!,
    value: value ?? null,
  }));
}

/**
 * What each thing was put into since it was last taken out. A process stands for what it has made, as far as that was
 * recorded and something of it is left.
 */
async function findContainers(
  database: Database,
  network: string,
  { wanted, happened = endOfTime, sequence = never }: StockQuery & { readonly wanted: SQL },
): Promise<StockLines['containers']> {
  const stood = sql`network = ${network} and attribute = 'container' and happened <= ${happened}
    and sequence <= ${sequence} and (ended is null or ended > ${sequence})`;
  const rows = await runPlanned(
    database,
    sql`select wanted.resource, coalesce(made.resource, part.value) from (${wanted}) wanted
      cross join lateral (select value, happened, root_sequence from changes
        where ${stood} and resource = wanted.resource) part
      left join records maker on maker.network = ${network} and maker.id = part.value and maker.class = 'Process'
      left join lateral (select distinct resource from events
        where network = ${network} and process = maker.id and action = any(${list(assembling, 'text')})
        and root = id and resource <> wanted.resource and happened <= ${happened} and sequence <= ${sequence}
        and resource_total <> coalesce((select sum(later.resource_total) from events later
          where later.network = ${network} and later.root = events.id and later.root <> later.id
          and later.sequence > ${sequence}), 0)) made on true
      where part.value is not null and (maker.id is null or made.resource is not null)
        and not exists (select 1 from changes where ${stood} and resource = wanted.resource and value is null
          and (changes.happened, changes.root_sequence) > (part.happened, part.root_sequence))
      order by wanted.resource, part.happened, part.root_sequence, made.resource`,
  );
  return rows.map(([resource, container]) => ({ resource: resource!, container: container! }));
}

/**
 * The resources of which something was recorded by then, each in the dimension in which it was counted last by then:
 * that is what stands in its row now, unless nothing of it stands.
 */
export async function findResources(
  database: Database,
  network: string,
  { wanted, sequence }: { readonly wanted: SQL; readonly sequence: number | undefined },
): Promise<StockLines['resources']> {
  const touched = sql`last.unit is not null or exists (select 1 from changes where changes.network = ${network}
    and changes.resource = known.resource and changes.sequence <= ${sequence})`;
  const former = sql`select body from versions where versions.network = ${network} and versions.id = known.resource
    and versions.revised <= ${sequence} and versions.ended > ${sequence}`;
  const body = sequence === undefined ? sql`records.body` : sql`coalesce((${former}), records.body)`;
  const rows = await runPlanned(
    database,
    sql`select known.resource, known.specification, ${body}, last.unit,
        ${sequence === undefined ? sql`known.dimension` : sql`null`} as dimension
      from (${wanted}) wanted join resources known on known.network = ${network} and known.resource = wanted.resource
      join records on records.network = ${network} and records.id = known.resource
      left join lateral (select event.body::json -> 'resourceQuantity' ->> 'hasUnit' as unit from postings
        join events on events.network = ${network} and events.sequence = postings.sequence
        join records event on event.network = ${network} and event.id = events.id
        where postings.network = ${network} and postings.resource = known.resource
        and ${sequence === undefined ? sql`known.dimension is null` : sql`postings.sequence <= ${sequence}`}
        order by postings.sequence desc limit 1) last on true
      ${sequence === undefined ? sql`` : sql`where ${touched}`} order by records.sequence`,
  );
  return rows.map(([resource, specification, body, unit, dimension]) => ({
    resource: resource!,
    specification: sequence === undefined ? specification! : specificationIn(body!),
    body: body!,
    dimension: dimension ?? (unit ? findUnit(unit)!.dimension : null),
  }));
}

/** What a resource was of when its record read so. */
const specificationIn = (body: string): string => (JSON.parse(body) as Body<'EconomicResource'>).conformsTo ?? '';

/** What each holder had of the chosen resources. */
export async function findPositions(database: Database, network: string, query: StockQuery): Promise<PositionLine[]> {
  const parts = query.happened === undefined ? nowParts(network, query) : momentParts(network, query);
  const rows = await runPlanned(
    database,
    sql`select wanted.resource, part.holder, sum(part.accounting)::text as accounting, sum(part.onhand)::text as onhand
      from (${chosen(network, query)}) wanted cross join lateral (${parts}) part
      group by wanted.resource, part.holder order by wanted.resource, part.holder`,
  );
  return rows.map((fields) => {
    const [resource, holder, accounting, onhand] = fields as string[];
    return { resource: resource!, holder: holder!, accounting: accounting!, onhand: onhand! };
  });
}

/** Present stock, or all that was known by a number. */
const nowParts = (network: string, { sequence }: StockQuery): SQL =>
  sequence === undefined
    ? sql`select holder, accounting, onhand from heads where network = ${network} and resource = wanted.resource`
    : knownParts(sql`network = ${network} and resource = wanted.resource`, { sequence });

/** The months before the moment's own, and its month up to the moment. */
function momentParts(network: string, { happened = endOfTime, sequence = never }: StockQuery): SQL {
  const month = monthAt(happened);
  const start = startOfMonth(month);
  const own = sql`network = ${network} and resource = wanted.resource`;
  return sql`${knownParts(own, { sequence, month: sql`month < ${month}`, moment: sql`${filtered('happened')} < ${start}` })}
    union all select holder, accounting, onhand from postings where ${own}
      and happened >= ${start} and happened <= ${happened} and ${filtered('sequence')} <= ${sequence}`;
}

/** A column by which rows are left out but not sought: the planner knows little of moments and numbers, and would guess. */
export const filtered = (column: 'happened' | 'sequence'): SQL => sql.raw(`${column} + 0`);

/** What of a posting came in, of both accounts: where it takes back, it lessens the side on which that stands. */
export const postedIn = sql`case when (accounting < 0) = takes_back then accounting else 0 end as accounting_in,
  case when (onhand < 0) = takes_back then onhand else 0 end as onhand_in`;

/** Which months are whole, as a condition on them and the same on moments; all of them when left out. */
interface WholeMonths {
  readonly sequence: number;
  readonly month?: SQL;
  readonly moment?: SQL;
}

/** What of whole months was known by a number: the blocks before its own, and its block up to the number. */
export function knownParts(own: SQL, { sequence, month = sql`true`, moment = sql`true` }: WholeMonths): SQL {
  const block = blockAt(sequence);
  return sql`select holder, accounting, onhand from months where ${own} and ${month} and block < ${block}
    union all select holder, accounting, onhand from postings where ${own} and ${moment}
      and sequence >= ${startOfBlock(block)} and sequence <= ${sequence}`;
}

/** A line of a resource's history as it is stored. */
export interface HistoryLine {
  readonly event: string;
  readonly action: string;
  readonly sequence: number;
  readonly happened: number;
  readonly recorded: number;
  readonly holder: string;
  readonly accounting: string;
  readonly onhand: string;
}

/** Where a page of a history goes on: after this line, going back in time. */
export interface HistoryPlace {
  readonly happened: number;
  readonly sequence: number;
  readonly holder: string;
}

/** Which lines of a resource's history: as known at a sequence, of one holder or of all, the latest happening first. */
export interface HistoryLines {
  readonly resource: string;
  readonly holder?: string | undefined;
  readonly upTo: number;
  readonly limit: number;
  readonly after?: HistoryPlace | undefined;
}

/** The lines of a resource's history, one for each holder that an event touched. */
export async function findHistory(database: Database, network: string, query: HistoryLines): Promise<HistoryLine[]> {
  const ofHolder = query.holder === undefined ? sql`` : sql`and holder = ${query.holder}`;
  const { happened, sequence, holder } = query.after ?? { happened: endOfTime, sequence: never, holder: '' };
  const rows = await runPlanned(
    database,
    sql`select events.id as event, events.action, part.sequence, part.happened, records.recorded, part.holder,
        part.accounting::text as accounting, part.onhand::text as onhand
      from (select * from postings where network = ${network} and resource = ${query.resource}
          ${ofHolder} and sequence <= ${query.upTo} and (happened, sequence, holder) < (${happened}, ${sequence}, ${holder})
          order by happened desc, sequence desc, holder desc limit ${query.limit}) part
      join events on events.network = ${network} and events.sequence = part.sequence
      join records on records.network = ${network} and records.id = events.id
      order by part.happened desc, part.sequence desc, part.holder desc`,
  );
  return rows.map((fields) => {
    const [event, action, ordinal, moment, recorded, at, accounting, onhand] = fields as string[];
    const numbers = { sequence: Number(ordinal), happened: Number(moment), recorded: Number(recorded) };
    return { event: event!, action: action!, ...numbers, holder: at!, accounting: accounting!, onhand: onhand! };
  });
}

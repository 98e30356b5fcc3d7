import { type SQL, sql } from 'drizzle-orm';
import { findUnit } from '../../engine/0-base/unit.ts';
import type { Body } from '../../engine/1-record/kind.ts';
import { assembling } from '../../engine/2-ledger/action.ts';
import { attributeNames } from '../../engine/2-ledger/head.ts';
import { type Database, list, runPlanned, runTogether } from './database.ts';
import { blockIn, startOfBlockIn, startOfWeek, weekAt } from './week.ts';

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

/** Stock of the chosen resources as of a moment: whole weeks, and the postings of the week that has begun. */
export async function findStock(database: Database, network: string, asked: StockQuery): Promise<StockLines> {
  const wanted = chosen(network, asked);
  const number = numberOf(asked);
  const found = await runTogether<{
    sequence: { number: number };
    resources: ResourceLine;
    positions: PositionLine;
    attributes: StockLines['attributes'][number];
    containers: StockLines['containers'][number];
  }>(database, known(network, asked), {
    sequence: sql`select number from known`,
    resources: resourcesIn(network, { wanted, number }),
    positions: positionsIn(network, { wanted, number, happened: asked.happened }),
    attributes: attributesIn(network, { ...asked, wanted }),
    containers: containersIn(network, { ...asked, wanted }),
  });
  return { ...found, sequence: found.sequence[0]!.number, resources: found.resources.map(resourceFrom) };
}

type AskedNumber = Pick<StockQuery, 'sequence' | 'recorded'>;

/** The number that counts for a question, found once for all parts of a statement that begins with it. */
export const known = (network: string, { sequence = never, recorded }: AskedNumber): SQL =>
  recorded === undefined
    ? sql`with known as (select ${sequence}::int as number)`
    : sql`with known as materialized (select least(${sequence}::int, coalesce((select sequence from batches
        where network = ${network} and recorded <= ${recorded} order by recorded desc limit 1), 0)) as number)`;

/** That number within the statement. */
export const knownNumber = sql`(select number from known)`;

/** The same, but undefined when a question is about now. */
const numberOf = ({ sequence, recorded }: AskedNumber): SQL | undefined =>
  sequence === undefined && recorded === undefined ? undefined : knownNumber;

/** The attributes of which the last value counts; a thing may be in several containers. */
const single = attributeNames.filter((name) => name !== 'container');

interface Chosen {
  readonly wanted: SQL;
  readonly happened?: number | undefined;
}

/** The last value of each attribute that stood at the moment: one step into the index for each. */
const attributesIn = (network: string, { wanted, happened = endOfTime }: Chosen): SQL =>
  sql`select wanted.resource, named.attribute, last.value
    from (${wanted}) wanted cross join unnest(${list(single, 'text')}) named (attribute)
    cross join lateral (select value from changes where network = ${network} and resource = wanted.resource
      and attribute = named.attribute and happened <= ${happened} and sequence <= ${knownNumber}
      and (ended is null or ended > ${knownNumber})
      order by happened desc, root_sequence desc, sequence desc limit 1) last
    order by wanted.resource, named.attribute`;

/**
 * What each thing was put into since it was last taken out. A process stands for what it has made, as far as that was
 * recorded and something of it is left.
 */
function containersIn(network: string, { wanted, happened = endOfTime }: Chosen): SQL {
  const stood = sql`network = ${network} and attribute = 'container' and happened <= ${happened}
    and sequence <= ${knownNumber} and (ended is null or ended > ${knownNumber})`;
  return sql`select wanted.resource, coalesce(made.resource, part.value) as container from (${wanted}) wanted
    cross join lateral (select value, happened, root_sequence from changes
      where ${stood} and resource = wanted.resource) part
    left join records maker on maker.network = ${network} and maker.id = part.value and maker.class = 'Process'
    left join lateral (select distinct resource from events
      where network = ${network} and process = maker.id and action = any(${list(assembling, 'text')})
      and root = id and resource <> wanted.resource and happened <= ${happened} and sequence <= ${knownNumber}
      and resource_total <> coalesce((select sum(later.resource_total) from events later
        where later.network = ${network} and later.root = events.id and later.root <> later.id
        and later.sequence > ${knownNumber}), 0)) made on true
    where part.value is not null and (maker.id is null or made.resource is not null)
      and not exists (select 1 from changes where ${stood} and resource = wanted.resource and value is null
        and (changes.happened, changes.root_sequence) > (part.happened, part.root_sequence))
    order by wanted.resource, part.happened, part.root_sequence, made.resource`;
}

/** A resource as a statement finds it: `unit` is that of its last event, where its row does not tell its dimension. */
export interface ResourceLine {
  readonly resource: string;
  /** What its row says it is of now; null where its record has to tell. */
  readonly specification: string | null;
  readonly body: string;
  readonly unit: string | null;
  readonly dimension: string | null;
}

/**
 * The resources of which something was recorded by then, each in the dimension in which it was counted last by then:
 * that is what stands in its row now, unless nothing of it stands.
 */
export function resourcesIn(network: string, { wanted, number }: Chosen & { readonly number: SQL | undefined }): SQL {
  const isNow = number === undefined;
  const touched = sql`last.unit is not null or exists (select 1 from changes where changes.network = ${network}
    and changes.resource = row.resource and changes.sequence <= ${knownNumber})`;
  const former = sql`select body from versions where versions.network = ${network} and versions.id = row.resource
    and versions.revised <= ${knownNumber} and versions.ended > ${knownNumber}`;
  return sql`select row.resource, ${isNow ? sql`row.specification` : sql`null`} as specification,
      ${isNow ? sql`records.body` : sql`coalesce((${former}), records.body)`} as body, last.unit,
      ${isNow ? sql`row.dimension` : sql`null`} as dimension
    from (${wanted}) wanted join resources row on row.network = ${network} and row.resource = wanted.resource
    join records on records.network = ${network} and records.id = row.resource
    left join lateral (select event.body::json -> 'resourceQuantity' ->> 'hasUnit' as unit from postings
      join events on events.network = ${network} and events.sequence = postings.sequence
      join records event on event.network = ${network} and event.id = events.id
      where postings.network = ${network} and postings.resource = row.resource
      and ${isNow ? sql`row.dimension is null` : sql`postings.sequence <= ${knownNumber}`}
      order by postings.sequence desc limit 1) last on true
    ${isNow ? sql`` : sql`where ${touched}`} order by records.sequence`;
}

/** A resource as it is told: with the dimension of its unit, and what its record said it was of. */
export const resourceFrom = ({ unit, ...line }: ResourceLine): StockLines['resources'][number] => ({
  ...line,
  specification: line.specification ?? (JSON.parse(line.body) as Body<'EconomicResource'>).conformsTo ?? '',
  dimension: line.dimension ?? (unit === null ? null : findUnit(unit)!.dimension),
});

/** What each holder had of the chosen resources. */
export function positionsIn(
  network: string,
  { wanted, number, happened }: Chosen & { readonly number: SQL | undefined },
): SQL {
  const parts = happened === undefined ? nowParts(network, number) : momentParts(network, happened);
  return sql`select wanted.resource, part.holder, sum(part.accounting)::text as accounting, sum(part.onhand)::text as onhand
    from (${wanted}) wanted cross join lateral (${parts}) part
    group by wanted.resource, part.holder order by wanted.resource, part.holder`;
}

/** Present stock, or all that was known by a number. */
const nowParts = (network: string, number: SQL | undefined): SQL =>
  number === undefined
    ? sql`select holder, accounting, onhand from heads where network = ${network} and resource = wanted.resource`
    : knownParts(sql`network = ${network} and resource = wanted.resource`, { number });

/** The weeks before the moment's own, and its week up to the moment. */
function momentParts(network: string, happened: number): SQL {
  const week = weekAt(happened);
  const start = startOfWeek(week);
  const own = sql`network = ${network} and resource = wanted.resource`;
  return sql`${knownParts(own, { number: knownNumber, week: sql`week < ${week}`, moment: sql`${filtered('happened')} < ${start}` })}
    union all select holder, accounting, onhand from postings where ${own}
      and happened >= ${start} and happened <= ${happened} and ${filtered('sequence')} <= ${knownNumber}`;
}

/** A column by which rows are left out but not sought: the planner knows little of moments and numbers, and would guess. */
export const filtered = (column: 'happened' | 'sequence'): SQL => sql.raw(`${column} + 0`);

/** What of a posting came in, of both accounts: where it takes back, it lessens the side on which that stands. */
export const postedIn = sql`case when (accounting < 0) = takes_back then accounting else 0 end as accounting_in,
  case when (onhand < 0) = takes_back then onhand else 0 end as onhand_in`;

/** Which weeks are whole, as a condition on them and the same on moments; all of them when left out. */
interface WholeWeeks {
  readonly number: SQL;
  readonly week?: SQL;
  readonly moment?: SQL;
}

/** What of whole weeks was known by a number: the blocks before its own, and its block up to the number. */
export function knownParts(own: SQL, { number, week = sql`true`, moment = sql`true` }: WholeWeeks): SQL {
  return sql`select holder, accounting, onhand from weeks where ${own} and ${week} and block < ${blockIn(number)}
    union all select holder, accounting, onhand from postings where ${own} and ${moment}
      and sequence >= ${startOfBlockIn(number)} and sequence <= ${number}`;
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

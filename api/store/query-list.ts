import { type SQL, sql } from 'drizzle-orm';
import { type Database, list, rowsOf, runAnew, runPlanned } from './database.ts';
import type { RecordLine } from './query-records.ts';

/** What a list may be sorted by; equal ones stand in the order of recording. */
export type SortKey = 'recorded' | 'happened' | 'name' | 'id';

/** A list to be read as of a number of the journal: `after` is the last line of the page before. */
export interface ListQuery {
  readonly classes: readonly string[];
  readonly upTo: number;
  readonly limit: number;
  readonly sort?: SortKey | undefined;
  readonly descending?: boolean | undefined;
  readonly after?: { readonly key: string | number; readonly sequence: number } | undefined;
  readonly retired?: boolean | undefined;
  /** Fields by their path, with the value that stands there, or among others in a list. */
  readonly fields?: Readonly<Record<string, string | boolean>> | undefined;
  /** Only those that may have one of these fields, whatever stands in it. */
  readonly having?: readonly string[] | undefined;
  /** Letters that stand in the id or in one of these fields. */
  readonly text?: { readonly value: string; readonly fields: readonly string[] } | undefined;
  /** Bounds of the recorded time: from <= t < to. */
  readonly recordedFrom?: number | undefined;
  readonly recordedTo?: number | undefined;
  readonly resource?: string | undefined;
  readonly process?: string | undefined;
  readonly agent?: string | undefined;
  readonly corrects?: string | undefined;
  /** Bounds of the happened time: from <= t < to. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** A record as a list holds it, with the value that it is sorted by. */
export interface ListLine extends RecordLine {
  readonly key: string | number;
}

/** A page of records as they stood at a number. Events are never revised, so that they have no earlier versions. */
export async function listRecords(database: Database, network: string, query: ListQuery): Promise<ListLine[]> {
  const isEvents = query.classes.every((name) => name === 'EconomicEvent');
  const parts = isEvents ? [eventPart(network, query)] : ['records', 'versions'].map((of) => part(of, network, query));
  const order = orderOf(query, sql`page.key`, sql`page.sequence`);
  const rows = await runAnew(
    database,
    sql`select * from (${sql.join(
      parts.map((each) => sql`(${each})`),
      sql` union all `,
    )}) page order by ${order} limit ${query.limit}`,
  );
  return rows.map((row) => lineOf(row, query.sort));
}

const numeric: ReadonlySet<SortKey | undefined> = new Set([undefined, 'recorded', 'happened']);

/** A line of its fields as text: those of `columns`, then when it happened, then what it is sorted by. */
function lineOf(fields: readonly (string | null)[], sort: SortKey | undefined): ListLine {
  const [id, name, body, sequence, recorded, revision, revised, retired, happened, key] = fields;
  return {
    id: id!,
    class: name!,
    body: body!,
    sequence: Number(sequence),
    recorded: Number(recorded),
    revision: Number(revision),
    revised: Number(revised),
    retired: retired === 't',
    happened: happened == null ? null : Number(happened),
    key: numeric.has(sort) ? Number(key) : key!,
  };
}

const orderOf = ({ sort, descending }: ListQuery, key: SQL, sequence: SQL): SQL => {
  const direction = descending ? sql`desc` : sql`asc`;
  return sort === undefined || sort === 'recorded'
    ? sql`${sequence} ${direction}`
    : sql`${key} ${direction}, ${sequence} ${direction}`;
};

/** The values that lists are sorted by; names without regard to small and capital letters. */
const keys: Readonly<Record<SortKey, SQL>> = {
  recorded: sql`record.sequence`,
  happened: sql`events.happened`,
  name: sql`coalesce(lower((record.body::json ->> 'name') collate "C"), '') collate "C"`,
  id: sql`record.id`,
};

const columns = sql`record.id, record.class, record.body, record.sequence, record.recorded, record.revision,
  record.revised, record.retired`;

/** The records that stood at the number and still do, or those that have become something else since. */
function part(table: string, network: string, query: ListQuery): SQL {
  const key = keys[query.sort ?? 'recorded'];
  const stood = table === 'versions' ? [sql`record.ended > ${query.upTo}`] : [];
  const conditions = [...recordConditions(network, query), ...stood, ...pageConditions(query, key)];
  return sql`select ${columns}, null::bigint as happened, ${key} as key from ${sql.identifier(table)} record
    where ${sql.join(conditions, sql` and `)} order by ${orderOf(query, key, sql`record.sequence`)} limit ${query.limit}`;
}

function eventPart(network: string, query: ListQuery): SQL {
  const key = query.sort === undefined || query.sort === 'recorded' ? sql`events.sequence` : keys[query.sort];
  const own = [sql`events.network = ${network}`, sql`events.sequence <= ${query.upTo}`, ...eventConditions(query)];
  const page = pageConditions(query, key, sql`events.sequence`);
  const conditions = [...own, ...recordConditions(network, query), ...page];
  return sql`select ${columns}, events.happened, ${key} as key from events
    join records record on record.network = events.network and record.id = events.id
    where ${sql.join(conditions, sql` and `)} order by ${orderOf(query, key, sql`events.sequence`)} limit ${query.limit}`;
}

function pageConditions({ after, descending, sort }: ListQuery, key: SQL, sequence = sql`record.sequence`): SQL[] {
  if (!after) return [];
  const beyond = descending ? sql`<` : sql`>`;
  if (sort === undefined || sort === 'recorded') return [sql`${sequence} ${beyond} ${after.sequence}`];
  return [sql`(${key}, ${sequence}) ${beyond} (${after.key}, ${after.sequence})`];
}

const isGiven = (each: SQL | false): each is SQL => each !== false;

function recordConditions(network: string, query: ListQuery): SQL[] {
  const { classes, upTo, retired, recordedFrom, recordedTo, fields = {}, having, text } = query;
  const [only] = classes;
  const given: (SQL | false)[] = [
    sql`record.network = ${network}`,
    classes.length === 1 ? sql`record.class = ${only}` : sql`record.class = any(${list(classes, 'text')})`,
    sql`record.sequence <= ${upTo}`,
    sql`record.revised <= ${upTo}`,
    retired !== undefined && sql`record.retired = ${retired}`,
    recordedFrom !== undefined && sql`record.recorded >= ${recordedFrom}`,
    recordedTo !== undefined && sql`record.recorded < ${recordedTo}`,
    having !== undefined && havingCondition(having),
    text !== undefined && textCondition(text),
  ];
  return [...given.filter(isGiven), ...Object.entries(fields).map(fieldCondition)];
}

/** A text is looked for as a whole first, which costs little; only where it stands somewhere the body is read. */
function fieldCondition([path, value]: [string, string | boolean]): SQL {
  const steps = path.split('.').map((each) => JSON.stringify(each));
  const found = sql`jsonb_path_exists(record.body::jsonb, ${`$.${steps.join('.')} ? (@ == $value)`}::text::jsonpath,
    ${JSON.stringify({ value })}::text::jsonb)`;
  return sql`case when strpos(record.body, ${JSON.stringify(value)}) = 0 then false else ${found} end`;
}

const havingCondition = (fields: readonly string[]): SQL =>
  sql`(${sql.join(
    fields.map((each) => sql`strpos(record.body, ${`${JSON.stringify(each)}:`}) > 0`),
    sql` or `,
  )})`;

const plain = (each: SQL): SQL => sql`lower(${each} collate "C")`;

function textCondition({ value, fields }: NonNullable<ListQuery['text']>): SQL {
  const wanted = plain(sql`${value}::text`);
  const written = plain(sql`${JSON.stringify(value).slice(1, -1)}::text`);
  const inFields = sql`exists (select 1 from json_each_text(record.body::json) field
    where field.key = any(${list(fields, 'text')}) and strpos(${plain(sql`field.value`)}, ${wanted}) > 0)`;
  return sql`(strpos(${plain(sql`record.id`)}, ${wanted}) > 0
    or case when strpos(${plain(sql`record.body`)}, ${written}) = 0 then false else ${inFields} end)`;
}

function eventConditions({ resource, process, agent, corrects, from, to, fields = {} }: ListQuery): SQL[] {
  const { action, provider, receiver, resourceInventoriedAs: stock, toResourceInventoriedAs: into } = fields;
  const given: (SQL | false)[] = [
    resource !== undefined && sql`(events.resource = ${resource} or events.to_resource = ${resource})`,
    process !== undefined && sql`events.process = ${process}`,
    agent !== undefined && sql`(events.provider = ${agent} or events.receiver = ${agent})`,
    corrects !== undefined && sql`events.root = ${corrects} and events.id <> ${corrects}`,
    from !== undefined && sql`events.happened >= ${from}`,
    to !== undefined && sql`events.happened < ${to}`,
    // What has a column of its own is found by its index.
    action !== undefined && sql`events.action = ${action}`,
    provider !== undefined && sql`events.provider = ${provider}`,
    receiver !== undefined && sql`events.receiver = ${receiver}`,
    stock !== undefined && sql`events.resource = ${stock}`,
    into !== undefined && sql`events.to_resource = ${into}`,
  ];
  return given.filter(isGiven);
}

/** Later than any entry. */
const lastNumber = 2_147_483_647;

/** A record as it stood at a number, or stands now; undefined when there was none of that class and id. */
export async function findRecord(
  database: Database,
  network: string,
  { className, id, upTo = lastNumber }: { readonly className: string; readonly id: string; readonly upTo?: number },
): Promise<RecordLine | undefined> {
  const where = sql`record.network = ${network} and record.id = ${id} and record.class = ${className}
    and record.revised <= ${upTo}`;
  const rows = await runPlanned(
    database,
    sql`select ${columns}, events.happened, 0 as key from (
        select ${columns} from records record where ${where}
        union all select ${columns} from versions record where ${where} and record.ended > ${upTo}) record
      left join events on events.network = ${network} and events.sequence = record.sequence`,
  );
  return rows.map((row) => lineOf(row, undefined))[0];
}

/** Every record but the events as it stood at a number, retired ones too, in the order of recording. */
export async function listKnowledge(database: Database, network: string, upTo: number): Promise<RecordLine[]> {
  const where = sql`record.network = ${network} and record.class <> 'EconomicEvent' and record.revised <= ${upTo}`;
  const rows = await runAnew(
    database,
    sql`select *, null::bigint as happened, 0 as key from (
        select ${columns} from records record where ${where}
        union all select ${columns} from versions record where ${where} and record.ended > ${upTo}) record
      order by sequence`,
  );
  return rows.map((row) => lineOf(row, undefined));
}

/** The numbers of events of a day that had not happened yet at a moment within it. */
export async function listLater(
  database: Database,
  network: string,
  { after, before }: { readonly after: number; readonly before: number },
): Promise<number[]> {
  const rows = await rowsOf<{ sequence: number }>(
    database,
    sql`select sequence from events where network = ${network} and happened > ${after} and happened < ${before}`,
  );
  return rows.map(({ sequence }) => sequence);
}

import { add, type Decimal, decimal, formatDecimal, negate, parseDecimal, zero } from '../../engine/0-base/decimal.ts';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { dayOf, formatInstant, type Instant, startOfDay } from '../../engine/0-base/time.ts';
import { type Body, type ClassName, kinds } from '../../engine/1-record/kind.ts';
import { tableBuilder } from '../../engine/3-flow/builder.ts';
import type { FlowTable } from '../../engine/3-flow/columns.ts';
import { encodeTable } from '../../engine/3-flow/encode.ts';
import { publishedRows, type StoredPublishedFlow } from '../../engine/3-flow/rows.ts';
import { trimTable } from '../../engine/3-flow/trim.ts';
import { type Book, networkId } from './book.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type {
  Answer,
  AsOf,
  HistoryQuery,
  HistoryRow,
  Knowledge,
  NetworkAnswering,
  Page,
  Promises,
  RecordFilter,
  RecordRow,
  SightsQuery,
  Stock,
} from './house.ts';
import type { PromiseRecord } from '../../engine/2-ledger/fulfilment.ts';
import { type Link, links } from '../../engine/2-ledger/promise.ts';
import type { EventSight } from './query-sight.ts';
import { sha256Hex } from './hash.ts';
import type { ListQuery, SortKey } from './query-list.ts';
import type { RecordLine } from './query-records.ts';
import type { HistoryLine } from './query-stock.ts';
import { measureOf, stockFromLines } from './stock.ts';

const fail = (...problems: Problem[]): { readonly problems: readonly Problem[] } => ({ problems });
const answer = <T>(value: T): Answer<T> => ({ value, problems: [] });

const mostItems = 1000;
const usualItems = 100;

/** The limit of a list, or why it is none. */
const limitOf = (limit = usualItems): Answer<number> =>
  Number.isSafeInteger(limit) && limit >= 1 && limit <= mostItems
    ? answer(limit)
    : fail(problem('parameter.invalid', '', { field: 'limit', value: `${limit}`, expected: `1 to ${mostItems}` }));

const badCursor = (value: string) =>
  fail(problem('parameter.invalid', '', { field: 'cursor', value, expected: 'the cursor of a page before' }));

/** Whether a number of a cursor can have come from here: it may have been written by anybody. */
const isPlace = (sequence: number, last: number): boolean => sequence >= 0 && sequence <= last;

function rowOf<C extends ClassName>(line: Omit<RecordLine, 'happened'> & { happened?: number | null }): RecordRow<C> {
  const { body, happened, ...rest } = line;
  return {
    ...rest,
    class: rest.class as C,
    body: JSON.parse(body) as Body<C>,
    ...(happened != null && { happened }),
  };
}

/** The number at which a network stood at a recorded time; where it stands now when none is given. */
export const sequenceAt = async ({ store, slug, applied }: Book, recorded: Instant | undefined): Promise<number> =>
  recorded === undefined ? applied : Math.min(applied, await store.call('findSequenceAt', [slug, recorded]));

/** One record by class and id, now or at a recorded time; `record.unknown` when there is none. */
export async function findOne(
  book: Book,
  { className, id, recorded }: { className: ClassName; id: string; recorded?: Instant | undefined },
): Promise<Answer<RecordRow>> {
  const { applied, own, slug, store } = book;
  const isOwn = recorded === undefined && className === 'Network' && id === networkId(slug);
  if (isOwn && own?.applied === applied) return answer(own.row);
  const upTo = recorded === undefined ? {} : { upTo: await sequenceAt(book, recorded) };
  const line = await store.call('findRecord', [slug, { className, id, ...upTo }]);
  if (!line) return fail(problem('record.unknown', '', { class: className, value: id }));
  const row = rowOf(line);
  if (isOwn) book.own = { applied, row };
  return answer(row);
}

/** What a cursor of a list tells: which list, up to which number, and the last line: what it was sorted by and its number. */
const pageCursor = (sort: SortKey | undefined) =>
  ['string', 'number', sort === 'name' || sort === 'id' ? 'string' : 'number', 'number'] as const;

/** The name of a list: a cursor of another one is refused. */
const listName = (conditions: object): string => sha256Hex(Buffer.from(JSON.stringify(conditions))).slice(0, 12);

interface Place {
  readonly upTo: number;
  readonly after: NonNullable<ListQuery['after']>;
}

/** Where a cursor goes on; undefined when it cannot have come from a page of this list. */
function placeOf(text: string, { name, sort, applied }: { name: string; sort: SortKey | undefined; applied: number }) {
  const [list, upTo, key, sequence] = (decodeCursor(text, pageCursor(sort)) ?? []) as [string, number, string, number];
  const isText = typeof key !== 'string' || isKeepable(key);
  if (list !== name || !isPlace(upTo, applied) || !isPlace(sequence, upTo) || !isText) return undefined;
  return { upTo, after: { key, sequence } } satisfies Place;
}

/** Whether the database takes a text. */
const isKeepable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** A page of records, all pages of a list as of the number at which its first one was read. */
export async function findPage(book: Book, filter: RecordFilter): Promise<Answer<Page<RecordRow>>> {
  const { cursor, limit: wanted, recorded, ...conditions } = filter;
  const limit = limitOf(wanted);
  if (limit.value === undefined) return limit;
  const name = listName({ ...conditions, recorded });
  const place = cursor === undefined ? undefined : placeOf(cursor, { name, sort: filter.sort, applied: book.applied });
  if (cursor !== undefined && !place) return badCursor(cursor);
  const upTo = place?.upTo ?? (await sequenceAt(book, recorded));
  const query = { ...conditions, upTo, after: place?.after, limit: limit.value + 1 };
  const lines = await book.store.call('listRecords', [book.slug, query]);
  const items = lines.slice(0, limit.value);
  const last = items.at(-1);
  const more = last &&
    lines.length > items.length && { next: encodeCursor([name, upTo, last.key, last.sequence] as const) };
  return answer({ items: items.map(({ key: _, ...line }) => rowOf(line)), sequence: upTo, ...more });
}

/** The next records that became what they are after a number, each with the number of the entry that made it so. */
export async function findChanges(book: Book, after: number, limit: number): Promise<Answer<readonly RecordRow[]>> {
  if (!isPlace(after, book.applied)) {
    const expected = `a number from 0 to ${book.applied}`;
    return fail(problem('parameter.invalid', '', { field: 'since', value: `${after}`, expected }));
  }
  const lines = await book.store.call('listChanges', [book.slug, { after, upTo: book.applied, limit }]);
  return answer(lines.map((line) => rowOf(line)));
}

/** Events that one look brings: bounded, since each look has its time. */
const mostSights = 20_000;

/** What decides who may see the next events behind a number; fewer than are asked for at the end. */
export async function findSights(
  book: Book,
  { after, onlyTelling, limit = mostSights }: SightsQuery,
): Promise<Answer<readonly EventSight[]>> {
  const query = { after, upTo: book.applied, onlyTelling, limit: Math.min(limit, mostSights) };
  return answer(await book.store.call('listSights', [book.slug, query]));
}

/** Stock as of a moment in both times. */
export async function findStocks(
  book: Book,
  { happened, recorded, resource }: AsOf & { readonly resource?: string | undefined },
): Promise<Answer<{ items: readonly Stock[]; happened?: number; sequence: number }>> {
  const { store, slug, applied } = book;
  const of = { resources: resource === undefined ? undefined : [resource], happened };
  const then = { ...of, sequence: applied, recorded };
  const isNow = recorded === undefined;
  const lines = await store.call('findStock', [slug, isNow ? of : then]);
  // What was recorded while the question waited, here or by another server, does not belong to the answer.
  if (isNow) await book.vault.look();
  const found = isNow && applied !== book.applied ? await store.call('findStock', [slug, then]) : lines;
  const sequence = isNow ? applied : found.sequence;
  return answer({ items: stockFromLines(found), sequence, ...(happened !== undefined && { happened }) });
}

const promiseNames = Object.values(links);

/** Intents, commitments and claims that stood, and what events had done of them, as of a moment in both times. */
export async function findPromises(
  book: Book,
  { happened, recorded, upTo }: AsOf & { readonly upTo?: number | undefined },
): Promise<Answer<Promises>> {
  const { store, slug, applied } = book;
  const sequence = upTo === undefined ? await sequenceAt(book, recorded) : Math.min(upTo, applied);
  const query = { classes: promiseNames, upTo: sequence, limit: mostPromises, retired: false };
  const lines = await store.call('listRecords', [slug, query]);
  const given = await store.call('listAllocations', [slug, { upTo: sequence, happened }]);
  return answer({
    promises: lines.map(({ id, class: name, body }) => ({
      id,
      class: name as PromiseRecord['class'],
      body: JSON.parse(body) as PromiseRecord['body'],
    })),
    allocations: given.map(({ root, link, resource, effort, ...each }) => ({
      ...each,
      event: root,
      link: link as Link,
      resource: decimal(resource),
      effort: decimal(effort),
    })),
    sequence,
  });
}

const mostPromises = 100_000;

/** Up to which number; the last line's moment, number and holder; the balance before it; the name of the history. */
const historyCursor = ['number', 'number', 'number', 'string', 'string', 'string', 'string'] as const;

type HistoryCursor = readonly [number, number, number, string, string, string, string];

/** Whether the values of a cursor can have come from here, for a history of the same holder. */
function isHistoryPlace(
  [upTo, , sequence, holder, accounting, onhand, told]: HistoryCursor,
  { applied, of }: { applied: number; of: string },
): boolean {
  const sums = [accounting, onhand].every((each) => parseDecimal(each) !== undefined);
  return isPlace(upTo, applied) && isPlace(sequence, upTo) && sums && isKeepable(holder) && told === of;
}

interface Sums {
  readonly accounting: Decimal;
  readonly onhand: Decimal;
}

const sumsOf = ({ accounting, onhand }: Record<keyof Sums, string>): Sums => ({
  accounting: decimal(accounting),
  onhand: decimal(onhand),
});

const plus = (a: Sums, b: Sums): Sums => ({
  accounting: add(a.accounting, b.accounting),
  onhand: add(a.onhand, b.onhand),
});

/** Lines that go back in time, each with the balance after it; `balance` is that after the first, then that before the last. */
function withBalances(
  lines: readonly HistoryLine[],
  { balance, dimension }: { balance: Sums; dimension: string | null | undefined },
): { items: HistoryRow[]; balance: Sums } {
  const shown = ({ accounting, onhand }: Sums) => ({
    accounting: measureOf(accounting, dimension),
    onhand: measureOf(onhand, dimension),
  });
  let left = balance;
  const items = lines.map((line): HistoryRow => {
    const delta = sumsOf(line);
    const row = { ...line, ...shown(delta), balance: shown(left) };
    left = plus(left, { accounting: negate(delta.accounting), onhand: negate(delta.onhand) });
    return row;
  });
  return { items, balance: left };
}

/** The place behind all that had happened by a moment. */
const endOf = (happened: Instant) => ({ happened: happened + 1, sequence: 0, holder: '' });

/** A resource's history at one holder or at all, the latest happening first, each line with the balance after it. */
export async function findHistoryPage(
  book: Book,
  resource: string,
  { holder: of, limit: wanted, cursor, happened: end, recorded }: HistoryQuery = {},
): Promise<Answer<Page<HistoryRow>>> {
  const { store, slug, applied } = book;
  const limit = limitOf(wanted);
  if (limit.value === undefined) return limit;
  const name = listName({ resource, of, end, recorded });
  const place = cursor === undefined ? undefined : (decodeCursor(cursor, historyCursor) as HistoryCursor | undefined);
  if (cursor !== undefined && !(place && isHistoryPlace(place, { applied, of: name }))) return badCursor(cursor);
  const [upTo, happened, sequence, holder] = place ?? [await sequenceAt(book, recorded), 0, 0, ''];
  const known = await store.call('findStock', [slug, { resources: [resource], sequence: upTo, happened: end }]);
  const held = known.positions.filter((each) => of === undefined || each.holder === of).map(sumsOf);
  const start = place
    ? sumsOf({ accounting: place[4], onhand: place[5] })
    : held.reduce(plus, { accounting: zero, onhand: zero });
  const after = place ? { happened, sequence, holder } : end === undefined ? undefined : endOf(end);
  const lines = await store.call('findHistory', [slug, { resource, holder: of, upTo, limit: limit.value + 1, after }]);
  const dimension = known.resources[0]?.dimension;
  const { items, balance } = withBalances(lines.slice(0, limit.value), { balance: start, dimension });
  const last = items.at(-1);
  if (!last || lines.length === items.length) return answer({ items, sequence: upTo });
  const sums = [formatDecimal(balance.accounting), formatDecimal(balance.onhand)] as const;
  const next: HistoryCursor = [upTo, last.happened, last.sequence, last.holder, ...sums, name];
  return answer({ items, sequence: upTo, next: encodeCursor(next) });
}

/** Of a time before a network was founded there is no zone, no member and no table to answer with. */
const beforeAll = (recorded: Instant): Problem => {
  const expected = 'a time after the network was founded';
  return problem('parameter.invalid', '', { field: 'recorded', value: formatInstant(recorded), expected });
};

/** Every record but events, as it stands or stood at a recorded time. */
export async function findKnowledge(book: Book, { recorded }: Pick<AsOf, 'recorded'> = {}): Promise<Answer<Knowledge>> {
  const sequence = await sequenceAt(book, recorded);
  if (recorded !== undefined && sequence === 0) return fail(beforeAll(recorded));
  const lines = await book.store.call('listKnowledge', [book.slug, sequence]);
  const own = lines.find((line) => line.id === networkId(book.slug));
  if (!own) return fail(problem('network.unknown', '', { value: book.slug }));
  const records = byClass(lines.filter((line) => !line.retired));
  const retired = byClass(lines.filter((line) => line.retired && named.has(line.class as ClassName)));
  return answer({ sequence, network: rowOf<'Network'>(own), records, retired });
}

/** Classes that other records name: what was recorded of them is read with them, also when they are retired. */
const named: ReadonlySet<ClassName> = new Set(
  Object.values(kinds).flatMap(({ references }) => Object.values(references).flat()),
);

function byClass(lines: readonly { readonly class: string; readonly id: string; readonly body: string }[]) {
  const records: Partial<Record<ClassName, ({ id: string } & Body)[]>> = {};
  for (const { class: name, id, body } of lines) {
    const list = records[name as ClassName] ?? [];
    records[name as ClassName] = list;
    list.push({ id, ...(JSON.parse(body) as Body) });
  }
  return records as Knowledge['records'];
}

/** A network as a list shows it. */
export async function describeNetwork({ store, slug, applied }: Book): Promise<NetworkAnswering> {
  const line = await store.call('findRecord', [slug, { className: 'Network', id: networkId(slug) }]);
  const body = JSON.parse(line?.body ?? '{"name":"","zone":"UTC","members":[]}') as Body<'Network'>;
  const { first, last } = await store.call('findSpan', [slug]);
  return {
    network: slug,
    state: 'ok',
    name: body.name,
    ...(body.note !== undefined && { note: body.note }),
    invented: body.invented ?? false,
    zone: body.zone,
    sequence: applied,
    ...(first !== null && { firstDay: dayOf(first, body.zone) }),
    ...(last !== null && { lastDay: dayOf(last, body.zone) }),
  };
}

/** The flow table as bytes: what was recorded, then what others have published. */
export function flowBytes({ flows, published }: Book): { bytes: Uint8Array; sequence: number } {
  return { bytes: encodeTable(withPublished(flows.table(), published.values())), sequence: flows.sequence };
}

function withPublished(recorded: FlowTable, published: Iterable<StoredPublishedFlow>): FlowTable {
  const builder = tableBuilder(recorded);
  for (const flow of published) builder.append(publishedRows(flow));
  return builder.table();
}

/**
 * The flow table as of a moment. Rows know their number and their day; of the moment's own day the store tells what had
 * not happened yet. What is published has no day of its own that could be later.
 */
export async function flowBytesAt(book: Book, { happened, recorded }: AsOf) {
  const knowledge = await findKnowledge(book, { recorded });
  if (!knowledge.value) return knowledge;
  const { sequence, network, records } = knowledge.value;
  const table = book.flows.table();
  const isIn = happened === undefined ? () => true : await isHappened(book, happened, network.body.zone);
  const { sequence: numbers, day: days } = table.columns;
  const rows: number[] = [];
  for (let row = 0; row < table.count; row++)
    if (numbers[row]! <= sequence && isIn(days[row]!, numbers[row]!)) rows.push(row);
  const published = await publishedAt(book, records.PublishedFlow ?? [], sequence);
  return answer({ bytes: encodeTable(withPublished(trimTable(table, rows), published)), sequence });
}

async function isHappened(
  { store, slug }: Book,
  happened: Instant,
  zone: string,
): Promise<(day: number, sequence: number) => boolean> {
  const last = dayOf(happened, zone);
  const span = { after: happened, before: startOfDay(last + 1, zone) };
  const later = new Set(await store.call('listLater', [slug, span]));
  return (day, sequence) => day < last || (day === last && !later.has(sequence));
}

/** Published flows with the number under which they were first recorded. */
async function publishedAt(
  { store, slug }: Book,
  flows: NonNullable<Knowledge['records']['PublishedFlow']>,
  upTo: number,
): Promise<StoredPublishedFlow[]> {
  if (flows.length === 0) return [];
  const query = { classes: ['PublishedFlow'], upTo, limit: mostPublished, retired: false };
  const lines = await store.call('listRecords', [slug, query]);
  return lines.map(({ id, sequence, body }) => ({ id, sequence, body: JSON.parse(body) as Body<'PublishedFlow'> }));
}

const mostPublished = 1_000_000;

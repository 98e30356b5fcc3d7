import { add, type Decimal, decimal, formatDecimal, negate, parseDecimal, zero } from '../../engine/0-base/decimal.ts';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { dayOf } from '../../engine/0-base/time.ts';
import { type Body, type ClassName, kinds } from '../../engine/1-record/kind.ts';
import { tableBuilder } from '../../engine/3-flow/builder.ts';
import { encodeTable } from '../../engine/3-flow/encode.ts';
import { publishedRows } from '../../engine/3-flow/rows.ts';
import { type Book, networkId } from './book.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type {
  Answer,
  AsOf,
  ChangedRow,
  HistoryQuery,
  HistoryRow,
  Knowledge,
  NetworkAnswering,
  Page,
  RecordFilter,
  RecordRow,
  Stock,
} from './house.ts';
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

/** One record by class and id; `record.unknown` when there is none. */
export async function findOne(book: Book, className: ClassName, id: string): Promise<Answer<RecordRow>> {
  const line = await book.store.call('findRecord', [book.slug, className, id]);
  return line ? answer(rowOf(line)) : fail(problem('record.unknown', '', { class: className, value: id }));
}

/** A page of records, bound to the number at which its first page was read. */
export async function findPage(book: Book, filter: RecordFilter): Promise<Answer<Page<RecordRow>>> {
  const { cursor, newestFirst = false, limit: wanted, ...conditions } = filter;
  const limit = limitOf(wanted);
  if (limit.value === undefined) return limit;
  const place = cursor === undefined ? [book.applied] : decodeCursor(cursor, ['number', 'number']);
  const [upTo = 0, after] = (place ?? []) as [number?, number?];
  if (!place || !isPlace(upTo, book.applied) || !isPlace(after ?? 0, upTo)) return badCursor(cursor!);
  const query = { ...conditions, upTo, after, newestFirst, limit: limit.value + 1 };
  const lines = await book.store.call('listRecords', [book.slug, query]);
  const items = lines.slice(0, limit.value).map((line) => rowOf(line));
  const more = lines.length > items.length && { next: encodeCursor([upTo, items.at(-1)!.sequence]) };
  return answer({ items, sequence: upTo, ...more });
}

/** The next records that became what they are after a number, each with the number of the entry that made it so. */
export async function findChanges(book: Book, after: number, limit: number): Promise<Answer<readonly ChangedRow[]>> {
  if (!isPlace(after, book.applied)) {
    const expected = `a number from 0 to ${book.applied}`;
    return fail(problem('parameter.invalid', '', { field: 'since', value: `${after}`, expected }));
  }
  const lines = await book.store.call('listChanges', [book.slug, { after, upTo: book.applied, limit }]);
  return answer(lines.map(({ revised, ...line }) => ({ ...rowOf(line), revised })));
}

/** Stock as of a moment in both times. */
export async function findStocks(
  book: Book,
  { happened, recorded, resource }: AsOf & { readonly resource?: string | undefined },
): Promise<Answer<{ items: readonly Stock[]; happened?: number; sequence: number }>> {
  const { store, slug } = book;
  const sequence = recorded === undefined ? book.applied : await store.call('findSequenceAt', [slug, recorded]);
  const resources = resource === undefined ? undefined : [resource];
  const isNow = sequence === book.applied;
  const asked = { resources, happened, ...(!isNow && { sequence }) };
  const lines = await store.call('findStock', [slug, asked]);
  // What was recorded while the question waited does not belong to the answer.
  const late = isNow && sequence !== book.applied;
  const found = late ? await store.call('findStock', [slug, { ...asked, sequence }]) : lines;
  return answer({ items: stockFromLines(found), sequence, ...(happened !== undefined && { happened }) });
}

/** Up to which number; the last line's moment, number and holder; the balance before it; of whom it is told, '' for all. */
const historyCursor = ['number', 'number', 'number', 'string', 'string', 'string', 'string'] as const;

type HistoryCursor = readonly [number, number, number, string, string, string, string];

/** Whether the values of a cursor can have come from here, for a history of the same holder. */
function isHistoryPlace(
  [upTo, , sequence, holder, accounting, onhand, told]: HistoryCursor,
  { applied, of }: { applied: number; of: string },
): boolean {
  const sums = [accounting, onhand].every((each) => parseDecimal(each) !== undefined);
  const isText = !holder.includes('\u0000') && holder.isWellFormed();
  return isPlace(upTo, applied) && isPlace(sequence, upTo) && sums && isText && told === of;
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

/** A resource's history at one holder or at all, the latest happening first, each line with the balance after it. */
export async function findHistoryPage(
  { store, slug, applied }: Book,
  resource: string,
  { holder: of, limit: wanted, cursor }: HistoryQuery = {},
): Promise<Answer<Page<HistoryRow>>> {
  const limit = limitOf(wanted);
  if (limit.value === undefined) return limit;
  const place = cursor === undefined ? undefined : (decodeCursor(cursor, historyCursor) as HistoryCursor | undefined);
  if (cursor !== undefined && !(place && isHistoryPlace(place, { applied, of: of ?? '' }))) return badCursor(cursor);
  const [upTo, happened, sequence, holder] = place ?? [applied, 0, 0, ''];
  const known = await store.call('findStock', [slug, { resources: [resource], sequence: upTo }]);
  const held = known.positions.filter((each) => of === undefined || each.holder === of).map(sumsOf);
  const start = place
    ? sumsOf({ accounting: place[4], onhand: place[5] })
    : held.reduce(plus, { accounting: zero, onhand: zero });
  const after = place && { happened, sequence, holder };
  const lines = await store.call('findHistory', [slug, { resource, holder: of, upTo, limit: limit.value + 1, after }]);
  const dimension = known.resources[0]?.dimension;
  const { items, balance } = withBalances(lines.slice(0, limit.value), { balance: start, dimension });
  const last = items.at(-1);
  if (!last || lines.length === items.length) return answer({ items, sequence: upTo });
  const sums = [formatDecimal(balance.accounting), formatDecimal(balance.onhand)] as const;
  const next: HistoryCursor = [upTo, last.happened, last.sequence, last.holder, ...sums, of ?? ''];
  return answer({ items, sequence: upTo, next: encodeCursor(next) });
}

/** Every record that stands but events. */
export async function findKnowledge(book: Book): Promise<Answer<Knowledge>> {
  const sequence = book.applied;
  const lines = await book.store.call('listKnowledge', [book.slug]);
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
  const line = await store.call('findRecord', [slug, 'Network', networkId(slug)]);
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
  const builder = tableBuilder(flows.table());
  for (const flow of published.values()) builder.append(publishedRows(flow));
  return { bytes: encodeTable(builder.table()), sequence: flows.sequence };
}

import { add, compare, decimal, zero } from '../../engine/0-base/decimal.ts';
import { groupBy } from '../../engine/0-base/group.ts';
import type { Problem } from '../../engine/0-base/problem.ts';
import { type Dimension, findUnit } from '../../engine/0-base/unit.ts';
import type { Body } from '../../engine/1-record/kind.ts';
import { findAction } from '../../engine/2-ledger/action.ts';
import { negativeSpans, type StockLine } from '../../engine/2-ledger/anomaly.ts';
import { differenceOf, momentOf, resolution } from '../../engine/2-ledger/count.ts';
import { noPosition } from '../../engine/2-ledger/head.ts';
import { loansOf, underWayOf } from '../../engine/2-ledger/loan.ts';
import { pairProblems } from '../../engine/2-ledger/pair.ts';
import type { Position } from '../../engine/2-ledger/state.ts';
import { minus, plus } from '../../engine/2-ledger/statement.ts';
import type { Book } from './book.ts';
import type { Anomalies, Answer, AsOf, CountRow, Knowledge, LoanRow, Stock } from './house.ts';
import { findKnowledge, findStocks } from './queries.ts';
import { startOfWeek } from './week.ts';
import type { CheckLine, CheckQuery, CountedLine, PairedLine } from './query-checks.ts';
import { measureOf } from './stock.ts';

/** What is asked for beside a moment: of one resource, or of all. */
type Asked = AsOf & { readonly resource?: string | undefined };

const fromLine = ({ accounting, onhand, ...line }: CheckLine) => ({
  ...line,
  accounting: decimal(accounting),
  onhand: decimal(onhand),
});

const namedIn = (
  { records, retired }: Knowledge,
  name: 'EconomicResource' | 'Process' | 'Pack' | 'ResourceSpecification',
) => new Map([...(retired[name] ?? []), ...(records[name] ?? [])].map((each) => [each.id, each] as const));

/** Who has no stock to keep: nature, and whoever is no member. */
function isExempt({ network, records }: Knowledge): (holder: string) => boolean {
  const members = new Set(network.body.members);
  const nature = new Set((records.EcologicalAgent ?? []).map(({ id }) => id));
  return (holder) => holder !== '' && (!members.has(holder) || nature.has(holder));
}

/** Stock that was below zero in the order of happening, and pairs that are not complete. */
export async function findAnomalies(book: Book, { resource, happened, recorded }: Asked): Promise<Answer<Anomalies>> {
  const knowledge = await findKnowledge(book, { recorded });
  if (!knowledge.value) return knowledge;
  const { sequence: upTo } = knowledge.value;
  const query = { resources: resource === undefined ? undefined : [resource], happened, upTo };
  const lines = await lowLines(book, query);
  const stocks = await findStocks(book, { resource, happened, recorded });
  if (!stocks.value) return stocks;
  const dimensions = new Map(stocks.value.items.map((each) => [each.resource, dimensionIn(each)]));
  const exempt = isExempt(knowledge.value);
  const negative = negativeSpans(lines.filter(({ holder }) => !exempt(holder))).map((span) => ({
    ...span,
    lowest: measureOf(span.lowest, dimensions.get(span.resource)),
  }));
  const pairs = await findPairs(book, { knowledge: knowledge.value, query, dimensions });
  return { value: { negative, pairs, sequence: upTo }, problems: [] };
}

/** Weeks of which all that happened is asked for at once: each question has its time. */
const weeksAtOnce = 100;

/**
 * What happened in the weeks in which something may have been below zero; what changed between them stands as one line
 * before the next of them, so that the sums go on.
 */
async function lowLines({ store, slug }: Book, query: CheckQuery): Promise<StockLine[]> {
  const lines: StockLine[] = [];
  const balances = new Map<string, Position>();
  const low = await store.call('findLowWeeks', [slug, query]);
  for (let first = 0; first < low.length; first += weeksAtOnce) {
    const weeks = low.slice(first, first + weeksAtOnce);
    const { happened, upTo } = query;
    const found = groupBy(await store.call('findMoments', [slug, { weeks, happened, upTo }]), ({ place }) => place);
    weeks.forEach(({ resource, holder, week, ...before }, place) => {
      const own = (found.get(place) ?? []).map(fromLine);
      const key = `${resource}\n${holder}`;
      const opening = { accounting: decimal(before.accounting), onhand: decimal(before.onhand) };
      const between = minus(opening, balances.get(key) ?? noPosition);
      lines.push({ resource, holder, happened: startOfWeek(week) - 1, ...between }, ...own);
      balances.set(key, own.reduce(plus, opening));
    });
  }
  return lines;
}

type Dimensions = ReadonlyMap<string, Dimension | undefined>;

/** The coherent unit in which a stock is shown tells what it is counted in. */
const dimensionIn = ({ onhand }: Stock): Dimension | undefined => findUnit(onhand.hasUnit)?.dimension;

interface PairSetting {
  readonly knowledge: Knowledge;
  readonly query: {
    readonly resources: readonly string[] | undefined;
    readonly happened: number | undefined;
    readonly upTo: number;
  };
  readonly dimensions: Dimensions;
}

/** An event of a pair with the thing as it is in the process: where an input goes into another record, that one. */
function pairedFrom({ event, action, process, resource, toResource, quantity }: PairedLine) {
  const isInput = findAction(action)?.inputOutput === 'input';
  return {
    ...{ event, action, process, quantity: decimal(quantity) },
    resource: (isInput ? toResource : undefined) ?? resource,
  };
}

async function findPairs(
  { store, slug }: Book,
  { knowledge, query, dimensions }: PairSetting,
): Promise<Anomalies['pairs']> {
  const lines = await store.call('findPaired', [slug, query]);
  const [things, processes] = [namedIn(knowledge, 'EconomicResource'), namedIn(knowledge, 'Process')];
  const events = lines.map(pairedFrom);
  const byId = new Map(events.map((each) => [each.event, each]));
  const found = pairProblems(events, {
    nameOf: (id) => (things.get(id) ?? processes.get(id))?.name ?? id,
    dimensionOf: (id) => dimensions.get(id),
    isFinished: (id) => (processes.get(id) as Body<'Process'> | undefined)?.finished === true,
  });
  return found.map((problem: Problem) => {
    const { event, process, resource } = byId.get(problem.record!)!;
    return { event, process, resource, problem };
  });
}

/** What of each resource is with others than whoever is accountable for it, and since when. */
export async function findLoans(
  book: Book,
  { resource, happened, recorded }: Asked,
): Promise<Answer<{ items: readonly LoanRow[]; sequence: number }>> {
  const stocks = await findStocks(book, { resource, happened, recorded });
  if (!stocks.value) return stocks;
  const { items, sequence: upTo } = stocks.value;
  const isHeld = (holding: Stock['holders'][number], accountable: string) =>
    holding.holder !== accountable &&
    compare(decimal(holding.onhand.hasNumericalValue), decimal(holding.accounting.hasNumericalValue)) > 0;
  const lent = items.filter(
    ({ accountable, holders }) => accountable !== undefined && holders.some((each) => isHeld(each, accountable)),
  );
  const owners = new Map(lent.map((each) => [each.resource, each] as const));
  const query = { resources: [...owners.keys()], happened, upTo };
  const lines = lent.length === 0 ? [] : await book.store.call('findHanded', [book.slug, query]);
  const loans = loansOf(lines.map(fromLine), (id) => owners.get(id)?.accountable);
  const rows = loans.map(({ quantity, parts, ...loan }): LoanRow => {
    const owner = owners.get(loan.resource)!;
    const shown = (value: typeof quantity) => ({
      ...owner.onhand,
      hasNumericalValue: measureOf(value, undefined).hasNumericalValue,
    });
    return {
      state: 'lent',
      ...loan,
      accountable: owner.accountable!,
      quantity: shown(quantity),
      parts: parts.map(({ since, quantity: part }) => ({ since, quantity: shown(part) })),
    };
  });
  const carried = await findUnderWay(book, { resource, happened, recorded, stocks: items, upTo });
  if (!carried.value) return carried;
  return { value: { items: [...rows, ...carried.value], sequence: upTo }, problems: [] };
}

/** What was picked up or taken in for work, and is still to be dropped off or given back. */
async function findUnderWay(
  book: Book,
  { resource, happened, recorded, stocks, upTo }: Asked & { stocks: readonly Stock[]; upTo: number },
): Promise<Answer<readonly LoanRow[]>> {
  const knowledge = await findKnowledge(book, { recorded });
  if (!knowledge.value) return knowledge;
  const lines = await book.store.call('findPaired', [
    book.slug,
    { resources: resource === undefined ? undefined : [resource], happened, upTo },
  ]);
  const processes = namedIn(knowledge.value, 'Process');
  const owners = new Map(stocks.map((each) => [each.resource, each] as const));
  const givers = new Map(lines.map((line) => [line.process, line.from]));
  const carried = lines.map((line) => ({ ...pairedFrom(line), happened: line.happened, holder: line.to }));
  const isFinished = (id: string) => (processes.get(id) as Body<'Process'> | undefined)?.finished === true;
  const rows = underWayOf(carried, isFinished).flatMap(({ quantity, parts, ...load }): LoanRow[] => {
    const owner = owners.get(load.resource);
    if (!owner) return [];
    const shown = (value: typeof quantity) => ({
      ...owner.onhand,
      hasNumericalValue: measureOf(value, undefined).hasNumericalValue,
    });
    const accountable = owner.accountable ?? givers.get(load.process)!;
    return [
      {
        state: 'underWay',
        ...load,
        accountable,
        quantity: shown(quantity),
        parts: parts.map(({ since, quantity: part }) => ({ since, quantity: shown(part) })),
      },
    ];
  });
  return { value: rows, problems: [] };
}

/** Every count against the ledger, the latest first; those that happened later than asked for are left out. */
export async function findCounts(
  book: Book,
  { resource, happened, recorded }: Asked,
): Promise<Answer<{ items: readonly CountRow[]; sequence: number }>> {
  const knowledge = await findKnowledge(book, { recorded });
  if (!knowledge.value) return knowledge;
  const { sequence: upTo, network, records } = knowledge.value;
  const counts = (records.Count ?? [])
    .map((count) => ({ count, moment: momentOf(count, network.body.zone) }))
    .filter(
      ({ count, moment }) =>
        (resource === undefined || count.of === resource) && moment.from <= (happened ?? moment.from),
    )
    .sort((a, b) => b.moment.from - a.moment.from);
  const places = counts.map(({ count, moment }) => ({ id: count.id, resource: count.of, ...moment }));
  const lines = places.length === 0 ? [] : await book.store.call('findCounted', [book.slug, { places, upTo }]);
  const byCount = groupBy(lines, ({ id }) => id);
  const packs = namedIn(knowledge.value, 'Pack');
  const holders = await holdersOf(
    book,
    counts.map(({ count }) => count.of),
    recorded,
  );
  const items = counts.map(({ count, moment }): CountRow => {
    const { id, ...body } = count;
    const holder = count.holder ?? holders.get(count.of);
    const counted = { id, count: body, pack: packs.get(count.pack ?? '') as Body<'Pack'> | undefined };
    const difference = differenceOf(counted, ledgerAt(byCount.get(id) ?? [], holder));
    const proposal = resolution(counted, difference, holder);
    return {
      id,
      resource: count.of,
      ...(holder && { holder }),
      happened: moment.from,
      ...difference,
      ...(proposal && { proposal }),
    };
  });
  return { value: { items, sequence: upTo }, problems: [] };
}

/** Who is accountable for each counted resource. */
async function holdersOf(
  book: Book,
  resources: readonly string[],
  recorded: number | undefined,
): Promise<ReadonlyMap<string, string>> {
  if (resources.length === 0) return new Map();
  const { value } = await findStocks(book, { recorded });
  return new Map(
    (value?.items ?? []).flatMap(({ resource, accountable }) =>
      accountable ? [[resource, accountable] as const] : [],
    ),
  );
}

/** What a holder had, or everybody when nobody is known. */
function ledgerAt(lines: readonly CountedLine[], holder: string | undefined) {
  const own = lines.filter((each) => holder === undefined || each.holder === holder);
  const before = own.filter(({ root }) => root === '').reduce((sum, { onhand }) => add(sum, decimal(onhand)), zero);
  const then = own
    .filter(({ root }) => root !== '')
    .map(({ root, rootSequence, happened, resolves, onhand }) => ({
      root,
      rootSequence,
      happened,
      resolves: resolves ?? undefined,
      onhand: decimal(onhand),
    }));
  return { before, then };
}

import { decimal, formatDecimal, isZero } from '../../../engine/0-base/decimal.ts';
import type { Measure } from '../../../engine/1-record/field.ts';
import { type HeldStock, type Holding, holdingsOf, isShort } from '../../../engine/2-ledger/holdings.ts';
import type { Column } from '../../marks/table.ts';
import {
  formatDate,
  formatExact,
  formatNumber,
  measureIn,
  rankOf,
  readableUnitOf,
  unitSymbol,
} from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { Answer } from '../../worker/http.ts';
import type { Page, StockItem } from '../../worker/wire.ts';
import { usualUnit } from '../names.ts';
import { asKnown, parameters } from './load.ts';
import { promisesOf, promiseTable } from './promises.ts';
import { namesIn, ready, type Report, reportTable, type Request, whoseFirst } from './report.ts';
import { say } from './words.ts';

/** A holding in the unit in which its stock is counted. */
interface Row extends Pick<Holding, 'resource' | 'others'> {
  readonly onhand: Measure;
  readonly accounting: Measure;
  readonly withOthers: Measure;
  readonly ofOthers: Measure;
}

/** An agent's own view: what is in their hands, what they answer for, what is with others, what is of others. */
export async function holdings(request: Request): Promise<Answer<Report>> {
  const words = say().holdings;
  const { opened, values, client } = request;
  const { agent, to, recorded } = values;
  const table = (caption: string, rows: readonly Row[]) =>
    reportTable({ id: 'report', caption, columns: columnsOf(request), rows, sorted: { by: 'stock', down: false } });
  if (!agent) return whoseFirst(words.title, words.who, table(words.title, []));
  const stocks = await client.get<Page<StockItem>>(
    `/api/networks/${opened.network}/stocks?${parameters({ happened: to, recorded })}`,
  );
  if (!stocks.ok) return stocks;
  const promises = await promisesOf(request);
  if (!promises.ok) return promises;
  const units = new Map(stocks.value.items.map((stock) => [stock.resource, unitOf(request, stock)]));
  const held = holdingsOf(agent, stocks.value.items.map(heldOf));
  const rows = held.map((holding) => rowOf(holding, units.get(holding.resource)!));
  const some = (of: 'withOthers' | 'ofOthers') => held.filter((each) => !isZero(each[of])).length;
  const whose = namesIn(request)(agent);
  const when = to ? text.ledger.stock.at(formatDate(to)) : text.ledger.stock.now;
  const count = (number: number) => formatNumber(number, 9);
  return ready({
    title: words.titleOf(whose),
    finding: [
      rows.length === 0 ? words.none(when) : words.finding(when, count(rows.length)),
      ...(some('withOthers') > 0 ? [words.withOthers(count(some('withOthers')))] : []),
      ...(some('ofOthers') > 0 ? [words.ofOthers(count(some('ofOthers')))] : []),
      ...sidesOf(promises.value.map(({ side }) => side)),
      ...(held.some(isShort) ? [words.short] : []),
    ],
    notes: [words.lead, ...asKnown(request)],
    tables: [table(`${words.titleOf(whose)}, ${when}`, rows), promiseTable(request, promises.value)],
  });
}

/** How many promises are open on each side, in words. */
function sidesOf(sides: readonly ('owes' | 'owed')[]): string[] {
  return (['owes', 'owed'] as const).flatMap((side) => {
    const count = sides.filter((each) => each === side).length;
    return count > 0 ? [say().holdings[side](formatNumber(count, 9))] : [];
  });
}

const heldOf = ({ resource, holders = [] }: StockItem): HeldStock => ({
  resource,
  positions: new Map(
    holders.map(({ holder, accounting, onhand }) => [
      holder,
      {
        accounting: decimal(accounting?.hasNumericalValue ?? '0'),
        onhand: decimal(onhand?.hasNumericalValue ?? '0'),
      },
    ]),
  ),
});

/** The unit in which a stock is kept, and the one in which it is counted. */
function unitOf({ opened }: Request, { resource, onhand, holders = [] }: StockItem) {
  const kept = (onhand ?? holders[0]?.onhand)?.hasUnit ?? 'one';
  const measures = holders.flatMap(({ onhand: one, accounting }) => [one ?? [], accounting ?? []].flat());
  return { kept, shown: usualUnit(opened.facts, resource) ?? (measures.length > 0 ? readableUnitOf(measures) : kept) };
}

function rowOf(holding: Holding, { kept, shown }: ReturnType<typeof unitOf>): Row {
  const measure = (of: 'onhand' | 'accounting' | 'withOthers' | 'ofOthers') =>
    measureIn({ hasNumericalValue: formatDecimal(holding[of]), hasUnit: kept }, shown);
  return {
    resource: holding.resource,
    others: holding.others,
    onhand: measure('onhand'),
    accounting: measure('accounting'),
    withOthers: measure('withOthers'),
    ofOthers: measure('ofOthers'),
  };
}

/** What each figure of a holding means. */
const terms = { onhand: 'stock', accounting: 'accounted', withOthers: 'withOthers', ofOthers: 'ofOthers' } as const;

function columnsOf(request: Request): Column<Row>[] {
  const heads = say().holdings.columns;
  const name = namesIn(request);
  const figure = (id: 'onhand' | 'accounting' | 'withOthers' | 'ofOthers'): Column<Row> => ({
    id,
    head: heads[id],
    about: terms[id],
    value: (row) => row[id].hasNumericalValue,
    show: (row) => (isZero(decimal(row[id].hasNumericalValue)) ? '' : formatExact(row[id].hasNumericalValue)),
    rank: (row) => rankOf(row[id]),
  });
  const statement = (resource: string) =>
    `/${request.opened.network}/reports?${parameters({ resource, agent: request.values.agent })}`;
  return [
    { id: 'stock', head: heads.stock, value: (row) => name(row.resource), href: (row) => statement(row.resource) },
    figure('onhand'),
    figure('accounting'),
    figure('withOthers'),
    figure('ofOthers'),
    { id: 'unit', head: text.ledger.stock.unit, value: (row) => unitSymbol(row.onhand.hasUnit) },
    { id: 'others', head: heads.others, value: ({ others }) => others.map(name).join(', ') },
  ];
}

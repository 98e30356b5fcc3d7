import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Column } from '../../marks/table.ts';
import { text } from '../../text/text.ts';
import { formatExact, formatNumber, measureIn, rankOf, readableUnitOf, unitSymbol } from '../../text/format.ts';
import type { StockItem } from '../../worker/wire.ts';
import type { Opened } from '../../worker/world.ts';
import { nameOf, plainName, usualUnit } from '../names.ts';
import type { LedgerQuery } from './view.ts';

const amount = (measure: StockItem['onhand']) => (measure ? Number(measure.hasNumericalValue) : undefined);
const exact = (measure: StockItem['onhand']) => (measure ? formatExact(measure.hasNumericalValue) : '');
const holders = ({ holders: all = [] }: StockItem) =>
  all.filter(({ onhand }) => amount(onhand) !== 0).map(({ holder }) => holder);

/** A stock in the unit in which it is counted. */
function usual(facts: Facts, stock: StockItem): StockItem {
  const { onhand, accounting } = stock;
  const known = [onhand, accounting].flatMap((measure) => measure ?? []);
  const unit = usualUnit(facts, stock.resource) ?? readableUnitOf(known);
  return {
    ...stock,
    ...(onhand && { onhand: measureIn(onhand, unit) }),
    ...(accounting && { accounting: measureIn(accounting, unit) }),
  };
}

/** The stocks that are asked for, each in the unit in which it is counted; empty ones only by choice. */
export function stocksOf(facts: Facts, items: readonly StockItem[], asked: Pick<LedgerQuery, 'agent' | 'empty'>) {
  const concerns = (stock: StockItem) =>
    !asked.agent || stock.accountable === asked.agent || holders(stock).includes(asked.agent);
  const mine = items.filter(concerns).map((stock) => usual(facts, stock));
  const shown = mine.filter((stock) => asked.empty || amount(stock.onhand) !== 0 || amount(stock.accounting) !== 0);
  return { mine, shown };
}

/** How many stocks there are, and how many cannot be. */
export function stockFinding(shown: readonly StockItem[]): string {
  const below = shown.filter((stock) => (amount(stock.onhand) ?? 0) < 0).length;
  return text.ledger.stock.finding(formatNumber(shown.length, 9), formatNumber(below, 9));
}

/** The order in which stocks stand unless another is asked for. */
export const stockOrder = { by: 'resource', down: false } as const;

/** The columns of the table of stocks, those that are empty left out. */
export function stockColumns({ facts, network }: Opened, shown: readonly StockItem[]): Column<StockItem>[] {
  const say = text.ledger.stock;
  const name = (id: string | undefined) => plainName(nameOf(facts, id));
  const columns: Column<StockItem>[] = [
    {
      id: 'resource',
      head: say.resource,
      value: (stock) => plainName(stock.name ?? name(stock.resource)),
      href: (stock) => `/${network}/ledger?stock=${encodeURIComponent(stock.resource)}`,
    },
    {
      id: 'onhand',
      head: say.onhand,
      about: 'stock',
      value: ({ onhand }) => onhand?.hasNumericalValue,
      show: ({ onhand }) => exact(onhand),
      rank: ({ onhand }) => rankOf(onhand),
    },
    {
      id: 'unit',
      head: say.unit,
      value: ({ onhand, accounting }) => unitSymbol((onhand ?? accounting)?.hasUnit ?? ''),
    },
    {
      id: 'accounting',
      head: say.accounting,
      about: 'accounted',
      value: ({ accounting }) => accounting?.hasNumericalValue,
      show: ({ accounting }) => exact(accounting),
      rank: ({ accounting }) => rankOf(accounting),
    },
    { id: 'accountable', head: say.accountable, value: ({ accountable }) => name(accountable) },
    { id: 'holders', head: say.holders, value: (stock) => holders(stock).map(name).join(', ') },
    {
      id: 'specification',
      head: say.specification,
      value: ({ specification }) => name(specification) || text.shell.kindNotTold,
    },
    { id: 'stage', head: say.stage, value: ({ stage }) => name(stage) },
    { id: 'state', head: say.state, value: ({ state }) => state ?? '' },
    { id: 'place', head: say.place, value: ({ location }) => name(location) },
  ];
  return columns.filter(({ value }) => shown.some((stock) => value(stock) !== ''));
}

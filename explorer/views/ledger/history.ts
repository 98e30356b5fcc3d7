import type { Column } from '../../marks/table.ts';
import { text } from '../../text/text.ts';
import {
  formatAmount,
  formatDayIn,
  formatExact,
  formatTime,
  measureIn,
  rankOf,
  readableUnitOf,
  scaleFor,
  unitSymbol,
} from '../../text/format.ts';
import type { HistoryItem } from '../../worker/wire.ts';
import type { Opened } from '../../worker/world.ts';
import { nameOf, plainName, usualUnit } from '../names.ts';
import { actionWord } from '../record/effect.ts';
import { historySummary, inOrder, pointsOf } from './layout.ts';

interface Given {
  readonly opened: Opened;
  readonly stock: string;
  /** Whose part of the stock is told; '' for all hands together. */
  readonly holder: string;
  /** Whether others have their hands on it too. */
  readonly shared: boolean;
  readonly lines: readonly HistoryItem[];
}

/** The history of a stock in the unit in which people count it: its lines, its points, its sentences. */
export function historyOf({ opened, stock, holder, shared, lines }: Given) {
  const say = text.ledger.history;
  const { facts, zone } = opened;
  const usual = usualUnit(facts, stock) ?? readableUnitOf(lines.map(({ balance }) => balance));
  const items = inOrder(lines).map((line) => ({
    ...line,
    delta: measureIn(line.delta, usual),
    balance: measureIn(line.balance, usual),
  }));
  const unit = items[0]?.balance.hasUnit ?? 'kilogram';
  const points = pointsOf(items);
  const summary = historySummary(points);
  const day = (at: number) => formatDayIn(at, zone);
  const finding =
    summary &&
    say.finding(
      holder && shared ? say.at(plainName(nameOf(facts, holder))) : '',
      formatAmount(summary.now.value, unit),
      formatAmount(summary.most.value, unit),
      day(summary.most.at),
      formatAmount(summary.least.value, unit),
      day(summary.least.at),
    );
  return {
    items,
    unit,
    points,
    scale: scaleFor(Math.max(...points.map(({ value }) => Math.abs(value)), 0), unit),
    finding,
    negative: summary?.firstNegative && say.negative(day(summary.firstNegative.at)),
  };
}

/** The columns of the table of a history. */
export function historyColumns({ facts, network, zone }: Opened, unit: string): Column<HistoryItem>[] {
  const say = text.ledger.history;
  return [
    {
      id: 'happened',
      head: say.happened,
      value: ({ happened }) => happened,
      show: ({ happened }) => formatTime(happened, zone),
      href: ({ event }) => `/${network}/ledger?event=${encodeURIComponent(event)}`,
    },
    { id: 'what', head: say.what, value: ({ action }) => actionWord(action) },
    {
      id: 'change',
      head: say.change,
      about: 'change',
      unit: unitSymbol(unit),
      value: (line) => line.delta.hasNumericalValue,
      show: (line) => formatExact(line.delta.hasNumericalValue),
      rank: (line) => rankOf(line.delta),
    },
    {
      id: 'balance',
      head: say.balance,
      about: 'stock',
      unit: unitSymbol(unit),
      value: (line) => line.balance.hasNumericalValue,
      show: (line) => formatExact(line.balance.hasNumericalValue),
      rank: (line) => rankOf(line.balance),
    },
    { id: 'holder', head: say.holder, value: ({ holder }) => plainName(nameOf(facts, holder)) },
  ];
}

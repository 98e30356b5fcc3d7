import type { Point } from '../../marks/steps.ts';
import type { HistoryItem, StockItem } from '../../worker/wire.ts';

/** The lines of a history in the order of happening; what happened at once, in the order of recording. */
export const inOrder = (items: readonly HistoryItem[]): HistoryItem[] =>
  items.toReversed().toSorted((a, b) => Date.parse(a.happened) - Date.parse(b.happened) || a.sequence - b.sequence);

/** Points of a history: the balance after each event. What one hands to another is one event: in between nothing was less. */
export const pointsOf = (items: readonly HistoryItem[]): Point[] =>
  items
    .filter(({ sequence }, place) => items[place + 1]?.sequence !== sequence)
    .map(({ happened, balance }) => ({ at: Date.parse(happened), value: Number(balance.hasNumericalValue) }));

/** In an address: what all hold of a stock together. */
export const allHands = 'all';

/** Whose part of a stock its history tells: who is asked for, else who answers for it, else that of all hands ('' for all). */
export function holderOf(asked: string, stock: StockItem | undefined): string {
  if (asked === allHands) return '';
  return asked || (stock?.accountable ?? '');
}

/** Those who hold some of a stock, and who answers for it. */
export const handsOf = (stock: StockItem | undefined): string[] => [
  ...new Set([
    ...(stock?.accountable ? [stock.accountable] : []),
    ...(stock?.holders ?? []).map(({ holder }) => holder),
  ]),
];

/** What a history shows, as numbers: where it stands, its highest and lowest point, the first day below zero. */
export function historySummary(points: readonly Point[]) {
  const now = points.at(-1);
  if (!now) return undefined;
  const most = points.reduce((best, each) => (each.value > best.value ? each : best));
  const least = points.reduce((best, each) => (each.value < best.value ? each : best));
  return { now, most, least, firstNegative: points.find(({ value }) => value < 0) };
}

import type { Point } from '../../marks/steps.ts';
import type { HistoryItem } from '../../worker/wire.ts';

/** The lines of a history in the order of happening; what happened at once, in the order of recording. */
export const inOrder = (items: readonly HistoryItem[]): HistoryItem[] =>
  items.toReversed().toSorted((a, b) => Date.parse(a.happened) - Date.parse(b.happened) || a.sequence - b.sequence);

/** Points of a history: the balance after each event. */
export const pointsOf = (items: readonly HistoryItem[]): Point[] =>
  items.map(({ happened, balance }) => ({ at: Date.parse(happened), value: Number(balance.hasNumericalValue) }));

/** What a history shows, as numbers: where it stands, its highest and lowest point, the first day below zero. */
export function historySummary(points: readonly Point[]) {
  const now = points.at(-1);
  if (!now) return undefined;
  const most = points.reduce((best, each) => (each.value > best.value ? each : best));
  const least = points.reduce((best, each) => (each.value < best.value ? each : best));
  return { now, most, least, firstNegative: points.find(({ value }) => value < 0) };
}

import type { Point } from '../../marks/steps.ts';
import type { HistoryItem } from '../../worker/wire.ts';

/** Points of a history: the balance after each event, in the order of happening. */
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

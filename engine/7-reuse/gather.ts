import type { Day } from '../0-base/time.ts';
import type { Good } from './goods.ts';
import { type Occasion, totalOf } from './occasion.ts';

/** Stocks that a line names; more are counted only. */
const mostStocks = 20;

/** What some flows add up to: by day, and in all. */
export interface Gathered {
  readonly quantity: number;
  /** In the order of their days. */
  readonly occasions: readonly Occasion[];
  /** The stocks that they touch, the way to their events. */
  readonly resources: readonly string[];
  readonly rows: number;
}

/** Adds flows up by day. The order in which they come does not matter. */
export function gather(flows: readonly Good[]): Gathered {
  const days = new Map<Day, number>();
  for (const { day, quantity } of flows) days.set(day, (days.get(day) ?? 0) + quantity);
  const occasions = [...days].map(([day, quantity]) => ({ day, quantity })).sort((a, b) => a.day - b.day);
  const resources = [...new Set(flows.flatMap(({ resource }) => resource ?? []))].sort().slice(0, mostStocks);
  return { quantity: totalOf(occasions), occasions, resources, rows: flows.length };
}

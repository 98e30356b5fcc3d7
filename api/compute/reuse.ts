import type { Problem } from '../../engine/0-base/problem.ts';
import { parsePeriod } from '../../engine/4-footprint/period.ts';
import { findReuse } from '../../engine/7-reuse/reuse.ts';
import { type ToldReuse, tellReuse } from '../../engine/7-reuse/told.ts';
import type { Shelf } from './shelf.ts';
import type { World } from './world.ts';

/** Which reuse is asked for: of the last year in which something was recorded when no period is said. */
export interface ReuseQuery {
  readonly period?: string | undefined;
  readonly limit?: number | undefined;
}

export interface ReuseAnswer extends ToldReuse {
  readonly period: string;
  readonly sequence: number;
}

/** Surpluses, needs and judged pairs of a period. */
export function reuseOf(
  { table, facts, zone, sequence, lastYear }: World,
  { reuse: knowledge }: Shelf,
  { period = lastYear, limit = 200 }: ReuseQuery,
): { value: ReuseAnswer } | { problems: Problem[] } {
  const found = findReuse({ table, facts, zone, span: parsePeriod(period)!, knowledge });
  return { value: { period, sequence, ...tellReuse(found, facts, limit) } };
}

import type { Problem } from '../../engine/0-base/problem.ts';
import { formatDay } from '../../engine/0-base/time.ts';
import type { Facts } from '../../engine/1-record/facts.ts';
import { parsePeriod } from '../../engine/4-footprint/period.ts';
import { positionOf } from '../../engine/7-reuse/distance.ts';
import type { Ground } from '../../engine/7-reuse/ground.ts';
import type { Obstacle } from '../../engine/7-reuse/judge.ts';
import type { Carriage } from '../../engine/7-reuse/knowledge.ts';
import { findReuse, type RankedPair } from '../../engine/7-reuse/reuse.ts';
import type { Need, Surplus } from '../../engine/7-reuse/shape.ts';
import type { Shelf } from './shelf.ts';
import type { World } from './world.ts';

/** Which reuse is asked for: of the last year in which something was recorded when no period is said. */
export interface ReuseQuery {
  readonly period?: string | undefined;
  readonly limit?: number | undefined;
}

/** Where somebody is at home; without a position nothing is said. */
interface Place {
  readonly lat: number;
  readonly long: number;
}

type Told<T> = Omit<T, 'occasions' | 'resources' | 'idleSince'> & {
  readonly resources: readonly string[];
  readonly first?: string;
  readonly last?: string;
  readonly place?: Place;
  readonly idleSince?: string;
};

/** A pair by the ids of its surplus and need; amounts that are not known are null. */
export interface ToldPair {
  readonly id: string;
  readonly surplus: string;
  readonly need: string;
  readonly verdict: RankedPair['verdict'];
  readonly ground: Ground;
  readonly obstacles: readonly Obstacle[];
  readonly km: number | null;
  readonly amount: number | null;
  readonly kilograms: number | null;
  readonly taken: number;
  readonly unit: string;
  readonly factor: number;
  readonly keepingDays: number | null;
}

export interface ReuseAnswer {
  readonly period: string;
  readonly sequence: number;
  readonly surpluses: readonly Told<Surplus>[];
  readonly needs: readonly Told<Need>[];
  readonly pairs: readonly ToldPair[];
  /** How many of each there are; the lists may hold fewer. `notCompared` pairs share something and were not looked at. */
  readonly totals: {
    readonly surpluses: number;
    readonly needs: number;
    readonly plausible: number;
    readonly unknown: number;
    readonly rejected: number;
    readonly notCompared: number;
  };
  readonly carriage?: Carriage;
}

const known = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);

/** Surpluses, needs and judged pairs of a period. */
export function reuseOf(
  { table, facts, zone, sequence, lastYear }: World,
  { reuse: knowledge }: Shelf,
  { period = lastYear, limit = 200 }: ReuseQuery,
): { value: ReuseAnswer } | { problems: Problem[] } {
  const found = findReuse({ table, facts, zone, span: parsePeriod(period)!, knowledge });
  const count = (verdict: RankedPair['verdict']) => found.pairs.filter((pair) => pair.verdict === verdict).length;
  const heaviest = <T extends Surplus | Need>(list: readonly T[], used: ReadonlySet<string>): T[] =>
    [...list]
      .sort((a, b) => Number(used.has(b.id)) - Number(used.has(a.id)) || b.quantity - a.quantity)
      .slice(0, limit + used.size);
  const pairs = found.pairs.slice(0, limit);
  const surpluses = heaviest(found.surpluses, new Set(pairs.map(({ surplus }) => surplus.id)));
  const needs = heaviest(found.needs, new Set(pairs.map(({ need }) => need.id)));
  const value = {
    period,
    sequence,
    surpluses: surpluses.map((each) => tellSide(each, facts)),
    needs: needs.map((each) => tellSide(each, facts)),
    pairs: pairs.map(tellPair),
    totals: {
      surpluses: found.surpluses.length,
      needs: found.needs.length,
      plausible: count('plausible'),
      unknown: count('unknown'),
      rejected: count('rejected'),
      notCompared: found.left,
    },
    ...(knowledge.carriage && { carriage: knowledge.carriage }),
  };
  return { value };
}

function tellSide<T extends Surplus | Need>({ occasions, ...side }: T, facts: Facts): Told<T> {
  const place = positionOf(facts, side.holder);
  const [first, last] = [occasions[0], occasions.at(-1)];
  const since = 'idleSince' in side && typeof side.idleSince === 'number' ? side.idleSince : undefined;
  return {
    ...side,
    idleSince: since === undefined ? undefined : formatDay(since),
    ...(place && { place }),
    ...(first && last && { first: formatDay(first.day), last: formatDay(last.day) }),
  } as unknown as Told<T>;
}

const tellPair = (pair: RankedPair): ToldPair => ({
  id: pair.id,
  surplus: pair.surplus.id,
  need: pair.need.id,
  verdict: pair.verdict,
  ground: pair.ground,
  obstacles: pair.obstacles,
  km: known(pair.km),
  amount: known(pair.amount),
  kilograms: known(pair.kilograms),
  taken: pair.taken,
  unit: pair.unit,
  factor: pair.factor,
  keepingDays: known(pair.keepingDays),
});

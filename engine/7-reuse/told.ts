import { formatDay } from '../0-base/time.ts';
import type { Facts } from '../1-record/facts.ts';
import { type Position, positionOf } from '../1-record/distance.ts';
import type { Ground } from './ground.ts';
import type { Obstacle, Verdict } from './judge.ts';
import type { Carriage } from './knowledge.ts';
import type { RankedPair, ReuseFinding } from './reuse.ts';
import type { Need, Surplus } from './shape.ts';

/** A surplus or a need as it is told outside the engine: days as dates, and where its holder is at home when that is known. */
type ToldSide<Side> = Omit<Side, 'occasions' | 'idleSince'> & {
  /** First and last day on which it was offered or asked for. */
  readonly first?: string;
  readonly last?: string;
  readonly place?: Position;
};
/** What somebody has too much of; `idleSince` is a date. */
export type ToldSurplus = ToldSide<Surplus> & { readonly idleSince?: string };
/** What somebody takes in. */
export type ToldNeed = ToldSide<Need>;

/** A judged pair by the ids of its surplus and need; amounts that are not known are null. */
export interface ToldPair {
  readonly id: string;
  readonly surplus: string;
  readonly need: string;
  readonly verdict: Verdict;
  readonly ground: Ground;
  readonly obstacles: readonly Obstacle[];
  readonly km: number | null;
  /** In `unit`; `taken` too. */
  readonly amount: number | null;
  readonly kilograms: number | null;
  readonly taken: number;
  readonly unit: string;
  readonly factor: number;
  readonly keepingDays: number | null;
}

/** What reuse was found, with no more of each list than was asked for. */
export interface ToldReuse {
  readonly surpluses: readonly ToldSurplus[];
  readonly needs: readonly ToldNeed[];
  readonly pairs: readonly ToldPair[];
  /** How many of each there are; the lists may hold fewer. `notCompared` pairs share something and were not looked at. */
  readonly totals: Readonly<
    Record<'surpluses' | 'needs' | 'plausible' | 'unknown' | 'rejected' | 'notCompared', number>
  >;
  readonly carriage?: Carriage;
}

/** Days of a side as dates, and its place. */
function dated({ occasions, holder }: Surplus | Need, facts: Facts) {
  const place = positionOf(facts, holder);
  const [first, last] = [occasions[0], occasions.at(-1)];
  return { ...(place && { place }), ...(first && last && { first: formatDay(first.day), last: formatDay(last.day) }) };
}

function tellSurplus(surplus: Surplus, facts: Facts): ToldSurplus {
  const { occasions: _, idleSince, ...side } = surplus;
  const since = idleSince !== undefined && { idleSince: formatDay(idleSince) };
  return { ...side, ...since, ...dated(surplus, facts) };
}

function tellNeed(need: Need, facts: Facts): ToldNeed {
  const { occasions: _, ...side } = need;
  return { ...side, ...dated(need, facts) };
}

const known = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);

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

/** The sides that the told pairs name, and of the others the largest. */
function largest<Side extends Surplus | Need>(list: readonly Side[], named: ReadonlySet<Side>, limit: number): Side[] {
  return [...list]
    .sort((a, b) => Number(named.has(b)) - Number(named.has(a)) || b.quantity - a.quantity)
    .slice(0, limit + named.size);
}

/** Tells the first pairs of a finding and their sides; `limit` bounds each list. */
export function tellReuse(found: ReuseFinding, facts: Facts, limit: number): ToldReuse {
  const pairs = found.pairs.slice(0, limit);
  const count = (verdict: Verdict) => found.pairs.filter((pair) => pair.verdict === verdict).length;
  const surpluses = largest(found.surpluses, new Set(pairs.map(({ surplus }) => surplus)), limit);
  const needs = largest(found.needs, new Set(pairs.map(({ need }) => need)), limit);
  return {
    surpluses: surpluses.map((surplus) => tellSurplus(surplus, facts)),
    needs: needs.map((need) => tellNeed(need, facts)),
    pairs: pairs.map(tellPair),
    totals: {
      surpluses: found.surpluses.length,
      needs: found.needs.length,
      plausible: count('plausible'),
      unknown: count('unknown'),
      rejected: count('rejected'),
      notCompared: found.left,
    },
    ...(found.carriage && { carriage: found.carriage }),
  };
}

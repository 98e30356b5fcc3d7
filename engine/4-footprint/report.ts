import type { Problem } from '../0-base/problem.ts';
import { addBurdenRow, noBurden, componentAt } from './assembly/burden.ts';
import { type Gap, gapList } from './assembly/draft.ts';
import type { FootprintIdentity, Intensity, PoolFootprint, ProductFootprint } from './footprint-result.ts';
import type { SolvedPeriod } from './chain.ts';
import { carbonOf, sharesOf } from './shares.ts';
import type { PlanPool } from './assembly/lot-moves.ts';
import type { LotResult } from './lot/lot-system.ts';

const { value, own, low, high } = componentAt;

/** burden / quantity with its range and its part from the network's own flows. */
function intensityFrom(burden: Float64Array, quantity: number): Intensity {
  return {
    intensity: burden[value]! / quantity,
    low: burden[low]! / quantity,
    high: burden[high]! / quantity,
    primaryShare: burden[own]! / burden[value]!,
    shares: sharesOf(burden),
    carbon: carbonOf(burden, quantity),
  };
}

interface PoolSum {
  readonly of: Omit<PoolFootprint, keyof Intensity | 'available' | 'delivered' | 'closing' | 'unexplained'>;
  available: number;
  delivered: number;
  closing: number;
  unexplained: number;
  /** Sum of T_i, the weight, and of T_i m_i. */
  weight: number;
  readonly burden: Float64Array;
}

/** The pools over one or more periods: quantities summed, closing that of the last, intensities weighted by what was available. */
export function poolFootprints(periods: readonly SolvedPeriod[]): PoolFootprint[] {
  const sums = new Map<number, PoolSum>();
  for (const { draft, result } of periods) {
    const { pools } = draft;
    pools.place.forEach((place, i) => {
      const known = sums.get(place);
      const sum = known ?? newPoolSum(pools.of[i]!);
      const came = pools.bought[i]! + pools.entered[i]! + result.unexplained[i]!;
      sum.available += (known ? 0 : pools.opening[i]!) + came;
      sum.delivered += pools.delivered[i]!;
      sum.closing = result.closing[i]!;
      sum.unexplained += result.unexplained[i]!;
      sum.weight += pools.opening[i]! + came;
      addBurdenRow(sum.burden, result.intensity, i, pools.opening[i]! + came);
      sums.set(place, sum);
    });
  }
  return [...sums.values()].map(({ of, weight, burden, ...rest }) => ({
    ...of,
    ...rest,
    ...intensityFrom(burden, weight),
  }));
}

const newPoolSum = (of: PoolSum['of']): PoolSum => ({
  of,
  available: 0,
  delivered: 0,
  closing: 0,
  unexplained: 0,
  weight: 0,
  burden: noBurden(),
});

interface ProductSum {
  readonly specification: string;
  readonly unit: string;
  made: number;
  readonly madeBurden: Float64Array;
  delivered: number;
  weight: number;
  readonly burden: Float64Array;
}

/** Specifications over one or more periods: sum a_pi c_p / sum y_pi of what was made, else the average of what was there. */
export function productFootprints(periods: readonly SolvedPeriod[]): ProductFootprint[] {
  const incomplete = new Set(periods.flatMap(({ lacking }) => [...lacking.specifications]));
  const sums = productSums();
  for (const period of periods) addProducts(period, sums);
  return sums.list().map(({ specification, unit, made, madeBurden, delivered, weight, burden }) => ({
    specification,
    unit,
    made,
    delivered,
    incomplete: incomplete.has(specification),
    ...(made > 0 ? intensityFrom(madeBurden, made) : intensityFrom(burden, weight)),
  }));
}

interface ProductSums {
  of(place: number, pool: PlanPool): ProductSum;
  list(): ProductSum[];
}

/** Sums by specification and unit, found by the place of a pool once it is known. */
function productSums(): ProductSums {
  const sums = new Map<string, ProductSum>();
  const ofPlace: ProductSum[] = [];
  const find = ({ specification, unit }: PlanPool): ProductSum => {
    const key = JSON.stringify([specification, unit]);
    const empty = { made: 0, madeBurden: noBurden(), delivered: 0, weight: 0, burden: noBurden() };
    const sum = sums.get(key) ?? { specification, unit, ...empty };
    sums.set(key, sum);
    return sum;
  };
  return {
    of: (place, pool) => (ofPlace[place] ??= find(pool)),
    list: () => [...sums.values()],
  };
}

function addProducts({ draft, system, result, processOf }: SolvedPeriod, sums: ProductSums): void {
  const { pools } = draft;
  const sumOf = (i: number) => sums.of(pools.place[i]!, pools.of[i]!);
  pools.of.forEach(({ kind }, i) => {
    if (kind === 'wear') return;
    const sum = sumOf(i);
    const weight = pools.opening[i]! + pools.bought[i]! + pools.entered[i]! + result.unexplained[i]!;
    sum.delivered += pools.delivered[i]!;
    sum.weight += weight;
    addBurdenRow(sum.burden, result.intensity, i, weight);
  });
  const { process, pool, quantity, share } = system.outputs;
  process.forEach((p, at) => {
    if (processOf[p]! < 0 || !(share[at]! > 0) || !(quantity[at]! > 0)) return;
    const sum = sumOf(pool[at]!);
    sum.made += quantity[at]!;
    addBurdenRow(sum.madeBurden, result.processBurden, p, share[at]!);
  });
}

/** What durables carried whose effort was first drawn on in a period. */
function takenUp({ draft: { entries, pools } }: SolvedPeriod): number {
  return entries.pool.reduce((sum, pool, at) => {
    if (pool < 0 || pools.of[pool]!.kind !== 'wear') return sum;
    return sum + entries.sources[entries.source[at]!]!.source.value * entries.amount[at]!;
  }, 0);
}

/**
 * The identity over periods in a chain: the opening is the first one's and that of durables taken up later, closing and work in progress the last
 * one's.
 */
export function identityOf(periods: readonly SolvedPeriod[]): FootprintIdentity {
  const over = (read: (result: LotResult) => Float64Array): number =>
    periods.reduce((sum, each) => sum + read(each.result)[value]!, 0);
  const first = periods[0]?.result;
  const last = periods.at(-1)?.result;
  const entered = {
    opening: periods.slice(1).reduce((sum, each) => sum + takenUp(each), first?.in.opening[value] ?? 0),
    bought: over((each) => each.in.bought),
    purchases: over((each) => each.in.purchases),
    direct: over((each) => each.in.direct),
    unexplained: over((each) => each.in.unexplained),
  };
  const left = {
    delivered: over((each) => each.out.delivered),
    lost: over((each) => each.out.lost),
    closing: last?.out.closing[value] ?? 0,
    workInProgress: last?.out.workInProgress[value] ?? 0,
    stranded: over((each) => each.out.stranded),
  };
  const sum = (parts: Record<string, number>) => Object.values(parts).reduce((total, each) => total + each, 0);
  return { in: entered, out: left, sumIn: sum(entered), sumOut: sum(left) };
}

/** The gaps of periods added up, and all problems once. */
export function gapsOf(periods: readonly SolvedPeriod[]): { gaps: Gap[]; problems: Problem[] } {
  const all = gapList();
  for (const period of periods) for (const gap of period.gaps) all.add(gap);
  const gaps = all.list();
  const ofPeriods = periods.flatMap(({ problems: ofRules, result }) => [...ofRules, ...result.problems]);
  const problems = [...gaps.map((gap) => gap.problem), ...ofPeriods];
  const once = new Map(
    problems.map((each) => [
      JSON.stringify([each.code, each.record ?? '', each.values['name'] ?? '', each.values['rule'] ?? '']),
      each,
    ]),
  );
  return { gaps, problems: [...once.values()] };
}

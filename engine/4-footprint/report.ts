import type { Problem } from '../0-base/problem.ts';
import type { AssembledPeriod } from './assemble.ts';
import { components, type Gap, gapList, noBurden, addBurden } from './draft.ts';
import type {
  Contribution,
  FootprintIdentity,
  Intensity,
  PoolFootprint,
  ProductFootprint,
} from './footprint-result.ts';
import type { LotResult } from './lot-system.ts';

/** One period assembled and solved. */
export interface SolvedPeriod extends AssembledPeriod {
  readonly result: LotResult;
}

/** Ids that contributions are told by, by place of the process in the plan. */
export interface Naming {
  readonly groupOfProcess: readonly string[];
  readonly agentOfProcess: readonly string[];
}

const width = components.length;
const [value, own, low, high] = [0, 1, 2, 3];

/** burden / quantity with its range and its part from the network's own flows. */
function intensityFrom(burden: Float64Array, quantity: number): Intensity {
  return {
    intensity: burden[value]! / quantity,
    low: burden[low]! / quantity,
    high: burden[high]! / quantity,
    primaryShare: burden[own]! / burden[value]!,
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
  for (const { draft, result } of periods)
    draft.pools.forEach(({ place, pool, opening, boughtQuantity, entered, delivered }, i) => {
      const known = sums.get(place);
      const sum = known ?? newPoolSum(pool);
      const began = opening?.quantity ?? 0;
      const came = boughtQuantity + entered + result.unexplained[i]!;
      sum.available += (known ? 0 : began) + came;
      sum.delivered += delivered;
      sum.closing = result.closing[i]!;
      sum.unexplained += result.unexplained[i]!;
      sum.weight += began + came;
      addBurden(sum.burden, result.intensity.subarray(i * width, (i + 1) * width), began + came);
      sums.set(place, sum);
    });
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
export function productFootprints(
  periods: readonly SolvedPeriod[],
  incomplete: ReadonlySet<string>,
): ProductFootprint[] {
  const sums = new Map<string, ProductSum>();
  const of = (specification: string, unit: string): ProductSum => {
    const key = JSON.stringify([specification, unit]);
    const empty = { made: 0, madeBurden: noBurden(), delivered: 0, weight: 0, burden: noBurden() };
    const sum = sums.get(key) ?? { specification, unit, ...empty };
    sums.set(key, sum);
    return sum;
  };
  for (const period of periods) addProducts(period, of);
  return [...sums.values()].map(({ specification, unit, made, madeBurden, delivered, weight, burden }) => ({
    specification,
    unit,
    made,
    delivered,
    incomplete: incomplete.has(specification),
    ...(made > 0 ? intensityFrom(madeBurden, made) : intensityFrom(burden, weight)),
  }));
}

function addProducts({ draft, system, result }: SolvedPeriod, of: (name: string, unit: string) => ProductSum): void {
  draft.pools.forEach((each, i) => {
    if (each.pool.kind === 'wear') return;
    const sum = of(each.pool.specification, each.pool.unit);
    const weight = (each.opening?.quantity ?? 0) + each.boughtQuantity + each.entered + result.unexplained[i]!;
    sum.delivered += each.delivered;
    sum.weight += weight;
    addBurden(sum.burden, result.intensity.subarray(i * width, (i + 1) * width), weight);
  });
  draft.processes.forEach((_, p) => {
    for (const { pool, quantity, share } of system.processes[p]!.outputs) {
      if (share <= 0 || quantity <= 0) continue;
      const sum = of(draft.pools[pool]!.pool.specification, draft.pools[pool]!.pool.unit);
      sum.made += quantity;
      addBurden(sum.madeBurden, result.processBurden.subarray(p * width, (p + 1) * width), share);
    }
  });
}

/** Specifications whose figures lack something: those of gaps, what their processes made, and what was made of that, and so on. */
export function incompleteSpecifications(periods: readonly SolvedPeriod[], gaps: readonly Gap[]): ReadonlySet<string> {
  const lacking = new Set(gaps.filter((gap) => gap.process === '').map((gap) => gap.specification));
  const processes = new Set(gaps.map((gap) => gap.process).filter((id) => id !== ''));
  const makes = new Map<string, Set<string>>();
  for (const { draft } of periods)
    for (const { id, inputs, outputs } of draft.processes)
      for (const output of outputs) {
        if (processes.has(id)) lacking.add(output.thing.specification);
        for (const { thing } of inputs)
          makes.set(thing.specification, (makes.get(thing.specification) ?? new Set()).add(output.thing.specification));
      }
  for (const specification of lacking) for (const made of makes.get(specification) ?? []) lacking.add(made);
  return lacking;
}

/** Contributions by id in falling order, with their parts of the whole. */
function ranked(sums: ReadonlyMap<string, number>, whole: number): Contribution[] {
  return [...sums]
    .map(([of, amount]) => ({ of, value: amount, share: amount / whole }))
    .sort((a, b) => b.value - a.value || (a.of < b.of ? -1 : 1));
}

const addTo = (sums: Map<string, number>, key: string, amount: number): void => {
  if (amount !== 0) sums.set(key, (sums.get(key) ?? 0) + amount);
};

/** Where the total of some periods arose, and what of it left with deliveries. */
export interface Origins {
  readonly total: number;
  readonly totalRange: { readonly low: number; readonly high: number };
  readonly raised: number;
  readonly primaryShare: number;
  readonly delivered: readonly Contribution[];
  readonly processSpecifications: readonly Contribution[];
  readonly agents: readonly Contribution[];
}

/** What processes (places in the plan) took from each pool (place in the draft). */
function usersOf({ processes }: SolvedPeriod['draft']): Map<number, Map<number, number>> {
  const users = new Map<number, Map<number, number>>();
  for (const { place, inputs } of processes)
    for (const { pool, quantity } of inputs) {
      const taken = users.get(pool) ?? new Map<number, number>();
      users.set(pool, taken.set(place, (taken.get(place) ?? 0) + quantity));
    }
  return users;
}

/**
 * Sums what came onto the account: own flows and purchases by process; goods bought and overdraws by the process that took them from the pool
 * that they came into, pro rata; what no process took stands under '' and the pool's holder.
 */
export function originsOf(periods: readonly SolvedPeriod[], naming: Naming): Origins {
  const total = noBurden();
  const raised = noBurden();
  const byProcess = new Map<string, number>();
  const byAgent = new Map<string, number>();
  const bySpecification = new Map<string, number>();
  const enter = (burden: Float64Array, group: string, agent: string): void => {
    addBurden(total, burden);
    addTo(byProcess, group, burden[value]!);
    addTo(byAgent, agent, burden[value]!);
  };
  for (const { draft, result } of periods) {
    for (const { place, direct, purchases } of draft.processes)
      for (const burden of [direct, ...purchases.map((each) => each.burden)])
        enter(burden, naming.groupOfProcess[place]!, naming.agentOfProcess[place]!);
    const users = usersOf(draft);
    draft.pools.forEach((each, i) => {
      const { pool, boughtBurden, begun, delivered } = each;
      const intensity = result.intensity.subarray(i * width, (i + 1) * width);
      const entered = boughtBurden.slice();
      addBurden(entered, begun, -1);
      if (pool.kind !== 'wear' && result.unexplained[i]! > 0) addBurden(entered, intensity, result.unexplained[i]!);
      addBurden(raised, begun);
      addTo(bySpecification, pool.specification, delivered > 0 ? delivered * intensity[value]! : 0);
      if (entered.every((burden) => burden === 0)) return;
      const there = (each.opening?.quantity ?? 0) + each.boughtQuantity + each.entered + result.unexplained[i]!;
      let rest = 1;
      for (const [place, quantity] of users.get(i) ?? []) {
        rest -= quantity / there;
        enter(
          entered.map((burden) => (burden * quantity) / there),
          naming.groupOfProcess[place]!,
          naming.agentOfProcess[place]!,
        );
      }
      if (rest > 1e-12)
        enter(
          entered.map((burden) => burden * rest),
          '',
          pool.holder ?? '',
        );
    });
  }
  const left = [...bySpecification.values()].reduce((sum, each) => sum + each, 0);
  return {
    total: total[value]!,
    totalRange: { low: total[low]!, high: total[high]! },
    raised: raised[value]!,
    primaryShare: total[own]! / total[value]!,
    delivered: ranked(bySpecification, left),
    processSpecifications: ranked(byProcess, total[value]!),
    agents: ranked(byAgent, total[value]!),
  };
}

/** The identity over periods in a chain: the opening is the first one's, closing and work in progress the last one's. */
export function identityOf(periods: readonly SolvedPeriod[]): FootprintIdentity {
  const over = (read: (result: LotResult) => Float64Array): number =>
    periods.reduce((sum, each) => sum + read(each.result)[value]!, 0);
  const first = periods[0]?.result;
  const last = periods.at(-1)?.result;
  const entered = {
    opening: first?.in.opening[value] ?? 0,
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
  const problems = [...gaps.map((gap) => gap.problem), ...periods.flatMap((each) => each.result.problems)];
  const once = new Map(
    problems.map((each) => [JSON.stringify([each.code, each.record ?? '', each.values['name'] ?? '']), each]),
  );
  return { gaps, problems: [...once.values()] };
}

import { bucketOf, buckets } from '../0-base/matrix/bucket.ts';
import { addBurden, addBurdenRow, noBurden, componentAt } from './assembly/burden.ts';
import type { CarbonOrigins, Contribution, FigureShares } from './footprint-result.ts';
import { carbonOf, sharesOf } from './shares.ts';
import { overdrawBurden } from './assembly/unexplained.ts';
import type { SolvedPeriod } from './chain.ts';

/** Ids that contributions are told by, by place of the process in the plan. */
export interface Naming {
  readonly groupOfProcess: readonly string[];
  readonly agentOfProcess: readonly string[];
}

const { value, own, low, high } = componentAt;

/** What is smaller than this part of all is what rounding left where a credit took a burden back. */
const rounding = 1e-12;

/** Contributions by id in falling order, with their parts of the whole. */
function ranked(sums: ReadonlyMap<string, number>, whole: number): Contribution[] {
  const all = [...sums.values()].reduce((sum, amount) => sum + Math.abs(amount), 0);
  return [...sums]
    .filter(([, amount]) => Math.abs(amount) > rounding * all)
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
  readonly shares: FigureShares;
  readonly carbon: CarbonOrigins;
  readonly delivered: readonly Contribution[];
  readonly processSpecifications: readonly Contribution[];
  readonly agents: readonly Contribution[];
}

/**
 * Sums what came onto the account: own flows and purchases by process; goods bought and overdraws by the process that took them from the pool
 * that they came into, pro rata; what no process took stands under '' and the pool's holder.
 */
export function originsOf(periods: readonly SolvedPeriod[], naming: Naming): Origins {
  const account: Account = {
    total: noBurden(),
    raised: noBurden(),
    ofProcess: new Float64Array(naming.groupOfProcess.length),
    ofHolder: new Map(),
    delivered: new Map(),
  };
  for (const period of periods) {
    addOwn(account, period);
    addPools(account, period);
  }
  const { total, raised, delivered } = account;
  const { byProcess, byAgent } = namedOrigins(account, naming);
  const left = [...delivered.values()].reduce((sum, each) => sum + each, 0);
  return {
    total: total[value]!,
    totalRange: { low: total[low]!, high: total[high]! },
    raised: raised[value]!,
    primaryShare: total[own]! / total[value]!,
    shares: sharesOf(total),
    carbon: carbonOf(total),
    delivered: ranked(delivered, left),
    processSpecifications: ranked(byProcess, total[value]!),
    agents: ranked(byAgent, total[value]!),
  };
}

/** What came onto the account so far. */
interface Account {
  readonly total: Float64Array;
  readonly raised: Float64Array;
  /** By place of the process in the plan; in the indicator's unit. */
  readonly ofProcess: Float64Array;
  /** What no process took, by the pool's holder. */
  readonly ofHolder: Map<string, number>;
  /** By specification. */
  readonly delivered: Map<string, number>;
}

/** Own flows of processes, and what they bought for themselves. */
function addOwn({ total, ofProcess }: Account, { draft }: SolvedPeriod): void {
  const { place, direct, purchased } = draft.processes;
  for (const table of [direct.values(), purchased.values()])
    place.forEach((process, p) => {
      addBurdenRow(total, table, p);
      ofProcess[process]! += table[p * total.length + value]!;
    });
}

/** What was bought into pools or taken from nowhere, shared among those who took from them. */
function addPools({ total, raised, ofProcess, ofHolder, delivered }: Account, { draft, result }: SolvedPeriod): void {
  const { pools, inputs, processes } = draft;
  const takers = buckets(inputs.pool, pools.place.length);
  const [bought, begun] = [pools.boughtBurden.values(), pools.begun.values()];
  pools.of.forEach((pool, i) => {
    const entered = noBurden();
    addBurdenRow(entered, bought, i);
    addBurdenRow(entered, begun, i, -1);
    const counted = result.counted[i]!;
    if (counted > 0) addBurden(entered, overdrawBurden(result.intensity, i), counted);
    addBurdenRow(raised, begun, i);
    if (pools.delivered[i]! > 0)
      addTo(delivered, pool.specification, pools.delivered[i]! * result.intensity[i * entered.length + value]!);
    if (entered.every((burden) => burden === 0)) return;
    addBurden(total, entered);
    const there = pools.opening[i]! + pools.bought[i]! + pools.entered[i]! + result.unexplained[i]!;
    let rest = 1;
    for (const at of bucketOf(takers, i)) {
      const part = inputs.quantity[at]! / there;
      rest -= part;
      ofProcess[processes.place[inputs.process[at]!]!]! += entered[value]! * part;
    }
    if (rest > 1e-12) addTo(ofHolder, pool.holder ?? '', entered[value]! * rest);
  });
}

/** The account by the names of kinds of process and of agents. */
function namedOrigins({ ofProcess, ofHolder }: Account, { groupOfProcess, agentOfProcess }: Naming) {
  const byProcess = new Map<string, number>();
  const byAgent = new Map<string, number>();
  ofProcess.forEach((amount, place) => {
    addTo(byProcess, groupOfProcess[place]!, amount);
    addTo(byAgent, agentOfProcess[place]!, amount);
  });
  for (const [holder, amount] of ofHolder) {
    addTo(byProcess, '', amount);
    addTo(byAgent, holder, amount);
  }
  return { byProcess, byAgent };
}

import { addBurden, addBurdenRow, noBurden } from './draft.ts';
import type { Contribution } from './footprint-result.ts';
import type { SolvedPeriod } from './report.ts';

/** Ids that contributions are told by, by place of the process in the plan. */
export interface Naming {
  readonly groupOfProcess: readonly string[];
  readonly agentOfProcess: readonly string[];
}

const [value, own, low, high] = [0, 1, 2, 3] as const;

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
  for (const { place, direct, purchases } of draft.processes) {
    addBurden(total, direct);
    ofProcess[place]! += direct[value]!;
    for (const { burden } of purchases) {
      addBurden(total, burden);
      ofProcess[place]! += burden[value]!;
    }
  }
}

/** What was bought into pools or taken from nowhere, shared among those who took from them. */
function addPools({ total, raised, ofProcess, ofHolder, delivered }: Account, { draft, result }: SolvedPeriod): void {
  const takers = takersOf(draft);
  draft.pools.forEach((each, i) => {
    const { pool, boughtBurden, begun } = each;
    const entered = boughtBurden.slice();
    addBurden(entered, begun, -1);
    if (pool.kind !== 'wear' && result.unexplained[i]! > 0)
      addBurdenRow(entered, result.intensity, i, result.unexplained[i]!);
    addBurden(raised, begun);
    if (each.delivered > 0) {
      const intensity = result.intensity[i * entered.length + value]!;
      addTo(delivered, pool.specification, each.delivered * intensity);
    }
    if (entered.every((burden) => burden === 0)) return;
    addBurden(total, entered);
    const there = (each.opening?.quantity ?? 0) + each.boughtQuantity + each.entered + result.unexplained[i]!;
    let rest = 1;
    for (let at = takers.start[i]!; at < takers.start[i + 1]!; at++) {
      const part = takers.quantity[at]! / there;
      rest -= part;
      ofProcess[takers.process[at]!]! += entered[value]! * part;
    }
    if (rest > 1e-12) addTo(ofHolder, pool.holder ?? '', entered[value]! * rest);
  });
}

/** What processes (places in the plan) took from each pool: that of pool i stands at start[i] up to start[i + 1]. */
interface Takers {
  readonly start: Uint32Array;
  readonly process: Uint32Array;
  readonly quantity: Float64Array;
}

function takersOf({ pools, processes }: SolvedPeriod['draft']): Takers {
  const start = new Uint32Array(pools.length + 1);
  for (const { inputs } of processes) for (const { pool } of inputs) start[pool + 1]! += 1;
  for (let i = 1; i < start.length; i++) start[i]! += start[i - 1]!;
  const next = start.slice();
  const process = new Uint32Array(start.at(-1)!);
  const taken = new Float64Array(process.length);
  for (const { place, inputs } of processes)
    for (const { pool, quantity } of inputs) {
      const at = next[pool]!++;
      process[at] = place;
      taken[at] = quantity;
    }
  return { start, process, quantity: taken };
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

import type { LotResult, LotSystem } from '../../../engine/4-footprint/lot/lot-system.ts';
import { solveLots } from '../../../engine/4-footprint/lot/lots.ts';
import { type GivenProcess, lotsOf } from '../lots.ts';
import { type CaseResult, check } from './check.ts';

interface Amount {
  readonly quantity: number;
  readonly intensity: number;
}

interface CasePool {
  readonly unit: string;
  readonly opening?: Amount;
  readonly bought?: Amount;
  readonly delivered?: number;
  readonly lost?: number;
}

interface CaseProcess {
  readonly consumes?: Readonly<Record<string, number>>;
  readonly uses?: Readonly<Record<string, number>>;
  readonly direct?: number;
  readonly purchases?: readonly (Amount & { readonly what: string })[];
  readonly wasteTo?: Readonly<Record<string, number>>;
  readonly outputs: readonly { readonly pool: string; readonly quantity: number; role: string; weight: number }[];
}

export interface LotCase {
  readonly pools: Readonly<Record<string, CasePool>>;
  readonly transfers?: readonly { readonly from: string; readonly to: string; readonly quantity: number }[];
  readonly processes: Readonly<Record<string, CaseProcess>>;
  readonly expected: Readonly<Record<string, unknown>>;
}

const one = (value: number) => Float64Array.of(value);
const carrying = new Set(['product', 'co-product']);

interface Names {
  readonly pools: readonly string[];
  readonly processes: readonly string[];
  /** Pools that some process uses: durables in units of effort. */
  readonly worn: ReadonlySet<string>;
  /** Processes that treat the waste of others, who pay for all of it. */
  readonly treating: ReadonlySet<string>;
}

function namesOf(given: LotCase): Names {
  const every = Object.values(given.processes);
  return {
    pools: Object.keys(given.pools),
    processes: Object.keys(given.processes),
    worn: new Set(every.flatMap(({ uses }) => Object.keys(uses ?? {}))),
    treating: new Set(every.flatMap(({ wasteTo }) => Object.keys(wasteTo ?? {}))),
  };
}

function processOf(key: string, given: CaseProcess, { pools, processes, treating }: Names): GivenProcess {
  const paid = treating.has(key);
  const total = given.outputs.reduce((sum, { role, weight }) => sum + (carrying.has(role) ? weight : 0), 0);
  return {
    key,
    direct: one(given.direct ?? 0),
    consumes: [given.consumes, given.uses].flatMap((each) =>
      Object.entries(each ?? {}).map(([pool, quantity]) => ({ pool: pools.indexOf(pool), quantity })),
    ),
    purchases: (given.purchases ?? []).map(({ what, quantity, intensity }) => ({
      what,
      quantity,
      burden: one(quantity * intensity),
    })),
    wasteTo: Object.entries(given.wasteTo ?? {}).map(([process, quantity]) => ({
      process: processes.indexOf(process),
      quantity,
    })),
    outputs: given.outputs.map(({ pool, quantity, role, weight }) => ({
      pool: pools.indexOf(pool),
      quantity,
      share: carrying.has(role) && !paid ? weight / total : 0,
    })),
  };
}

/** The LotSystem of a case of one indicator; a co-product's share is its part of the weights. */
export function lotSystemOf(given: LotCase): LotSystem {
  const names = namesOf(given);
  const { pools, worn } = names;
  return lotsOf({
    pools: Object.entries(given.pools).map(([key, { opening, bought, delivered = 0, lost = 0 }]) => ({
      key,
      ...(opening && { opening: { quantity: opening.quantity, intensity: one(opening.intensity) } }),
      ...(bought && { bought: { quantity: bought.quantity, burden: one(bought.quantity * bought.intensity) } }),
      delivered,
      lost,
      durable: worn.has(key),
    })),
    processes: Object.entries(given.processes).map(([key, process]) => processOf(key, process, names)),
    transfers: (given.transfers ?? []).map(({ from, to, quantity }) => ({
      from: pools.indexOf(from),
      to: pools.indexOf(to),
      quantity,
    })),
    indicators: [''],
  });
}

const firstOfEach = (sums: object) => Object.fromEntries(Object.entries(sums).map(([kind, [value]]) => [kind, value]));
const total = (sums: object) => Object.values(sums).reduce((sum: number, [value]) => sum + value, 0);

/** What the keys under `expected` mean in an answer of `solveLots` or `denseLots`. */
export function lotAnswers(system: LotSystem, result: LotResult): Readonly<Record<string, () => unknown>> {
  const byPool = (values: Float64Array) => Object.fromEntries(system.pools.keys.map((key, i) => [key, values[i]]));
  return {
    intensity: () => byPool(result.intensity),
    processBurden: () => Object.fromEntries(system.processes.keys.map((key, p) => [key, result.processBurden[p]])),
    closing: () => byPool(result.closing),
    unexplained: () => byPool(result.unexplained),
    in: () => firstOfEach(result.in),
    out: () => firstOfEach(result.out),
    sumIn: () => total(result.in),
    sumOut: () => total(result.out),
  };
}

export function run(given: LotCase): CaseResult {
  const system = lotSystemOf(given);
  return check(given, lotAnswers(system, solveLots(system)));
}

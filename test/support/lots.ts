import fc from 'fast-check';
import type { LotSystem } from '../../engine/4-footprint/lot/lot-system.ts';

/** A pool as a test tells of it. */
export interface GivenPool {
  readonly key: string;
  readonly opening?: { readonly quantity: number; readonly intensity: Float64Array };
  readonly bought?: { readonly quantity: number; readonly burden: Float64Array };
  readonly delivered: number;
  readonly lost: number;
  readonly durable?: boolean;
}

/** A process as a test tells of it. */
export interface GivenProcess {
  readonly key: string;
  readonly carried?: Float64Array;
  readonly direct: Float64Array;
  readonly consumes: readonly { readonly pool: number; readonly quantity: number }[];
  readonly purchases: readonly { readonly what: string; readonly quantity: number; readonly burden: Float64Array }[];
  readonly wasteTo: readonly { readonly process: number; readonly quantity: number }[];
  readonly outputs: readonly { readonly pool: number; readonly quantity: number; readonly share: number }[];
}

/** A system as a test tells of it: each process with what it takes and makes. */
export interface GivenLots {
  readonly pools: readonly GivenPool[];
  readonly processes: readonly GivenProcess[];
  readonly transfers: readonly { readonly from: number; readonly to: number; readonly quantity: number }[];
  readonly indicators: readonly string[];
}

const whole = (list: readonly number[]) => Int32Array.from(list);
const real = (list: readonly number[]) => Float64Array.from(list);

/** The tables of a system that is told pool by pool and process by process. */
export function lotsOf({ pools, processes, transfers, indicators }: GivenLots): LotSystem {
  const width = indicators.length;
  const table = <T>(list: readonly T[], read: (each: T) => Float64Array | undefined, times = (_: T) => 1) => {
    const values = new Float64Array(list.length * width);
    list.forEach((each, i) => {
      read(each)?.forEach((burden, k) => {
        values[i * width + k] = burden * times(each);
      });
    });
    return values;
  };
  const consumes = processes.flatMap((each, process) => each.consumes.map((use) => ({ ...use, process })));
  const outputs = processes.flatMap((each, process) => each.outputs.map((output) => ({ ...output, process })));
  const wasteTo = processes.flatMap((each, from) =>
    each.wasteTo.map(({ process: by, quantity }) => ({ from, by, quantity })),
  );
  return {
    pools: {
      keys: pools.map(({ key }) => key),
      opening: real(pools.map(({ opening }) => opening?.quantity ?? 0)),
      openingBurden: table(
        pools,
        ({ opening }) => opening?.intensity,
        ({ opening }) => opening?.quantity ?? 0,
      ),
      bought: real(pools.map(({ bought }) => bought?.quantity ?? 0)),
      boughtBurden: table(pools, ({ bought }) => bought?.burden),
      delivered: real(pools.map(({ delivered }) => delivered)),
      lost: real(pools.map(({ lost }) => lost)),
      durable: Uint8Array.from(pools, ({ durable }) => (durable ? 1 : 0)),
    },
    processes: {
      keys: processes.map(({ key }) => key),
      carried: table(processes, ({ carried }) => carried),
      direct: table(processes, ({ direct }) => direct),
      purchased: table(processes, ({ purchases }) =>
        purchases.reduce((sum, { burden }) => sum.map((each, k) => each + burden[k]!), new Float64Array(width)),
      ),
    },
    transfers: {
      from: whole(transfers.map(({ from }) => from)),
      to: whole(transfers.map(({ to }) => to)),
      quantity: real(transfers.map(({ quantity }) => quantity)),
    },
    consumes: {
      pool: whole(consumes.map(({ pool }) => pool)),
      process: whole(consumes.map(({ process }) => process)),
      quantity: real(consumes.map(({ quantity }) => quantity)),
    },
    outputs: {
      process: whole(outputs.map(({ process }) => process)),
      pool: whole(outputs.map(({ pool }) => pool)),
      quantity: real(outputs.map(({ quantity }) => quantity)),
      share: real(outputs.map(({ share }) => share)),
    },
    wasteTo: {
      from: whole(wasteTo.map(({ from }) => from)),
      by: whole(wasteTo.map(({ by }) => by)),
      quantity: real(wasteTo.map(({ quantity }) => quantity)),
    },
    indicators,
  };
}

const amount = fc.integer({ min: 1, max: 1000 });
const often = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const burden = fc
  .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }))
  .map(([a, b]) => Float64Array.of(a, b));

const poolDrawn = fc.record({
  opening: often(fc.record({ quantity: amount, intensity: burden })),
  bought: often(fc.record({ quantity: amount, burden })),
  delivered: fc.oneof(fc.constant(0), amount),
  lost: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: amount }),
  durable: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

const processDrawn = (pools: number, processes: number) => {
  const pool = fc.integer({ min: 0, max: pools - 1 });
  const process = fc.integer({ min: 0, max: processes - 1 });
  return fc.record({
    carried: often(burden),
    direct: burden,
    consumes: fc.array(fc.record({ pool, quantity: amount }), { maxLength: 3 }),
    purchases: fc.array(fc.record({ what: fc.constant('electricity'), quantity: amount, burden }), { maxLength: 1 }),
    wasteTo: fc.array(fc.record({ process, quantity: amount }), { maxLength: 1 }),
    outputs: fc.array(fc.record({ pool, quantity: amount, weight: fc.integer({ min: 0, max: 3 }) }), { maxLength: 3 }),
    paidFor: fc.integer({ min: 0, max: 2 }),
  });
};

/** Shares by weight; `paidFor` parts of the whole are left to those whose waste the process treats. */
function sharesOf(outputs: readonly { pool: number; quantity: number; weight: number }[], paidFor: number) {
  const total = outputs.reduce((sum, { weight }) => sum + weight, paidFor);
  return outputs.map(({ pool, quantity, weight }) => ({ pool, quantity, share: total === 0 ? 0 : weight / total }));
}

const given = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

/** Any network of lots of two indicators: loops, durables, overdraws, waste treatment, work in progress. */
export const lotSystems: fc.Arbitrary<GivenLots> = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 6 }))
  .chain(([pools, processes]) =>
    fc.record({
      pools: fc.array(poolDrawn, { minLength: pools, maxLength: pools }),
      processes: fc.array(processDrawn(pools, processes), { minLength: processes, maxLength: processes }),
      transfers: fc.array(
        fc.record({
          from: fc.integer({ min: 0, max: pools - 1 }),
          to: fc.integer({ min: 0, max: pools - 1 }),
          quantity: amount,
        }),
        { maxLength: 3 },
      ),
    }),
  )
  .map(({ pools, processes, transfers }) => ({
    pools: pools.map((pool, i) => given({ key: `pool ${i}`, ...pool }) as GivenPool),
    processes: processes.map(
      ({ outputs, paidFor, ...process }, p) =>
        given({ key: `process ${p}`, ...process, outputs: sharesOf(outputs, paidFor) }) as GivenProcess,
    ),
    transfers,
    indicators: ['climate', 'water'],
  }));

/** The sums of what came in and of what left or stayed, of one indicator. */
export function sidesOf(result: { in: object; out: object }, k: number): [number, number] {
  const sum = (kinds: object) =>
    Object.values(kinds).reduce((total: number, each: Float64Array) => total + each[k]!, 0);
  return [sum(result.in), sum(result.out)];
}

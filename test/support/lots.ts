import fc from 'fast-check';
import type { LotPool, LotProcess, LotSystem } from '../../engine/4-footprint/lot-system.ts';

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
export const lotSystems: fc.Arbitrary<LotSystem> = fc
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
    pools: pools.map((pool, i) => given({ key: `pool ${i}`, ...pool }) as LotPool),
    processes: processes.map(
      ({ outputs, paidFor, ...process }, p) =>
        given({ key: `process ${p}`, ...process, outputs: sharesOf(outputs, paidFor) }) as LotProcess,
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

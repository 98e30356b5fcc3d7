import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isError } from '../../../engine/0-base/problem.ts';
import { denseLots } from '../../support/dense-lots.ts';
import type { LotResult } from '../../../engine/4-footprint/lot/lot-system.ts';
import { solveLots } from '../../../engine/4-footprint/lot/lots.ts';
import { check } from '../../support/cases/check.ts';
import { type LotCase, lotAnswers, lotSystemOf, run } from '../../support/cases/lot-footprints.ts';
import { type GivenLots, lotSystems, lotsOf, sidesOf } from '../../support/lots.ts';
import loopOfLots from '../../fixtures/lca/loop-of-lots.json' with { type: 'json' };

const loop: LotCase = loopOfLots as never;
/** What goes in equals what comes out plus what stays, for each indicator. */
function expectIdentity(result: LotResult, indicators: number): void {
  for (let k = 0; k < indicators; k++) {
    const [entered, left] = sidesOf(result, k);
    expect(Math.abs(entered - left)).toBeLessThanOrEqual(1e-9 * Math.max(entered, 1));
  }
}

test('farm, brewery and composter in a loop: 440 in, 295.269 delivered, 128.007 in stock, 16.724 in progress', () => {
  expect(run(loop)).toEqual({ passed: true, differences: [], unknownKeys: [] });
  const { out } = solveLots(lotSystemOf(loop));
  expect(out.delivered[0]).toBeCloseTo(295.269, 3);
  expect(out.closing[0]).toBeCloseTo(128.007, 3);
  expect(out.workInProgress[0]).toBeCloseTo(16.724, 3);
});

test('the textbook elimination finds the same loop', () => {
  const lots = lotSystemOf(loop);
  expect(check(loop, lotAnswers(lots, denseLots(lots)))).toEqual({ passed: true, differences: [], unknownKeys: [] });
});

test('a case with a wrong figure, or a key that nobody knows, does not pass unseen', () => {
  const wrong = run({ ...loop, expected: { ...loop.expected, sumIn: 441, moon: 1 } });
  expect(wrong).toEqual({ passed: false, differences: ['sumIn: expected 441, found 440'], unknownKeys: ['moon'] });
});

test('what goes in comes out or stays, whatever the network', () => {
  fc.assert(
    fc.property(lotSystems, (lots) => {
      expectIdentity(solveLots(lotsOf(lots)), 2);
    }),
    { numRuns: 600 },
  );
});

test('solving circle by circle finds what the textbook elimination finds', () => {
  let compared = 0;
  fc.assert(
    fc.property(lotSystems, (lots) => {
      const system = lotsOf(lots);
      const result = solveLots(system);
      if (result.problems.some(isError)) return;
      compared++;
      const plain = denseLots(system);
      for (const table of ['intensity', 'processBurden', 'workInProgress'] as const)
        result[table].forEach((value, at) => {
          expect(Math.abs(value - plain[table][at]!)).toBeLessThanOrEqual(1e-8 * Math.max(1, Math.abs(value)));
        });
    }),
    { numRuns: 600 },
  );
  expect(compared).toBeGreaterThan(200);
});

test('no intensity is negative and none is missing without a name', () => {
  fc.assert(
    fc.property(lotSystems, (lots) => {
      const { intensity, problems } = solveLots(lotsOf(lots));
      const named = problems.filter(({ code }) => code === 'system.singular').map(({ values }) => values['name']);
      intensity.forEach((value, at) => {
        const { key } = lots.pools[Math.floor(at / 2)]!;
        const silent = Number.isNaN(value) ? !named.some((names) => names?.split(', ').includes(key)) : value < -1e-9;
        expect(silent).toBe(false);
      });
    }),
    { numRuns: 600 },
  );
});

test('the order of pools and processes does not matter', () => {
  fc.assert(
    fc.property(lotSystems, (lots) => {
      const last = { pool: lots.pools.length - 1, process: lots.processes.length - 1 };
      const turned: GivenLots = {
        ...lots,
        pools: lots.pools.toReversed(),
        processes: lots.processes.toReversed().map((each) => ({
          ...each,
          consumes: each.consumes.map((use) => ({ ...use, pool: last.pool - use.pool })),
          outputs: each.outputs.map((output) => ({ ...output, pool: last.pool - output.pool })),
          wasteTo: each.wasteTo.map((waste) => ({ ...waste, process: last.process - waste.process })),
        })),
        transfers: lots.transfers.map(({ from, to, quantity }) => ({
          from: last.pool - from,
          to: last.pool - to,
          quantity,
        })),
      };
      const a = solveLots(lotsOf(lots));
      const b = solveLots(lotsOf(turned));
      lots.pools.forEach((_, i) => {
        expectClose(b.intensity[2 * (last.pool - i)]!, a.intensity[2 * i]!);
      });
      expect(b.problems.length).toBe(a.problems.length);
    }),
  );
});

test('a pool counted in grams instead of kilograms has a thousandth of the intensity, all else stays', () => {
  fc.assert(
    fc.property(lotSystems, (lots) => {
      const times = (index: number, quantity: number) => (index === 0 ? quantity * 1000 : quantity);
      const first = lots.pools[0]!;
      const { opening, bought } = first;
      const inGrams: GivenLots = {
        ...lots,
        pools: [
          {
            ...first,
            ...(opening && {
              opening: { quantity: opening.quantity * 1000, intensity: opening.intensity.map((each) => each / 1000) },
            }),
            ...(bought && { bought: { ...bought, quantity: bought.quantity * 1000 } }),
            delivered: first.delivered * 1000,
            lost: first.lost * 1000,
          },
          ...lots.pools.slice(1),
        ],
        processes: lots.processes.map((each) => ({
          ...each,
          consumes: each.consumes.map((use) => ({ ...use, quantity: times(use.pool, use.quantity) })),
          outputs: each.outputs.map((output) => ({ ...output, quantity: times(output.pool, output.quantity) })),
        })),
        transfers: lots.transfers.filter(({ from, to }) => from !== 0 && to !== 0),
      };
      const inKilograms = { ...lots, transfers: inGrams.transfers };
      const a = solveLots(lotsOf(inKilograms));
      const b = solveLots(lotsOf(inGrams));
      a.intensity.forEach((value, at) => {
        expectClose(b.intensity[at]! * (at < 2 ? 1000 : 1), value);
      });
      a.processBurden.forEach((value, at) => {
        expectClose(b.processBurden[at]!, value);
      });
    }),
  );
});

function expectClose(found: number, expected: number): void {
  if (Number.isNaN(expected)) expect(found).toBeNaN();
  else expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-7 * Math.max(1, Math.abs(expected)));
}

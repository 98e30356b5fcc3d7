import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isError } from '../../../../engine/0-base/problem.ts';
import { type LinkedFlow, linkLots } from '../../../../engine/4-footprint/linked/link-lots.ts';
import { linkedNetwork } from '../../../../engine/4-footprint/footprints.ts';
import type { LotResult, LotSystem } from '../../../../engine/4-footprint/lot/lot-system.ts';
import { solveLots } from '../../../../engine/4-footprint/lot/lots.ts';
import { everyIntensity } from '../../../support/linked.ts';
import { anyRecords } from '../../../support/any-records.ts';
import { requestOf, solve } from '../../../support/footprints.ts';
import { lotSystems, lotsOf, sidesOf } from '../../../support/lots.ts';

const method = { id: 'ipcc', version: '2021', unit: 'kg CO2e' };
const categories = ['climate', 'water'].map((id) => ({ id, name: id, method }));

/** A system linked on its own: all that enters a node is one flow. */
function linkedAlone(system: LotSystem, result: LotResult) {
  const { pools, processes } = system;
  const first = pools.keys.length;
  const flows: LinkedFlow[] = [];
  const entries = { node: [] as number[], flow: [] as number[], amount: [] as number[] };
  const enter = (table: Float64Array, offset: number) => {
    for (let row = 0; row < table.length / 2; row++) {
      entries.node.push(offset + row);
      entries.flow.push(flows.length);
      entries.amount.push(1);
      const flow = { id: `flow ${flows.length}`, name: '', unit: 'one', kind: 'purchase' as const };
      flows.push({ flow, perUnit: table.subarray(2 * row, 2 * row + 2) });
    }
  };
  for (const table of [pools.openingBurden, pools.boughtBurden]) enter(table, 0);
  for (const table of [processes.carried, processes.direct, processes.purchased]) enter(table, first);
  const named = (id: string) => {
    const product = { id, name: id, unit: 'one' };
    return { product, process: { id, name: id }, kind: product };
  };
  return linkLots({
    periods: [{ system, result, entries, bonds: { into: [], period: [], node: [], quantity: [] } }],
    flows,
    categories,
    columns: [0, 1],
    blends: [],
    describe: (_, node) => named(`node ${node}`),
  });
}

const near = (found: number, expected: number): void =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));

test('any network of lots is a linked system whose intensities are those of the lots, and what comes in goes out', () => {
  let compared = 0;
  fc.assert(
    fc.property(lotSystems, (lots) => {
      const system = lotsOf(lots);
      const result = solveLots(system);
      if (result.problems.some(isError)) return;
      const linked = linkedAlone(system, result);
      const intensities = everyIntensity(linked.system);
      const pools = system.pools.keys.length;
      result.intensity.forEach((value, at) => {
        const product = linked.productAt(0, Math.floor(at / 2));
        if (product >= 0) near(intensities[product * 2 + (at % 2)]!, value);
        compared++;
      });
      result.processBurden.forEach((value, at) => {
        const product = linked.productAt(0, pools + Math.floor(at / 2));
        if (product >= 0) near(intensities[product * 2 + (at % 2)]!, value);
      });
      for (const k of [0, 1]) {
        const [entered, left] = sidesOf(result, k);
        expect(Math.abs(entered - left)).toBeLessThanOrEqual(1e-9 * Math.max(entered, 1));
      }
    }),
    { numRuns: 400 },
  );
  expect(compared).toBeGreaterThan(1000);
});

test.each(['2025', '2025-03'])(
  'whatever is recorded, month after month, a linked network carries what its lots and products carry: %s',
  (period) => {
    let compared = 0;
    for (const given of anyRecords(31, 25)) {
      const found = solve({ ...given, period });
      const linked = linkedNetwork(requestOf({ ...given, period }))!;
      const intensities = everyIntensity(linked.system);
      const width = linked.system.categories.length;
      const places = new Map(linked.system.products.map(({ id }, place) => [id, place]));
      const told = new Map<string, number>();
      for (const { specification, unit, intensity } of found.products)
        told.set(JSON.stringify(['product', specification, unit]), intensity);
      for (const each of linked.asked.filter(({ kind }) => kind === 'product')) {
        const expected = told.get(each.product)!;
        const place = places.get(each.product);
        if (place === undefined) expect(expected).toBeNaN();
        else near(intensities[place * width]!, expected);
        compared++;
      }
      expect(Math.abs(found.identity.sumIn - found.identity.sumOut)).toBeLessThanOrEqual(
        1e-9 * Math.max(1, found.identity.sumIn),
      );
    }
    expect(compared).toBeGreaterThan(40);
  },
);

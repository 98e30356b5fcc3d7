import { expect, test } from 'vitest';
import type { LotSystem } from '../../../engine/4-footprint/lot/lot-system.ts';
import { solveLots } from '../../../engine/4-footprint/lot/lots.ts';
import { type GivenLots, type GivenPool, type GivenProcess, lotsOf, sidesOf } from '../../support/lots.ts';

const one = (value: number) => Float64Array.of(value);
const pool = (key: string, given: Partial<GivenPool> = {}): GivenPool => ({ key, delivered: 0, lost: 0, ...given });
const process = (key: string, given: Partial<GivenProcess> = {}): GivenProcess => ({
  key,
  direct: one(0),
  consumes: [],
  purchases: [],
  wasteTo: [],
  outputs: [],
  ...given,
});
const lots = (pools: GivenPool[], processes: GivenProcess[] = [], transfers: GivenLots['transfers'] = []): LotSystem =>
  lotsOf({ pools, processes, transfers, indicators: ['climate'] });
const opening = (quantity: number, intensity: number) => ({ quantity, intensity: one(intensity) });
const takes = (place: number, quantity: number) => ({ pool: place, quantity });
const makes = (place: number, quantity: number, share = 1) => ({ pool: place, quantity, share });

test('of one kilogram and three, by mass, the one carries a quarter', () => {
  const result = solveLots(
    lots(
      [pool('p1', { delivered: 1 }), pool('p2')],
      [process('p', { direct: one(2), outputs: [makes(0, 1, 0.25), makes(1, 3, 0.75)] })],
    ),
  );
  expect(result.out.delivered).toEqual(one(0.5));
});

test('a recyclable leaves free and thins what its pool holds', () => {
  const result = solveLots(
    lots(
      [pool('glass', { opening: opening(10, 3) }), pool('bottled beer')],
      [process('bottling', { direct: one(5), outputs: [makes(1, 2), makes(0, 5, 0)] })],
    ),
  );
  expect(result.intensity).toEqual(Float64Array.of(2, 2.5));
});

test('a mill that is worn beyond its life carries no more burden than it had, and is named', () => {
  const result = solveLots(
    lots(
      [pool('mill, hours', { opening: opening(100, 2), durable: true }), pool('flour')],
      [process('milling', { consumes: [takes(0, 400)], outputs: [makes(1, 50)] })],
    ),
  );
  expect(result.intensity).toEqual(Float64Array.of(0.5, 4));
  expect(result.unexplained[0]).toBe(300);
  expect(result.in.unexplained).toEqual(one(0));
  expect(result.problems.map(({ code, values }) => [code, values['name']])).toEqual([['wear.beyond', 'mill, hours']]);
});

test('what was delivered beyond what came in counts at the average and stands apart', () => {
  const result = solveLots(lots([pool('malt', { opening: opening(10, 2), delivered: 20 })]));
  expect(result.intensity).toEqual(one(2));
  expect([result.unexplained[0], result.in.unexplained[0], result.out.delivered[0]]).toEqual([10, 20, 40]);
  expect(result.problems).toEqual([]);
});

test('what came from nowhere counts as nothing and says so', () => {
  const result = solveLots(lots([pool('hops', { delivered: 4 })]));
  expect(result.intensity).toEqual(one(0));
  expect(result.problems.map(({ code, values }) => [code, values['name'], values['value']])).toEqual([
    ['origin.unknown', 'hops', '4'],
  ]);
});

test('two pools that only feed each other are named, and what entered them is stranded', () => {
  const result = solveLots(
    lots(
      [pool('steam'), pool('power'), pool('beer', { delivered: 1 })],
      [
        process('turbine', { direct: one(7), consumes: [takes(0, 10)], outputs: [makes(1, 10)] }),
        process('boiler', { consumes: [takes(1, 10)], outputs: [makes(0, 10)] }),
        process('brewing', { direct: one(3), outputs: [makes(2, 1)] }),
      ],
    ),
  );
  expect(result.intensity).toEqual(Float64Array.of(Number.NaN, Number.NaN, 3));
  expect([result.out.stranded[0], ...sidesOf(result, 0)]).toEqual([7, 10, 10]);
  expect(result.problems.map(({ code, values }) => [code, values['name']])).toEqual([
    ['system.singular', 'boiler, power, steam, turbine'],
  ]);
});

test('a circle that uses more of itself than it makes is named, and what it overdrew counts as nothing', () => {
  const result = solveLots(
    lots(
      [pool('starter', { delivered: 1 })],
      [process('feeding', { direct: one(6), consumes: [takes(0, 5)], outputs: [makes(0, 2)] })],
    ),
  );
  expect(result.problems.map(({ code, values }) => [code, values['members']])).toEqual([
    ['system.nonproductive', 'feeding, starter'],
  ]);
  expect(result.intensity[0]).toBeCloseTo(6, 12);
  expect(sidesOf(result, 0)[0]).toBeCloseTo(sidesOf(result, 0)[1], 12);
});

test('work in progress is carried into the next period and ends in its product', () => {
  const first = solveLots(
    lots([pool('must', { opening: opening(5, 2) })], [process('ageing', { consumes: [takes(0, 5)], direct: one(1) })]),
  );
  expect(first.workInProgress).toEqual(one(11));
  const second = solveLots(
    lots(
      [pool('wine', { delivered: 4 })],
      [process('ageing', { carried: first.workInProgress, outputs: [makes(0, 4)] })],
    ),
  );
  expect(second.out.delivered).toEqual(one(11));
  expect(second.in.opening).toEqual(one(11));
});

test('those whose waste is treated pay by quantity for what the products of the treatment do not carry', () => {
  const result = solveLots(
    lots(
      [pool('beer'), pool('bread'), pool('biogas')],
      [
        process('brewing', { wasteTo: [{ process: 2, quantity: 30 }], outputs: [makes(0, 1)] }),
        process('baking', { wasteTo: [{ process: 2, quantity: 10 }], outputs: [makes(1, 1)] }),
        process('digester', { direct: one(100), outputs: [makes(2, 50, 0.2)] }),
      ],
    ),
  );
  expect(Array.from(result.intensity)).toEqual([60, 20, 0.4]);
  expect(result.out.workInProgress).toEqual(one(0));
});

test('amounts that differ by rounding alone leave no stock and no overdraw', () => {
  const result = solveLots(lots([pool('salt', { opening: opening(0.1 + 0.2, 1), delivered: 0.3 })]));
  expect([result.closing[0], result.unexplained[0]]).toEqual([0, 0]);
});

test('a chain of 30,000 steps is as good as one', () => {
  const steps = 30_000;
  const chain = solveLots(
    lots(
      Array.from({ length: steps }, (_, i) => pool(`${i}`, i === steps - 1 ? { delivered: 1 } : {})),
      Array.from({ length: steps }, (_, i) =>
        process(`p${i}`, { direct: one(1), consumes: i === 0 ? [] : [takes(i - 1, 1)], outputs: [makes(i, 1)] }),
      ),
    ),
  );
  expect(chain.out.delivered[0]).toBe(steps);
  expect(chain.iterations).toBe(0);
});

test('carbon taken up counts as negative and may leave less than nothing', () => {
  const result = solveLots(
    lots(
      [pool('timber', { delivered: 3 })],
      [
        process('forest', { direct: one(-9), outputs: [makes(0, 2)] }),
        process('sawing', { consumes: [takes(0, 1)], direct: one(1), outputs: [makes(0, 2)] }),
      ],
    ),
  );
  expect(result.problems).toEqual([]);
  expect(result.intensity[0]).toBeCloseTo(-8 / 3, 12);
  expect(sidesOf(result, 0)[0]).toBeCloseTo(sidesOf(result, 0)[1], 12);
});

test('a period in which nothing happened has an empty account', () => {
  const result = solveLots(lots([]));
  expect(sidesOf(result, 0)).toEqual([0, 0]);
  expect(result.problems).toEqual([]);
});

test('a burden that is not a number is refused, as nobody could trace it afterwards', () => {
  const unknown = lots([pool('salt', { bought: { quantity: 1, burden: one(Number.NaN) }, delivered: 1 })]);
  expect(() => solveLots(unknown)).toThrow('a burden is not a number');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDay, parseDay } from '../../../engine/0-base/time.ts';
import { type Occasion, meet, rhythmOf, totalOf } from '../../../engine/7-reuse/occasion.ts';
import { distanceKm } from '../../../engine/1-record/distance.ts';
import { noKnowledge } from '../../../engine/7-reuse/knowledge.ts';
import { findCandidates } from '../../../engine/7-reuse/candidate.ts';
import { classesOf } from '../../../engine/7-reuse/ground.ts';
import type { Need, Surplus } from '../../../engine/7-reuse/shape.ts';
import { yard } from '../../support/yard.ts';

const newYear = parseDay('2025-01-01')!;
const houses = ['brewery', 'bakery', 'farm'];
const things = ['grain', 'husks', 'bread'];

const line = fc.record({
  day: fc.integer({ min: 0, max: 60 }).map((day) => formatDay(newYear + day)),
  who: fc.constantFrom(...houses, 'wholesaler'),
  did: fc.constantFrom('made', 'used', 'gave', 'found'),
  what: fc.constantFrom(...things),
  amount: fc.integer({ min: 1, max: 500 }).map((value) => `${value} kg`),
  taker: fc.constantFrom(...houses, 'waste contractor'),
  kind: fc.constantFrom('brewing', 'baking'),
});

const written = (lines: readonly (typeof line extends fc.Arbitrary<infer T> ? T : never)[]) =>
  [
    'day | who | did | what | amount | at',
    ...lines
      .filter(({ did, who, taker }) => did !== 'gave' || who !== taker)
      .map(({ day, who, did, what, amount, taker, kind }) =>
        [day, who, did, what, amount, did === 'gave' ? taker : did === 'found' ? '' : kind].join(' | '),
      ),
  ].join('\n');

const setting = {
  outside: ['wholesaler'],
  disposal: ['waste contractor'],
  roles: { brewing: { husks: 'recyclable', grain: 'product' }, baking: { bread: 'waste' } },
} as const;

test('no surplus is offered more than it is and no need is filled more than it asks, however pairs share', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
      const { surpluses, needs, pairs } = yard(written(lines), setting);
      for (const surplus of surpluses) {
        const mine = pairs.filter((pair) => pair.surplus === surplus);
        expect(Math.max(0, ...mine.map(({ amount }) => amount))).toBeLessThanOrEqual(surplus.quantity + 1e-9);
        expect(mine.reduce((sum, { taken }) => sum + taken, 0)).toBeLessThanOrEqual(surplus.quantity * (1 + 1e-9));
      }
      for (const need of needs) {
        const filled = pairs
          .filter((pair) => pair.need === need)
          .reduce((sum, { taken, whole }) => sum + taken / whole, 0);
        expect(filled).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
    { numRuns: 150, seed: 7 },
  );
});

test('the order in which flows were recorded changes nothing', () => {
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 40 }).chain((lines) =>
        fc.tuple(
          fc.constant(lines),
          fc.shuffledSubarray(
            lines.map((_, place) => place),
            { minLength: lines.length },
          ),
        ),
      ),
      ([lines, order]) => {
        const table = written(lines);
        const plain = yard(table, setting);
        const mixed = yard(table, {
          ...setting,
          shuffle: (rows) => order.flatMap((place) => rows[place] ?? []),
        });
        expect(mixed).toEqual(plain);
      },
    ),
    { numRuns: 80, seed: 7 },
  );
});

const occasions = fc
  .uniqueArray(fc.record({ day: fc.integer({ min: 0, max: 100 }), quantity: fc.integer({ min: 1, max: 99 }) }), {
    selector: ({ day }) => day,
    maxLength: 20,
  })
  .map((list) => list.sort((a, b) => a.day - b.day));

/** The same by the plainest of ways: a unit at a time. */
function meetByUnits(offered: readonly Occasion[], wanted: readonly Occasion[], keeping: number): number {
  const units = offered.flatMap(({ day, quantity }) => Array.from({ length: quantity }, () => day));
  let met = 0;
  for (const { day, quantity } of wanted)
    for (let asked = 0; asked < quantity; asked++) {
      const place = units.findIndex((came) => came <= day && came + keeping >= day);
      if (place < 0) break;
      units.splice(place, 1);
      met += 1;
    }
  return met;
}

test('what meets is what would meet a kilogram at a time, never more than either side, and more the longer it keeps', () => {
  fc.assert(
    fc.property(occasions, occasions, fc.integer({ min: 0, max: 60 }), (offered, wanted, keeping) => {
      const met = meet(offered, wanted, keeping);
      expect(met).toBe(meetByUnits(offered, wanted, keeping));
      expect(met).toBeLessThanOrEqual(Math.min(totalOf(offered), totalOf(wanted)));
      expect(meet(offered, wanted, keeping + 5)).toBeGreaterThanOrEqual(met);
    }),
    { numRuns: 150, seed: 7 },
  );
});

test('a rhythm is how often and how many days apart', () => {
  const at = (...days: number[]) => days.map((day) => ({ day, quantity: 1 }));
  expect(rhythmOf(at(1))).toEqual({ times: 1, everyDays: undefined });
  expect(rhythmOf(at(1, 8, 15, 30))).toEqual({ times: 4, everyDays: 7 });
});

test('a distance is that of the great circle, the same both ways', () => {
  // A degree of latitude, the equator's quarter, and Ghent to Brussels (50 km by the map).
  expect(distanceKm({ lat: 50, long: 4 }, { lat: 51, long: 4 })).toBeCloseTo(111.195, 3);
  expect(distanceKm({ lat: 0, long: 0 }, { lat: 0, long: 90 })).toBeCloseTo((Math.PI / 2) * 6371.0088, 6);
  expect(distanceKm({ lat: 51.0543, long: 3.7174 }, { lat: 50.8503, long: 4.3517 })).toBeCloseTo(50, 0);
  expect(distanceKm({ lat: 1, long: 179.9 }, { lat: 1, long: -179.9 })).toBeLessThan(23);
});

const occasion = [{ day: 1, quantity: 100 }];
const base = {
  specification: 'spent grain',
  state: undefined,
  unit: 'kilogram',
  quantity: 100,
  occasions: occasion,
  resources: [],
  rows: 1,
  rhythm: rhythmOf(occasion),
} as const;
const surplusOf = (place: number): Surplus => ({
  ...base,
  id: `s${place}`,
  kind: 'waste',
  holder: `brewery ${place}`,
  madeBy: [],
  takers: [],
  idleSince: undefined,
  usualDays: undefined,
});
const needOf = (place: number): Need => ({
  ...base,
  id: `n${place}`,
  holder: `grower ${place}`,
  kind: 'growing',
  batches: 1,
  origin: 'outside',
  suppliers: [],
});

test('ten thousand surpluses and ten thousand needs of one thing are not looked at pair by pair: the nearest are, the others counted', () => {
  const many = 10_000;
  const places = new Map<string, { lat: number; long: number }>();
  for (let place = 0; place < many; place++) {
    const at = { lat: 50 + (place % 100) / 100, long: 3 + Math.floor(place / 100) / 100 };
    places.set(`brewery ${place}`, at).set(`grower ${place}`, at);
  }
  const began = performance.now();
  const { list, left } = findCandidates({
    surpluses: Array.from({ length: many }, (_, place) => surplusOf(place)),
    needs: Array.from({ length: many }, (_, place) => needOf(place)),
    precedents: [],
    substitutions: [],
    classes: classesOf({}, noKnowledge),
    positionOf: (agent) => places.get(agent),
  });
  expect(list.length).toBe(40 * many);
  expect(left).toBe(many * many - list.length);
  expect(list[0]).toMatchObject({ surplus: { id: 's0' }, need: { id: 'n0' } });
  // The full product takes minutes.
  expect(performance.now() - began).toBeLessThan(30_000);
});

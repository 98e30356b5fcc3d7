import fc from 'fast-check';
import { expect, test } from 'vitest';
import { solveDense } from '../../../../engine/0-base/matrix/dense.ts';
import { adjust, adjustedOf, leaveOut, type LeftOut, prepare } from '../../../../engine/3-flow/reconcile/adjust.ts';
import type { MeasuredFlow } from '../../../../engine/3-flow/reconcile/measured-flow.ts';
import { eliminate } from '../../../../engine/3-flow/reconcile/eliminate.ts';
import { adjustmentLimit, chanceAbove, chiSquareLimit } from '../../../../engine/3-flow/reconcile/statistics.ts';
import { determined } from '../../../../engine/3-flow/reconcile/unmeasured.ts';

/** A flow from one balance to another (-1 for the world outside), as measured. */
type Pipe = readonly [from: number, to: number, value: number, deviation?: number];
const flowsOf = (pipes: readonly Pipe[]): MeasuredFlow[] =>
  pipes.map(([from, to, value, deviation = 1]) => ({
    enters: [...(from >= 0 ? [[from, -1] as const] : []), ...(to >= 0 ? [[to, 1] as const] : [])],
    value,
    deviation,
  }));
const unmeasured = Number.NaN;
const rounded = (list: Iterable<number>) => [...list].map((each) => Number(each.toFixed(2)));

/**
 * The heat exchanger with a bypass of Narasimhan and Jordache, Data Reconciliation and Gross Error Detection (2000), chapter 1:
 * splitter, exchanger, valve, mixer; all flows measured with the same variance.
 */
const exchanger = (measured: readonly number[] = [0, 1, 2, 3, 4, 5]): MeasuredFlow[] =>
  flowsOf(
    (
      [
        [-1, 0, 101.91],
        [0, 1, 64.45],
        [0, 2, 34.65],
        [1, 3, 64.2],
        [2, 3, 36.44],
        [3, -1, 98.88],
      ] as const
    ).map(([from, to, value], place) => [from, to, measured.includes(place) ? value : unmeasured]),
  );

test('the textbook: a heat exchanger with a bypass, all flows measured', () => {
  const { value, degrees } = adjust(exchanger(), 4);
  expect(rounded(value)).toEqual([100.22, 64.5, 35.72, 64.5, 35.72, 100.22]);
  expect(degrees).toBe(4);
});

test('the textbook: with four flows measured the other two are determined; with two nothing is redundant, and all is still determined', () => {
  const flows = exchanger([0, 1, 4, 5]);
  const four = adjust(flows, 4);
  expect(rounded(four.value)).toEqual([100.49, 64.25, Number.NaN, Number.NaN, 36.24, 100.49]);
  const left = determined(flows, four.value, 4).toSorted((a, b) => a.flow - b.flow);
  expect(left.map(({ flow, value }) => [flow, Number(value.toFixed(2))])).toEqual([
    [2, 36.24],
    [3, 64.25],
  ]);
  const two = adjust(exchanger([0, 1]), 4);
  expect([...two.isRedundant]).toEqual([0, 0, 0, 0, 0, 0]);
  expect(rounded(determined(exchanger([0, 1]), two.value, 4).map(({ value }) => value)).sort()).toEqual([
    101.91, 37.46, 37.46, 64.45,
  ]);
});

test('the textbook: with one flow measured the parts of the bypass stay unknown', () => {
  const flows = exchanger([0]);
  const { value } = adjust(flows, 4);
  expect(determined(flows, value, 4).map(({ flow }) => flow)).toEqual([5]);
});

test("STAN's own examples: equal uncertainties change equally, the larger one more, the certain one not at all", () => {
  const passing = (import_: number, export_: number) =>
    adjust(
      flowsOf([
        [-1, 0, 100, import_],
        [0, -1, 110, export_],
      ]),
      1,
    );
  expect(rounded(passing(10, 10).value)).toEqual([105, 105]);
  expect(rounded(passing(10, 10).deviation)).toEqual([7.07, 7.07]);
  expect(rounded(passing(10, 20).value)).toEqual([102, 102]);
  expect(rounded(passing(0, 10).value)).toEqual([100, 100]);
});

/**
 * The worked example of VDI 2048, part 1 (2000): the heat circuit of a steam turbine, in kg/s with half-widths of 95 %. Steam from both boilers,
 * feed water from both pumps, leakage of the seals, condensate and preheaters. The two boilers (0.2) and the two pumps (0.4) are measured with
 * errors that go together and enter every balance as a sum; here each pair is one flow with the variance of that sum.
 * Answers as the regression test of dvrlib (MIT) has them; the limit of the chi-square test as OpenModelica's manual has it.
 */
test('VDI 2048: steam, feed water, condensate and preheaters of a turbine', () => {
  const pair = (a: number, b: number, together: number) => Math.sqrt(a * a + b * b + 2 * together * a * b);
  const flows: MeasuredFlow[] = [
    { enters: [[0, 1]], value: 46.241 + 45.668, deviation: pair(0.8, 0.79, 0.2) },
    {
      enters: [
        [0, -1],
        [1, 1],
      ],
      value: 44.575 + 44.319,
      deviation: pair(0.535, 0.532, 0.4),
    },
    {
      enters: [
        [0, 0.4],
        [1, -1],
      ],
      value: 0.525,
      deviation: 0.105,
    },
    { enters: [[1, -1]], value: 69.978, deviation: 0.854 },
    {
      enters: [
        [1, -1],
        [2, 1],
      ],
      value: 10.364,
      deviation: 0.168,
    },
    {
      enters: [
        [1, -1],
        [2, 1],
      ],
      value: 3.744,
      deviation: 0.058,
    },
    {
      enters: [
        [1, -1],
        [2, 1],
      ],
      value: 4.391,
      deviation: 0.058,
    },
    { enters: [[2, -1]], value: 18.498, deviation: 0.205 },
    { enters: [], value: 2.092, deviation: 0.272 },
  ];
  const { value, deviation, isRedundant, degrees } = adjust(flows, 3);
  const told = [
    [44.9644892064291 + 44.4179721417342],
    [44.9259040471917 + 44.6670964499405],
    [0.526347872422335, 0.104623410451298],
    [70.553060829315, 0.559872848891984],
    [10.3757829833265, 0.133003389109488],
    [3.74540440603423, 0.056695251568643],
    [4.39240440603423, 0.056695251568643],
    [18.5135917953949, 0.137102511396334],
    [2.092, 0.272],
  ];
  told.forEach(([expected, halfWidth], flow) => {
    expect(value[flow]).toBeCloseTo(expected!, 9);
    if (halfWidth !== undefined) expect(deviation[flow]).toBeCloseTo(halfWidth, 9);
  });
  expect([degrees, isRedundant[8]]).toEqual([3, 0]);
});

test('VDI 2048: at 95 % three balances allow a chi-square of 7.81473', () => {
  expect(chiSquareLimit(0.05, 3)).toBeCloseTo(7.81473, 5);
});

test('a nought too many in one of two figures is noticed, and cannot be told from the other; a third figure tells which it is', () => {
  const two = eliminate({
    flows: flowsOf([
      [-1, 0, 1000, 10],
      [0, -1, 100, 10],
    ]),
    balances: 1,
  });
  expect(two.before.isPassed).toBe(false);
  expect(two.suspicions.map(({ alike }) => alike.length)).toEqual([1]);
  const three = eliminate({
    flows: flowsOf([
      [-1, 0, 1000, 10],
      [0, 1, 101, 10],
      [1, -1, 99, 10],
    ]),
    balances: 2,
  });
  expect(three.suspicions).toMatchObject([{ flow: 0, alike: [] }]);
  expect(three.suspicions[0]!.estimate).toBeCloseTo(100, 9);
  expect(three.after.isPassed).toBe(true);
});

test('chi-square and normal limits are those of the tables', () => {
  expect([1, 4, 9, 100].map((degrees) => Number(chiSquareLimit(0.05, degrees).toFixed(3)))).toEqual([
    3.841, 9.488, 16.919, 124.342,
  ]);
  expect(chanceAbove(9.488, 4)).toBeCloseTo(0.05, 4);
  expect([adjustmentLimit(0.05, 1).toFixed(3), adjustmentLimit(0.01, 1).toFixed(3)]).toEqual(['1.960', '2.576']);
});

/** x - Q K^T (K Q K^T)^-1 K x as it stands in the textbook, with all of K and dense. */
function plain(flows: readonly MeasuredFlow[], balances: number) {
  const size = flows.length;
  const k = new Float64Array(balances * size);
  flows.forEach(({ enters }, i) => {
    for (const [balance, sign] of enters) k[balance * size + i]! += sign;
  });
  const q = flows.map(({ deviation }) => deviation ** 2);
  const m = new Float64Array(balances * balances);
  const r = new Float64Array(balances);
  for (let a = 0; a < balances; a++)
    for (let i = 0; i < size; i++) {
      r[a]! += k[a * size + i]! * flows[i]!.value;
      for (let b = 0; b < balances; b++) m[a * balances + b]! += k[a * size + i]! * q[i]! * k[b * size + i]!;
    }
  const y = solveDense(m, r, balances);
  const identity = Float64Array.from({ length: balances ** 2 }, (_, at) =>
    Number(at % balances === Math.floor(at / balances)),
  );
  const inverse = solveDense(m, identity, balances);
  if (!y || !inverse) return undefined;
  const value = flows.map((flow, i) => {
    let pull = 0;
    for (let a = 0; a < balances; a++) pull += k[a * size + i]! * y[a]!;
    return flow.value - q[i]! * pull;
  });
  const deviation = q.map((each, i) => {
    let gain = 0;
    for (let a = 0; a < balances; a++)
      for (let b = 0; b < balances; b++) gain += k[a * size + i]! * inverse[a * balances + b]! * k[b * size + i]!;
    return Math.sqrt(Math.max(0, each - each * each * gain));
  });
  return { value, deviation };
}

/** Mineral processing plant with 16 flows and 9 balances: J. Alhaj-Dibo et al., Control Engineering Practice 16 (2008) 159. */
const plant: readonly Pipe[] = [
  [-1, 0, 24.7, 1],
  [0, 1, 26.5, 1.33],
  [1, 2, 29.2, 1.46],
  [2, 0, 1.8, 1],
  [2, 3, 18.32, 0.92],
  [3, 4, 22.02, 1.1],
  [4, 5, 20.8, 1.04],
  [4, -1, 9.43, 0.47],
  [5, -1, 8.01, 0.4],
  [5, 3, 4.14, 0.21],
  [1, 6, 6, 1],
  [6, 7, 6.56, 0.33],
  [6, 7, 1.04, 0.05],
  [7, 8, 7.38, 0.37],
  [8, -1, 4.99, 0.25],
  [8, 6, 7.69, 0.39],
];

test('a plant of sixteen flows is adjusted as by the plain formula', () => {
  const flows = flowsOf(plant);
  const found = adjust(flows, 9);
  const expected = plain(flows, 9)!;
  found.value.forEach((value, i) => {
    expect(value).toBeCloseTo(expected.value[i]!, 9);
    expect(found.deviation[i]!).toBeCloseTo(expected.deviation[i]!, 9);
  });
});

const network = fc.record({
  balances: fc.integer({ min: 1, max: 12 }),
  pipes: fc.array(
    fc.tuple(
      fc.integer({ min: -1, max: 11 }),
      fc.integer({ min: -1, max: 11 }),
      fc.double({ min: 1, max: 1000, noNaN: true }),
      fc.double({ min: 0.1, max: 50, noNaN: true }),
    ),
    { minLength: 1, maxLength: 40 },
  ),
});
type Network = { readonly balances: number; readonly pipes: readonly (readonly [number, number, number, number])[] };
const pipesIn = ({ balances, pipes }: Network): Pipe[] =>
  pipes
    .map(([from, to, ...rest]): Pipe => [from % balances, to % balances, ...rest])
    .filter(([from, to]) => from !== to)
    // Each balance has a way out, or some of them say the same twice and the plain formula has no answer.
    .concat(Array.from({ length: balances }, (_, place): Pipe => [place, -1, 100, 20]));

test('leaving out measurements one by one is adjusting anew without them', () => {
  fc.assert(
    fc.property(network, fc.array(fc.nat(100), { minLength: 1, maxLength: 5 }), (given, picks) => {
      const flows = flowsOf(pipesIn(given));
      let prepared = prepare(flows, given.balances);
      const left: LeftOut[] = [];
      for (const pick of picks) {
        const { isRedundant, statistic } = adjustedOf(prepared);
        const redundant = [...isRedundant.keys()].filter((each) => isRedundant[each] === 1 && statistic[each]! > 1e-6);
        if (redundant.length > 0) prepared = leaveOut(prepared, redundant[pick % redundant.length]!, left);
      }
      const isOut = new Set(left.map(({ flow }) => flow));
      const fewer = flows.map((each, at) => (isOut.has(at) ? { ...each, deviation: Number.POSITIVE_INFINITY } : each));
      const [updated, anew] = [adjustedOf(prepared), adjust(fewer, given.balances)];
      expect([updated.degrees, [...updated.isRedundant]]).toEqual([anew.degrees, [...anew.isRedundant]]);
      expect(Math.abs(updated.objective - anew.objective)).toBeLessThanOrEqual(1e-6 * (1 + anew.objective));
      flows.forEach((_, at) => {
        if (isOut.has(at)) return;
        expect(Math.abs(updated.value[at]! - anew.value[at]!)).toBeLessThanOrEqual(
          1e-5 * (1 + Math.abs(anew.value[at]!)),
        );
        expect(Math.abs(updated.statistic[at]! - anew.statistic[at]!)).toBeLessThanOrEqual(
          1e-4 * (1 + anew.statistic[at]!),
        );
      });
    }),
    { numRuns: 300 },
  );
});

test('any network is adjusted as by the plain formula, and every balance of measured flows then closes', () => {
  fc.assert(
    fc.property(network, (given) => {
      const flows = flowsOf(pipesIn(given));
      const { value, deviation } = adjust(flows, given.balances);
      for (let balance = 0; balance < given.balances; balance++) {
        const gap = flows.reduce(
          (sum, { enters }, i) =>
            sum + enters.reduce((part, [at, sign]) => part + Number(at === balance) * sign * value[i]!, 0),
          0,
        );
        expect(gap).toBeCloseTo(0, 6);
      }
      const expected = plain(flows, given.balances);
      if (!expected) return;
      for (let i = 0; i < flows.length; i++) {
        expect(value[i]!).toBeCloseTo(expected.value[i]!, 5);
        expect(deviation[i]!).toBeCloseTo(expected.deviation[i]!, 3);
      }
    }),
  );
});

test('unmeasured flows are eliminated as if they were measured with no certainty, and those that follow close the balances', () => {
  fc.assert(
    fc.property(network, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (given, isKnown) => {
      const pipes = pipesIn(given);
      const flows = flowsOf(
        pipes.map(([from, to, value, deviation], i) => [
          from,
          to,
          (isKnown[i] ?? true) ? value : unmeasured,
          deviation!,
        ]),
      );
      const found = adjust(flows, given.balances);
      const vague = plain(
        flowsOf(
          pipes.map(([from, to, value, deviation], i) => [from, to, value, (isKnown[i] ?? true) ? deviation! : 1e5]),
        ),
        given.balances,
      );
      const left = determined(flows, found.value, given.balances);
      if (!vague) return;
      flows.forEach((_, i) => {
        if (isKnown[i] ?? true) expect(Math.abs(found.value[i]! - vague.value[i]!)).toBeLessThan(0.05);
      });
      for (const { flow, value } of left) expect(Math.abs(value - vague.value[flow]!)).toBeLessThan(0.05);
    }),
  );
});

test('one figure that is wrong by far is named alone wherever two other ways tell it', () => {
  const truth = [100, 60, 40, 60, 40, 100];
  const ends = [
    [-1, 0],
    [0, 1],
    [0, 2],
    [1, 3],
    [2, 3],
    [3, -1],
  ] as const;
  truth.forEach((_, wrong) => {
    const flows = flowsOf(ends.map(([from, to], i): Pipe => [from, to, truth[i]! * (i === wrong ? 10 : 1), 0.5]));
    const { suspicions, after } = eliminate({ flows, balances: 4 });
    expect(suspicions.map(({ flow }) => flow)).toEqual([wrong]);
    expect(suspicions[0]!.estimate).toBeCloseTo(truth[wrong]!, 6);
    expect(after.isPassed).toBe(true);
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barsLayout } from '../../explorer/views/thresholds/bars.ts';
import { describe as describeWedge } from '../../explorer/views/thresholds/figure.ts';
import { blankNote, blanksOf, blankSentence } from '../../explorer/views/thresholds/blanks.ts';
import { labelName, labelSizes, spreadLabels } from '../../explorer/views/thresholds/labels.ts';
import { thresholds as dutch } from '../../explorer/text/nl/thresholds.ts';
import { bracketText, cappedRatio, doughnutLayout, sectorText } from '../../explorer/views/thresholds/layout.ts';
import {
  finding,
  floorNote,
  rangeNote,
  standingOf,
  formatRatio,
  formatScore,
} from '../../explorer/views/thresholds/sentences.ts';
import { parseDay } from '../../engine/0-base/time.ts';
import { tableOf } from '../../engine/3-flow/builder.ts';
import { type FlowRow, noCorrection } from '../../engine/3-flow/columns.ts';
import { counterpartOf, fillsAddress } from '../../explorer/views/thresholds/fills.ts';
import type { FootprintTable, Wedge } from '../../explorer/views/thresholds/wedge.ts';
import { accountOf, isRecorded, type ThresholdItem, thresholdJobs, wedgeOf } from '../../explorer/worker/thresholds.ts';
import { perUsualUnit } from '../../explorer/views/per-usual-unit.ts';
import type { World } from '../../explorer/worker/world.ts';
import { datasetText } from '../support/sample.ts';

const wedge = (id: string, ratio?: number): Wedge => ({
  id,
  name: id,
  unit: 'kg CO2e',
  standing: ratio === undefined ? 'unknown' : ratio > 1 ? 'beyond' : 'within',
  method: 'm 1',
  source: 's',
  ...(ratio === undefined ? { reason: 'no figure' } : { ratio, score: ratio * 51_300, budget: 51_300 }),
});

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const size = { width: 800, height: 560 };

test('the area of a wedge is true to its ratio up to the frame', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 20, noNaN: true }), (ratio) => {
      const { wedges, inner, boundary, outer } = doughnutLayout([wedge('climate', ratio), wedge('full', 1)], size);
      const area = (radius: number) => radius ** 2 - inner ** 2;
      const [one, full] = wedges;
      expect(area(full!.outer)).toBeCloseTo(area(boundary), 6);
      expect(area(one!.outer) / area(full!.outer)).toBeCloseTo(Math.min(ratio, cappedRatio), 6);
      expect(one!.open).toBe(ratio > cappedRatio);
      expect(one!.outer).toBeLessThanOrEqual(outer + 1e-9);
    }),
  );
});

test('wedges share the circle without touching; what is not known is an empty sector', () => {
  const { wedges, inner } = doughnutLayout([wedge('a', 0.5), wedge('b'), wedge('c', 2)], size);
  for (const [at, each] of wedges.entries()) {
    expect(each.to).toBeGreaterThan(each.from);
    expect(each.from).toBeGreaterThan(wedges[at - 1]?.to ?? 0);
  }
  expect(wedges[1]).toMatchObject({ standing: 'unknown', outer: inner, open: false });
});

test('a bar is as long as its ratio up to the frame, and stays in the room that there is', () => {
  const numbers = fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { minLength: 1, maxLength: 16 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 280, max: 2000 }), (ratios, room) => {
      const given = ratios.map((ratio, place) => wedge(String(place), ratio));
      const { bars, boundary, width } = barsLayout([...given, wedge('unknown')], room);
      expect(width).toBeLessThanOrEqual(room);
      for (const { id, filled, open } of bars.slice(0, -1)) {
        const ratio = ratios[Number(id)]!;
        const shown = Math.min(ratio, 4);
        expect(filled).toBeCloseTo(shown * boundary, 6);
        expect(open).toBe(ratio > 4);
        expect(filled).toBeLessThan(width);
      }
      expect(bars.at(-1)).toMatchObject({ id: 'unknown', filled: 0, open: false, note: ['no figure'] });
    }),
  );
});

test('bars stand below each other, the largest first, with long names and reasons in lines', () => {
  const long = {
    ...wedge('b'),
    name: 'Resource use, minerals and metals of all kinds',
    reason: 'word '.repeat(40).trim(),
  };
  const { bars, height } = barsLayout([long, wedge('a', 0.2), wedge('c', 2)], 300);
  expect(bars.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  for (const [at, { y, below }] of bars.entries()) {
    expect(y).toBeGreaterThanOrEqual(at === 0 ? 0 : bars[at - 1]!.y + bars[at - 1]!.height);
    expect(below).toBeGreaterThan(y);
  }
  expect(bars[2]!.name.length).toBeGreaterThan(1);
  expect(bars[2]!.note.length).toBeGreaterThan(3);
  expect(height).toBe(bars[2]!.y + bars[2]!.height);
});

test('golden numbers of a doughnut of four', () => {
  const layout = doughnutLayout([wedge('a', 0.61), wedge('b', 1), wedge('c', 3.4), wedge('d')], {
    width: 400,
    height: 400,
  });
  const round = (value: number) => Math.round(value * 100) / 100;
  expect([layout.x, layout.y, layout.inner, layout.boundary, layout.outer].map(round)).toEqual([
    200, 196, 39.84, 102.92, 166,
  ]);
  expect(layout.wedges.map((each) => round(each.outer))).toEqual([84.15, 102.92, 166, 39.84]);
  expect(layout.numbered).toBe(true);
  expect(sectorText(layout, layout.wedges[0]!, layout.inner, layout.boundary)).toMatch(
    /^M[\d.]+,[\d.]+L[\d.]+,[\d.]+A102\.92/,
  );
});

test('no wedge at all draws nothing and fails nowhere', () => {
  expect(doughnutLayout([], size).wedges).toEqual([]);
});

test('a ratio is a share up to twofold and a multiple above', () => {
  expect([0.612, 1.3, 3.4, undefined].map(formatRatio).map(plain)).toEqual(['61 %', '130 %', '×3.4', 'not known']);
});

test('scores are written with their unit, large masses in tonnes', () => {
  const cases = [
    [31_000, 'kg CO2e', '31 t CO2e'],
    [12.3456, 'kg CO2e', '12.3 kg CO2e'],
    [3.74e9, 'Pt', '3.74 billion Pt'],
    [5, 'one', '5'],
    [undefined, 'Pt', 'not known'],
  ] as const;
  for (const [value, unit, expected] of cases) expect(plain(formatScore(value, unit))).toBe(expected);
});

test('the finding names the furthest first, then how many lie beyond, then what is blank', () => {
  const told = finding(
    { period: '2025', wedges: [wedge('water', 0.34), wedge('climate', 1.3), wedge('land')] },
    'network',
  );
  expect(told.map(plain)).toEqual([
    'climate, 2025: 66.7 t CO2e, which is 130 % of the share of 51.3 t CO2e.',
    '1 of the 2 that are known lies beyond its threshold.',
    'For 1 more there is no figure yet; they stay blank, and each says why.',
  ]);
  expect(finding({ period: '2025', wedges: [wedge('land')] }, 'network')).toEqual([
    'None of the 1 thresholds can be compared yet; each says why.',
  ]);
});

test('what is counted in part says so, and is not called within', () => {
  const wedges = [{ ...wedge('water', 0.1), missing: 22 }];
  const [, standing, partly] = finding({ period: '2025', wedges }, 'network');
  expect(standing).toBe('None of the 1 lies beyond, as far as they are known.');
  expect(partly).toBe('water: counted only in part, because some goods have no figure for it.');
  expect(doughnutLayout(wedges, size).wedges[0]!.open).toBe(true);
  expect(standingOf({ standing: 'within', missing: 22 })).toBe('within so far');
  expect(standingOf({ standing: 'within' })).toBe('within');
});

test('what cannot be divided says why: another method, no budget, nothing counted', () => {
  const item = (more: Partial<ThresholdItem>): ThresholdItem => ({
    indicator: 'climate',
    name: 'Climate',
    unit: 'kg',
    warnings: [],
    ...more,
  });
  const mismatch = { code: 'method.mismatch', message: 'Methods differ.', remedy: 'Choose one.' };
  expect(wedgeOf(item({ score: 1, warnings: [mismatch] }))).toMatchObject({
    standing: 'unknown',
    reason: 'Methods differ. Choose one.',
  });
  expect(wedgeOf(item({})).reason).toMatch(/No factor/);
  expect(wedgeOf(item({ score: 1 })).reason).toMatch(/no budget/);
  const budget = { value: 2, method: { id: 'ef', version: '3.1' }, source: 'Sala' };
  const quotient = { ratio: 0.5, standing: 'within' } as const;
  expect(wedgeOf(item({ score: 1, budget, quotient }))).toEqual({
    id: 'climate',
    name: 'Climate',
    unit: 'kg',
    standing: 'within',
    method: 'ef 3.1',
    source: 'Sala',
    score: 1,
    budget: 2,
    ratio: 0.5,
  });
});

test('the account has both sides of the identity, and what counts adds up to the score', () => {
  const identity = {
    in: { opening: 12, bought: 62.6, purchases: 3.3, direct: 17.9, unexplained: 0 },
    out: { delivered: 62.9, lost: 0, closing: 29.7, workInProgress: 3.2, stranded: 0 },
    sumIn: 95.8,
    sumOut: 95.8,
  };
  const account = accountOf({ identity, raised: 17.4 });
  const sum = (values: readonly { value: number }[]) => values.reduce((all, { value }) => all + value, 0);
  expect(account.in.lines.map(({ name }) => name)).toEqual(['opening', 'raised', 'bought', 'purchases', 'direct']);
  expect(account.out.lines.map(({ name }) => name)).toEqual(['delivered', 'closing', 'workInProgress']);
  expect(sum(account.in.lines)).toBeCloseTo(account.out.sum, 9);
  expect(sum(account.in.lines.filter(({ counts }) => counts))).toBeCloseTo(66.4, 9);
});

test('a footprint is told per the unit in which people count the thing', () => {
  expect(perUsualUnit(230, 'cubicMetre', 'litre')).toEqual({ intensity: 0.23, per: 'litre' });
  expect(perUsualUnit(0.42, 'kilogram', 'kilogram')).toEqual({ intensity: 0.42, per: 'kilogram' });
  expect(perUsualUnit(0.42, 'kilogram', undefined)).toEqual({ intensity: 0.42, per: 'kilogram' });
  expect(perUsualUnit(0.42, 'kilogram', 'litre')).toEqual({ intensity: 0.42, per: 'kilogram' });
});

test('a period in which nothing was recorded has no figure, also where others published one', () => {
  const row = (status: 'measured' | 'published', day: string): FlowRow => ({
    from: { kind: 'agent', agent: 'urn:a:1' },
    to: { kind: 'agent', agent: 'urn:a:2' },
    specification: 'urn:s:1',
    process: '',
    day: parseDay(day)!,
    quantity: 1,
    low: 1,
    high: 1,
    unit: 'kilogram',
    status,
    role: 'transfer',
    burden: 'carries',
    sequence: 1,
    corrects: noCorrection,
  });
  const table = tableOf([row('measured', '2025-03-31'), row('published', '2024-06-01')]);
  const periods = ['', '2025', '2025-03', '2025-04', '2024', '1999'];
  expect(periods.filter((period) => isRecorded(table, period))).toEqual(['', '2025', '2025-03']);
});

describe('the doughnut of the world', () => {
  /** A page that asks for datasets and is given the files of this checkout. */
  const world = {
    ask: {
      json: async () => ({ ok: true, value: JSON.parse(datasetText('world', 'datapackage.json')), tag: '' }),
      bytes: async (path: string) => ({
        ok: true,
        value: new TextEncoder().encode(datasetText('world', path.split('/').at(-1)!)).buffer,
        tag: '',
      }),
    },
  } as unknown as World;
  const published = () => {
    const [head, ...rows] = datasetText('world', 'control-variables.csv').trim().split('\n');
    const names = head!.split(',');
    return new Map(
      rows.map((row) => {
        const cells = Object.fromEntries(row.split(',').map((cell, at) => [names[at]!, cell]));
        return [cells['indicator']!, { overshoot: Number(cells['publishedOvershoot']), source: cells['source']! }];
      }),
    );
  };

  test('overshoots by what is published, within a tenth of a point, each with its source', async () => {
    const answer = await thresholdJobs.worldDoughnut(world);
    expect(answer).toMatchObject({ ok: true, value: { period: '2021-2022' } });
    const { wedges } = (answer as { value: { wedges: readonly Wedge[] } }).value;
    expect(wedges).toHaveLength(13);
    for (const { id, ratio, source, standing } of wedges) {
      const known = published().get(id)!;
      expect(Math.abs(100 * (ratio! - 1) - known.overshoot), id).toBeLessThan(0.1);
      expect(source).toContain('doi');
      expect(standing).toBe(known.overshoot > 0 ? 'beyond' : 'within');
    }
  });

  test('each of its control variables has a threshold of the network that takes part in it', async () => {
    const answer = await thresholdJobs.worldDoughnut(world);
    const { wedges } = (answer as { value: { wedges: readonly Wedge[] } }).value;
    const own = datasetText('ef-budgets', 'budgets.csv')
      .split('\n')
      .map((row) => row.split(',')[0]);
    for (const each of wedges) expect(own).toContain(counterpartOf(each));
  });
});

test('two doughnuts of one size have one scale, however many wedges they have', () => {
  const [few, many] = [3, 13].map((count) =>
    doughnutLayout(
      Array.from({ length: count }, (_, at) => wedge(`w${at}`, 1.3)),
      { width: 600, height: 540 },
    ),
  );
  expect([few!.inner, few!.boundary, few!.outer]).toEqual([many!.inner, many!.boundary, many!.outer]);
  expect(few!.wedges[0]!.outer).toBe(many!.wedges[0]!.outer);
});

describe('a wedge opens the flows that fill it', () => {
  const account = {
    total: 66,
    period: '2025',
    processes: [
      { id: '', name: 'goods bought into stock', value: 50, share: 0.75 },
      { id: 'urn:brewing', name: 'Brewing', value: 16, share: 0.25 },
    ],
  } as unknown as FootprintTable;
  const address = (id: string, known?: FootprintTable) =>
    fillsAddress({ network: 'ring', wedge: { id }, period: '2024', account: known });

  test('with their measure, the period of its figures and the kind of work where most arose', () => {
    expect(address('climate', account)).toBe(
      '/ring/flows?period=2025&layer=carbon&by=process&sel=processSpecification%3Aurn%3Abrewing',
    );
    expect(address('water')).toBe('/ring/flows?period=2024&layer=water');
    expect(address('fossils')).toBe('/ring/flows?period=2024&layer=energy');
    expect(address('land')).toBe('/ring/flows?period=2024');
    expect(address('co2_ppm')).toBe('/ring/flows?period=2024&layer=carbon');
  });
});

describe('the names around a doughnut', () => {
  const names = Object.values(dutch.names);
  const sixteen = names.slice(0, 16).map((name, place) => ({ ...wedge(`w${place}`), name }));
  const rooms = [560, 585, 632, 800, 880].map((width) => ({ width, height: width < 700 ? 540 : 588 }));

  test('lie on no other and stay in the picture, also where all sixteen are unknown', () => {
    for (const room of rooms) {
      const { wedges, height } = doughnutLayout(sixteen, room);
      for (const anchor of ['start', 'end']) {
        const side = wedges
          .filter(({ label }) => label.anchor === anchor)
          .map(({ label, place }) => {
            const top = label.y - labelSizes.rise;
            return { top, bottom: top + (labelName(names[place]!).length + 1) * labelSizes.line };
          })
          .toSorted((a, b) => a.top - b.top);
        expect(side[0]!.top).toBeGreaterThanOrEqual(0);
        expect(side.at(-1)!.bottom).toBeLessThanOrEqual(height);
        for (const [at, { top }] of side.entries())
          expect(top).toBeGreaterThanOrEqual(at === 0 ? 0 : side[at - 1]!.bottom);
      }
    }
  });

  test('a label with room stands where it would by itself', () => {
    const labels = [
      { top: 10, height: 30 },
      { top: 20, height: 30 },
      { top: 120, height: 30 },
      { top: 200, height: 30 },
    ];
    expect(spreadLabels(labels, 100, 300)).toEqual([0, 34, 120, 200]);
  });
});

test('what is blank is told by its reason, with how many and what would fill it', () => {
  const blanks = blanksOf([wedge('a', 1), wedge('b'), { ...wedge('c'), reason: 'No budget.' }, wedge('d')]);
  expect(blanks.map(blankSentence)).toEqual(['2 cannot be compared. no figure', '1 cannot be compared. No budget.']);
  expect(blankNote(blanks[0]!)).toBe('2 cannot be compared. no figure (b; d)');
});

describe('how uncertain a score is', () => {
  const climate = { ...wedge('climate', 1), range: { low: 25_650, high: 102_600 } };

  test('is a bracket from the low to the high end, true in area, and never past the frame', () => {
    const [placed] = doughnutLayout([climate, wedge('b', 1)], size).wedges;
    const { inner, boundary, outer } = doughnutLayout([climate], size);
    const area = (radius: number) => (radius ** 2 - inner ** 2) / (boundary ** 2 - inner ** 2);
    expect(area(placed!.range!.low)).toBeCloseTo(0.5, 6);
    expect(area(placed!.range!.high)).toBeCloseTo(2, 6);
    const far = doughnutLayout([{ ...climate, range: { low: 0, high: 1e9 } }], size);
    expect(far.wedges[0]!.range).toEqual({ low: inner, high: outer });
    const [bar] = barsLayout([climate, wedge('b', 3)], 600).bars.filter(({ id }) => id === 'climate');
    expect(bar!.range!.high).toBeCloseTo(2 * bar!.filled, 6);
    expect(bar!.range!.low).toBeCloseTo(bar!.filled / 2, 6);
    expect(bracketText(far, far.wedges[0]!).match(/M/g)).toHaveLength(3);
  });

  test('is told in words, and so is that nothing is known of it', () => {
    expect(plain(describeWedge(climate))).toBe(
      'climate: 100 %, 51.3 t CO2e / 51.3 t CO2e. Range of the score: 25.7 t CO2e to 103 t CO2e, as far as the background figures say',
    );
    expect(doughnutLayout([wedge('b', 1)], size).wedges[0]!.range).toBeUndefined();
    expect(rangeNote([wedge('b', 1)])).toMatch(/^No uncertainty is known/);
    expect(rangeNote([climate])).toMatch(/bracket/);
  });
});

test('that no social floor is recorded is said of a network, and only where it is so', () => {
  const given = { period: '2025', wedges: [wedge('a', 1)] };
  expect(floorNote(given, 'network')).toEqual([expect.stringMatching(/^No social floor/)]);
  expect(floorNote({ ...given, hasFloor: true }, 'network')).toEqual([]);
  expect(floorNote(given, 'world')).toEqual([]);
});

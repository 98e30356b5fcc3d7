import fc from 'fast-check';
import { render } from 'svelte/server';
import { afterEach, expect, test } from 'vitest';
import { balances, type Balance } from '../../engine/3-flow/balance/balances.ts';
import { efficiencies } from '../../engine/3-flow/balance/efficiency.ts';
import { subjectsOf } from '../../engine/3-flow/balance/subject.ts';
import { allTime } from '../../engine/3-flow/balance/sums.ts';
import { thingFlows } from '../../engine/3-flow/balance/things.ts';
import { unmeasuredFlows } from '../../engine/3-flow/balance/unmeasured.ts';
import type { Layer } from '../../engine/1-record/knowledge.ts';
import { layerContent } from '../../engine/3-flow/layer.ts';
import { loadLanguage, speak } from '../../explorer/text/text.ts';
import type { SheetAnswer } from '../../explorer/views/reports/balance/answer.ts';
import BalancePicture from '../../explorer/views/reports/balance/BalancePicture.svelte';
import { drawnParts } from '../../explorer/views/reports/balance/drawn.ts';
import { balanceLayout, type NamedPart } from '../../explorer/views/reports/balance/layout.ts';
import { type Part, partsOf, sizeOf } from '../../explorer/views/reports/balance/parts.ts';
import { balanceFinding } from '../../explorer/views/reports/balance/told.ts';
import { factsOf, flowsOf, recordSample } from '../support/sample.ts';

const id = (kind: string, name: string) => `urn:throughflow:grain-loop:${kind}:${name}`;
const zone = 'Europe/Brussels';
const layers = ['mass', 'water', 'carbon', 'energy', 'price'] as const satisfies readonly Layer[];
const nameOf = (of: string) => of.split(':').pop()!;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

/** The balances of one process of the sample, with what stands behind them. */
function sheetOf(process: string, upTo?: string) {
  const sample = recordSample('grain-loop', upTo);
  const [table, facts] = [flowsOf(sample), factsOf(sample)];
  const contents = layers.map((layer) => layerContent(table, { facts, zone, layer }));
  const own = balances({ table, facts, kind: 'process', layers: contents, only: id('process', process) });
  const subjects = subjectsOf(table, { facts, kind: 'process' });
  const at = { table, subjects, span: allTime };
  const subject = subjects.ids.indexOf(id('process', process));
  const unmeasured = unmeasuredFlows(own, facts);
  const sheet: SheetAnswer = {
    things: contents.flatMap((layer) => thingFlows({ ...at, layer }, subject)),
    unmeasured,
    efficiencies: efficiencies(own, unmeasured),
    explanations: [],
  };
  return { sheet, of: (layer: Layer): Balance => own.find((each) => each.layer === layer)! };
}
const mushrooms = sheetOf('mushrooms-2025-09-18-47');

const sums = (parts: readonly Part[]) =>
  (['in', 'out'] as const).map((side) =>
    parts.filter((part) => part.side === side).reduce((sum, part) => sum + sizeOf(part), 0),
  ) as [number, number];

afterEach(() => speak('en'));

test('both sides of a balance are equal in every layer, with what nobody measured and what is not accounted for', () => {
  for (const [process, upTo] of [
    ['mushrooms-2025-09-18-47'],
    ['brew-2025-03-12', '04'],
    ['pack-2025-06-12'],
  ] as const) {
    const { of, sheet } = sheetOf(process, upTo);
    for (const layer of layers) {
      const [into, out] = sums(partsOf(of(layer), sheet));
      expect([process, layer, Math.abs(into - out) <= 2e-5 * Math.max(into, 1)]).toEqual([process, layer, true]);
    }
  }
});

test('a batch that closes is told with what is expected and never measured; a mistyped one with what is not explained', async () => {
  const writing = { unit: 'kilogram', nameOf };
  expect(plain(balanceFinding(mushrooms.of('mass'), writing))).toBe(
    'Mass: of 572 kg in, 412 kg came out; 161 kg is not accounted for: it is expected and never measured, such as vapour or gas (109 kg to 217 kg).',
  );
  const evening = sheetOf('brew-2025-03-12', '04');
  expect(plain(balanceFinding(evening.of('mass'), writing))).toMatch(
    /^Mass: of 3\.15 t in, 1\.34 t came out; 1\.81 t is not accounted for; 1\.\d+ t of it is more than is expected\. Please check\.$/,
  );
  expect(partsOf(evening.of('mass'), evening.sheet).filter(({ kind }) => kind === 'beyond')).toHaveLength(1);
  expect(plain(balanceFinding(mushrooms.of('energy'), { ...writing, unit: 'joule' }))).toMatch(
    /^Energy, upper heating value: of 1,240 kWh in, 624 kWh came out; 614 kWh left as heat that nobody measures\.$/,
  );
  await loadLanguage('nl');
  speak('nl');
  expect(plain(balanceFinding(mushrooms.of('mass'), writing))).toMatch(/^Massa: van 572 kg in kwam 412 kg uit; 161 kg/);
});

test('within tolerance a gap is told with how much scales may be off; a balance without contents says of what', () => {
  const closed: Balance = {
    ...mushrooms.of('mass'),
    ...{ in: 100, out: 99.2, unaccounted: 0.8, slack: 1, beyond: 0, verdict: 'closed', expected: { low: 0, high: 0 } },
  };
  const writing = { unit: 'kilogram', nameOf };
  expect(plain(balanceFinding(closed, writing))).toBe(
    'Mass: of 100 kg in, 99.2 kg came out; 0.8 kg is not accounted for, within what scales and meters can tell (±1 kg).'.replace(
      '0.8 kg',
      '800 g',
    ),
  );
  expect(partsOf(closed, { ...mushrooms.sheet, unmeasured: [] }).at(-1)).toMatchObject({ kind: 'gap', side: 'out' });
  const unknown = [{ side: 'out', specification: 'urn:x:beer', quantity: 1, unit: 'cubicMetre' }] as const;
  const open: Balance = { ...closed, verdict: 'unknown', unknown };
  expect(plain(balanceFinding(open, writing))).toContain('what one unit of beer holds is not on record');
});

const part = (side: Part['side'], amount: number, name: string, kind: Part['kind'] = 'thing'): NamedPart => ({
  ...{ side, kind, of: name, amount, low: amount, high: amount },
  ...{ name, figure: Number.isNaN(amount) ? 'not known' : `${amount} kg`, range: '' },
});

test('the same amount is as high on both sides, whatever the width; words lie over no other words and within the picture', () => {
  const parts = fc.array(
    fc.record({
      side: fc.constantFrom('in', 'out') as fc.Arbitrary<Part['side']>,
      amount: fc.oneof(fc.constant(Number.NaN), fc.double({ min: 1e-6, max: 1e12, noNaN: true })),
      name: fc.string({ minLength: 1, maxLength: 60 }),
    }),
    { maxLength: 16 },
  );
  fc.assert(
    fc.property(parts, fc.integer({ min: 300, max: 2400 }), (given, width) => {
      const layout = balanceLayout({ parts: given.map(({ side, amount, name }) => part(side, amount, name)), width });
      expect(layout.width).toBeLessThanOrEqual(width);
      const known = layout.parts.filter(({ amount }) => !Number.isNaN(amount));
      const scales = known.map(({ height, amount }) => height / amount);
      for (const scale of scales) expect(Math.abs(scale / scales[0]! - 1)).toBeLessThan(1e-9);
      for (const side of ['in', 'out'] as const) {
        const own = layout.parts.filter((each) => each.side === side);
        own.forEach(({ y, height, label }, place) => {
          const before = own[place - 1];
          if (before) expect(label.y).toBeGreaterThanOrEqual(before.label.y + before.label.lines.length * 16 - 0.2);
          expect(y + height).toBeLessThanOrEqual(layout.height + 1e-6);
          expect(label.y + (label.lines.length - 1) * 16).toBeLessThanOrEqual(layout.height + 0.2);
        });
      }
    }),
    { numRuns: 200 },
  );
});

test('an empty balance has a picture without parts, and no figure that is no number', () => {
  const layout = balanceLayout({ parts: [], width: 360 });
  expect([layout.parts, Number.isFinite(layout.height)]).toEqual([[], true]);
  const lonely = balanceLayout({ parts: [part('in', Number.NaN, 'beer')], width: 360 });
  expect(lonely.parts[0]!.height).toBeGreaterThan(0);
});

test('golden SVG of a balance: things, a change of stock, a loss, what is expected, and what nothing explains', async () => {
  const parts = [
    part('in', 190, 'Malt'),
    part('in', 1250, 'Drinking water'),
    part('out', 1120, 'Wort'),
    part('out', Number.NaN, 'Beer'),
    part('out', 80, 'Put into stock', 'stock'),
    part('out', 20, 'Flour, written off', 'loss'),
    { ...part('out', 100, 'Vapour, not measured', 'expected'), range: '(80 – 120 kg)' },
    part('out', 120, 'Not explained', 'beyond'),
  ];
  const balance = { ...mushrooms.of('mass'), in: 1440, out: 1120 };
  const { look, heads } = drawnParts(balance, parts, { unit: 'kilogram', nameOf });
  const layout = balanceLayout({ parts, width: 640 });
  const { body } = render(BalancePicture, { props: { layout, look, heads, label: 'A brew' }, idPrefix: 'golden' });
  const svg = body.replace(/<!--.*?-->/g, '').replace(/ ?svelte-\w+/g, '');
  expect(svg).not.toMatch(/NaN|undefined/);
  await expect(svg).toMatchFileSnapshot('__snapshots__/balance.svg.html');
});

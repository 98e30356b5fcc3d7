import { expect, test } from 'vitest';
import { factsFrom, type StoredRecord } from '../../engine/1-record/facts.ts';
import type { Body } from '../../engine/1-record/kind.ts';
import { rowAt } from '../../engine/3-flow/builder.ts';
import type { FlowTable } from '../../engine/3-flow/columns.ts';
import { conservedLayers } from '../../engine/3-flow/reconcile/conserved.ts';
import { reconcile, type Reconciliation } from '../../engine/3-flow/reconcile/reconcile.ts';
import { parsePeriod } from '../../engine/4-footprint/period.ts';
import { factsOf, flowsOf, recordSample } from '../support/sample.ts';

const id = (kind: string, name: string) => `urn:throughflow:grain-loop:${kind}:${name}`;
const sample = recordSample('grain-loop');
const [table, facts] = [flowsOf(sample), factsOf(sample)];
const zone = 'Europe/Brussels';
const november = parsePeriod('2025-11')!;

/** The table with the quantity of one event as it was mistyped. */
function mistyped(sequence: number, quantity: number): FlowTable {
  const wrong = table.columns.quantity.slice();
  table.columns.sequence.forEach((each, row) => {
    if (each === sequence) wrong[row] = quantity;
  });
  return { ...table, columns: { ...table.columns, quantity: wrong } };
}

/** The event of a specification and role in November, by its process. */
function eventOf(specification: string, role: string, process: string): number {
  for (let place = 0; place < table.count; place++) {
    const each = rowAt(table, place);
    const isIt = each.specification === id('spec', specification) && each.process.startsWith(id('process', process));
    if (isIt && each.role === role && each.day >= november.first && each.day < november.end) return each.sequence;
  }
  throw new Error(`no ${role} of ${specification} in ${process}`);
}

const suspectsOf = ({ flows, suspects }: Reconciliation, of = table) =>
  suspects.map(({ flow, alike, estimate }) => {
    const name = (place: number) => {
      const { meaning } = flows[place]!;
      return meaning.kind === 'event'
        ? rowAt(of, meaning.row).sequence
        : meaning.kind === 'count'
          ? meaning.count
          : meaning.kind;
    };
    return { what: name(flow), alike: alike.map(name), estimate, recorded: flows[flow]!.recorded };
  });

test('the year as it was recorded contradicts itself in no layer: what the sample measures agrees within its uncertainties', () => {
  for (const layer of conservedLayers.filter((each) => each !== 'phosphorus'))
    for (const period of ['2025', '2025-11']) {
      const { suspects, before, flows } = reconcile({ table, facts, zone, layer, period: parsePeriod(period) });
      expect([layer, period, before.isPassed, suspects]).toEqual([layer, period, true, []]);
      expect(before.degrees).toBeGreaterThan(60);
      expect(flows.filter(({ standing }) => standing === 'redundant').length).toBeGreaterThan(400);
    }
});

test('story 5: 3,985 kg of spent substrate on the weighbridge of 18 November, typed for 1,395, is named as the gross error', () => {
  const weighed = (kilograms: string): StoredRecord => ({
    class: 'Count',
    id: 'urn:test:weighbridge',
    body: {
      of: id('stock', 'spent-substrate-composter'),
      resourceQuantity: { hasNumericalValue: kilograms, hasUnit: 'kilogram' },
      hasPointInTime: '2025-11-18T10:00',
    } as Body,
  });
  const reconciled = (kilograms: string, period: string) =>
    reconcile({
      table,
      facts: factsFrom([...sample.ledger.records.values(), weighed(kilograms)]),
      zone,
      layer: 'mass',
      period: parsePeriod(period),
    });
  for (const period of ['2025', '2025-11']) {
    const found = reconciled('3985', period);
    expect(suspectsOf(found)).toEqual([
      { what: 'urn:test:weighbridge', alike: [], estimate: expect.closeTo(1492.5, 0), recorded: 3985 },
    ]);
    expect(found.after.isPassed).toBe(true);
  }
  expect(reconciled('3985', '2025-11').before.isPassed).toBe(false);
  expect(reconciled('1490', '2025-11').suspects).toEqual([]);
});

// Behind a stock of which something is left nobody measured what; so the balances alone cannot tell these from the flows beside them.
test.each([
  ['the windrow takes in 17,910 kg for 1,791', 'spent-substrate', 'in', 'windrow-2025-11-30', 17_910, 1791, 1],
  ['a van sets down 2,985 kg for 298.5', 'spent-substrate', 'out', 'van-2025-w46', 2985, 298.5, 4],
  ['a batch gives 2,958 kg of substrate for 298.5', 'spent-substrate', 'out', 'mushrooms-2025-09-18', 2958, 298.5, 6],
])(
  'a slip in an event is named first, with what it should be: %s',
  (_, specification, role, process, typed, right, others) => {
    const sequence = eventOf(specification, role, process);
    const wrong = mistyped(sequence, typed);
    const found = reconcile({ table: wrong, facts, zone, layer: 'mass', period: parsePeriod('2025') });
    const [suspect] = suspectsOf(found, wrong);
    expect([suspect!.what, suspect!.alike.length]).toEqual([sequence, others]);
    expect(Math.abs(suspect!.estimate / right - 1)).toBeLessThan(0.3);
  },
);

test('adjusted figures stand beside the recorded ones: the table is as it was, and every balance of the month closes with them', () => {
  const before = table.columns.quantity.slice();
  const { flows } = reconcile({ table, facts, zone, layer: 'mass', period: november });
  expect(table.columns.quantity).toEqual(before);
  const changed = flows.filter(({ standing }) => standing === 'redundant');
  for (const { adjustedDeviation, deviation } of changed)
    expect(adjustedDeviation).toBeLessThanOrEqual(deviation * (1 + 1e-9) + 1e-3);
});

test('a record of how exactly something is measured counts before the assumption, and is counted', () => {
  const told: StoredRecord = {
    class: 'MeasurementUncertainty',
    id: 'urn:test:scales',
    body: { of: id('agent', 'composter'), relative: '0.001', source: 'test' } as Body,
  };
  const exact = reconcile({
    table,
    facts: factsFrom([...sample.ledger.records.values(), told]),
    zone,
    layer: 'mass',
    period: november,
  });
  const assumed = reconcile({ table, facts, zone, layer: 'mass', period: november });
  expect([assumed.told, exact.told > 0, exact.told + exact.assumed]).toEqual([0, true, assumed.assumed]);
});

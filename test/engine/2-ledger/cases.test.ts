import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type EventEffectsCase, run } from '../../support/cases/event-effects.ts';

const caseOf = (name: string): EventEffectsCase => JSON.parse(readFileSync(`test/fixtures/vf/${name}.json`, 'utf8'));

const published = [
  'manufacturing-desk',
  'transfer-and-move-currency',
  'library-loan',
  'transport-implied-custody',
  'stage-and-state',
  'corrections',
];

for (const name of published)
  test(`the published example ${name} comes out as published`, () => {
    const { passed, differences } = run(caseOf(name));
    expect(differences).toEqual([]);
    expect(passed).toBe(true);
  });

test('what must be refused of a brew day is refused, each for its reason', () => {
  expect(run(caseOf('validation'))).toEqual({ passed: true, differences: [], unknownKeys: [] });
});

test('plain numbers are in the unit of the events, measures in their own, and long names mean the short ones', () => {
  const kilograms = (hasNumericalValue: number) => ({ hasNumericalValue, hasUnit: 'kilogram' });
  const given = {
    before: { malt: { primaryAccountable: 'mill', accountingQuantity: 10 } },
    events: [{ action: 'lower', provider: 'mill', resourceInventoriedAs: 'malt', resourceQuantity: kilograms(1) }],
    expected: { malt: { onhandQuantity: { hasNumericalValue: 0.009, hasUnit: 'tonne' }, accounting: 9 } },
  };
  expect(run(given)).toEqual({ passed: true, differences: [], unknownKeys: [] });
  const wrong = {
    malt: {
      onhand: { hasNumericalValue: 9, hasUnit: 'tonne' },
      accounting: { hasNumericalValue: 9, hasUnit: 'litre' },
    },
  };
  expect(run({ ...given, expected: wrong }).differences).toEqual([
    'expected/malt/onhand: expected 9, found 0.009',
    'expected/malt/accounting: expected 9, found "a quantity of mass"',
  ]);
});

test('an event that must be refused may stand among the others, and one that lacks something is noted', () => {
  const measure = { hasNumericalValue: 1, hasUnit: 'hour' };
  const work = { action: 'work', inputOf: 'brew', provider: 'ann', effortQuantity: measure };
  const given = {
    events: [
      { id: 'w', ...work },
      { id: 'x', ...work, inputOf: undefined, outputOf: 'brew', refused: 'no output' },
    ],
  };
  expect(run(given)).toEqual({
    passed: true,
    differences: [],
    unknownKeys: [],
    notes: ['w: work does not say of what kind it is.'],
  });
  expect(
    run({ events: [{ id: 'w', ...work, resourceConformsTo: 'brewing', refused: 'why not' }] }).differences,
  ).toEqual(['w was admitted: why not']);
});

test('the runner of cases tells a wrong stock, a wrong attribute and a wrong total', () => {
  const given = caseOf('corrections');
  const wrong = {
    ...given,
    expected: { plywood: { accounting: 124, onhand: 125, accountable: 'alice' } },
    expectedProcessTotals: { p1: { 'consume plywood': 6 } },
  };
  expect(run(wrong).differences).toEqual([
    'expected/plywood/accounting: expected 124, found 125',
    'expected/plywood/accountable: expected "alice", found "mfg"',
    'expectedProcessTotals/p1/consume plywood: expected 6, found 5',
  ]);
});

test('the runner of cases tells an event that should have been refused, and keys that it does not know', () => {
  const measure = (hasNumericalValue: number) => ({ hasNumericalValue, hasUnit: 'one' });
  const event = { action: 'lower', provider: 'mfg', resourceInventoriedAs: 'desk', resourceQuantity: measure(1) };
  const given = {
    before: { desk: { accountable: 'mfg', accounting: measure(8) } },
    expected: { desk: { accounting: 7, colour: 'red' } },
    refused: [
      { event: { ...event, resourceQuantity: measure(-1) }, reason: 'negative' },
      { event, reason: 'nothing is wrong with it' },
    ],
    expectedMood: 'good',
  };
  const result = run({ ...given, events: [{ id: 'e', ...event }] });
  expect(result.differences).toEqual(['refused/1 was admitted: nothing is wrong with it']);
  expect(result.unknownKeys).toEqual(['colour', 'expectedMood']);
});

test('a case that packs parts without naming the container means what the same process makes', () => {
  const measure = (hasNumericalValue: number) => ({ hasNumericalValue, hasUnit: 'one' });
  const before = { accountable: 'mfg', accounting: measure(1) };
  const shared = { provider: 'mfg', receiver: 'mfg', resourceQuantity: measure(1) };
  const given = {
    before: { gown: before, mask: before },
    events: [
      { action: 'combine', inputOf: 'pack', resourceInventoriedAs: 'gown', ...shared },
      { action: 'combine', inputOf: 'pack', resourceInventoriedAs: 'mask', ...shared },
      { action: 'produce', outputOf: 'pack', resourceInventoriedAs: 'kit', ...shared },
      { action: 'separate', outputOf: 'unpack', resourceInventoriedAs: 'mask', ...shared },
    ],
    expectedAfterEach: [{}, {}, { kit: { contains: ['mask', 'gown'], onhand: 1 } }],
    expected: { gown: { containedIn: ['kit'], onhand: 0 }, mask: { containedIn: null, onhand: 1 } },
  };
  expect(run(given)).toEqual({ passed: true, differences: [], unknownKeys: [] });
});

import { expect, test } from 'vitest';
import { formatDecimal } from '../../../engine/0-base/decimal.ts';
import type { Body } from '../../../engine/1-record/kind.ts';
import { confirmationOf, type ConfirmationState } from '../../../engine/2-ledger/confirmation.ts';
import { netEvent, type ToldEvent } from '../../../engine/2-ledger/net-events.ts';

const kg = (hasNumericalValue: string) => ({ hasNumericalValue, hasUnit: 'kilogram' });
const delivery: ToldEvent = {
  id: 'delivery',
  sequence: 1,
  action: 'transfer',
  provider: 'brewery',
  receiver: 'grower',
  recordedBy: 'brewery',
  resourceQuantity: kg('120'),
};
const corrected = (quantity: string): ToldEvent => ({
  ...delivery,
  id: 'correction',
  sequence: 2,
  corrects: 'delivery',
  resourceQuantity: kg(quantity),
});
const says = (quantity?: string, by = 'grower'): Body<'Confirmation'> => ({
  of: 'delivery',
  by,
  ...(quantity && { resourceQuantity: kg(quantity) }),
});

function told(state: ConfirmationState): string {
  if (state.is === 'waiting') return `waiting for ${state.for}`;
  if (state.is === 'differs')
    return `${state.by} says ${formatDecimal(state.confirmed.quantity)}, not ${formatDecimal(state.recorded.quantity)}`;
  return state.is;
}

const members = new Set(['brewery', 'grower']);
const stateOf = (
  rest: Partial<ToldEvent>,
  confirmations: readonly Body<'Confirmation'>[] = [],
  corrections: readonly ToldEvent[] = [],
) => told(confirmationOf(netEvent({ ...delivery, ...rest }, corrections), { members, confirmations }));

test('a delivery that one side recorded waits for the other, whichever side it was', () => {
  expect(stateOf({})).toBe('waiting for grower');
  expect(stateOf({ recordedBy: 'grower' })).toBe('waiting for brewery');
});

test('nobody waits for what was recorded for both, for somebody outside, for oneself, or for what is undone', () => {
  const { recordedBy: _, ...forBoth } = delivery;
  expect(told(confirmationOf(netEvent(forBoth, []), { members, confirmations: [] }))).toBe('not needed');
  expect(stateOf({ receiver: 'cafe' })).toBe('not needed');
  expect(stateOf({ receiver: 'brewery' })).toBe('not needed');
  expect(stateOf({}, [], [corrected('-120')])).toBe('not needed');
});

test('the same amount is agreed, in whatever unit it is told', () => {
  expect(stateOf({}, [says('120')])).toBe('agreed');
  expect(stateOf({}, [{ ...says(), resourceQuantity: { hasNumericalValue: '0.12', hasUnit: 'tonne' } }])).toBe(
    'agreed',
  );
  expect(stateOf({}, [says()])).toBe('agreed');
});

test('another amount stays beside the recorded one, until one of the two says otherwise', () => {
  expect(stateOf({}, [says('118')])).toBe('grower says 118, not 120');
  expect(stateOf({}, [says('118')], [corrected('-2')])).toBe('agreed');
  expect(stateOf({}, [says('118'), says('120')])).toBe('agreed');
});

test('what was confirmed as written is confirmed no more when it is corrected afterwards', () => {
  expect(stateOf({}, [says()], [corrected('-20')])).toBe('grower says 120, not 100');
  expect(stateOf({}, [says('120')], [corrected('-120')])).toBe('grower says 120, not 0');
});

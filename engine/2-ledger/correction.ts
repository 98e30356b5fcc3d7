import { type Canonical, canonicalText } from '../0-base/canonical.ts';
import { type Decimal, add, formatDecimal, isNegative, isZero, subtract, zero } from '../0-base/decimal.ts';
import { type Problem, problem } from '../0-base/problem.ts';
import { findUnit, unitsOf } from '../0-base/unit.ts';
import type { EconomicEvent } from '../1-record/observation.ts';
import { readAmount } from './amount.ts';
import { reallocate, withAllocations } from './fulfil.ts';
import type { Amount } from './shape.ts';
import type { Ledger, LedgerEvent } from './state.ts';

/** What a correction repeats of the event that it corrects, beside its action, so that it takes back exactly where that one put. */
export const repeated = [
  'inputOf',
  'outputOf',
  'provider',
  'receiver',
  'resourceInventoriedAs',
  'toResourceInventoriedAs',
  'resourceConformsTo',
] as const satisfies readonly (keyof EconomicEvent)[];

/** What a correction need not repeat, and cannot change. */
const kept = [
  'state',
  'toLocation',
  'resolves',
  'spreadFrom',
  'realizationOf',
  'reciprocalRealizationOf',
] as const satisfies readonly (keyof EconomicEvent)[];

/** Lists that a correction need not repeat: what it takes back is taken from them by itself. */
const lists = ['fulfills', 'satisfies', 'settles', 'allocated'] as const satisfies readonly (keyof EconomicEvent)[];

const quantities = ['resourceQuantity', 'effortQuantity'] as const;

/** The event that a chain of corrections began with. */
export function rootOf(ledger: Ledger, corrected: string): LedgerEvent | undefined {
  const event = ledger.events.get(corrected);
  return event && ledger.events.get(event.event.root);
}

/** Whether something is left of an event: an event that no correction named stands even with quantity zero. */
export const stands = ({ corrected, resourceTotal, effortTotal }: LedgerEvent): boolean =>
  !corrected || !isZero(resourceTotal) || !isZero(effortTotal);

/** A root event after a correction by the given amounts. */
export const afterCorrection = (root: LedgerEvent, { amount, effort }: Deltas): LedgerEvent => ({
  ...root,
  corrected: true,
  resourceTotal: add(root.resourceTotal, amount?.quantity ?? zero),
  effortTotal: add(root.effortTotal, effort?.quantity ?? zero),
  allocations: withAllocations(root.allocations, reallocate(root, { amount, effort })),
});

interface Deltas {
  readonly amount: Amount | undefined;
  readonly effort: Amount | undefined;
}

/** How a correction differs from the event at its root. Problems: correction.action, correction.field, correction.excess, unit.dimension. */
export function correctionProblems(body: EconomicEvent, root: LedgerEvent, deltas: Deltas): Problem[] {
  const before = root.event.body;
  if (body.action !== before.action)
    return [problem('correction.action', '/action', { action: body.action, found: before.action })];
  const changed = [
    ...repeated.filter((field) => body[field] !== before[field]),
    ...kept.filter((field) => body[field] !== undefined && body[field] !== before[field]),
    ...lists.filter((field) => body[field] !== undefined && !isSame(body[field], before[field])),
    ...quantities.filter((field) => body[field] !== undefined && before[field] === undefined),
  ];
  if (changed.length > 0) return changed.map((field) => problem('correction.field', `/${field}`, { field }));
  return [
    ...amountProblems('resourceQuantity', { body, before, delta: deltas.amount, total: root.resourceTotal }),
    ...amountProblems('effortQuantity', { body, before, delta: deltas.effort, total: root.effortTotal }),
  ];
}

const isSame = (a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean =>
  canonicalText((a ?? []) as Canonical) === canonicalText((b ?? []) as Canonical);

/** A correction that gives no difference. Problem: action.quantity. */
export function noDifference(body: EconomicEvent, { event }: LedgerEvent): Problem[] {
  const field = quantities.find((each) => event.body[each] !== undefined);
  if (!field || quantities.some((each) => body[each] !== undefined)) return [];
  return [problem('action.quantity', `/${field}`, { action: body.action, field })];
}

interface Comparison {
  readonly body: EconomicEvent;
  readonly before: EconomicEvent;
  readonly delta: Amount | undefined;
  readonly total: Decimal;
}

function amountProblems(field: (typeof quantities)[number], { body, before, delta, total }: Comparison): Problem[] {
  const first = readAmount(before[field], { field, mayTakeAway: true }).amount;
  if (!delta || !first) return [];
  if (delta.dimension !== first.dimension) {
    const values = {
      value: body[field]!.hasUnit,
      found: delta.dimension,
      name: field,
      expected: first.dimension,
      known: unitsOf(first.dimension)
        .map(({ symbol }) => symbol)
        .join(', '),
    };
    return [problem('unit.dimension', `/${field}/hasUnit`, values)];
  }
  if (!isNegative(add(total, delta.quantity))) return [];
  const unit = findUnit(delta.unit)?.symbol ?? delta.unit;
  const values = { value: formatDecimal(subtract(zero, delta.quantity)), found: formatDecimal(total), unit };
  return [problem('correction.excess', `/${field}/hasNumericalValue`, values)];
}

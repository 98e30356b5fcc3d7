import {
  add,
  type Decimal,
  decimal,
  formatDecimal,
  isZero,
  parseDecimal,
  zero,
} from '../../../engine/0-base/decimal.ts';
import { findUnit, fromCoherent, toCoherent } from '../../../engine/0-base/unit.ts';
import type { Measure } from '../../../engine/1-record/field.ts';
import type { EventItem } from '../../worker/wire.ts';

/** The amount of an event, whichever it has. */
export const amountOf = ({
  resourceQuantity,
  effortQuantity,
}: Pick<EventItem, 'resourceQuantity' | 'effortQuantity'>) => resourceQuantity ?? effortQuantity;

/** The events of a list that correct one, directly or through another correction, oldest first. */
export function correctionsOf(id: string, events: readonly EventItem[]): EventItem[] {
  const family = new Set([id]);
  const inOrder = events.toSorted((a, b) => a.sequence - b.sequence);
  return inOrder.filter((event) => {
    const belongs = event.corrects !== undefined && family.has(event.corrects);
    if (belongs) family.add(event.id);
    return belongs;
  });
}

/** A measure in a unit, exactly as far as nine decimals go. */
function inUnit({ hasNumericalValue, hasUnit }: Measure, unit: string): Decimal {
  const value = parseDecimal(hasNumericalValue) ?? zero;
  const [from, to] = [findUnit(hasUnit), findUnit(unit)];
  return hasUnit === unit || !from || !to ? value : fromCoherent(toCoherent({ value, unit: from }), to);
}

/** What corrections changed altogether, and where the event stands after them, in its own unit. */
export function standing(
  event: EventItem,
  corrections: readonly EventItem[],
): { already: string; now: Measure; undone: boolean } | undefined {
  const amount = amountOf(event);
  if (!amount) return undefined;
  const changes = corrections.flatMap((each) => amountOf(each) ?? []).map((each) => inUnit(each, amount.hasUnit));
  const already = changes.reduce(add, zero);
  const now = add(decimal(amount.hasNumericalValue), already);
  return {
    already: formatDecimal(already),
    now: { hasNumericalValue: formatDecimal(now), hasUnit: amount.hasUnit },
    undone: corrections.length > 0 && isZero(now),
  };
}

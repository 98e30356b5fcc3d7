import { add, compare, decimal, formatDecimal, subtract, zero } from '../../../engine/0-base/decimal.ts';
import type { Measure } from '../../../engine/1-record/field.ts';
import type { PromiseItem } from '../../worker/wire.ts';
import { progressOf } from '../promise.ts';

/** What nobody has taken on of a wish, and nobody has done without promising it first; undefined where it has no amount. */
export function openOf(item: PromiseItem): Measure | undefined {
  const { asked } = progressOf(item) ?? {};
  if (!asked) return undefined;
  const counted = item.resource ? 'resource' : 'effort';
  const field = item.resource ? 'resourceQuantity' : 'effortQuantity';
  const promised = item.promised?.[counted]?.done.hasNumericalValue ?? '0';
  const direct = item.answeredBy
    .filter((each) => each.class === 'EconomicEvent')
    .reduce((sum, each) => add(sum, decimal(each[field]?.hasNumericalValue ?? '0')), zero);
  const left = subtract(subtract(decimal(asked.hasNumericalValue), decimal(promised)), direct);
  return { hasNumericalValue: formatDecimal(compare(left, zero) < 0 ? zero : left), hasUnit: asked.hasUnit };
}

import { decimal, type Decimal, divide, formatDecimal, multiply, subtract } from '../0-base/decimal.ts';
import { coherentUnit, findUnit, fromCoherent } from '../0-base/unit.ts';
import type { Measure } from '../1-record/field.ts';
import type { Body } from '../1-record/kind.ts';
import { readAmount } from './amount.ts';

type Pack = Body<'Pack'>;

/** What so many full packs hold, exactly, in the unit in which the pack says its content: content x count. */
export const contentOf = ({ content }: Pack, count: Decimal): Measure => ({
  ...content,
  hasNumericalValue: formatDecimal(multiply(decimal(content.hasNumericalValue), count)),
});

/** How many packs a quantity fills, to nine decimals; undefined when it is not in the dimension of the pack's content, or the pack holds nothing. */
export function packsOf({ content }: Pack, quantity: Measure): Decimal | undefined {
  const [one, all] = [amountOf(content), amountOf(quantity)];
  if (!one || !all || one.dimension !== all.dimension || one.quantity.coefficient === 0n) return undefined;
  return divide(all.quantity, one.quantity, 9);
}

/** What is in so many packs that were weighed full: gross - tare x count, in the unit of the weight; undefined when the pack has no tare in that dimension. */
export function netOf({ tare }: Pack, gross: Measure, count: Decimal): Measure | undefined {
  const [empty, weighed] = [tare && amountOf(tare), amountOf(gross)];
  if (!empty || !weighed || empty.dimension !== weighed.dimension) return undefined;
  const unit = findUnit(gross.hasUnit) ?? coherentUnit(weighed.dimension);
  const net = subtract(weighed.quantity, multiply(empty.quantity, count));
  return { hasNumericalValue: formatDecimal(fromCoherent(net, unit)), hasUnit: gross.hasUnit };
}

const amountOf = (measure: Measure) => readAmount(measure, { field: 'content', mayTakeAway: true }).amount;

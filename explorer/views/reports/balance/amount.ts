import { findUnit } from '../../../../engine/0-base/unit.ts';
import { formatAmount, formatNumber, formatRange, scaleFor, unitSymbol } from '../../../text/format.ts';
import { sayBalance } from '../words.ts';

/** How amounts of one layer are written: in a unit that reads well, of money in its currency. */
export interface Writing {
  /** The coherent unit, or the id of a currency. */
  readonly unit: string;
  readonly nameOf: (id: string) => string;
}

/** An amount with its unit; one that is not known says so. */
export function amountIn({ unit, nameOf }: Writing, value: number): string {
  if (Number.isNaN(value)) return sayBalance().notKnown;
  return findUnit(unit) ? formatAmount(value, unit) : `${formatNumber(value)}\u00a0${nameOf(unit)}`;
}

/** An amount from low to high. */
export const rangeIn = ({ unit }: Writing, low: number, high: number): string => formatRange(low, high, unit);

/** One unit for a column: its symbol for the head, and what amounts are divided by. */
export function columnUnit({ unit, nameOf }: Writing, amounts: readonly number[]) {
  const largest = amounts.reduce((most, each) => (Number.isFinite(each) ? Math.max(most, Math.abs(each)) : most), 0);
  if (!findUnit(unit)) return { symbol: nameOf(unit), divisor: 1 };
  // Up to 9,999 kg stay kilograms: the small figures of a column are read, too.
  return largest === 0
    ? { symbol: unitSymbol(unit), divisor: 1 }
    : scaleFor(Math.max(largest / 10, Math.min(largest, 1)), unit);
}

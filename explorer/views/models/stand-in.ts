import type { Facts } from '../../../engine/1-record/facts.ts';
import { divide, formatDecimal } from '../../../engine/0-base/decimal.ts';
import { findUnit } from '../../../engine/0-base/unit.ts';
import { usualUnit } from '../names.ts';

/** How a product of a model is linked to what a network buys. */
export interface StandInDraft {
  readonly of: string;
  /** Units of the product in one `per` of what it stands in for, as typed. */
  readonly factor: string;
  readonly per: string;
  readonly match: 'exact' | 'near' | 'proxy';
}

/** In which unit what is bought is counted: its usual one, else that of the product. */
export const perOf = (facts: Facts, of: string, unit: string): string => usualUnit(facts, of) ?? unit;

/** How many of the product's unit are in one of the other by the table of units alone; '' where only the reader can know. */
export function factorBetween(per: string, unit: string): string {
  if (per === unit) return '1';
  const [from, to] = [findUnit(per), findUnit(unit)];
  return from && to && from.dimension === to.dimension ? formatDecimal(divide(from.factor, to.factor, 9)) : '';
}

/** Whether a factor can be recorded. */
export const isFactor = (factor: string): boolean => /^\d{1,12}(\.\d{1,9})?$/.test(factor) && Number(factor) > 0;

/** The link as it is recorded. */
export const linkRecord = (
  { of, factor, per, match }: StandInDraft,
  row: { readonly id: string; readonly dataset: string; readonly version: string; readonly row: string },
) => ({
  '@type': 'BackgroundLink',
  '@id': row.id,
  of,
  dataset: row.dataset,
  version: row.version,
  row: row.row,
  factor,
  per,
  match,
});

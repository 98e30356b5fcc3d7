import { parseDecimal, toNumber } from '../../0-base/decimal.ts';
import { type Day, dayOf, parseTime } from '../../0-base/time.ts';
import { coherentUnit, findUnit } from '../../0-base/unit.ts';
import type { Facts } from '../../1-record/facts.ts';

/** What somebody counted of a stock at the end of a day. */
export interface CountedStock {
  readonly id: string;
  readonly resource: string;
  readonly holder: string | undefined;
  readonly specification: string;
  readonly day: Day;
  /** In the coherent unit. */
  readonly quantity: number;
  readonly unit: string;
}

/** The counts of a network in the order of their days; one in packs (16 bags) is left out, as its unit is no unit of the stock. */
export function countedStocks(facts: Facts, zone: string): CountedStock[] {
  const found: CountedStock[] = [];
  for (const [id, { of, holder, resourceQuantity, hasPointInTime, pack }] of facts.Count ?? []) {
    const unit = findUnit(resourceQuantity.hasUnit);
    const value = parseDecimal(resourceQuantity.hasNumericalValue);
    const time = parseTime(hasPointInTime, zone);
    const specification = facts.EconomicResource?.get(of)?.conformsTo;
    if (!unit || !value || !time || pack !== undefined || specification === undefined) continue;
    found.push({
      id,
      resource: of,
      holder,
      specification,
      day: dayOf(time.instant, zone),
      quantity: toNumber(value) * toNumber(unit.factor),
      unit: coherentUnit(unit.dimension).id,
    });
  }
  return found.sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
}

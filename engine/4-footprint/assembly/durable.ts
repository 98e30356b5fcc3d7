import { parseDecimal, toNumber } from '../../0-base/decimal.ts';
import { coherentUnit, findUnit, toCoherent } from '../../0-base/unit.ts';
import type { Facts } from '../../1-record/facts.ts';

/** The effort that a tool, vehicle or building has in it over its life, in a coherent unit (s, m ...). */
export interface Lifetime {
  readonly effort: number;
  readonly unit: string;
}

/** The lifetimes of durables by resource, in coherent units; one whose figure or unit cannot be read, or that has no effort in it, is left out. */
export function lifetimes(facts: Facts): ReadonlyMap<string, Lifetime> {
  const found = new Map<string, Lifetime>();
  for (const { of, lifetimeEffort } of facts.Durable?.values() ?? []) {
    const unit = findUnit(lifetimeEffort.hasUnit);
    const value = parseDecimal(lifetimeEffort.hasNumericalValue);
    const effort = unit && value ? toNumber(toCoherent({ value, unit })) : 0;
    if (unit && effort > 0) found.set(of, { effort, unit: coherentUnit(unit.dimension).id });
  }
  return found;
}

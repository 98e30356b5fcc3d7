import { parseDecimal, toNumber } from '../../0-base/decimal.ts';
import { coherentUnit, findUnit } from '../../0-base/unit.ts';
import type { Facts } from '../../1-record/facts.ts';

/** The standard uncertainty of an amount: the squares of its two parts add. */
interface Uncertainty {
  /** Part of the amount. */
  readonly relative: number;
  /** In `unit` (coherent); counts for amounts in that unit only. */
  readonly absolute: number;
  readonly unit: string;
}

/** Standard uncertainties that are taken where no record tells one: 2 % of what was measured, 10 % of what was shared out from a meter or invoice (our own assumption). */
export const assumedRelative = { measured: 0.02, spread: 0.1 } as const;

/** Whose measurement it is, the nearest first. */
export interface Measured {
  readonly of: readonly (string | undefined)[];
  /** In the coherent unit `unit`. */
  readonly quantity: number;
  readonly unit: string;
  readonly isSpread: boolean;
}

/** What a measurement may be off, relative to its amount, and whether a record says so. */
export interface Told {
  readonly relative: number;
  readonly isAssumed: boolean;
}

/** Reads MeasurementUncertainty records: the standard uncertainty of an amount relative to it; assumed where none tells. */
export function uncertaintyReader(facts: Facts): (measured: Measured) => Told {
  const known = new Map<string, Uncertainty>();
  for (const { of, relative, absolute } of facts.MeasurementUncertainty?.values() ?? []) {
    const unit = findUnit(absolute?.hasUnit ?? '');
    known.set(of, {
      relative: numberOf(relative),
      absolute: absolute && unit ? numberOf(absolute.hasNumericalValue) * toNumber(unit.factor) : 0,
      unit: absolute && unit ? coherentUnit(unit.dimension).id : '',
    });
  }
  return ({ of, quantity, unit, isSpread }) => {
    const owner = of.find((each) => each !== undefined && known.has(each));
    if (owner === undefined)
      return { relative: isSpread ? assumedRelative.spread : assumedRelative.measured, isAssumed: true };
    const { relative, absolute, unit: own } = known.get(owner)!;
    const part = own === unit && quantity !== 0 ? absolute / Math.abs(quantity) : 0;
    return { relative: Math.hypot(relative, part), isAssumed: false };
  };
}

function numberOf(text: string | undefined): number {
  const value = text === undefined ? undefined : parseDecimal(text);
  return value ? toNumber(value) : 0;
}

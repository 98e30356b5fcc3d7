import { toNumber } from '../../0-base/decimal.ts';
import { findUnit } from '../../0-base/unit.ts';

/** What a carrier of energy gives back of what it took to have it. All in joules per unit of the carrier. */
export interface EnergyReturn {
  /** Usable energy in one unit as it is delivered. */
  readonly delivered: number;
  /** What was spent on having it: cumulative energy demand less what is delivered. */
  readonly invested: number;
  /** delivered / invested; Infinity where nothing was spent, NaN where less was counted than is delivered. At 1 and below it is a sink. */
  readonly ratio: number;
}

/** A carrier: its unit, or what one unit of it holds, and its cumulative energy demand with the unit of that. */
export interface EnergyCarrier {
  /** Unit of the carrier; one of energy tells by itself what it holds. */
  readonly unit: string;
  /** Usable energy in one unit, in joules, where the unit does not tell. */
  readonly content?: number;
  /** Cumulative energy demand of one unit, in `demandUnit`. */
  readonly demand: number;
  readonly demandUnit: string;
}

/** Joules in one of a unit of energy; NaN for any other unit. */
function joulesIn(unit: string): number {
  const found = findUnit(unit);
  return found?.dimension === 'energy' ? toNumber(found.factor) : Number.NaN;
}

/**
 * Energy return on energy invested, E / (CED - E): CED counts the energy that ends in the carrier as well, so that it is taken off.
 * Answers nothing where the carrier or its demand is not told in energy.
 * Source: C. Hall, J. Lambert and S. Balogh, Energy Policy 64 (2014).
 */
export function energyReturn({
  unit,
  content = joulesIn(unit),
  demand,
  demandUnit,
}: EnergyCarrier): EnergyReturn | undefined {
  const spent = demand * joulesIn(demandUnit);
  if (!(content > 0) || !Number.isFinite(spent)) return undefined;
  const invested = spent - content;
  return { delivered: content, invested, ratio: invested >= 0 ? content / invested : Number.NaN };
}

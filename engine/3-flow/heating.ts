import type { Body } from '../1-record/kind.ts';
import { added, type ContentStep, scaled, subtracted } from './content-step.ts';

/** Which heating value a figure of energy states: the lower (net) or the upper (gross). */
export type HeatingBasis = NonNullable<Body<'Property'>['basis']>;

/** Joules that a kilogram of water takes to evaporate at 25 degrees Celsius (IAPWS formulation of 1995: 2,441.7 kJ/kg). */
const evaporation = 2.4417e6;
/** Kilograms of water that a kilogram of hydrogen burns to (atomic masses, IUPAC 2021). */
const waterOfHydrogen = 18.015 / 2.016;

/** What one heating value is led to the other by, each per unit of the thing: joules in the other basis, kilograms of hydrogen of the dry substance and of water. */
export interface Heating {
  readonly energy: readonly ContentStep[];
  readonly hydrogen: readonly ContentStep[];
  readonly water: readonly ContentStep[];
}

/**
 * One heating value from the other: the lower counts the water of the flue gas as vapour,
 *
 *   net = gross - r (8.936 H + W),
 *
 * with H the hydrogen of the dry substance and W the water, in kilograms, and r the heat of evaporation at constant pressure. No steps where hydrogen
 * or water is not known. Derived from the heat of evaporation; both values are taken at constant pressure (a bomb measures the upper one at constant
 * volume, which is less than half a percent off for wood).
 */
export function otherHeatingValue(to: HeatingBasis, { energy, hydrogen, water }: Heating): ContentStep[] {
  const condensed = scaled(added(scaled(hydrogen, waterOfHydrogen), water), evaporation);
  return to === 'gross' ? added(energy, condensed) : subtracted(energy, condensed);
}

import type { Day } from '../0-base/time.ts';
import { coherentUnit } from '../0-base/unit.ts';
import type { Facts } from '../1-record/facts.ts';
import type { Layer } from '../1-record/knowledge.ts';
import { contentOn, contentReader } from '../3-flow/content.ts';

/** What one coherent unit of a specification holds of mass, of water, of money; NaN where no Property tells. */
export interface Contents {
  /** Kilograms in one `unit`. */
  massOf(specification: string, unit: string): number;
  /** Whether a thing is nothing but water. */
  isWater(specification: string): boolean;
  /** Price of a kilogram, in `currency`. */
  priceOf(specification: string): number;
  readonly currency: string;
}

const kilogram = coherentUnit('mass').id;

/** Reads contents as they stand on a day. */
export function contentsOn(facts: Facts, zone: string, day: Day): Contents {
  const reader = (layer: Layer) => contentReader({ facts, zone, layer });
  const [mass, water, price] = [reader('mass'), reader('water'), reader('price')];
  const perKilogram = (of: typeof mass, specification: string) =>
    contentOn(of.steps({ specification, unit: kilogram }), day);
  return {
    massOf: (specification, unit) => contentOn(mass.steps({ specification, unit }), day),
    isWater: (specification) => perKilogram(water, specification) >= 1,
    priceOf: (specification) => perKilogram(price, specification),
    currency: price.unit,
  };
}

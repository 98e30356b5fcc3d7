import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Option } from '../../marks/option.ts';
import { kindName, nameOf, plainName, usualUnit } from '../names.ts';
import { perUsualUnit } from '../per-usual-unit.ts';
import { type FootprintList, known, type ProductItem } from './answer.ts';

/** A product with what one of it carries, counted in the unit in which people count it. */
export interface ProductRow {
  readonly specification: string;
  readonly name: string;
  /** What the intensity is per. */
  readonly per: string;
  readonly intensity: number;
  readonly low: number;
  readonly high: number;
  /** Amounts in `per`. */
  readonly delivered: number;
  readonly made: number;
  /** What all that was delivered carries. */
  readonly total: number;
  readonly primaryShare: number;
  readonly incomplete: boolean;
}

/** The products of a period: those that were delivered first, by what they carry, then what was made, then all else by name. */
export function productRows({ products }: FootprintList, facts: Facts): ProductRow[] {
  return products
    .map((item) => rowOf(item, facts))
    .sort((a, b) => b.total - a.total || Number(b.made > 0) - Number(a.made > 0) || a.name.localeCompare(b.name));
}

function rowOf(item: ProductItem, facts: Facts): ProductRow {
  const { specification, unit, incomplete } = item;
  const usual = usualUnit(facts, specification);
  const { intensity: factor, per } = perUsualUnit(1, unit, usual);
  const [delivered, made] = [known(item.delivered) / factor, known(item.made) / factor];
  const intensity = known(item.intensity) * factor;
  return {
    specification,
    name: kindName(facts, specification),
    per,
    intensity,
    low: known(item.low) * factor,
    high: known(item.high) * factor,
    delivered,
    made,
    total: delivered > 0 ? delivered * intensity || 0 : 0,
    primaryShare: known(item.primaryShare),
    incomplete,
  };
}

/** The lots of a period that have a name of their own, by it; their kind is said beside it. */
export const lotOptions = ({ pools }: FootprintList, facts: Facts): Option[] =>
  [...new Map(pools.flatMap(({ resource, specification }) => (resource ? [[resource, specification] as const] : [])))]
    .map(([id, specification]) => ({ id, label: plainName(nameOf(facts, id)), hint: kindName(facts, specification) }))
    .sort((a, b) => a.label.localeCompare(b.label));

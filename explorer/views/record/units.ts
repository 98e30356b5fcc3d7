import { findUnit, type Unit, units, unitsOf } from '../../../engine/0-base/unit.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Option } from '../../marks/option.ts';
import type { RecordKind } from './kinds.ts';
import type { Stocks } from './stocks.ts';

interface Usual {
  readonly defaultUnitOfResource?: string | undefined;
  readonly defaultUnitOfEffort?: string | undefined;
}

const family = (name: string | undefined): readonly Unit[] => {
  const unit = findUnit(name ?? '');
  return name && unit ? [unit, ...unitsOf(unit.dimension).filter(({ id }) => id !== unit.id)] : [];
};

/** The units in which a specification is measured, its own first; for effort those of effort. */
export const dimensionUnits = (usual: Usual, effort: boolean): readonly Unit[] =>
  family(effort ? usual.defaultUnitOfEffort : usual.defaultUnitOfResource);

const effortUnits = ['hour', 'minute-Time', 'day', 'kilometre'].map((id) => findUnit(id)!);

interface UnitContext {
  readonly facts: Facts;
  readonly stocks: Stocks;
  readonly kind: RecordKind;
  readonly thing: string;
}

/** The units offered for a thing, the likely one first. A stock keeps its dimension; effort is hours, that of a tool also kilometres. */
export function unitChoice({ facts, stocks, kind, thing }: UnitContext): readonly Unit[] {
  const resource = facts.EconomicResource?.get(thing);
  const specification = facts.ResourceSpecification?.get(resource?.conformsTo ?? thing);
  if (kind.quantity === 'effortQuantity') {
    const own = family(resource?.unitOfEffort ?? specification?.defaultUnitOfEffort);
    const others = effortUnits.filter(({ dimension }) => kind.thing === 'tool' || dimension === 'time');
    return [...new Set([...own, ...others])];
  }
  const own = specification ? dimensionUnits(specification, false) : [];
  if (own.length > 0) return own;
  const held = family(stocks.get(thing)?.onhand?.hasUnit);
  return held.length > 0
    ? held
    : units.filter(({ dimension, isUsual }) => isUsual && dimension !== 'power' && dimension !== 'time');
}

/** Units as they are chosen from: by their symbols. */
export const unitOptions = (choice: readonly Unit[]): Option[] =>
  choice.map(({ id, symbol }) => ({ id, label: symbol }));

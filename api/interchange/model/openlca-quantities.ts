import { toNumber } from '../../../engine/0-base/decimal.ts';
import { findUnit } from '../../../engine/0-base/unit.ts';
import type { Things } from './openlca-entries.ts';
import { isSet, type Json, listOf, numberOf, partOf, refOf, textOf } from './openlca-json.ts';

/** A unit of the export: its name, how many reference units of its group one of it is, and the group. */
interface GroupUnit {
  readonly name: string;
  readonly factor: number;
  readonly group: string;
}

/** Units and flow properties of an export. */
export interface Quantities {
  /** The reference unit of a flow property, or of the group of a unit; undefined when its group is not there. */
  referenceUnit(flowProperty: string | undefined, unit?: string): string | undefined;
  /** How many reference units one of the unit is that an exchange or a factor names; undefined when nothing leads there. */
  unitFactor(
    given: Json,
    expected: { readonly flowProperty: string | undefined; readonly unit: string },
  ): number | undefined;
}

interface Group {
  readonly reference: string | undefined;
  readonly byName: ReadonlyMap<string, GroupUnit>;
}

function readGroups(things: Things) {
  const units = new Map<string, GroupUnit>();
  const groups = new Map<string, Group>();
  for (const [group, { json }] of things.UnitGroup) {
    const own = listOf(json, 'units').map(({ item }) => {
      const factor = numberOf(item, 'conversionFactor', 1);
      const id = textOf(item, '@id') ?? '';
      return { id, item, unit: { name: textOf(item, 'name') ?? id, factor, group } };
    });
    for (const { id, unit } of own) units.set(id, unit);
    const reference =
      own.find(({ item }) => isSet(item, 'isRefUnit', 'referenceUnit')) ?? own.find(({ unit }) => unit.factor === 1);
    groups.set(group, { reference: reference?.unit.name, byName: new Map(own.map(({ unit }) => [unit.name, unit])) });
  }
  return { units, groups };
}

/** How many of one unit another is, by our own table of units. */
function tableFactor(from: string, to: string): number | undefined {
  const [a, b] = [findUnit(from), findUnit(to)];
  return a && b && a.dimension === b.dimension ? toNumber(a.factor) / toNumber(b.factor) : undefined;
}

const usable = (factor: number | undefined): number | undefined =>
  factor !== undefined && Number.isFinite(factor) && factor !== 0 ? factor : undefined;

/**
 * Reads units and flow properties. A unit is found by its id; where its group does not come along, by its name, in the group of the flow
 * property or in our own table of units.
 */
export function readQuantities(things: Things): Quantities {
  const { units, groups } = readGroups(things);
  const groupOf = (flowProperty: string | undefined): string | undefined => {
    const found = flowProperty === undefined ? undefined : things.FlowProperty.get(flowProperty);
    return found && refOf(found.json, 'unitGroup');
  };
  const referenceUnit: Quantities['referenceUnit'] = (flowProperty, unit) => {
    const group = groupOf(flowProperty) ?? (unit === undefined ? undefined : units.get(unit)?.group);
    return group === undefined ? undefined : groups.get(group)?.reference;
  };
  return {
    referenceUnit,
    unitFactor(given, { flowProperty, unit }) {
      const named = partOf(given, 'unit');
      if (!named) return 1;
      const known = units.get(textOf(named, '@id') ?? '');
      if (known) return usable(known.factor);
      const name = textOf(named, 'name');
      if (name === undefined) return undefined;
      const own = groups.get(groupOf(flowProperty) ?? '')?.byName.get(name);
      return usable(own?.factor ?? (name === unit ? 1 : tableFactor(name, unit)));
    },
  };
}

import { toNumber } from '../../../engine/0-base/decimal.ts';
import type { Problem } from '../../../engine/0-base/problem.ts';
import { findUnit, unitsOf, usualSymbols } from '../../../engine/0-base/unit.ts';
import type { ModelFlow } from '../../../engine/4-footprint/model/model.ts';
import { numberIn, type Row } from './inventory-rows.ts';
import { natureWords } from './nature-words.ts';

/** The flows of an inventory while it is read. */
export interface InventoryFlows {
  /** The flow of a line and how many of its unit are in one of the line's; undefined where that cannot be had, which is told. */
  use(
    row: Row,
    kind: ModelFlow['kind'],
    direction?: ModelFlow['direction'],
  ): { readonly id: string; readonly scale: number } | undefined;
  /** All flows of a name: those of every compartment where none is told. */
  named(name: string, compartment: string | undefined): readonly ModelFlow[];
  readonly flows: () => readonly ModelFlow[];
}

const idOf = (name: string, compartment: string | undefined): string =>
  compartment === undefined ? name : `${name}, ${compartment}`;

/** How many of one unit another is; undefined where nothing leads there. */
export function unitScale(from: string, to: string): number | undefined {
  if (from === to) return 1;
  const [a, b] = [findUnit(from), findUnit(to)];
  return a && b && a.dimension === b.dimension ? toNumber(a.factor) / toNumber(b.factor) : undefined;
}

/** Why a unit does not serve: nobody knows it, or it measures something else. */
export function unitProblem(
  row: Row,
  { field, name, expected }: { field: string; name: string; expected: string },
): Problem {
  const [given, wanted] = [findUnit(row.cell(field)!), findUnit(expected)];
  if (!given || !wanted)
    return row.say('unit.unknown', field, { known: wanted ? usualSymbols : `${expected}, ${usualSymbols}` });
  const known = unitsOf(wanted.dimension)
    .map(({ symbol }) => symbol)
    .join(', ');
  return row.say('unit.dimension', field, { name, found: given.dimension, expected: wanted.dimension, known });
}

const origins = ['fossil', 'biogenic', 'land-use'] as const;

function propertiesOf(row: Row, problems: Problem[]): Record<string, number> {
  const told = ['mass', 'energy', 'price'].flatMap((name) => {
    const cell = row.cell(name);
    return cell === undefined ? [] : [[name, name, cell] as const];
  });
  const own = row.own.map(([heading, cell]) => [heading.toLowerCase(), heading, cell] as const);
  return Object.fromEntries(
    [...told, ...own].flatMap(([name, heading, cell]) => {
      const value = numberIn(cell, row.mark);
      if (value === undefined) problems.push(row.say('table.cell', heading, { value: cell, expected: 'a number' }));
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** What the table of flows says of one; its kind follows from how it is exchanged. */
function declared(row: Row, problems: Problem[]): Omit<ModelFlow, 'kind'> {
  const name = row.cell('flow')!;
  const compartment = row.cell('compartment');
  const said = row.cell('origin');
  const origin = origins.find((each) => each === said);
  if (said !== undefined && !origin) problems.push(row.say('choice.unknown', 'origin', { known: origins.join(', ') }));
  const properties = propertiesOf(row, problems);
  return {
    id: idOf(name, compartment),
    name,
    unit: row.cell('unit')!,
    ...(compartment !== undefined && { compartment }),
    ...(origin && { origin }),
    ...(Object.keys(properties).length > 0 && { properties }),
  };
}

/**
 * Flows as their table tells them, or as they are first exchanged. Problems: id.duplicate, choice.unknown, table.cell, unit.unknown,
 * unit.dimension; and table.cell where one flow is exchanged as two kinds of things.
 */
export function inventoryFlows(rows: readonly Row[], problems: Problem[]): InventoryFlows {
  const told = new Map<string, Omit<ModelFlow, 'kind'>>();
  for (const row of rows) {
    const flow = declared(row, problems);
    if (told.has(flow.id)) problems.push(row.say('id.duplicate', 'flow', { value: flow.id }));
    else told.set(flow.id, flow);
  }
  const used = new Map<string, ModelFlow>();

  const begin = (row: Row, kind: ModelFlow['kind'], direction: ModelFlow['direction']): ModelFlow | undefined => {
    const name = row.cell('flow')!;
    const compartment = kind === 'elementary' ? row.cell('compartment') : undefined;
    const known = told.get(idOf(name, compartment)) ?? told.get(name);
    const unit = known?.unit ?? row.cell('unit')!;
    if (!known && !findUnit(unit)) {
      problems.push(row.say('unit.unknown', 'unit', { known: usualSymbols }));
      return undefined;
    }
    const { origin } = natureWords([], name);
    return {
      ...(kind === 'elementary' && origin && { origin }),
      ...(compartment !== undefined && { compartment }),
      ...known,
      id: idOf(name, compartment),
      name,
      unit,
      kind,
      ...(direction && { direction }),
    };
  };

  return {
    use(row, kind, direction) {
      const id = idOf(row.cell('flow')!, kind === 'elementary' ? row.cell('compartment') : undefined);
      const flow = used.get(id) ?? begin(row, kind, direction);
      if (!flow) return undefined;
      used.set(id, flow);
      if (flow.kind !== kind) {
        problems.push(
          row.say('table.cell', 'role', { expected: `the role of a ${flow.kind} flow, as ${id} is one before` }),
        );
        return undefined;
      }
      const scale = unitScale(row.cell('unit')!, flow.unit);
      if (scale === undefined) problems.push(unitProblem(row, { field: 'unit', name: id, expected: flow.unit }));
      return scale === undefined ? undefined : { id, scale };
    },
    named: (name, compartment) =>
      [...used.values()].filter(
        (flow) => flow.name === name && (compartment === undefined || flow.compartment === compartment),
      ),
    flows: () => [...used.values()],
  };
}

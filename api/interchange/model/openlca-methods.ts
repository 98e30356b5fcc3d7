import type { Problem } from '../../../engine/0-base/problem.ts';
import type { ModelCategory, ModelFactor, Parameter } from '../../../engine/4-footprint/model/model.ts';
import { amountIn, type AmountReader, scaled } from './openlca-amounts.ts';
import type { Found, Things } from './openlca-entries.ts';
import { type Json, listOf, textOf } from './openlca-json.ts';
import { parametersIn, placeOf } from './openlca-processes.ts';

interface MethodReading {
  readonly things: Things;
  readonly amounts: AmountReader;
  readonly problems: Problem[];
}

/** The method that each category belongs to, by its id. */
function methodsOf(things: Things): Map<string, { id: string; version: string }> {
  const methods = new Map<string, { id: string; version: string }>();
  for (const [id, { json }] of things.ImpactMethod) {
    const method = { id: textOf(json, 'name') ?? id, version: textOf(json, 'version') ?? '' };
    for (const { item } of listOf(json, 'impactCategories')) {
      const category = textOf(item, '@id');
      if (category !== undefined && !methods.has(category)) methods.set(category, method);
    }
  }
  return methods;
}

/** A category that counts one direction takes what goes the other way from it. */
function turned(category: Json, direction: 'emission' | 'resource' | undefined): number {
  const counts = textOf(category, 'direction');
  if (counts === undefined || direction === undefined) return 1;
  return (counts === 'INPUT') === (direction === 'resource') ? 1 : -1;
}

function readFactors(category: Json, name: string, at: string, reading: MethodReading): ModelFactor[] {
  return listOf(category, 'impactFactors').flatMap(({ item, place }) => {
    const where = { at, path: `/impactFactors/${place}`, name };
    const flow = reading.amounts.flowOf(item, where);
    if (!flow) return [];
    const fields = { field: 'value', formula: 'formula' };
    const read = amountIn(item, fields, { ...where, flow: flow.found.flow.name, problems: reading.problems });
    if (!read) return [];
    const by = turned(category, flow.found.flow.direction) / flow.scale;
    const there = placeOf(item, reading.things);
    return [
      {
        flow: flow.found.flow.id,
        value: scaled(read.value, read.formula, by),
        ...(there !== undefined && { place: there }),
        at: `${at}#${where.path}`,
      },
    ];
  });
}

/** Reads categories of impact with their factors, each per one of the flow's unit, and the parameters that their formulas use. */
export function readCategories(reading: MethodReading): { categories: ModelCategory[]; parameters: Parameter[] } {
  const { things } = reading;
  const methods = methodsOf(things);
  const read = ([id, { json, at }]: [string, Found]): ModelCategory => {
    const name = textOf(json, 'name') ?? id;
    return {
      id,
      name,
      method: methods.get(id) ?? { id: name, version: textOf(json, 'version') ?? '' },
      unit: textOf(json, 'refUnit', 'referenceUnitName') ?? '',
      factors: readFactors(json, name, at, reading),
    };
  };
  const parameters = [...things.ImpactCategory.values(), ...things.ImpactMethod.values()].flatMap(({ json, at }) =>
    parametersIn(listOf(json, 'parameters'), at),
  );
  return { categories: [...things.ImpactCategory].map(read), parameters };
}

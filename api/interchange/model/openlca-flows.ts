import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import { groupBy } from '../../../engine/0-base/group.ts';
import type { ModelFlow } from '../../../engine/4-footprint/model/model.ts';
import { natureWords } from './nature-words.ts';
import type { Found, Things } from './openlca-entries.ts';
import { isSet, type Json, listOf, numberOf, partOf, refOf, textOf } from './openlca-json.ts';
import type { Quantities } from './openlca-quantities.ts';

/** A flow, and how its properties hang together. */
export interface OpenLcaFlow {
  readonly flow: ModelFlow;
  /** Id of the property in whose reference unit it is counted. */
  readonly property: string | undefined;
  /** By id of the property: how many of its reference unit are in one of the flow's unit. */
  readonly factors: ReadonlyMap<string, number>;
}

const kinds: Readonly<Record<string, ModelFlow['kind']>> = {
  ELEMENTARY_FLOW: 'elementary',
  PRODUCT_FLOW: 'product',
  WASTE_FLOW: 'waste',
};

/** What kind a flow is, as it or whoever names it says. */
export const kindOf = (json: Json): ModelFlow['kind'] | undefined => kinds[textOf(json, 'flowType') ?? ''];

/** The folders of a thing from the outermost: a path, a list, or a chain of categories. */
function pathOf(json: Json, categories: Things['Category']): string[] {
  const written = textOf(json, 'category');
  if (written !== undefined) return written.split('/');
  const list = json['categoryPath'];
  if (Array.isArray(list)) return list.map(String);
  const path: string[] = [];
  let part = partOf(json, 'category');
  // A circle of folders ends here too.
  for (let depth = 0; part && depth < 50; depth++) {
    const own = categories.get(textOf(part, '@id') ?? '')?.json;
    const name = textOf(part, 'name') ?? textOf(own, 'name');
    if (name !== undefined) path.unshift(name);
    const above = part['categoryPath'];
    if (Array.isArray(above)) return [...above.map(String), ...path];
    part = own && partOf(own, 'category');
  }
  return path;
}

interface PropertyFactor {
  readonly id: string;
  readonly name: string;
  readonly factor: number;
  readonly isReference: boolean;
}

function factorsOf(json: Json): PropertyFactor[] {
  return listOf(json, 'flowProperties').map(({ item }) => ({
    id: refOf(item, 'flowProperty') ?? '',
    name: textOf(partOf(item, 'flowProperty'), 'name') ?? '',
    factor: numberOf(item, 'conversionFactor', 1),
    isReference: isSet(item, 'isRefFlowProperty', 'referenceFlowProperty'),
  }));
}

interface Reading {
  readonly things: Things;
  readonly quantities: Quantities;
}

function readFlow(
  id: string,
  { json, at }: Found,
  { things, quantities }: Reading,
): { flow?: OpenLcaFlow; problem?: Problem } {
  const kind = kindOf(json);
  const name = textOf(json, 'name') ?? id;
  if (!kind) {
    const value = textOf(json, 'flowType') ?? '-';
    const known = Object.keys(kinds).join(', ');
    return { problem: problem('choice.unknown', '/flowType', { field: 'flowType', value, known }, at) };
  }
  const factors = factorsOf(json);
  const reference = factors.find(({ isReference }) => isReference) ?? factors[0];
  const unit = quantities.referenceUnit(reference?.id) ?? textOf(json, 'refUnit');
  const made: OpenLcaFlow = {
    flow: {
      id,
      name,
      kind,
      unit: unit ?? '',
      properties: Object.fromEntries(
        factors.filter(({ factor }) => Number.isFinite(factor)).map((each) => [each.name.toLowerCase(), each.factor]),
      ),
      ...(kind === 'elementary' && natureWords(pathOf(json, things.Category), name)),
    },
    property: reference?.id,
    factors: new Map(factors.map((each) => [each.id, each.factor])),
  };
  if (unit !== undefined) return { flow: made };
  const values = { name, value: reference?.name || '-' };
  return { flow: made, problem: problem('model.property', '/flowProperties', values, at) };
}

/** Problems of one kind and value told once, with how often it happened; of others each. */
function counted(problems: readonly Problem[]): Problem[] {
  const alike = groupBy(problems, ({ code, values }) => `${code} ${code === 'model.property' ? values['value'] : ''}`);
  return [...alike.values()].flatMap((all) => {
    const [first] = all;
    return first!.code === 'model.property'
      ? [{ ...first!, values: { ...first!.values, count: `${all.length}` } }]
      : all;
  });
}

/** Reads the flows of an export. Problems: choice.unknown (flowType), model.property where the unit in which a flow is counted is not there. */
export function readFlows(reading: Reading): { flows: Map<string, OpenLcaFlow>; problems: Problem[] } {
  const flows = new Map<string, OpenLcaFlow>();
  const problems: Problem[] = [];
  for (const [id, found] of reading.things.Flow) {
    const { flow, problem: wrong } = readFlow(id, found, reading);
    if (flow) flows.set(id, flow);
    if (wrong) problems.push(wrong);
  }
  return { flows, problems: counted(problems) };
}

/**
 * A flow whose file does not come along, made from what an exchange or a factor says of it: its kind, and the unit of the group that its
 * unit belongs to. Undefined where its kind is not said.
 */
export function namedFlow(json: Json, { things, quantities }: Reading): OpenLcaFlow | undefined {
  const ref = partOf(json, 'flow') ?? {};
  const kind = kindOf(ref);
  const id = textOf(ref, '@id');
  if (!kind || id === undefined) return undefined;
  const property = refOf(json, 'flowProperty');
  const unit =
    quantities.referenceUnit(property, refOf(json, 'unit')) ??
    textOf(ref, 'refUnit') ??
    textOf(partOf(json, 'unit'), 'name');
  const name = textOf(ref, 'name') ?? id;
  const words = kind === 'elementary' ? natureWords(pathOf(ref, things.Category), name) : {};
  return { flow: { id, name, kind, unit: unit ?? '', ...words }, property, factors: new Map() };
}

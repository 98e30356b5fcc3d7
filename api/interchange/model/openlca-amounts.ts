import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import type { Amount, ModelFlow } from '../../../engine/4-footprint/model/model.ts';
import { namedFlow, type OpenLcaFlow } from './openlca-flows.ts';
import type { Things } from './openlca-entries.ts';
import { type Json, numberOf, partOf, refOf, textOf } from './openlca-json.ts';
import type { Quantities } from './openlca-quantities.ts';

/** What exchanges and factors of impact are read with. */
export interface AmountReader {
  /** The flow that is named, and how many of its unit are in one of the unit that is named; undefined where it cannot be had, which is told. */
  flowOf(json: Json, where: Where): { readonly found: OpenLcaFlow; readonly scale: number } | undefined;
  /** The kind of a flow that was found. */
  kindOf(flow: string): ModelFlow['kind'] | undefined;
  readonly problems: readonly Problem[];
  /** Flows that came to be because they were named. */
  readonly named: ReadonlyMap<string, OpenLcaFlow>;
  /** The unit of a flow whose own is not there: the first in which somebody counts it. */
  unitOf(flow: ModelFlow): string;
}

/** Where something stands: its file, the path in it, and whose it is. */
export interface Where {
  readonly at: string;
  readonly path: string;
  readonly name: string;
}

/** Something that is told once for a flow, with how often it happened. */
interface Told {
  readonly problem: Problem;
  count: number;
}

/** A number times a factor; a formula is multiplied as it stands. */
export const scaled = (value: number, formula: string | undefined, by: number): Amount => ({
  value: value * by,
  ...(formula !== undefined && { formula: by === 1 ? formula : `(${formula}) * ${by}` }),
});

/** Reads which flow is meant, in which unit. Problems: model.flow, model.named, model.unit. */
export function amountReader(given: {
  readonly things: Things;
  readonly quantities: Quantities;
  readonly flows: ReadonlyMap<string, OpenLcaFlow>;
}): AmountReader {
  const { flows, quantities } = given;
  const named = new Map<string, OpenLcaFlow>();
  const missing = new Map<string, Told>();
  const problems: Problem[] = [];
  const adopted = new Map<string, string>();

  const tell = (key: string, made: () => Problem) => {
    const told = missing.get(key);
    if (told) told.count += 1;
    else missing.set(key, { problem: made(), count: 1 });
  };

  const find = (json: Json, { at, path, name }: Where): OpenLcaFlow | undefined => {
    const id = refOf(json, 'flow') ?? '-';
    const known = flows.get(id);
    if (known) return known;
    const made = named.get(id) ?? namedFlow(json, given);
    const value = textOf(partOf(json, 'flow'), 'name') ?? id;
    if (made) named.set(id, made);
    const code = made ? 'model.named' : 'model.flow';
    // A method names thousands of flows that nobody exchanges: they are told together.
    const key = path.startsWith('/impactFactors') ? at : id;
    tell(`${code} ${key}`, () => problem(code, `${path}/flow`, { name, value }, at));
    return made;
  };

  /** Of a flow whose unit is not there: how many of the first unit in which it was counted this one is. */
  const adoptedScale = (json: Json, flow: ModelFlow): number | undefined => {
    const name = textOf(partOf(json, 'unit'), 'name');
    if (name === undefined) return undefined;
    const first = adopted.get(flow.id) ?? name;
    adopted.set(flow.id, first);
    return first === name ? 1 : quantities.unitFactor(json, { flowProperty: undefined, unit: first });
  };

  const scaleOf = (json: Json, { property, factors, flow }: OpenLcaFlow): number | undefined => {
    const own = refOf(json, 'flowProperty') ?? property;
    if (flow.unit === '' && own === property) return adoptedScale(json, flow);
    const unit = own === property ? flow.unit : (quantities.referenceUnit(own) ?? flow.unit);
    const perUnit = quantities.unitFactor(json, { flowProperty: own, unit });
    const perFlow = own === property ? 1 : own === undefined ? undefined : factors.get(own);
    if (perUnit === undefined || !perFlow || !Number.isFinite(perFlow)) return undefined;
    return perUnit / perFlow;
  };

  return {
    named,
    unitOf: ({ id, unit }) => unit || (adopted.get(id) ?? ''),
    kindOf: (flow) => (flows.get(flow) ?? named.get(flow))?.flow.kind,
    get problems() {
      const counted = [...missing.values()].map(({ problem: each, count }) => ({
        ...each,
        values: { ...each.values, count: `${count}` },
      }));
      return [...counted, ...problems];
    },
    flowOf(json, where) {
      const found = find(json, where);
      if (!found) return undefined;
      const scale = scaleOf(json, found);
      if (scale !== undefined) return { found, scale };
      const value = textOf(partOf(json, 'unit'), 'name', '@id') ?? '-';
      const expected = found.flow.unit || (adopted.get(found.flow.id) ?? '-');
      const values = { name: found.flow.name, value, expected, process: where.name };
      problems.push(problem('model.unit', `${where.path}/unit`, values, where.at));
      return undefined;
    },
  };
}

/** The number of an exchange or a factor; NaN with no formula beside it is told, and then it cannot be had. Problem: model.number. */
export function amountIn(
  json: Json,
  { field, formula }: { readonly field: string; readonly formula: string },
  where: Where & { readonly flow: string; readonly problems: Problem[] },
): { readonly value: number; readonly formula: string | undefined } | undefined {
  const value = numberOf(json, field, field === 'amount' ? 0 : Number.NaN);
  const text = textOf(json, formula);
  if (Number.isFinite(value) || text !== undefined) return { value, formula: text };
  const values = { name: where.flow, process: where.name, value: `${json[field] ?? '-'}` };
  where.problems.push(problem('model.number', `${where.path}/${field}`, values, where.at));
  return undefined;
}

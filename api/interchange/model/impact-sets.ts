import type { Descriptor, ImpactFactorRow, Row } from '../../../datasets/read.ts';
import { addUnder } from '../../../engine/0-base/group.ts';
import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import type { Model, ModelCategory, ModelFactor, ModelFlow } from '../../../engine/4-footprint/model/model.ts';
import { unitScale } from './inventory-flows.ts';
import { natureWords } from './nature-words.ts';

/** A dataset of factors of impact: its description, its factors, and the names of its flows as far as it has them. */
export interface ImpactSet {
  readonly descriptor: Pick<Descriptor, 'name' | 'throughflow'>;
  readonly factors: readonly ImpactFactorRow[];
  readonly flows: readonly Row[];
}

/** How many flows of a model have a factor in a category: known by their id, or by name and compartment. */
export interface ImpactMatch {
  readonly category: string;
  readonly byId: number;
  readonly byName: number;
}

/** A model with the categories that count it. */
export interface Impacts {
  readonly model: Model;
  readonly matches: readonly ImpactMatch[];
  readonly problems: readonly Problem[];
}

const keyOf = (name: string, compartment: string | undefined): string =>
  `${name.trim().toLowerCase()}|${(compartment ?? '').trim().toLowerCase()}`;

/** Ids of the flows of a set by name and compartment, in the words that are used for flows of models. */
function idsByName(flows: readonly Row[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const { flow, name, compartment } of flows) {
    const words = natureWords(String(compartment).split('/'), String(name));
    addUnder(ids, keyOf(String(name), words.compartment), String(flow));
  }
  return ids;
}

type ByFlow = ReadonlyMap<string, ImpactFactorRow>;

/** Factors of a set by indicator and flow. */
function byIndicator(factors: readonly ImpactFactorRow[]): ReadonlyMap<string, ByFlow> {
  const all = new Map<string, Map<string, ImpactFactorRow>>();
  for (const each of factors) {
    const own = all.get(each.indicator) ?? new Map<string, ImpactFactorRow>();
    all.set(each.indicator, own.set(each.flow, each));
  }
  return all;
}

/** What all flows of one name count for; undefined where they differ or none counts. */
function oneOf(ids: readonly string[], own: ByFlow): ImpactFactorRow | undefined {
  const [first, ...rest] = ids.flatMap((id) => own.get(id) ?? []);
  return rest.every((each) => each.factor === first?.factor && each.unit === first.unit) ? first : undefined;
}

type Names = ReadonlyMap<string, readonly string[]>;

/** The factor of a flow of a model by name and compartment, at last by the compartment as a whole. */
function namesake({ name, compartment }: ModelFlow, own: ByFlow, names: Names): ImpactFactorRow | undefined {
  for (const within of [compartment, compartment?.split('/')[0]]) {
    const found = oneOf(names.get(keyOf(name, within)) ?? [], own);
    if (found) return found;
  }
  return undefined;
}

/** The flows of a model that one category counts, each with what one of its unit counts for. */
function counted(flows: readonly ModelFlow[], own: ByFlow, names: Names) {
  const factors: ModelFactor[] = [];
  const odd: { readonly flow: ModelFlow; readonly unit: string }[] = [];
  let byId = 0;
  for (const flow of flows) {
    const exact = own.get(flow.id);
    const found = exact ?? namesake(flow, own, names);
    const scale = found && unitScale(found.unit, flow.unit);
    if (scale !== undefined) {
      factors.push({ flow: flow.id, value: { value: found!.factor / scale } });
      byId += exact ? 1 : 0;
    } else if (exact) odd.push({ flow, unit: exact.unit });
  }
  return { factors, odd, byId };
}

/** All factors of the parts of a whole; of a flow that is in several they add up. */
function summed(parts: readonly ModelCategory[]): ModelFactor[] {
  const sums = new Map<string, number>();
  for (const { flow, value } of parts.flatMap(({ factors }) => factors))
    sums.set(flow, (sums.get(flow) ?? 0) + value.value);
  return [...sums].map(([flow, value]) => ({ flow, value: { value } }));
}

/** The sum of all categories of a set whose parts make a whole, as the set calls it. */
function totalOf({ descriptor: { name, throughflow } }: ImpactSet, parts: readonly ModelCategory[]): ModelCategory[] {
  const { total } = throughflow;
  const [first] = parts;
  if (!total || !first) return [];
  const method = { ...first.method, id: `cumulative-${total.indicator}` };
  const id = `${name}/${total.indicator}`;
  return [{ id, name: total.name, method, unit: first.unit, factors: summed(parts) }];
}

/**
 * Adds the categories of datasets of factors that count some flow of a model: GWP100, the set of EF, cumulative energy and exergy demand, with
 * their sum where they are parts of a whole. A flow is known by its id (that of openLCA's reference data), else by name and compartment, where
 * all flows of that name count the same; how many are known which way is told. Categories are called by dataset and indicator.
 * Problem: model.unit where the factor of a flow that is known by its id is per a unit that leads nowhere.
 */
export function addImpacts(model: Model, sets: readonly ImpactSet[]): Impacts {
  const problems: Problem[] = [];
  const matches: ImpactMatch[] = [];
  const nature = model.flows.filter(({ kind }) => kind === 'elementary');
  const added = sets.flatMap((set) => {
    const names = idsByName(set.flows);
    const all = byIndicator(set.factors);
    const dataset = set.descriptor.name;
    const parts = Object.entries(set.descriptor.throughflow.methods ?? {}).flatMap(
      ([indicator, { id, version, unit, name = indicator }]): ModelCategory[] => {
        const category = `${dataset}/${indicator}`;
        const { factors, odd, byId } = counted(nature, all.get(indicator) ?? new Map(), names);
        for (const { flow, unit: value } of odd) {
          const values = { process: name, name: flow.name, value, expected: flow.unit };
          problems.push(problem('model.unit', '', values, dataset));
        }
        if (factors.length === 0) return [];
        matches.push({ category, byId, byName: factors.length - byId });
        return [{ id: category, name, method: { id, version }, unit, factors }];
      },
    );
    return [...parts, ...totalOf(set, parts)];
  });
  return { model: { ...model, categories: [...model.categories, ...added] }, matches, problems };
}

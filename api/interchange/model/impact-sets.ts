import type { Descriptor, Row } from '../../../datasets/read.ts';
import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import { addUnder } from '../../../engine/0-base/group.ts';
import type { Model, ModelCategory, ModelFactor, ModelFlow } from '../../../engine/4-footprint/model/model.ts';
import { unitScale } from './inventory-flows.ts';
import { natureWords } from './nature-words.ts';

/** A dataset of factors of impact: its description, and the rows of its tables `factors` and `flows`. */
export interface ImpactSet {
  readonly descriptor: Pick<Descriptor, 'name' | 'throughflow'>;
  readonly factors: readonly Row[];
  readonly flows: readonly Row[];
}

/** How many flows of a model have a factor in a category: known by their id, or by name and compartment. */
export interface ImpactMatch {
  readonly category: string;
  readonly byId: number;
  readonly byName: number;
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

interface SetFactor {
  readonly unit: string;
  readonly factor: number;
}

/** Factors of a set by indicator and flow. */
function factorsOf({ factors }: ImpactSet): ReadonlyMap<string, ReadonlyMap<string, SetFactor>> {
  const byIndicator = new Map<string, Map<string, SetFactor>>();
  for (const { indicator, flow, unit, factor } of factors) {
    const own = byIndicator.get(String(indicator)) ?? new Map<string, SetFactor>();
    byIndicator.set(String(indicator), own.set(String(flow), { unit: String(unit), factor: Number(factor) }));
  }
  return byIndicator;
}

/** What all flows of one name count for; undefined where they differ or none counts. */
function oneOf(ids: readonly string[], own: ReadonlyMap<string, SetFactor>): SetFactor | undefined {
  const [first, ...rest] = ids.flatMap((id) => own.get(id) ?? []);
  return rest.every((each) => each.factor === first?.factor && each.unit === first.unit) ? first : undefined;
}

/** The factor of a flow of a model: by its id, else by name and compartment, at last by the compartment as a whole. */
function find(
  { id, name, compartment }: ModelFlow,
  own: ReadonlyMap<string, SetFactor>,
  names: ReadonlyMap<string, readonly string[]>,
): { readonly found: SetFactor; readonly isId: boolean } | undefined {
  const exact = own.get(id);
  if (exact) return { found: exact, isId: true };
  for (const within of [compartment, compartment?.split('/')[0]]) {
    const found = oneOf(names.get(keyOf(name, within)) ?? [], own);
    if (found) return { found, isId: false };
  }
  return undefined;
}

/**
 * Adds the categories of datasets of factors to a model: GWP100, the set of EF, cumulative energy and exergy demand ... A flow is known by its
 * id (that of openLCA's reference data), else by name and compartment, where all flows of that name count the same; how many are known which
 * way is told. A category that the model has by method, version and unit stays its own.
 * Problem: model.unit where the factor is per a unit that leads nowhere.
 */
export function withImpacts(
  model: Model,
  sets: readonly ImpactSet[],
): { readonly model: Model; readonly matches: readonly ImpactMatch[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const matches: ImpactMatch[] = [];
  const nature = model.flows.filter(({ kind }) => kind === 'elementary');
  const has = ({ method, unit }: ModelCategory): boolean =>
    model.categories.some(
      (each) => each.method.id === method.id && each.method.version === method.version && each.unit === unit,
    );
  const added = sets.flatMap((set) => {
    const names = idsByName(set.flows);
    const factors = factorsOf(set);
    return Object.entries(set.descriptor.throughflow.methods ?? {}).flatMap(([id, { unit, name = id, ...method }]) => {
      const count = { byId: 0, byName: 0 };
      const own: ModelFactor[] = [];
      for (const flow of nature) {
        const known = find(flow, factors.get(id) ?? new Map(), names);
        if (!known) continue;
        const scale = unitScale(known.found.unit, flow.unit);
        if (scale === undefined) {
          const values = { process: name, name: flow.name, value: known.found.unit, expected: flow.unit };
          problems.push(problem('model.unit', '', values, set.descriptor.name));
          continue;
        }
        count[known.isId ? 'byId' : 'byName'] += 1;
        own.push({ flow: flow.id, value: { value: known.found.factor / scale }, at: set.descriptor.name });
      }
      const category: ModelCategory = {
        id,
        name,
        method: { id: method.id, version: method.version },
        unit,
        factors: own,
      };
      if (has(category)) return [];
      matches.push({ category: id, ...count });
      return [category];
    });
  });
  return { model: { ...model, categories: [...model.categories, ...added] }, matches, problems };
}

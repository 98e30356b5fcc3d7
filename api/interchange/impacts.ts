import { type Descriptor, impactFactorRows, type ImpactFactorRow, readTable } from '../../datasets/read.ts';
import { toNumber } from '../../engine/0-base/decimal.ts';
import { findUnit } from '../../engine/0-base/unit.ts';
import type { Model, ModelCategory, ModelFactor, ModelFlow } from '../../engine/4-footprint/model/model.ts';
import { listDatasets, readDatasetFile } from './dataset.ts';

/** How many of one unit another one is; undefined where nothing leads from one to the other. */
function unitsPer(from: string, to: string): number | undefined {
  if (from === to) return 1;
  const [one, other] = [findUnit(from), findUnit(to)];
  if (!one || !other || one.dimension !== other.dimension) return undefined;
  return toNumber(one.factor) / toNumber(other.factor);
}

async function factorsOf(folder: string, dataset: Descriptor): Promise<ImpactFactorRow[]> {
  const of = dataset.resources.find(({ name }) => name === 'factors')!;
  const { rows } = readTable(await readDatasetFile(folder, dataset.name, of.path), of);
  return impactFactorRows(rows, dataset.name).rows;
}

/** The categories of a dataset that count some flow of a model, and their sum where they are parts of a whole. */
function categoriesFrom(dataset: Descriptor, rows: readonly ImpactFactorRow[], flows: ReadonlyMap<string, ModelFlow>) {
  const { methods = {}, total } = dataset.throughflow;
  const found = new Map<string, ModelFactor[]>();
  const add = (indicator: string, factor: ModelFactor) =>
    found.set(indicator, [...(found.get(indicator) ?? []), factor]);
  for (const { flow, unit, indicator, factor } of rows) {
    const known = flows.get(flow);
    const per = known && unitsPer(known.unit, unit);
    if (per === undefined) continue;
    const at = `${dataset.name}, factors.csv`;
    add(indicator, { flow, value: { value: factor * per }, at });
    if (total) add(total.indicator, { flow, value: { value: factor * per }, at });
  }
  return [...found].map(([id, factors]): ModelCategory => {
    const [first] = Object.values(methods);
    const isTotal = id === total?.indicator;
    const { unit, name, ...method } = isTotal ? { ...first!, id: `cumulative-${id}`, name: total!.name } : methods[id]!;
    return {
      id: `${dataset.name}/${id}`,
      name: name ?? id,
      method: { id: method.id, version: method.version },
      unit,
      factors,
    };
  });
}

/** A model with the categories of the house's impact datasets that know some of its elementary flows, behind its own. */
export async function withImpacts(model: Model, folder: string): Promise<Model> {
  const flows = new Map(model.flows.filter(({ kind }) => kind === 'elementary').map((flow) => [flow.id, flow]));
  const found: ModelCategory[] = [];
  for (const { value } of await listDatasets(folder)) {
    if (value?.throughflow.kind !== 'impact-factors') continue;
    found.push(...categoriesFrom(value, await factorsOf(folder, value), flows));
  }
  return { ...model, categories: [...model.categories, ...found] };
}

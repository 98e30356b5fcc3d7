import { type Descriptor, impactFactorRows, readTable } from '../../datasets/read.ts';
import type { Model } from '../../engine/4-footprint/model/model.ts';
import { listDatasets, readDatasetFile } from './dataset.ts';
import { addImpacts, type Impacts, type ImpactSet } from './model/impact-sets.ts';

/** The factors of a dataset, and the names of its flows. */
async function readSet(folder: string, descriptor: Descriptor): Promise<ImpactSet> {
  const rowsOf = async (table: string) => {
    const of = descriptor.resources.find(({ name }) => name === table);
    return of ? readTable(await readDatasetFile(folder, descriptor.name, of.path), of).rows : [];
  };
  const factors = impactFactorRows(await rowsOf('factors'), descriptor.name).rows;
  return { descriptor, factors, flows: await rowsOf('flows') };
}

/** A model with the categories of the house's impact datasets that count some of its elementary flows, behind its own. Problem: model.unit. */
export async function withImpacts(model: Model, folder: string): Promise<Impacts> {
  const sets: ImpactSet[] = [];
  for (const { value } of await listDatasets(folder))
    if (value?.throughflow.kind === 'impact-factors') sets.push(await readSet(folder, value));
  return addImpacts(model, sets);
}

import { type Descriptor, type Row, readTable } from '../../datasets/read.ts';
import { makeUseOf } from '../../datasets/sector-tables.ts';
import { makeUseCoefficients } from '../../engine/4-footprint/sector/make-use.ts';
import { listDatasets, readDatasetFile } from './dataset.ts';
import { type ModelRead, sectorModel } from './model-file.ts';

/** The datasets of the house that are models. */
export async function bundledModels(folder: string): Promise<Descriptor[]> {
  const found = await listDatasets(folder);
  return found.flatMap(({ value }) => (value?.throughflow.kind === 'sector-tables' ? [value] : []));
}

/** A model that comes with the house, as it is asked. */
export const bundledModel = ({ name, version }: Pick<Descriptor, 'name' | 'version'>) => ({
  key: `dataset ${name} ${version}`,
  origin: async () => ({ bundled: name }),
});

/** Reads a model that comes with the house. */
export async function readBundled(
  folder: string,
  { name, version, resources, throughflow }: Descriptor,
): Promise<ModelRead> {
  const tables: Record<string, readonly Row[]> = {};
  for (const of of resources) tables[of.name] = readTable(await readDatasetFile(folder, name, of.path), of).rows;
  const { currency = 'one', scale = 1 } = throughflow;
  const { value, problems } = makeUseCoefficients(makeUseOf({ tables, currency, scale }));
  return sectorModel({ kind: 'make-use', value, problems }, { id: name, version });
}

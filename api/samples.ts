import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Descriptor } from '../datasets/read.ts';
import type { Problem } from '../engine/0-base/problem.ts';
import { listDatasets } from './interchange/dataset.ts';
import { handIn, inFile } from './interchange/hand-in.ts';
import { type RecordBatch, readRecordsFile } from './interchange/records-file.ts';
import type { House } from './store/house.ts';

/** What loading the samples needs: where they are, where they go, whom to tell, and when to stop. */
export interface SampleLoading {
  readonly house: House;
  /** The data directory; samples.json in it tells that the first start came to its end. */
  readonly directory: string;
  readonly datasets: string;
  readonly onProgress: (what: string, done: number, total: number) => void;
  readonly signal: AbortSignal;
}

const noteFile = 'samples.json';

/** Whether this is the first start, or one that continues a first start that was interrupted. */
export async function isFirstStart({ house, directory }: SampleLoading): Promise<boolean> {
  const text = await readFile(join(directory, noteFile), 'utf8').catch(() => undefined);
  if (text !== undefined) return !(JSON.parse(text) as { complete: boolean }).complete;
  return house.status().networks.length === 0;
}

const keep = (directory: string, complete: boolean) =>
  writeFile(join(directory, noteFile), `${JSON.stringify({ complete })}\n`);

/** Records the sample networks that come with the house, on its first start, by the way that every batch takes. */
export async function loadSamples(loading: SampleLoading): Promise<readonly Problem[]> {
  await keep(loading.directory, false);
  for (const { value: dataset } of await listDatasets(loading.datasets)) {
    if (!dataset?.throughflow.network || loading.signal.aborted) continue;
    const problems = await loadSample(dataset, dataset.throughflow.network, loading);
    if (problems.length > 0) return problems;
  }
  if (!loading.signal.aborted) await keep(loading.directory, true);
  return [];
}

async function loadSample(dataset: Descriptor, network: string, loading: SampleLoading): Promise<readonly Problem[]> {
  const batches = await batchesOf(dataset, loading.datasets);
  if ('problems' in batches) return batches.problems;
  const total = batches.reduce((sum, { records }) => sum + records.length, 0);
  let done = 0;
  for (const batch of batches) {
    if (loading.signal.aborted) return [];
    const { value, problems } = await handIn(loading.house, network, batch);
    if (value === undefined) return inFile(problems, batch.first);
    done += batch.records.length;
    loading.onProgress(`Loading the sample network ${dataset.title}`, done, total);
  }
  return [];
}

/** Every batch of a sample with a key that names it, so that a second start repeats nothing. */
async function batchesOf(
  { name, version, throughflow }: Descriptor,
  folder: string,
): Promise<RecordBatch[] | { problems: readonly Problem[] }> {
  const batches: RecordBatch[] = [];
  for (const { path } of throughflow.batches ?? [])
    for await (const chunk of readRecordsFile(join(folder, name, path))) {
      if ('problems' in chunk) return chunk;
      batches.push({ ...chunk.batch, key: `sample:${name}:${version}:${path}:${chunk.batch.first}` });
    }
  return batches;
}

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Descriptor } from '../datasets/read.ts';
import type { Problem } from '../engine/0-base/problem.ts';
import { type Instant, parseTime } from '../engine/0-base/time.ts';
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
  readonly clock: SettableClock;
}

/** The clock of a house that can be stood at a moment; nobody else can be signed in while it is. */
export interface SettableClock {
  readonly now: () => Instant;
  readonly standAt: (moment: Instant | undefined) => void;
}

/** A clock that shows the time of this machine unless it is stood at another. */
export function settableClock(): SettableClock {
  let standing: Instant | undefined;
  return {
    now: () => standing ?? Date.now() * 1000,
    standAt: (moment) => {
      standing = moment;
    },
  };
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

/**
 * Records the sample networks that come with the house, on its first start, by the way that every batch takes. A sample
 * tells a story in which things are noticed late, so its batches say when they were recorded.
 */
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
  for (const { recorded, ...batch } of batches) {
    if (loading.signal.aborted) return [];
    loading.clock.standAt(recorded);
    const { value, problems } = await handIn(loading.house, network, batch);
    loading.clock.standAt(undefined);
    if (value === undefined) return inFile(problems, batch.first);
    done += batch.records.length;
    loading.onProgress(`Loading the sample network ${dataset.title}`, done, total);
  }
  return [];
}

type SampleBatch = RecordBatch & { readonly recorded: Instant | undefined };

/** Every batch of a sample with a key that names it, so that a second start repeats nothing. */
async function batchesOf(
  { name, version, throughflow }: Descriptor,
  folder: string,
): Promise<SampleBatch[] | { problems: readonly Problem[] }> {
  const batches: SampleBatch[] = [];
  for (const { path, recorded: written } of throughflow.batches ?? []) {
    const recorded = written === undefined ? undefined : parseTime(written, 'UTC')?.instant;
    for await (const chunk of readRecordsFile(join(folder, name, path))) {
      if ('problems' in chunk) return chunk;
      batches.push({ ...chunk.batch, recorded, key: `sample:${name}:${version}:${path}:${chunk.batch.first}` });
    }
  }
  return batches;
}

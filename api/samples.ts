import { join } from 'node:path';
import type { Descriptor } from '../datasets/read.ts';
import { type Problem, problem } from '../engine/0-base/problem.ts';
import { parseTime } from '../engine/0-base/time.ts';
import { listDatasets } from './interchange/dataset.ts';
import { handIn, type HandedIn, inFile } from './interchange/hand-in.ts';
import { type RecordBatch, readRecordsFile } from './interchange/records-file.ts';
import type { House } from './store/house.ts';
import { setNote } from './store/notes.ts';

/** What loading the samples needs: where they are, where they go, whom to tell, and when to stop. */
export interface SampleLoading {
  readonly house: House;
  readonly datasets: string;
  readonly onProgress: (what: string, done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** The text of the house that tells whether the first start came to its end. */
const note = 'samples';

/** Whether this is the first start, or one that continues a first start that was interrupted. */
export async function isFirstStart({ house }: SampleLoading): Promise<boolean> {
  const kept = await house.notes.read(note);
  return kept === undefined ? house.status().networks.length === 0 : !isComplete(kept.text);
}

/** A note that cannot be read tells nothing; what is recorded already is not recorded again. */
function isComplete(text: string): boolean {
  try {
    return (JSON.parse(text) as { complete?: unknown } | null)?.complete === true;
  } catch {
    return false;
  }
}

const keep = ({ notes }: House, complete: boolean) => setNote(notes, note, `${JSON.stringify({ complete })}\n`);

/**
 * Records the sample networks that come with the house, on its first start, by the way that every batch takes. A sample
 * tells a story in which things are noticed late, so its batches say when they were recorded. One that cannot be loaded
 * (`samples.failed`, and why) does not keep the others away; it is tried again at the next start.
 */
export async function loadSamples(loading: SampleLoading): Promise<readonly Problem[]> {
  await keep(loading.house, false);
  const found: Problem[] = [];
  for (const { value: dataset, problems: unread } of await listDatasets(loading.datasets)) {
    found.push(...unread);
    if (!dataset?.throughflow.network || loading.signal.aborted) continue;
    const problems = await tryToLoad(dataset, dataset.throughflow.network, loading);
    if (problems.length > 0) found.push(problem('samples.failed', '', { name: dataset.title }), ...problems);
  }
  if (!loading.signal.aborted && found.length === 0) await keep(loading.house, true);
  return found;
}

/** A file that cannot be read is a problem of the dataset. */
async function tryToLoad(dataset: Descriptor, network: string, loading: SampleLoading): Promise<readonly Problem[]> {
  try {
    return await loadSample(dataset, network, loading);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).syscall === undefined) throw failure;
    return [problem('dataset.invalid', '', { name: dataset.name, reason: (failure as Error).message })];
  }
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

type SampleBatch = RecordBatch & Pick<HandedIn, 'recorded'>;

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

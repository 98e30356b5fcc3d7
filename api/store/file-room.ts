import { join } from 'node:path';
import type { Problem } from '../../engine/0-base/problem.ts';
import { recallInspection } from './closed.ts';
import type { ClosedJournal } from './position.ts';
import type { StoreClient } from './client.ts';
import { makeDirectory } from './file.ts';
import { type FileBook, openFileBook } from './file-vault.ts';
import { openFlowFile } from './flow-file.ts';
import { type Journal, openJournal } from './journal.ts';
import { type PrivateFile, openPrivateFile } from './private-file.ts';
import {
  type Inspection,
  inspectJournal,
  isTrusted,
  loadPublished,
  type ProjectionState,
  rebuild,
  replay,
} from './replay.ts';
import { openRequestKey } from './request-key.ts';
import type { Fault, OpenBook } from './room.ts';

/** What the files of a network are opened with. */
export interface FileRoomOptions {
  readonly directory: string;
  readonly slug: string;
  readonly store: StoreClient;
  readonly state: ProjectionState | undefined;
  readonly clean: boolean;
  /** How its journal stood when the house was last closed in order. */
  readonly closed: ClosedJournal | undefined;
  /** Bytes of its journal that are durable for sure, when that is known. */
  readonly end: number | undefined;
  readonly boot: string;
  readonly random: (length: number) => Uint8Array;
  readonly fault?: Fault | undefined;
}

/** Opens the files of a network, and brings the projection up to its journal. */
export async function openFiles(options: FileRoomOptions, onProgress: Parameters<OpenBook>[0]): ReturnType<OpenBook> {
  const { slug, store, state, fault } = options;
  const directory = join(options.directory, 'networks', slug);
  await makeDirectory(directory);
  const path = join(directory, 'journal');
  const journal = await openJournal({ path, name: slug, ...(fault && { fault }) });
  const inspected = await inspect(journal, path, options);
  if ('problem' in inspected) {
    await journal.close();
    return inspected;
  }
  const { inspection, committed } = inspected;
  await journal.settle(inspection.end);
  const leaves = await openPrivateFile(join(directory, 'private'));
  // A journal that the projection is ahead of may be an old copy; what it does not name may still be wanted.
  if (committed && inspection.agreed) await leaves.sweep(committed);
  const trusted = isTrusted(state, inspection, options);
  const { file: flows, agrees } = await openFlowFile(join(directory, 'flows'), trusted ? state!.sequence : 0);
  const keyed = await openRequestKey(join(directory, 'request-key'), options.random);
  const book = openFileBook({ slug, path, journal, leaves, flows, store, keyed }, state?.sequence ?? 0);
  book.position = inspection.agreed ?? book.position;
  await catchUp(book, { ...options, journal, leaves, inspection, kept: trusted && agrees, onProgress });
  return { book };
}

interface Inspected {
  readonly inspection: Inspection;
  /** What the journal commits to, when it was read. */
  readonly committed?: ReadonlySet<string>;
}

/** What is in a journal, as it is recalled or read; the problem that stopped the reading. */
async function inspect(
  journal: Journal,
  path: string,
  { slug, state, closed, end }: FileRoomOptions,
): Promise<Inspected | { problem: Problem }> {
  const recalled = await recallInspection(path, closed, state);
  if (recalled) return { inspection: recalled };
  const committed = new Set<string>();
  const inspection = await inspectJournal(journal, { name: slug, state, end, committed });
  return inspection.end.problem ? { problem: inspection.end.problem } : { inspection, committed };
}

interface CatchingUp extends Pick<FileRoomOptions, 'boot'> {
  readonly journal: Journal;
  readonly leaves: PrivateFile;
  readonly inspection: Inspection;
  /** Whether the projection may be gone on with. */
  readonly kept: boolean;
  readonly onProgress: Parameters<OpenBook>[0];
}

/** Projects what the journal has and the projection has not, or all of it anew. */
async function catchUp(book: FileBook, given: CatchingUp): Promise<void> {
  const { journal, leaves, boot, kept, inspection } = given;
  const onProgress = (done: number) => given.onProgress(done, inspection.entries);
  const replaying = { read: journal.read, leaves, boot, onProgress };
  onProgress(0);
  if (kept) {
    await loadPublished(book);
    await replay(book, replaying);
    return;
  }
  await book.forget();
  await rebuild(book, replaying);
  await book.tend();
}

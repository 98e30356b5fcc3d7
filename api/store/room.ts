import { join } from 'node:path';
import type { Problem } from '../../engine/0-base/problem.ts';
import { problem } from '../../engine/0-base/problem.ts';
import type { Instant } from '../../engine/0-base/time.ts';
import { emptyLedger } from '../../engine/2-ledger/ledger.ts';
import type { Book } from './book.ts';
import type { StoreClient } from './client.ts';
import { type ClosedJournal, closedJournal, recallInspection } from './closed.ts';
import { makeDirectory } from './file.ts';
import { openFlowFile } from './flow-file.ts';
import type { Answer, Receipt, Status, Submission } from './house.ts';
import { openJournal } from './journal.ts';
import { startPosition } from './position.ts';
import { openPrivateFile } from './private-file.ts';
import { failureProblem } from './receipt.ts';
import { inspectJournal, isTrusted, loadPublished, type ProjectionState, rebuild, replay } from './replay.ts';
import { openRequestKey } from './request-key.ts';
import { createSequencer, type Sequencer } from './sequencer.ts';

/** Moments at which tests may stop a process: around the write, when it is durable, when it is projected. */
export type Fault = (moment: 'before' | 'half' | 'written' | 'durable' | 'applied') => void;

/** What a network's room is opened with. */
export interface RoomOptions {
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
  readonly clock: () => Instant;
  readonly random: (length: number) => Uint8Array;
  readonly onProgress: (progress: { network: string; done: number; total: number }) => void;
  readonly onFatal: (problem: Problem) => void;
  readonly fault?: Fault | undefined;
}

/** One network in the house: coming up, answering, or failed. */
export interface Room {
  /** Opens the journal and brings the projection up to it. */
  start(): Promise<void>;
  /** Whether nothing was ever recorded in it. */
  isEmpty(): boolean;
  status(): Status['networks'][number];
  /** The book of a network that answers, else why it does not. */
  book(): { readonly book: Book } | { readonly problem: Problem };
  submit(submission: Submission): Promise<Answer<Receipt>>;
  between<T>(work: () => Promise<T>): Promise<T>;
  sequence(): number;
  changed(sequence: number, signal?: AbortSignal): Promise<number>;
  /** Ends what is under way and closes the files; how the journal stands, when everything was kept in order. */
  close(): Promise<ClosedJournal | undefined>;
}

const longestKey = 255;

/** The room of one network. */
export function openRoom(options: RoomOptions): Room {
  const { slug } = options;
  const watchers = new Set<() => void>();
  let state: Status['state'] = 'rebuilding';
  let failure: Problem | undefined;
  let done = 0;
  let total = 0;
  let book: Book | undefined;
  let sequencer: Sequencer | undefined;
  let keyed: (requestHash: string) => string;

  function fail(found: Problem): void {
    state = 'failed';
    failure = found;
  }

  async function start(): Promise<void> {
    const opened = await openBook(options, (at, of) => {
      done = at;
      total = of;
      options.onProgress({ network: slug, done, total });
    });
    if ('problem' in opened) return fail(opened.problem);
    book = opened.book;
    keyed = opened.keyed;
    done = total = book.applied;
    const onFatal = (found: Problem) => {
      fail(found);
      options.onFatal(found);
    };
    sequencer = createSequencer(book, { ...options, onFatal });
    state = 'ok';
  }

  const why = (): Problem => failure ?? problem('store.rebuilding', '', { value: `${done} of ${total}` });

  return {
    start: () => start().catch((thrown: Error) => fail(problem('store.failed', '', { reason: thrown.message }))),
    isEmpty: () => state === 'ok' && book!.applied === 0,
    status: () => ({ network: slug, state, done, total, ...(failure && { problem: failure }) }),
    book: () => (state === 'ok' && book ? { book } : { problem: why() }),
    async submit(submission) {
      if (state !== 'ok' || !sequencer) return { problems: [why()] };
      const { key, author } = submission;
      if (key.length > longestKey || author.length > longestKey) {
        const values = { field: 'Idempotency-Key', value: key, expected: `at most ${longestKey} characters` };
        return { problems: [problem('parameter.invalid', '', values)] };
      }
      const answer = await sequencer.submit({ ...submission, requestHash: keyed(submission.requestHash) });
      for (const watcher of watchers) watcher();
      return answer;
    },
    between: (work) => (sequencer ? sequencer.between(work) : work()),
    sequence: () => book?.applied ?? 0,
    changed: (sequence, signal) =>
      new Promise((resolve, reject) => {
        const stop = () => {
          watchers.delete(look);
          signal?.removeEventListener('abort', aborted);
        };
        const look = () => {
          if ((book?.applied ?? 0) <= sequence) return;
          stop();
          resolve(book!.applied);
        };
        const aborted = () => {
          stop();
          reject(signal!.reason);
        };
        watchers.add(look);
        signal?.addEventListener('abort', aborted);
        if (signal?.aborted) aborted();
        else look();
      }),
    async close() {
      await sequencer?.stop();
      const inOrder = state === 'ok' && book !== undefined && book.applied === book.position.sequence;
      if (!book) return undefined;
      const closed = await Promise.allSettled([book.flows.close(inOrder), book.leaves.close(), book.journal.close()]);
      if (!inOrder || closed.some((each) => each.status === 'rejected')) return undefined;
      return closedJournal(journalPath(options), book.position);
    },
  };
}

/** Asks a network that answers; why not, when it does not. */
export async function askRoom<T>(
  room: Room | undefined,
  slug: string,
  query: (book: Book) => Promise<Answer<T>> | Answer<T>,
): Promise<Answer<T>> {
  if (!room) return { problems: [problem('network.unknown', '', { value: slug })] };
  const book = room.book();
  if ('problem' in book) return { problems: [book.problem] };
  try {
    return await query(book.book);
  } catch (failure) {
    return { problems: [failureProblem(failure)] };
  }
}

const journalPath = ({ directory, slug }: RoomOptions): string => join(directory, 'networks', slug, 'journal');

async function openBook(
  options: RoomOptions,
  onProgress: (done: number, total: number) => void,
): Promise<{ book: Book; keyed: (requestHash: string) => string } | { problem: Problem }> {
  const { slug, store, state, boot, fault } = options;
  const directory = join(options.directory, 'networks', slug);
  await makeDirectory(directory);
  const path = journalPath(options);
  const journal = await openJournal({ path, name: slug, ...(fault && { fault }) });
  const recalled = await recallInspection(path, options.closed, state);
  const committed = new Set<string>();
  const inspection = recalled ?? (await inspectJournal(journal, { name: slug, state, end: options.end, committed }));
  if (inspection.end.problem) {
    await journal.close();
    return { problem: inspection.end.problem };
  }
  await journal.settle(inspection.end);
  const leaves = await openPrivateFile(join(directory, 'private'));
  // A journal that the projection is ahead of may be an old copy; what it does not name may still be wanted.
  if (!recalled && inspection.agreed) await leaves.sweep(committed);
  const trusted = isTrusted(state, inspection, options);
  const { file: flows, agrees } = await openFlowFile(join(directory, 'flows'), trusted ? state!.sequence : 0);
  const book: Book = {
    slug,
    journal,
    leaves,
    store,
    flows,
    published: new Map(),
    ledger: emptyLedger(),
    whole: false,
    cleared: state?.sequence ?? 0,
    counted: state?.sequence ?? 0,
    position: inspection.agreed ?? startPosition(),
    applied: state?.sequence ?? 0,
  };
  const progress = (done: number) => onProgress(done, inspection.entries);
  progress(0);
  if (trusted && agrees) {
    await loadPublished(book);
    await replay(book, boot, progress);
  } else await rebuild(book, boot, progress);
  return { book, keyed: await openRequestKey(join(directory, 'request-key'), options.random) };
}

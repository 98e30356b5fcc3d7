import type { Problem } from '../../engine/0-base/problem.ts';
import { problem } from '../../engine/0-base/problem.ts';
import type { Instant } from '../../engine/0-base/time.ts';
import type { Book } from './book.ts';
import { StoreFailure } from './client.ts';
import type { ClosedJournal } from './position.ts';
import type { Answer, Receipt, Status, Submission } from './house.ts';
import { failureProblem } from './receipt.ts';
import { createSequencer, type Sequencer } from './sequencer.ts';

/** Moments at which tests may stop a process: around the write, when it is durable, when it is projected. */
export type Fault = (moment: 'before' | 'half' | 'written' | 'durable' | 'applied') => void;

/** Opens the book of a network where it is kept and brings its projection up to its journal; why not, when it cannot be. */
export type OpenBook = (
  onProgress: (done: number, total: number) => void,
) => Promise<{ readonly book: Book } | { readonly problem: Problem }>;

/** What a network's room is opened with. */
export interface RoomOptions {
  readonly slug: string;
  readonly open: OpenBook;
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
  /** Sees what other servers have recorded. */
  look(): Promise<void>;
  changed(sequence: number, signal?: AbortSignal): Promise<number>;
  /** Ends what is under way and closes the files; how the journal stands, when everything was kept in order. */
  close(): Promise<ClosedJournal | undefined>;
}

const longestKey = 255;

const openingProblem = (failure: Error): Problem =>
  failure instanceof StoreFailure && failure.reason !== 'failed'
    ? failureProblem(failure)
    : problem('store.failed', '', { reason: failure.message });

/** The room of one network. */
export function openRoom(options: RoomOptions): Room {
  const { slug } = options;
  const watchers = new Set<() => void>();
  let state: Status['state'] = 'rebuilding';
  let failure: Problem | undefined;
  let done = 0;
  let total = 0;
  /** The last entry of which watchers were told. */
  let told = 0;
  let book: Book | undefined;
  let sequencer: Sequencer | undefined;

  function fail(found: Problem): void {
    state = 'failed';
    failure = found;
  }

  async function start(): Promise<void> {
    const opened = await options.open((at, of) => {
      done = at;
      total = of;
      options.onProgress({ network: slug, done, total });
    });
    if ('problem' in opened) return fail(opened.problem);
    book = opened.book;
    done = total = book.applied;
    const onFatal = (found: Problem) => {
      fail(found);
      options.onFatal(found);
    };
    sequencer = createSequencer(book, { ...options, onFatal });
    state = 'ok';
  }

  const wake = () => {
    told = book?.applied ?? 0;
    for (const watcher of watchers) watcher();
  };

  const why = (): Problem => failure ?? problem('store.rebuilding', '', { value: `${done} of ${total}` });

  return {
    start: () => start().catch((thrown: Error) => fail(openingProblem(thrown))),
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
      const answer = await sequencer.submit(submission);
      wake();
      return answer;
    },
    between: (work) => (sequencer ? sequencer.between(work) : work()),
    sequence: () => book?.applied ?? 0,
    async look() {
      await book?.vault.look();
      if (book && book.applied !== told) wake();
    },
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
      return book?.vault.close(inOrder);
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
  const found = room.book();
  if ('problem' in found) return { problems: [found.problem] };
  try {
    await room.look();
    return await query(found.book);
  } catch (failure) {
    return { problems: [failureProblem(failure)] };
  }
}

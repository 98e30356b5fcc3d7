import type { Problem } from '../../engine/0-base/problem.ts';
import { problem } from '../../engine/0-base/problem.ts';
import type { Body } from '../../engine/1-record/kind.ts';
import { emptyLedger } from '../../engine/2-ledger/ledger.ts';
import { type Book, isLarge, seekNeeded, trimLedger } from './book.ts';
import { foldFrame, foldGroup } from './fold.ts';
import type { FoldedGroup } from './group.ts';
import { rootText } from './hash.ts';
import { type Journal, type JournalEnd, journalStart, type ReadFrame } from './journal.ts';
import { afterFrame, misfit, type Position, startPosition } from './position.ts';
import type { FoldedFrame } from './rows.ts';
import type { networks } from './schema.ts';
import { unsealEntry } from './seal.ts';
import type { Source } from './vault.ts';

/** Where the projection says that it stands. */
export type ProjectionState = typeof networks.$inferSelect;

/** What a first reading of a journal found: how it ends, and whether it goes through where the projection says that it stands. */
export interface Inspection {
  readonly end: JournalEnd;
  readonly entries: number;
  /** Position at the projection's frame, when the journal has it with the same root. */
  readonly agreed?: Position;
}

/** What a journal is read with: its name in problems, where the projection stands, and where it ended at least, when that is known. */
interface Reading {
  readonly name: string;
  readonly state: ProjectionState | undefined;
  readonly end?: number | undefined;
  /** Takes up what the journal commits to. */
  readonly committed?: Set<string>;
}

/** Reads a journal through: every frame whole, in order and naming its author's frame before it. */
export async function inspectJournal(journal: Journal, reading: Reading): Promise<Inspection> {
  const { name, state, committed = new Set() } = reading;
  let position = startPosition();
  let agreed: Position | undefined;
  let wrong: Problem | undefined;
  const end = await journal.read(journalStart, (frames) => {
    for (const each of frames) {
      wrong ??= misfit(position, each.frame);
      if (wrong) return;
      position = afterFrame(position, each);
      for (const { commitments = {} } of each.frame.entries)
        for (const commitment of Object.values(commitments)) committed.add(commitment);
      if (state && each.frame.number === state.frame && rootText(position.tree) === state.root)
        agreed = { ...position, authors: new Map(position.authors) };
    }
  });
  const lost = end.torn && end.offset < Math.max(state?.length ?? 0, reading.end ?? 0);
  const found = end.problem ?? wrong ?? (lost ? tornProblem(end) : undefined);
  return {
    end: found ? { ...end, problem: { ...found, values: { ...found.values, name } } } : end,
    entries: position.sequence,
    ...(agreed && { agreed }),
  };
}

const tornProblem = ({ offset }: JournalEnd): Problem =>
  problem('journal.frame', '', { name: '', at: `${offset}`, reason: 'a frame that was acknowledged is not whole' });

/**
 * Whether the projection may be gone on with: the journal goes through it, and all of it is on the disk, because the house
 * was closed in order or the machine has run since it was written.
 */
export const isTrusted = (
  state: ProjectionState | undefined,
  { agreed }: Inspection,
  { clean, boot }: { clean: boolean; boot: string },
): boolean => state !== undefined && agreed !== undefined && (clean || (boot !== '' && state.boot === boot));

/** Entries that are projected in one transaction while a journal is replayed. */
const entriesAtOnce = 4000;

/** What is replayed: the frames with their private leaves, in which run of the machine, and who is told how far it has come. */
export interface Replaying extends Pick<Source, 'read' | 'leaves'> {
  readonly boot: string;
  readonly onProgress: (sequence: number) => void;
}

/** Projects the frames behind the book's position, a group at a time; one group is applied while the next is folded. */
export async function replay(book: Book, replaying: Replaying): Promise<void> {
  let group: ReadFrame[] = [];
  let entries = 0;
  let applying = Promise.resolve();
  const flush = async () => {
    const folds = group;
    group = [];
    entries = 0;
    if (folds.length === 0) return;
    if (isLarge(book)) {
      await applying;
      trimLedger(book);
    }
    const folded = await foldRead(book, folds, replaying);
    await applying;
    applying = book.vault.project(folded).then(() => replaying.onProgress(folded.sequence));
    applying.catch(() => undefined);
  };
  await replaying.read(book.position.place, async (frames) => {
    for (const each of frames) {
      group.push(each);
      entries += each.leaves.length;
      if (entries >= entriesAtOnce) await flush();
    }
    await flush();
  });
  await applying;
  trimLedger(book);
}

async function foldRead(book: Book, frames: readonly ReadFrame[], given: Replaying): Promise<FoldedGroup> {
  const opened = frames.map((each) => each.frame.entries.map((entry) => unsealEntry(entry, given.leaves)));
  const entries = opened.flat();
  const fresh = entries.flatMap(({ class: name, op, id }) => (name === 'EconomicEvent' && op === 'record' ? id : []));
  await seekNeeded(book, entries, { fresh });
  const folds: FoldedFrame[] = frames.map((each, place) => {
    const fold = foldFrame(book, each.frame, opened[place]!);
    book.position = afterFrame(book.position, each);
    return fold;
  });
  return foldGroup(book, folds, given.boot);
}

/** Makes the projection anew from the first frame; what is there of it must have been taken away. */
export async function rebuild(book: Book, replaying: Replaying): Promise<void> {
  book.ledger = emptyLedger();
  book.whole = true;
  book.published.clear();
  book.position = startPosition();
  book.applied = 0;
  await replay(book, replaying);
}

/** The published flows that stand, from a projection that is trusted. */
export async function loadPublished(book: Book): Promise<void> {
  const query = {
    classes: ['PublishedFlow'],
    upTo: 2_147_483_647,
    limit: 1_000_000,
    retired: false,
  };
  const rows = await book.store.call('listRecords', [book.slug, query], { first: true, limitMs: 60_000 });
  for (const { id, sequence, body } of rows)
    book.published.set(id, { id, sequence, body: JSON.parse(body) as Body<'PublishedFlow'> });
}

import { type Problem, problem } from '../../engine/0-base/problem.ts';
import type { Instant } from '../../engine/0-base/time.ts';
import type { Frame } from '../../engine/2-ledger/journal/frame.ts';
import { emptyRange } from '../../engine/2-ledger/journal/merkle.ts';
import { type MerkleTree, sha256Hex, withLeaves } from './hash.ts';
import { type JournalPlace, journalStart } from './journal.ts';

/** Where a journal stands after a frame: all that the next frame follows from. */
export interface Position {
  readonly place: JournalPlace;
  readonly sequence: number;
  readonly recorded: Instant;
  readonly tree: MerkleTree;
  /** Hash of the last frame of each author; shared by the positions of one reading. */
  readonly authors: Map<string, string>;
}

/**
 * How a journal stood when its house was closed in order: its file, and all that the next frame follows from. While the
 * file was not touched since (its time of change says so, a copy that was put in its place has another), it need not be
 * read again.
 */
export interface ClosedJournal {
  readonly file: string;
  readonly offset: number;
  readonly number: number;
  readonly sequence: number;
  readonly recorded: Instant;
  readonly tree: { readonly size: number; readonly hashes: readonly string[] };
  readonly authors: Readonly<Record<string, string>>;
}

/** Before the first frame. */
export const startPosition = (): Position => ({
  place: journalStart,
  sequence: 0,
  recorded: 0,
  tree: emptyRange,
  authors: new Map(),
});

/** A frame with the bytes of it and of its entries. */
export interface Framed {
  readonly frame: Frame;
  readonly leaves: readonly Uint8Array[];
  readonly bytes: Uint8Array;
}

/** The position after a frame. */
export function afterFrame(position: Position, { frame, leaves, bytes }: Framed): Position {
  const { place, authors } = position;
  authors.set(frame.author, sha256Hex(bytes));
  return {
    place: { offset: place.offset + bytes.length, number: place.number + 1 },
    sequence: position.sequence + leaves.length,
    recorded: frame.recorded,
    tree: withLeaves(position.tree, leaves),
    authors,
  };
}

/** Why a frame cannot follow a position (`journal.frame`); undefined when it can. */
export function misfit(position: Position, frame: Frame): Problem | undefined {
  const reason =
    frame.firstSequence !== position.sequence + 1
      ? `its first entry is ${frame.firstSequence} where ${position.sequence + 1} was expected`
      : frame.recorded <= position.recorded
        ? 'it was recorded before the frame that it follows'
        : frame.prev !== (position.authors.get(frame.author) ?? '')
          ? "it does not name its author's previous frame"
          : undefined;
  return reason === undefined
    ? undefined
    : problem('journal.frame', '', { name: '', at: `${position.place.offset}`, reason });
}

import type { FlowTable } from '../../engine/3-flow/columns.ts';
import type { StoreClient } from './client.ts';
import type { FoldedGroup } from './group.ts';
import type { JournalEnd, JournalPlace, Visit } from './journal.ts';
import type { ClosedJournal, Framed, Position } from './position.ts';
import type { Leaves, PrivateLeaf } from './private-file.ts';

/** A frame to be kept, with the private leaves to which it commits. */
export interface SealedFrame extends Framed {
  readonly secrets: readonly PrivateLeaf[];
}

/** Tells one frame from every other that may stand in its place. */
export interface FrameMark {
  readonly number: number;
  readonly hash: string;
}

/** All of a network, to be read while it does not change. */
export interface Source {
  readonly store: Pick<StoreClient, 'call'>;
  readonly leaves: Leaves;
  /** Hands over the frames from a place on, in order, and tells where they end. */
  read(from: JournalPlace, visit: Visit): Promise<JournalEnd>;
  flows(): FlowTable;
}

/** What becomes of the batches of a turn that failed: tried once more, refused, or nothing is recorded any more. */
export type Outcome = 'again' | 'refused' | 'broken';

/**
 * Where all of a network is kept: files beside an embedded database, or rows of a server that other processes use too.
 * What is written is written in turns, one after the other; a turn is over when it is committed or abandoned.
 */
export interface Vault {
  /** Whether a turn may begin while the one before is still projected. */
  readonly overlaps: boolean;
  /** The hash of a request as the journal keeps it. */
  keyed(requestHash: string): string;
  /** Begins a turn: nobody else writes to the network until it is over, and the book stands where the network stands. */
  begin(): Promise<void>;
  /** Whether a frame is kept; asked within a turn, since only then nothing is under way. */
  holds(mark: FrameMark): Promise<boolean>;
  /** Keeps frames and their private leaves, durably or as a part of the turn that becomes durable with it; the journal then stands at `position`. */
  write(frames: readonly SealedFrame[], position: Position): Promise<void>;
  /** Brings the projection behind a group of frames. */
  project(group: FoldedGroup): Promise<void>;
  /** Ends the turn; what was written and projected in it is durable and readable. */
  commit(): Promise<void>;
  /** Ends a turn that failed. What it did may be kept or not, so the book is brought up to date when the next one begins. */
  abandon(failure: unknown): Promise<Outcome>;
  /** Takes the private fields of a record away for good, within a turn; how many there were. */
  erase(record: string): Promise<number>;
  /** Sees what others have recorded. */
  look(): Promise<void>;
  /** Does something with all of the network as it stands; nothing of it changes meanwhile. */
  still<T>(work: (source: Source) => Promise<T>): Promise<T>;
  /** The journal's bytes up to now, whole frames. */
  bytes(): AsyncIterable<Uint8Array>;
  /** Lets go of everything; how the journal stands where that is of use at the next start. */
  close(inOrder: boolean): Promise<ClosedJournal | undefined>;
}

/** Does something as one turn: all of it is kept, or nothing. */
export async function inTurn<T>(vault: Vault, work: () => Promise<T>): Promise<T> {
  try {
    await vault.begin();
    const value = await work();
    await vault.commit();
    return value;
  } catch (failure) {
    await vault.abandon(failure);
    throw failure;
  }
}

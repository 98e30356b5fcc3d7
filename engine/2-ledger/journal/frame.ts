import type { Problem } from '../../0-base/problem.ts';
import type { Instant } from '../../0-base/time.ts';
import type { Entry } from '../../1-record/kind.ts';

/** An entry as the journal keeps it: its private fields are taken out of the body and stand as salted commitments (hex). */
export type StoredEntry = Entry & { readonly commitments?: Readonly<Record<string, string>> };

/** One batch in the journal. Hashes are lower-case hex; '' where there is none. */
export interface Frame {
  readonly number: number;
  readonly recorded: Instant;
  readonly author: string;
  /** The Idempotency-Key of the request, or ''. */
  readonly key: string;
  readonly requestHash: string;
  /** Hash of the author's previous frame (its bytes as encoded), '' for the first. */
  readonly prev: string;
  readonly firstSequence: number;
  readonly entries: readonly StoredEntry[];
}

/** A frame read back: where it lies, and the canonical bytes of each entry (the leaves of the Merkle tree). */
export interface DecodedFrame {
  readonly frame: Frame;
  readonly offset: number;
  readonly length: number;
  readonly leaves: readonly Uint8Array[];
}

/** The frames of a journal. `end` is where the next frame goes; `torn`: what stands behind it is a frame that was never finished. */
export interface DecodedJournal {
  readonly frames: readonly DecodedFrame[];
  readonly end: number;
  readonly torn: boolean;
  readonly problem?: Problem;
}

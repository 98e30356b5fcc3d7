import type { Problem } from '../0-base/problem.ts';
import type { Instant } from '../0-base/time.ts';
import type { Entry } from '../1-record/kind.ts';
import type { Body } from '../1-record/kind.ts';
import type { EventEffects } from './effect.ts';
export type * from './state.ts';

/** What admitting a batch needs to know beside the ledger. */
export interface AdmitContext {
  /** When the batch is recorded; later than every batch before. */
  readonly recorded: Instant;
  /** The place in the journal of the first entry that is new. */
  readonly firstSequence: number;
  /** IANA zone in which days without a time of day are meant. */
  readonly zone: string;
  readonly policies?: Body<'Network'>['policies'];
  /** The members of the network: stock rules do not bind others. Without it everybody counts as a member. */
  readonly members?: ReadonlySet<string>;
}

/** The answer to a batch. With a problem in `problems` nothing was admitted and the ledger is as it was. */
export interface Admission {
  /** The entries that are new, numbered from firstSequence on: what the journal's frame holds. */
  readonly admitted: readonly Entry[];
  /** Ids that were recorded before with the same content. */
  readonly existing: readonly string[];
  readonly effects: readonly EventEffects[];
  /** Resources whose head changed. */
  readonly touched: readonly string[];
  readonly warnings: readonly Problem[];
  readonly problems: readonly Problem[];
}

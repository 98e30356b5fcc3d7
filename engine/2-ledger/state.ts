import type { Decimal } from '../0-base/decimal.ts';
import type { Problem } from '../0-base/problem.ts';
import type { Instant } from '../0-base/time.ts';
import type { Dimension } from '../0-base/unit.ts';
import type { Body, ClassName, Entry } from '../1-record/kind.ts';
import type { Allocation, Attribute, Change, EventEffects, RecordedEvent } from './shape.ts';

/** What a holder has of a resource, in the coherent unit. */
export interface Position {
  readonly accounting: Decimal;
  readonly onhand: Decimal;
}

/** A value of an attribute with the key that orders it: when its event happened, and its place in the journal. */
export interface DatedValue {
  readonly value: string | null;
  readonly happened: Instant;
  readonly sequence: number;
}

/**
 * What the ledger knows of a resource. `live` counts the events that touch its stock and are not wholly backed out: at 0
 * nothing has begun it. `attributes` hold the values that stand, in the order of (happened, sequence): the last counts.
 */
export interface Head {
  readonly resource: string;
  specification: string;
  dimension: Dimension | undefined;
  live: number;
  readonly positions: Map<string, Position>;
  readonly attributes: Readonly<Record<Attribute, DatedValue[]>>;
}

/** A record as the ledger keeps it; events are kept as records too. */
export interface LedgerRecord {
  readonly class: ClassName;
  readonly id: string;
  readonly body: Body;
  readonly retired: boolean;
  readonly sequence: number;
}

/** An event with what its corrections leave of it (coherent units); of a correction only `event` means something. */
export interface LedgerEvent {
  readonly event: RecordedEvent;
  readonly changes: readonly Change[];
  readonly resourceTotal: Decimal;
  readonly effortTotal: Decimal;
  /** Whether any correction names it; only then can it be backed out. */
  readonly corrected: boolean;
  /** What is left of what was allocated to the promises that it answers. */
  readonly allocations: readonly Allocation[];
}

/** What events have done of a commitment, an intent or a claim, in coherent units, and how many allocations there were. */
export interface PromiseTotals {
  readonly count: number;
  readonly resource: Decimal;
  readonly effort: Decimal;
}

/** The ledger in memory: the whole one, or the part of it that a batch needs. */
export interface Ledger {
  readonly records: Map<string, LedgerRecord>;
  readonly events: Map<string, LedgerEvent>;
  readonly heads: Map<string, Head>;
  /** By the id of the promise. */
  readonly promises: Map<string, PromiseTotals>;
}

/** A head as plain data: decimals as text; the changes that stand, in any order. */
export interface LoadedHead {
  readonly resource: string;
  readonly specification: string;
  readonly dimension?: Dimension | undefined;
  readonly live: number;
  readonly positions: readonly { readonly holder: string; readonly accounting: string; readonly onhand: string }[];
  readonly changes: readonly (DatedValue & { readonly attribute: Attribute })[];
}

/** An event as plain data: totals as decimal text in coherent units. */
export interface LoadedEvent {
  readonly event: RecordedEvent;
  readonly changes: readonly Change[];
  readonly resourceTotal: string;
  readonly effortTotal: string;
  readonly corrected: boolean;
  readonly allocations: readonly (Pick<Allocation, 'target' | 'link'> & Sums)[];
}

interface Sums {
  readonly resource: string;
  readonly effort: string;
}

/** What was done of a promise as plain data. */
export interface LoadedPromise extends Sums {
  readonly target: string;
  readonly count: number;
}

/** What a store hands over of a ledger: the records, heads and events of the ids that idsNeeded names. */
export interface Loaded {
  readonly records: readonly LedgerRecord[];
  readonly heads: readonly LoadedHead[];
  readonly events: readonly LoadedEvent[];
  readonly promises: readonly LoadedPromise[];
}

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
  /** The batch was admitted before and is folded again from the journal: nothing in it is a repetition, no policy refuses it. */
  readonly replayed?: boolean;
  /** `structural`: what an event lacks for its action is told as a warning, and it has the effects that its fields allow. A replay admits it again, since a replay asks for no behaviour. */
  readonly strictness?: 'structural' | 'behavioural' | undefined;
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

import type { Decimal } from '../0-base/decimal.ts';
import type { Instant } from '../0-base/time.ts';
import type { Dimension } from '../0-base/unit.ts';
import type { EconomicEvent } from '../1-record/observation.ts';
import type { ActionRow, Burden, FlowRole } from './action.ts';

/** What a holder answers for (accounting) and what is in its hands (onhand). */
export type Account = 'accounting' | 'onhand';

/** One signed amount on one account, in the coherent unit of the resource's dimension. */
export interface Posting {
  readonly resource: string;
  readonly holder: string;
  readonly account: Account;
  readonly quantity: Decimal;
}

/** The attributes of a resource that follow from events. */
export type Attribute = 'accountable' | 'stage' | 'state' | 'location' | 'container';

/** A new value of an attribute; null empties it. */
export interface Change {
  readonly resource: string;
  readonly attribute: Attribute;
  readonly value: string | null;
}

/** What a flow runs between. A pool without resource is the implicit one of its holder and specification. */
export type End =
  | {
      readonly kind: 'pool';
      readonly resource?: string;
      readonly holder: string;
      readonly specification: string;
      readonly stage?: string;
      readonly state?: string;
    }
  | { readonly kind: 'process'; readonly process: string }
  | { readonly kind: 'agent'; readonly agent: string }
  | { readonly kind: 'opening' }
  | { readonly kind: 'loss' };

/** One physical flow, effort, service or use of knowledge; `unit` is the coherent unit of `quantity`. */
export interface Movement {
  readonly role: FlowRole;
  readonly burden: Burden;
  readonly from: End;
  readonly to: End;
  readonly specification: string;
  readonly process?: string;
  readonly quantity: Decimal;
  readonly unit: string;
}

/** The holders on both sides of an event, settled when it was recorded ('' when nobody is known). */
export interface Sides {
  readonly provider: string;
  readonly receiver: string;
}

/** An event as the ledger keeps it. A correction's `root` is the event that its chain began with, and it happened then; else `root` is its own id. */
export interface RecordedEvent {
  readonly id: string;
  readonly sequence: number;
  readonly happened: Instant;
  readonly recorded: Instant;
  readonly body: EconomicEvent;
  readonly root: string;
  readonly rootSequence: number;
  readonly sides: Sides;
  /** The process that it belongs to, also by what it fulfils. */
  readonly process?: string | undefined;
}

/** How much of an event goes to a commitment, an intent or a claim, in coherent units; of a correction the difference. */
export interface Allocation {
  readonly target: string;
  readonly link: 'fulfills' | 'satisfies' | 'settles';
  readonly resource: Decimal;
  readonly effort: Decimal;
}

/**
 * All that follows from one event. Changes order by (event.happened, event.rootSequence) and are known from event.sequence on.
 * `endsChanges`: this correction takes away all that was left of its root, whose changes end at event.sequence.
 */
export interface EventEffects {
  readonly event: RecordedEvent;
  readonly postings: readonly Posting[];
  readonly changes: readonly Change[];
  readonly movements: readonly Movement[];
  readonly endsChanges: boolean;
  readonly allocations: readonly Allocation[];
}

/** A resource as an event finds it. `begun`: something of it was recorded before and stands. */
export interface ResourceView {
  readonly id: string;
  readonly specification: string;
  readonly begun: boolean;
  readonly accountable?: string | undefined;
  readonly stage?: string | undefined;
  readonly state?: string | undefined;
}

/** A quantity in the coherent unit of its dimension. */
export interface Amount {
  readonly quantity: Decimal;
  readonly unit: string;
  readonly dimension: Dimension;
}

/** An event with all that its effects depend on: its row, its holders, its quantities, the resources as it finds them, the kind of process it leaves. */
export interface Given {
  readonly row: ActionRow;
  readonly body: EconomicEvent;
  readonly sides: Sides;
  readonly amount: Amount | undefined;
  readonly effort: Amount | undefined;
  readonly from: ResourceView | undefined;
  readonly to: ResourceView | undefined;
  readonly specification: string;
  readonly stage: string | undefined;
}

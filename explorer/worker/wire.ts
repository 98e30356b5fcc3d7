import type { EconomicEvent } from '../../engine/1-record/observation.ts';
import type { Measure, Visibility } from '../../engine/1-record/field.ts';
import type { Fulfilment } from '../../engine/2-ledger/fulfilment.ts';
import type { WireProblem } from './http.ts';

/** A network in the list of networks; one that does not answer has a problem, and its address for a name. */
export interface NetworkItem {
  readonly network: string;
  readonly state?: 'ok' | 'rebuilding' | 'failed';
  readonly problem?: WireProblem;
  readonly name: string;
  readonly note?: string;
  readonly invented?: boolean;
  readonly zone?: string;
  readonly sequence?: number;
  readonly firstDay?: string;
  readonly lastDay?: string;
}

/** A record in a list. */
export type Item<T> = T & {
  readonly id: string;
  readonly sequence: number;
  readonly recorded: string;
  readonly happened?: string;
};
export type EventItem = Item<EconomicEvent>;

/** A page of a list; `next` is the cursor of the following one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
  readonly sequence?: number;
}

/** What there is of a resource at a moment. */
export interface StockItem {
  readonly resource: string;
  readonly name?: string;
  readonly specification: string;
  readonly accountable?: string;
  readonly accounting?: Measure;
  readonly onhand?: Measure;
  readonly stage?: string;
  readonly state?: string;
  readonly location?: string;
  readonly containedIn?: readonly string[];
  readonly holders?: readonly { readonly holder: string; readonly accounting?: Measure; readonly onhand?: Measure }[];
}

/** One line of a resource's history: what an event did to it at one holder, and what was on hand after it. */
export interface HistoryItem {
  readonly event: string;
  readonly sequence: number;
  readonly happened: string;
  readonly recorded: string;
  readonly action: string;
  readonly holder: string;
  readonly delta: Measure;
  readonly balance: Measure;
}

/** An intent, a commitment or a claim, and how far it has come. */
export interface PromiseItem extends Fulfilment {
  readonly action: string;
  readonly name?: string | undefined;
  readonly note?: string | undefined;
  readonly provider?: string | undefined;
  readonly receiver?: string | undefined;
  readonly resourceConformsTo?: string | undefined;
  readonly resourceInventoriedAs?: string | undefined;
  readonly inputOf?: string | undefined;
  readonly outputOf?: string | undefined;
  readonly plannedWithin?: string | undefined;
  readonly clauseOf?: string | undefined;
  readonly reciprocalClauseOf?: string | undefined;
  readonly triggeredBy?: string | undefined;
  readonly due?: string | undefined;
}

/** What of a stock is with others: lent, or under way in a process. */
export interface LoanItem {
  readonly state: 'lent' | 'underWay';
  readonly process?: string;
  readonly resource: string;
  readonly holder: string;
  readonly parts: readonly { readonly since: string; readonly quantity: Measure }[];
}

/** A count against the ledger, with the event that would settle what is open. */
export interface CountItem {
  readonly id: string;
  readonly resource: string;
  readonly holder?: string;
  readonly happened: string;
  readonly counted: Measure;
  readonly ledger: Measure;
  readonly difference: Measure;
  readonly isOpen: boolean;
  readonly proposal?: Readonly<Record<string, unknown>>;
}

/** When stock was below zero as things happened. */
export interface AnomalyItems {
  readonly negative: readonly {
    readonly resource: string;
    readonly holder: string;
    readonly account: 'accounting' | 'onhand';
    readonly from: string;
    readonly until?: string;
    readonly lowest: Measure;
    readonly lowestAt: string;
  }[];
}

/** The answer to a batch of records. */
export interface Receipt {
  readonly frame?: number;
  readonly sequence: number;
  readonly ids: readonly string[];
  readonly stocks?: readonly StockItem[];
  readonly warnings?: readonly WireProblem[];
}

export type Role = 'reader' | 'recorder' | 'steward';

/** Who the reader is here and what they may do in which network; the operator may do all in all. */
export interface Me {
  readonly kind: 'nobody' | 'member' | 'operator';
  readonly name?: string;
  readonly networks: readonly { readonly network: string; readonly role: Role; readonly agent?: string }[];
}

/** Somebody who may come into the network. */
export interface MemberItem {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly agent?: string;
  readonly since: string;
}

/** An invitation that is open. */
export interface InvitationItem {
  readonly id: string;
  readonly role: Role;
  readonly agent?: string;
  readonly name?: string;
  readonly expires: string;
  readonly uses: number;
}

/** What an invitation invites to. */
export interface InvitationLook {
  readonly network: string;
  readonly networkName: string;
  readonly role: Role;
  readonly agentName?: string;
  readonly name?: string;
  readonly expires: string;
}

/** What opens the house to the reader. */
export interface TokenItem {
  readonly id: string;
  readonly kind: 'link' | 'session' | 'token';
  readonly name?: string;
  readonly scope?: { readonly networks?: readonly string[]; readonly action: 'read' | 'record' | 'steward' };
  readonly created: string;
  readonly expires: string;
  readonly current: boolean;
}

/** An event with how much others see of it, and what they get of one that they see in part. */
export type SeenEvent = EventItem & { readonly extent: 'whole' | 'part' | 'none'; readonly as?: EventItem };

/** What others see of an agent. */
export interface SeenAnswer {
  readonly agent: string;
  /** `network`, `public`, or the agent through whose eyes. */
  readonly by: string;
  /** With whom the agent deals. */
  readonly partners: readonly string[];
  readonly events: readonly SeenEvent[];
  readonly next?: string;
  /** Of all events of the agent. */
  readonly extents: Readonly<Record<SeenEvent['extent'], number>>;
  readonly usual: { readonly agent?: Visibility; readonly network: Visibility; readonly openToPublic: boolean };
}

interface PassedItem {
  readonly specification: string;
  readonly quantity: number;
  readonly unit: string;
}

/** What others see in the place of what an agent keeps apart. */
export interface BorderAnswer {
  readonly in: readonly PassedItem[];
  readonly out: readonly PassedItem[];
  /** One amount a month and unit; without it where it is too little to be told. */
  readonly notShared: readonly { readonly month: string; readonly quantity?: number; readonly unit?: string }[];
  readonly carries: {
    readonly period: string;
    readonly unit: string;
    readonly items: readonly {
      readonly specification: string;
      readonly per: string;
      readonly intensity: number | null;
      readonly incomplete: boolean;
    }[];
  };
}

import type { EconomicEvent } from '../../engine/1-record/observation.ts';
import type { Measure } from '../../engine/1-record/field.ts';
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
  readonly containedIn?: string;
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

/** The answer to a batch of records. */
export interface Receipt {
  readonly frame?: number;
  readonly sequence: number;
  readonly ids: readonly string[];
  readonly stocks?: readonly StockItem[];
  readonly warnings?: readonly WireProblem[];
}

import type { Problem } from '../../0-base/problem.ts';
import type { AllocationRule } from '../../1-record/network.ts';
import type { LotContext } from './context.ts';
import type { Journeys } from './distance.ts';
import type { Draft, GapList } from './draft.ts';
import type { FlowColumns, FlowLists } from './flow-lists.ts';
import type { ChosenBy } from './share.ts';
import type { TreatedWaste } from './waste.ts';

/** What the flows of processes are found from. */
export interface ProcessRequest {
  readonly context: LotContext;
  readonly draft: Draft;
  readonly gaps: GapList;
  readonly treatment: TreatedWaste;
}

/** Burden that a part of a process took over from the whole, or from nobody (-1): `amount` times a burden. */
export interface MovedBurden {
  readonly table: 'direct' | 'purchased';
  readonly from: number;
  readonly to: number;
  readonly burden: Float64Array;
  readonly amount: number;
}

/** The rule that served a process of the draft. */
export interface Sharing {
  readonly process: number;
  /** Undefined where none did. */
  readonly rule: AllocationRule | undefined;
  readonly by: ChosenBy | undefined;
  readonly basis: 'net' | 'gross' | undefined;
}

/** Under substitution: what one of a process's products takes the place of, and the credit for it. */
export interface Credit {
  /** Of the draft. */
  readonly process: number;
  readonly product: string;
  readonly replaces: string;
  /** Of what is replaced, in its coherent unit. */
  readonly quantity: number;
  readonly unit: string;
  /** The value per unit of a background row; undefined where it is that of `pools`. */
  readonly value?: number;
  /** Pools of the draft, each with its part of the quantity. */
  readonly pools?: readonly { readonly pool: number; readonly quantity: number }[];
}

/** What moves into and out of the processes of a system. */
export interface ProcessFlows extends FlowColumns {
  /** Of the processes of the system: those of the draft, then their parts and the passages. */
  readonly keys: readonly string[];
  /** By process of the system: the process of the draft that it is a part of; -1 where goods only pass through. */
  readonly processOf: Int32Array;
  readonly moved: readonly MovedBurden[];
  /** One for each process that made or carried several kinds of goods. */
  readonly sharing: readonly Sharing[];
  readonly credits: readonly Credit[];
  readonly problems: readonly Problem[];
}

/** Processes of a system while they are told apart. */
export interface Parts extends ProcessRequest {
  readonly lists: FlowLists;
  readonly keys: string[];
  readonly processOf: number[];
  readonly moved: MovedBurden[];
  readonly sharing: Sharing[];
  readonly credits: Credit[];
  readonly problems: Problem[];
  /** Places of entries by process of the draft. */
  readonly entriesOf: (process: number) => readonly number[];
  readonly journeys: Journeys;
}

/** One more process of the system, a part of one of the draft. */
export function addPart({ keys, processOf }: Pick<Parts, 'keys' | 'processOf'>, process: number, key: string): number {
  keys.push(key);
  processOf.push(process);
  return keys.length - 1;
}

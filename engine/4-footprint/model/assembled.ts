import type { Problem } from '../../0-base/problem.ts';
import type { LinkedSystem } from '../system/linked-system.ts';
import type { UncertainEntry } from '../system/spread.ts';

/** A product that processes ask for and none supplies: it enters as a purchase without a burden. */
export interface CutOff {
  readonly flow: string;
  readonly name: string;
  /** How many exchanges ask for it. */
  readonly count: number;
  /** The first of them: its process, and where it stood in its file. */
  readonly process: string;
  readonly processName: string;
  readonly at: string;
  /** Processes that could supply it; none of them is chosen. */
  readonly makers: readonly string[];
}

/** How a process of several products was shared. */
export interface SharedProcess {
  readonly process: string;
  /** Name of the rule that was applied. */
  readonly rule: string;
  /** Names of the allocations that the process knows. */
  readonly known: readonly string[];
  /** By product, in parts of 1; shares of single exchanges are not among them. */
  readonly shares: readonly { readonly flow: string; readonly share: number }[];
}

/** Flows of nature at a place that has no factor of its own in a category; the flow's common factor counts. */
export interface FactorFallback {
  readonly category: string;
  readonly flow: string;
  readonly place: string;
}

/** Flows without any factor in a category: they count nothing there. */
export interface Uncharacterised {
  readonly category: string;
  /** Ids of rows of the biosphere. */
  readonly flows: readonly string[];
}

/** What a system that was put together leaves out, and where something else stands in. */
export interface ModelCoverage {
  readonly cutOffs: readonly CutOff[];
  readonly shared: readonly SharedProcess[];
  readonly fallbacks: readonly FactorFallback[];
  readonly uncharacterised: readonly Uncharacterised[];
}

/** A model put together: the system, what it covers, and all that was wrong on the way. */
export interface AssembledModel {
  readonly system: LinkedSystem;
  readonly coverage: ModelCoverage;
  /** Entries whose exchanges tell how uncertain they are. */
  readonly uncertain: readonly UncertainEntry[];
  readonly problems: readonly Problem[];
}

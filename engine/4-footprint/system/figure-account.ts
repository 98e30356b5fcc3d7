import type { Indicator } from '../background.ts';

/**
 * What stands behind an approximate answer, in its unit: with s the scaling that was followed and r = f - A s what was not, the answer misses
 * exactly Lambda . r, and no branch that was left out can hide more than Lambda+ . |r|, whatever credits take back.
 */
export interface Certificate {
  /** Lambda . (f - A s). */
  readonly remainder: number;
  /** Lambda+ . |f - A s|; NaN where the gross intensities do not converge. */
  readonly bound: number;
  /** Relative residual of the intensities themselves, |D - A^T Lambda| / (|D| + |A| |Lambda|). */
  readonly residual: number;
}

/** A part of a figure. */
export interface Part {
  /** Id of a process, agent, place or flow; '' where none is known. */
  readonly of: string;
  readonly name: string;
  /** In the unit of the category; negative where it is a credit. */
  readonly value: number;
  /** Part of the whole: below 0 or beyond 1 where credits count; NaN when the whole is 0. */
  readonly share: number;
}

/** A node of the tree of supply: result = own + the results of its children + rest, exactly, also where the system runs in circles. */
export interface TreeNode {
  /** Place of the node it supplies; -1 of the root. A parent stands before its children, which fall in the size of their result. */
  readonly parent: number;
  /** 0 for the root, 1 for what it takes in directly ... */
  readonly tier: number;
  readonly product: string;
  readonly process: string;
  readonly name: string;
  readonly supplier?: string;
  readonly place?: string;
  /** Amount of the product that the parent draws, in `unit`. */
  readonly amount: number;
  readonly unit: string;
  /** All that the amount carries. */
  readonly result: number;
  /** What the process itself puts out or takes for it. */
  readonly own: number;
  /** What its inputs carry that are not drawn as nodes. */
  readonly rest: number;
}

/** A way through the tree, from the root to a process whose own burden it tells. */
export interface SupplyPath {
  /** Processes from the root on. */
  readonly processes: readonly string[];
  readonly names: readonly string[];
  readonly value: number;
  readonly share: number;
}

/** One figure and what it is made of. Each list of parts sums to the total, the part '' and the tier beyond the tree included. */
export interface FigureAccount {
  readonly product: string;
  readonly name: string;
  readonly amount: number;
  readonly unit: string;
  readonly category: Indicator;
  readonly total: number;
  readonly certificate: Certificate;
  readonly tree: readonly TreeNode[];
  readonly byProcess: readonly Part[];
  readonly bySupplier: readonly Part[];
  readonly byPlace: readonly Part[];
  readonly byFlow: readonly Part[];
  /** The own burdens of the tree by tier; the last is what lies beyond it. */
  readonly byTier: readonly Part[];
  /** The heaviest paths; `pathRest` is the sum of all others. */
  readonly paths: readonly SupplyPath[];
  readonly pathRest: number;
}

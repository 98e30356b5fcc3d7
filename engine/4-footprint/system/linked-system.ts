import type { SparseMatrix } from '../../0-base/matrix/sparse.ts';
import type { Indicator } from '../background.ts';

/** A row of the technosphere: something that is made, used, or handed on to be treated. */
export interface SystemProduct {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
}

/** A column of the technosphere: who makes something of something, and where, as far as that is known. */
export interface SystemProcess {
  readonly id: string;
  readonly name: string;
  /** Id of the agent that answers for it, or the name of its sector or provider. */
  readonly supplier?: string;
  /** Place or code of the region. */
  readonly place?: string;
}

/** Where carbon comes from; each origin is shown apart. */
export type CarbonOrigin = 'fossil' | 'biogenic' | 'land-use';

/**
 * A row of the biosphere: what crosses the border of the system. Emissions and extractions are both positive. What a ledger brings along from
 * beyond its border stands here as well: goods bought (counted by their background), stock carried over, what nobody explains.
 */
export interface SystemFlow {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly kind: 'emission' | 'resource' | 'purchase' | 'opening' | 'unexplained';
  /** air, water, soil, resource, or a finer name of the source. */
  readonly compartment?: string;
  readonly origin?: CarbonOrigin;
}

/** Things of one kind: all runs of a kind of process by one agent, all stock of a kind in one hand. */
export interface SystemKind {
  readonly id: string;
  readonly name: string;
  /** '' where its members are not counted in one unit. */
  readonly unit: string;
  readonly supplier?: string;
  readonly place?: string;
}

/** The kinds of the products of a system: the place of each product's kind in the list. */
export interface SystemKinds {
  readonly of: Int32Array;
  readonly list: readonly SystemKind[];
}

/**
 * What is made of what: technosphere A, products x processes, outputs +, inputs and waste to be treated -, in the product's unit per unit of the
 * process. `production[j]` is the product that process j makes, -1 where it makes none.
 */
export interface Technosphere {
  readonly products: readonly SystemProduct[];
  readonly processes: readonly SystemProcess[];
  readonly technosphere: SparseMatrix;
  readonly production: Int32Array;
}

/**
 * A whole system: A s = f, g = B s, h = C g. Biosphere B: flows x processes; characterisation C: categories x flows, in the unit of each category's
 * method per unit of the flow. Each index has id and unit.
 * Source: R. Heijungs and S. Suh, The Computational Structure of Life Cycle Assessment (2002), ch. 2.
 */
export interface LinkedSystem extends Technosphere {
  readonly flows: readonly SystemFlow[];
  readonly categories: readonly Indicator[];
  readonly biosphere: SparseMatrix;
  readonly characterisation: SparseMatrix;
  /** Kinds by which a tree and a list of processes can be told; without them each product is a kind of its own. */
  readonly kinds?: SystemKinds;
}

import type { CarbonOrigin } from '../system/linked-system.ts';

/** Where something stood in the file that it was read from: file and row, or file and id; problems name it. */
export type Origin = string;

/** A number as written, or a formula of parameters that replaces it. */
export interface Amount {
  readonly value: number;
  readonly formula?: string;
}

/** Something that processes exchange. All amounts of it are in its unit: a reader converts. */
export interface ModelFlow {
  readonly id: string;
  readonly name: string;
  readonly kind: 'product' | 'waste' | 'elementary';
  readonly unit: string;
  /** What one unit of it holds of other quantities (mass, energy, exergy, price ...), for allocation: by name of the property. */
  readonly properties?: Readonly<Record<string, number>>;
  /** Of elementary flows: air, water, soil, resource, or a finer name of the source. */
  readonly compartment?: string;
  /** Of elementary flows: whether it is taken from nature or given to it. */
  readonly direction?: 'emission' | 'resource';
  readonly origin?: CarbonOrigin;
}

/** One line of a process, in the flow's unit, as written: positive amounts, the side told apart. */
export interface Exchange {
  readonly flow: string;
  readonly side: 'input' | 'output';
  readonly amount: Amount;
  /** Process that supplies a product or treats a waste; unless told, the one process that does. */
  readonly provider?: string;
  /** The output replaces as much of the provider's: system expansion. */
  readonly avoided?: boolean;
  /** Of elementary flows: where it happens; unless told, where the process is. */
  readonly place?: string;
  /** One standard deviation of its amount, in the flow's unit, where the source tells how uncertain it is. */
  readonly deviation?: number;
  /** How the source judges its data, in the source's own marks: (2;1;3;1;4). */
  readonly quality?: string;
  readonly at?: Origin;
}

/** A factor by which an output carries its process, or one exchange of it (causal). */
export interface AllocationFactor {
  readonly product: string;
  /** Place in the process's exchanges; undefined for all of them. */
  readonly exchange?: number;
  readonly factor: Amount;
}

/** How the burden of several outputs is shared. */
export type ModelAllocation =
  | { readonly rule: 'factors'; readonly factors: readonly AllocationFactor[] }
  | { readonly rule: 'property'; readonly property: string }
  | { readonly rule: 'equal' }
  | { readonly rule: 'substitution' }
  | { readonly rule: 'cut-off' };

/** A process of a model. */
export interface ModelProcess {
  readonly id: string;
  readonly name: string;
  /** Place in `exchanges` of what it is named for: a product output, or a waste input that it treats. */
  readonly reference: number;
  readonly exchanges: readonly Exchange[];
  readonly place?: string;
  readonly supplier?: string;
  /** By name; the choices that the file knows. The first is the file's own. */
  readonly allocations?: Readonly<Record<string, ModelAllocation>>;
  readonly parameters?: readonly Parameter[];
  readonly at?: Origin;
}

/** A named number; a formula may use others of its process and of the model. */
export interface Parameter {
  readonly name: string;
  readonly amount: Amount;
  readonly unit?: string;
  readonly at?: Origin;
}

/** What one unit of an elementary flow counts for; with a place only there, else wherever no place has a factor of its own. */
export interface ModelFactor {
  readonly flow: string;
  readonly place?: string;
  readonly value: Amount;
  readonly at?: Origin;
}

/** A category of impact with its factors, in `unit` per unit of the flow. */
export interface ModelCategory {
  readonly id: string;
  readonly name: string;
  readonly method: { readonly id: string; readonly version: string };
  readonly unit: string;
  readonly factors: readonly ModelFactor[];
}

/** Processes that exchange flows, as read from a file or a dataset: before allocation, parameters and places are applied. */
export interface Model {
  readonly name: string;
  readonly version: string;
  readonly licence?: string;
  readonly source?: string;
  readonly flows: readonly ModelFlow[];
  readonly processes: readonly ModelProcess[];
  readonly categories: readonly ModelCategory[];
  readonly parameters: readonly Parameter[];
}

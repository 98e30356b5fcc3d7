import type { Problem } from '../0-base/problem.ts';
import type { Day } from '../0-base/time.ts';
import type { OutputRole } from '../1-record/knowledge.ts';
import type { Thing } from '../3-flow/content.ts';
import type { Figure } from './background.ts';
import type { PlanPool } from './lot-moves.ts';

/** Burdens travel as four numbers: the value, the part of it from the network's own elementary flows, the low and the high end. */
export const components = ['value', 'own', 'low', 'high'] as const;

/** No burden. */
export const noBurden = (): Float64Array => new Float64Array(components.length);

/** quantity x figure as a burden; `own` when it is an elementary flow of the network itself. */
export function burdenOf({ value, low, high }: Figure, quantity: number, own: boolean): Float64Array {
  return Float64Array.of(value * quantity, own ? value * quantity : 0, low * quantity, high * quantity);
}

/** target += factor x burden. */
export function addBurden(target: Float64Array, burden: Float64Array, factor = 1): void {
  for (let k = 0; k < target.length; k++) target[k]! += factor * burden[k]!;
}

/** target += factor x row `row` of a table of burdens. */
export function addBurdenRow(target: Float64Array, table: Float64Array, row: number, factor = 1): void {
  for (let k = 0; k < target.length; k++) target[k]! += factor * table[row * target.length + k]!;
}

/** Something that should have counted and could not: what, how much of it, why. */
export interface Gap {
  readonly kind: 'background' | 'opening' | 'factor' | 'allocation' | 'wear' | 'quantity';
  readonly specification: string;
  /** '' when no process is concerned. */
  readonly process: string;
  /** In `unit`; for an allocation the number of outputs. */
  readonly quantity: number;
  readonly unit: string;
  readonly problem: Problem;
}

/** A list of gaps in which equal ones add up. */
export interface GapList {
  add(gap: Gap): void;
  list(): Gap[];
}

/** An empty list of gaps. */
export function gapList(): GapList {
  const gaps = new Map<string, Gap>();
  return {
    add(gap) {
      const key = JSON.stringify([gap.kind, gap.specification, gap.process, gap.unit, gap.problem.code]);
      const known = gaps.get(key);
      gaps.set(key, known ? { ...known, quantity: known.quantity + gap.quantity } : gap);
    },
    list: () => [...gaps.values()],
  };
}

/** A pool of a period while it is put together. */
export interface DraftPool {
  /** Place in the plan's pools. */
  readonly place: number;
  readonly pool: PlanPool;
  opening: { quantity: number; intensity: Float64Array } | undefined;
  boughtQuantity: number;
  boughtBurden: Float64Array;
  /** Part of the bought burden that is raised stock, not a purchase of the period. */
  begun: Float64Array;
  delivered: number;
  lost: number;
  /** What came in by transfers and outputs, and what left by transfers and inputs. */
  entered: number;
  left: number;
}

/** An output of a process while the period is put together. */
export interface DraftOutput {
  readonly pool: number;
  readonly row: number;
  readonly quantity: number;
  readonly day: Day;
  readonly role: OutputRole;
  readonly thing: Thing;
}

/** An input of a process from a pool. */
export interface DraftInput {
  readonly pool: number;
  readonly row: number;
  readonly quantity: number;
  /** Whether the goods pass through the process as they are: picked up, taken in for repair. */
  readonly carries: boolean;
  readonly thing: Thing;
}

/** A process of a period while it is put together. */
export interface DraftProcess {
  /** Place in dictionaries.processes. */
  readonly place: number;
  readonly id: string;
  carried: Float64Array | undefined;
  readonly direct: Float64Array;
  readonly inputs: DraftInput[];
  readonly purchases: { what: string; quantity: number; burden: Float64Array }[];
  readonly outputs: DraftOutput[];
}

/** The pools and processes that a period touches, by their places in the plan. */
export interface Draft {
  readonly pools: DraftPool[];
  readonly processes: DraftProcess[];
  readonly transfers: { from: number; to: number; quantity: number }[];
  pool(place: number): number;
  process(place: number): DraftProcess;
}

/** An empty draft over the pools of a plan and its process ids. */
export function emptyDraft(planned: readonly PlanPool[], ids: readonly string[]): Draft {
  const pools: DraftPool[] = [];
  const processes: DraftProcess[] = [];
  const poolAt = new Int32Array(planned.length).fill(-1);
  const processAt = new Int32Array(ids.length).fill(-1);
  return {
    pools,
    processes,
    transfers: [],
    pool(place) {
      if (poolAt[place]! < 0) {
        poolAt[place] = pools.length;
        pools.push(newPool(place, planned[place]!));
      }
      return poolAt[place]!;
    },
    process(place) {
      if (processAt[place]! < 0) {
        processAt[place] = processes.length;
        processes.push(newProcess(place, ids[place]!));
      }
      return processes[processAt[place]!]!;
    },
  };
}

const newPool = (place: number, pool: PlanPool): DraftPool => ({
  place,
  pool,
  opening: undefined,
  boughtQuantity: 0,
  boughtBurden: noBurden(),
  begun: noBurden(),
  delivered: 0,
  lost: 0,
  entered: 0,
  left: 0,
});

const newProcess = (place: number, id: string): DraftProcess => ({
  place,
  id,
  carried: undefined,
  direct: noBurden(),
  inputs: [],
  purchases: [],
  outputs: [],
});

import type { Problem } from '../../0-base/problem.ts';
import type { OutputRole } from '../../1-record/knowledge.ts';
import type { Thing } from '../../3-flow/content.ts';
import { type BurdenTable, burdenTable } from './burden.ts';
import { type EntryBook, entryBook } from './entries.ts';
import type { LotPlan, PlanPool } from './lot-moves.ts';

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

/** The pools of a period while it is put together, by columns; quantities in each pool's unit. */
export interface DraftPools {
  /** Place in the plan's pools, and that pool. */
  readonly place: number[];
  readonly of: PlanPool[];
  /** 1 where the period opened with something, or a durable's effort was taken up. */
  readonly isOpen: number[];
  readonly opening: number[];
  readonly openingBurden: BurdenTable;
  readonly bought: number[];
  readonly boughtBurden: BurdenTable;
  /** Part of the bought burden that is raised stock, not a purchase of the period. */
  readonly begun: BurdenTable;
  readonly delivered: number[];
  readonly lost: number[];
  /** What came in by transfers and outputs, and what left by transfers and inputs. */
  readonly entered: number[];
  readonly left: number[];
}

/** The processes of a period while it is put together, by columns. */
export interface DraftProcesses {
  /** Place in dictionaries.processes, and the id. */
  readonly place: number[];
  readonly id: string[];
  readonly carried: BurdenTable;
  readonly direct: BurdenTable;
  /** What was bought straight into the process. */
  readonly purchased: BurdenTable;
}

/**
 * What a period took over from earlier ones, by columns: `quantity` of a pool (of a process: the part of a run) at the node `node` of the system
 * of the period at place `period` in the chain, into a pool or a process of the draft, the other being -1.
 */
export interface Bonds {
  readonly pool: number[];
  readonly process: number[];
  readonly period: number[];
  readonly node: number[];
  readonly quantity: number[];
}

/** The pools and processes that a period touches, and what moves between them: `process`, `pool`, `from`, `to` are places in the draft. */
export interface Draft {
  readonly plan: LotPlan;
  readonly pools: DraftPools;
  readonly processes: DraftProcesses;
  readonly entries: EntryBook;
  readonly bonds: Bonds;
  readonly transfers: { readonly from: number[]; readonly to: number[]; readonly quantity: number[] };
  /** `row` is a place in the table. */
  readonly inputs: {
    readonly process: number[];
    readonly pool: number[];
    readonly row: number[];
    readonly quantity: number[];
  };
  readonly outputs: {
    readonly process: number[];
    readonly pool: number[];
    readonly row: number[];
    readonly quantity: number[];
    readonly role: OutputRole[];
  };
  /** The place of a pool of the plan, and of a process of the dictionary. */
  pool(place: number): number;
  process(place: number): number;
}

/** An empty draft over the pools of a plan and its process ids. */
export function emptyDraft(plan: LotPlan): Draft {
  const ids = plan.table.dictionaries.processes;
  const pools = noPools();
  const processes = noProcesses();
  const poolAt = new Int32Array(plan.pools.length).fill(-1);
  const processAt = new Int32Array(ids.length).fill(-1);
  return {
    plan,
    pools,
    processes,
    entries: entryBook(),
    bonds: { pool: [], process: [], period: [], node: [], quantity: [] },
    transfers: { from: [], to: [], quantity: [] },
    inputs: { process: [], pool: [], row: [], quantity: [] },
    outputs: { process: [], pool: [], row: [], quantity: [], role: [] },
    pool(place) {
      if (poolAt[place]! < 0) {
        poolAt[place] = pools.place.length;
        addPool(pools, place, plan.pools[place]!);
      }
      return poolAt[place]!;
    },
    process(place) {
      if (processAt[place]! < 0) {
        processAt[place] = processes.place.length;
        processes.place.push(place);
        processes.id.push(ids[place]!);
        for (const table of [processes.carried, processes.direct, processes.purchased]) table.grow();
      }
      return processAt[place]!;
    },
  };
}

const noPools = (): DraftPools => ({
  place: [],
  of: [],
  isOpen: [],
  opening: [],
  openingBurden: burdenTable(),
  bought: [],
  boughtBurden: burdenTable(),
  begun: burdenTable(),
  delivered: [],
  lost: [],
  entered: [],
  left: [],
});

const noProcesses = (): DraftProcesses => ({
  place: [],
  id: [],
  carried: burdenTable(),
  direct: burdenTable(),
  purchased: burdenTable(),
});

function addPool(pools: DraftPools, place: number, of: PlanPool): void {
  pools.place.push(place);
  pools.of.push(of);
  for (const column of [
    pools.isOpen,
    pools.opening,
    pools.bought,
    pools.delivered,
    pools.lost,
    pools.entered,
    pools.left,
  ])
    column.push(0);
  for (const table of [pools.openingBurden, pools.boughtBurden, pools.begun]) table.grow();
}

/** The thing that moves in a row, in or out of a pool of the plan (-1 none). */
export function thingOf({ table, pools }: LotPlan, row: number, pool: number): Thing {
  const { columns, dictionaries } = table;
  return {
    specification: dictionaries.specifications[columns.specification[row]!]!,
    resource: pools[pool]?.resource,
    unit: dictionaries.units[columns.unit[row]!]!,
  };
}

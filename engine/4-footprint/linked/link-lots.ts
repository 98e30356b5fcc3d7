import { type Entries, entries } from '../../0-base/matrix/entries.ts';
import type { Indicator } from '../background.ts';
import type { LotResult, LotSystem } from '../lot/lot-system.ts';
import type {
  LinkedSystem,
  SystemFlow,
  SystemKind,
  SystemKinds,
  SystemProcess,
  SystemProduct,
} from '../system/linked-system.ts';

/** The two matrices while they are gathered: outputs + and inputs - of the technosphere, what crosses the border. */
interface Matrices {
  readonly technosphere: Entries;
  readonly biosphere: Entries;
}

/** What comes over the border, by one unit: what it counts for in each category. */
export interface LinkedFlow {
  readonly flow: SystemFlow;
  readonly perUnit: ArrayLike<number>;
}

/** A solved period: its system and answer, what entered it from outside, and what it took over from earlier periods. Nodes: pools, then processes. */
export interface LinkedPeriod {
  readonly system: LotSystem;
  readonly result: LotResult;
  /** `amount` units of the flow at a place enter at a node. */
  readonly entries: {
    readonly node: readonly number[];
    readonly flow: readonly number[];
    readonly amount: readonly number[];
  };
  /** `quantity` of the product at node `node` of the period at place `period` goes into the node `into`. */
  readonly bonds: {
    readonly into: readonly number[];
    readonly period: readonly number[];
    readonly node: readonly number[];
    readonly quantity: readonly number[];
  };
}

/** A product made of others: `quantity` of it is made of so much of each. */
export interface Blend {
  readonly product: SystemProduct;
  readonly quantity: number;
  readonly of: readonly { readonly period: number; readonly node: number; readonly quantity: number }[];
}

/** What a system is linked from. */
export interface LinkRequest {
  readonly periods: readonly LinkedPeriod[];
  readonly flows: readonly LinkedFlow[];
  readonly categories: readonly Indicator[];
  /** By category: its column in the intensities of the periods. */
  readonly columns: readonly number[];
  readonly blends: readonly Blend[];
  /** What a node is: what it makes, who makes it where, and of what kind it is. */
  describe(period: number, node: number): LinkedNode;
}

/** A node of a period in the linked system. */
export interface LinkedNode {
  readonly product: SystemProduct;
  readonly process: SystemProcess;
  readonly kind: SystemKind;
}

/** A linked system, and the place of each node among its products; -1 for one that runs in a circle that nothing leaves. */
export interface LinkedLots {
  readonly system: LinkedSystem;
  productAt(period: number, node: number): number;
}

/** How many nodes a period has. */
const sizeOf = ({ system }: LinkedPeriod): number => system.pools.keys.length + system.processes.keys.length;

/**
 * Solved periods as one system of products and processes. Every pool is a product, in its unit, that its supply makes: T_i of it from what was
 * transferred, produced and kept from before; every run of a process is a product, made once. With s = A^-1 f the equations are those of the
 * lots, so that the adjoint gives the intensities m and the burdens c of every period; an overdraw that counts enters as a flow, at m_i.
 */
export function linkLots(request: LinkRequest): LinkedLots {
  const seats = seatsOf(request.periods);
  const builder = { technosphere: entries(), biosphere: entries() };
  const flows = [...request.flows];
  const [products, processes, kinds] = [[] as SystemProduct[], [] as SystemProcess[], [] as SystemKind[]];
  const at = (period: number, node: number): number => seats[period]![node]!;
  request.periods.forEach((period, t) => {
    for (let node = 0; node < sizeOf(period); node++) {
      if (at(t, node) < 0) continue;
      const { product, process, kind } = request.describe(t, node);
      products.push(product);
      processes.push(process);
      kinds.push(kind);
    }
    linkPeriod({ period, seat: (node) => at(t, node), seatAt: at, builder });
    addEntries(period, (node) => at(t, node), builder);
    addOverdraws({ request, period, t, seat: (node) => at(t, node), flows, builder });
  });
  for (const blend of request.blends) addBlend(blend, { at, products, processes, kinds, builder });
  return { system: systemOf({ request, products, processes, kinds, flows, builder }), productAt: at };
}

/** By period and node: the place among the products; -1 where there is no intensity to give. */
function seatsOf(periods: readonly LinkedPeriod[]): Int32Array[] {
  let filled = 0;
  return periods.map((period) => {
    const { intensity, processBurden, available } = period.result;
    const width = period.system.indicators.length;
    return new Int32Array(sizeOf(period)).map((_, node) => {
      const pool = node < available.length;
      const first = pool ? intensity[node * width] : processBurden[(node - available.length) * width];
      return Number.isNaN(first) ? -1 : filled++;
    });
  });
}

interface PeriodLinks {
  readonly period: LinkedPeriod;
  readonly seat: (node: number) => number;
  readonly seatAt: (period: number, node: number) => number;
  readonly builder: Matrices;
}

/** The technosphere of one period. */
function linkPeriod({ period, seat, seatAt, builder }: PeriodLinks): void {
  const { system, result, bonds } = period;
  const first = system.pools.keys.length;
  const { transfers, consumes, outputs, wasteTo } = system;
  const draw = (into: number, from: number, quantity: number): void => {
    if (into >= 0 && from >= 0 && quantity !== 0) builder.technosphere.add(from, into, -quantity);
  };
  for (let node = 0; node < sizeOf(period); node++)
    if (seat(node) >= 0)
      builder.technosphere.add(seat(node), seat(node), node < first ? result.available[node]! || 1 : 1);
  transfers.quantity.forEach((quantity, k) => {
    draw(seat(transfers.to[k]!), seat(transfers.from[k]!), quantity);
  });
  consumes.quantity.forEach((quantity, k) => {
    draw(seat(first + consumes.process[k]!), seat(consumes.pool[k]!), quantity);
  });
  system.shadows?.quantity.forEach((quantity, k) => {
    draw(seat(first + system.shadows!.process[k]!), seat(system.shadows!.pool[k]!), quantity);
  });
  outputs.share.forEach((share, k) => {
    if (outputs.quantity[k]! > 0) draw(seat(outputs.pool[k]!), seat(first + outputs.process[k]!), share);
  });
  const treated = new Float64Array(system.processes.keys.length);
  wasteTo.quantity.forEach((quantity, k) => {
    treated[wasteTo.by[k]!]! += quantity;
  });
  wasteTo.quantity.forEach((quantity, k) => {
    const by = wasteTo.by[k]!;
    if (quantity > 0)
      draw(seat(first + wasteTo.from[k]!), seat(first + by), (result.rest[by]! * quantity) / treated[by]!);
  });
  bonds.into.forEach((into, k) => {
    draw(seat(into), seatAt(bonds.period[k]!, bonds.node[k]!), bonds.quantity[k]!);
  });
}

/** What enters a period from outside. */
function addEntries({ entries }: LinkedPeriod, seat: (node: number) => number, builder: Matrices): void {
  entries.node.forEach((node, k) => {
    if (seat(node) >= 0) builder.biosphere.add(entries.flow[k]!, seat(node), entries.amount[k]!);
  });
}

interface Overdraws extends Pick<PeriodLinks, 'period' | 'seat' | 'builder'> {
  readonly request: LinkRequest;
  readonly t: number;
  readonly flows: LinkedFlow[];
}

/** What was drawn beyond what was ever there, each pool's a flow of its own that counts at m_i. */
function addOverdraws({ request, period, t, seat, flows, builder }: Overdraws): void {
  const { counted, intensity } = period.result;
  const width = period.system.indicators.length;
  counted.forEach((quantity, pool) => {
    if (quantity === 0 || seat(pool) < 0) return;
    const { product } = request.describe(t, pool);
    const perUnit = request.columns.map((column) => intensity[pool * width + column]!);
    flows.push({
      flow: { id: `unexplained ${product.id}`, name: product.name, unit: product.unit, kind: 'unexplained' },
      perUnit,
    });
    builder.biosphere.add(flows.length - 1, seat(pool), quantity);
  });
}

interface Blending {
  readonly at: (period: number, node: number) => number;
  readonly products: SystemProduct[];
  readonly processes: SystemProcess[];
  /** By product. */
  readonly kinds: SystemKind[];
  readonly builder: Matrices;
}

/** A product of which the average over several pools, runs and periods is asked; one that holds what has no intensity is left out. */
function addBlend({ product, quantity, of }: Blend, { at, products, processes, kinds, builder }: Blending): void {
  if (of.some(({ period, node }) => at(period, node) < 0)) return;
  const place = products.length;
  products.push(product);
  processes.push({ id: product.id, name: product.name });
  kinds.push(product);
  builder.technosphere.add(place, place, quantity);
  for (const part of of) builder.technosphere.add(at(part.period, part.node), place, -part.quantity);
}

interface Filled extends Pick<Blending, 'products' | 'processes' | 'kinds' | 'builder'> {
  readonly request: LinkRequest;
  readonly flows: readonly LinkedFlow[];
}

/** Kinds once each, and the place of that of each product. */
function kindsOf(kinds: readonly SystemKind[]): SystemKinds {
  const places = new Map<string, number>();
  const list: SystemKind[] = [];
  const of = Int32Array.from(kinds, (kind) => {
    const place = places.get(kind.id) ?? list.push(kind) - 1;
    places.set(kind.id, place);
    return place;
  });
  return { of, list };
}

function systemOf({ request, products, processes, kinds, flows, builder }: Filled): LinkedSystem {
  const { categories } = request;
  const production = new Int32Array(products.length).map((_, place) => place);
  const counts = entries();
  flows.forEach(({ perUnit }, place) => {
    categories.forEach((_, category) => {
      counts.add(category, place, perUnit[category]!);
    });
  });
  return {
    products,
    processes,
    flows: flows.map(({ flow }) => flow),
    categories,
    technosphere: builder.technosphere.matrix(products.length, processes.length),
    production,
    biosphere: builder.biosphere.matrix(flows.length, processes.length),
    characterisation: counts.matrix(categories.length, flows.length),
    kinds: kindsOf(kinds),
  };
}

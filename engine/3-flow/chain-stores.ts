import type { ChainEdges } from './chain-ends.ts';
import { compositions, type Mixture } from './mixing.ts';
import type { Compositions } from './parts.ts';

/** What the stores of a period hold. */
export interface ChainStores {
  /** By end: the groups that what it gives comes from: those that filled a store, a group itself. */
  readonly composition: Compositions;
  /** By store: the part of what came in that stays. */
  readonly staying: Float64Array;
}

/** Sums of many decimals differ by rounding: below this part of what came in nothing is left, and nothing was there before. */
const rounding = 1e-12;

/**
 * Mixes what entered the stores, where `amount` is the quantity of each edge in the unit of its store. What a store gave beyond what came in was
 * there before: it comes from the group `stock`.
 */
export function chainStores(chain: ChainEdges, amount: Float64Array): ChainStores {
  const { entered, left } = throughput(chain, amount);
  const staying = new Float64Array(chain.stores);
  const before = new Float64Array(chain.stores);
  for (let store = 0; store < chain.stores; store++) {
    const difference = entered[store]! - left[store]!;
    if (Math.abs(difference) <= rounding * entered[store]!) continue;
    if (difference < 0) before[store] = -difference;
    else if (entered[store]! > 0) staying[store] = difference / entered[store]!;
  }
  return { composition: withGroups(compositions(mixtureOf(chain, amount, before)), chain), staying };
}

/** Adds the groups, each composed of itself; a store of which nothing is known is composed of the group `stock`. */
function withGroups({ start, end, origin, part }: Compositions, { stores, groups, stock }: ChainEdges): Compositions {
  const first = origin.length;
  const own = Int32Array.from(groups, (_, group) => group);
  const starts = Int32Array.from({ length: stores + own.length }, (_, at) => {
    if (at >= stores) return first + at - stores;
    return start[at] === end[at] ? first + stock : start[at]!;
  });
  return {
    start: starts,
    end: starts.map((begin, at) => (begin >= first ? begin + 1 : end[at]!)),
    origin: joined(origin, own, (length) => new Int32Array(length)),
    part: joined(part, new Float64Array(own.length).fill(1), (length) => new Float64Array(length)),
  };
}

function joined<T extends Int32Array | Float64Array>(a: T, b: T, make: (length: number) => T): T {
  const all = make(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}

/** How much came into each store and left it. */
function throughput({ edges, stores }: ChainEdges, amount: Float64Array) {
  const { from, to, count } = edges;
  const entered = new Float64Array(stores);
  const left = new Float64Array(stores);
  for (let edge = 0; edge < count; edge++) {
    const [source, target] = [from[edge]!, to[edge]!];
    if (source === target) continue;
    if (source < stores) left[source]! += amount[edge]!;
    if (target < stores) entered[target]! += amount[edge]!;
  }
  return { entered, left };
}

/** Inflows by group, what was there before among them, and transfers between stores. */
function mixtureOf({ edges, stores, groups, stock }: ChainEdges, amount: Float64Array, before: Float64Array): Mixture {
  const { from, to, count } = edges;
  const inflows = amountList(count + stores);
  const transfers = amountList(count);
  for (let edge = 0; edge < count; edge++) {
    const [source, target] = [from[edge]!, to[edge]!];
    if (target >= stores || amount[edge] === 0) continue;
    if (source < stores) transfers.add(source, target, amount[edge]!);
    else inflows.add(source - stores, target, amount[edge]!);
  }
  for (let store = 0; store < stores; store++) if (before[store]! > 0) inflows.add(stock, store, before[store]!);
  const { from: origin, to: store, amount: filled } = inflows.columns();
  return { stores, origins: groups.length, inflows: { origin, store, amount: filled }, transfers: transfers.columns() };
}

/** Columns of amounts between two places, with room for so many. */
function amountList(room: number) {
  const from = new Int32Array(room);
  const to = new Int32Array(room);
  const amount = new Float64Array(room);
  let count = 0;
  return {
    add(source: number, target: number, quantity: number): void {
      from[count] = source;
      to[count] = target;
      amount[count++] = quantity;
    },
    columns: () => ({
      from: from.subarray(0, count),
      to: to.subarray(0, count),
      amount: amount.subarray(0, count),
    }),
  };
}

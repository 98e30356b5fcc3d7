import { stronglyConnected } from '../0-base/matrix/component.ts';

/** Stores that are filled from origins and from each other. Indices from 0; amounts not negative, in one unit per store. */
export interface Mixture {
  readonly stores: number;
  readonly inflows: readonly { readonly store: number; readonly origin: number; readonly amount: number }[];
  readonly transfers: readonly { readonly from: number; readonly to: number; readonly amount: number }[];
}

/** The parts of origins in one store, by origin; they sum to 1, or nothing is known of the store. */
export type Composition = ReadonlyMap<number, number>;

const sweeps = 500;
const settled = 1e-11;

/**
 * What each store is composed of when everything in it is mixed, as in a silo:
 *
 *     (sum_o a_io + sum_j t_ji) x_io = a_io + sum_j t_ji x_jo
 *
 * with a_io the amount from origin o, t_ji the transfer from store j to i, x_io the part of o in i. Stores are taken in the order of the
 * transfers; those that give to each other in a circle are swept until they settle. A circle that nothing enters stays empty.
 */
export function compositions(mixture: Mixture): Composition[] {
  const own: Map<number, number>[] = Array.from({ length: mixture.stores }, () => new Map());
  for (const { store, origin, amount } of mixture.inflows)
    if (amount > 0) own[store]!.set(origin, (own[store]!.get(origin) ?? 0) + amount);
  const sources = sourcesOf(mixture);
  const mixed: Composition[] = own.map(() => new Map());
  const { count, order, start } = stronglyConnected(...pointers(sources));
  for (let k = 0; k < count; k++) {
    const members = order.subarray(start[k]!, start[k + 1]!);
    for (let sweep = 0, change = 1; change > settled && sweep < sweeps; sweep++) {
      change = 0;
      for (const store of members) {
        const next = mix(own[store]!, sources[store]!, mixed);
        change = Math.max(change, members.length === 1 ? 0 : distance(next, mixed[store]!));
        mixed[store] = next;
      }
    }
  }
  return mixed;
}

interface Source {
  readonly from: number;
  readonly amount: number;
}

/** For each store those that it is filled from, each once. */
function sourcesOf({ stores, transfers }: Mixture): Source[][] {
  const sums: Map<number, number>[] = Array.from({ length: stores }, () => new Map());
  for (const { from, to, amount } of transfers)
    if (amount > 0 && from !== to) sums[to]!.set(from, (sums[to]!.get(from) ?? 0) + amount);
  return sums.map((sum) => Array.from(sum, ([from, amount]) => ({ from, amount })));
}

/** Each store points to those that it is filled from. */
function pointers(sources: readonly (readonly Source[])[]): [Int32Array, Int32Array] {
  const start = new Int32Array(sources.length + 1);
  sources.forEach((list, store) => {
    start[store + 1] = start[store]! + list.length;
  });
  return [start, Int32Array.from(sources.flat(), (each) => each.from)];
}

function mix(own: ReadonlyMap<number, number>, sources: readonly Source[], mixed: readonly Composition[]): Composition {
  const sum = new Map(own);
  for (const { from, amount } of sources)
    for (const [origin, part] of mixed[from]!) sum.set(origin, (sum.get(origin) ?? 0) + amount * part);
  let whole = 0;
  for (const amount of sum.values()) whole += amount;
  for (const [origin, amount] of sum) sum.set(origin, amount / whole);
  return sum;
}

function distance(a: Composition, b: Composition): number {
  let largest = a.size === b.size ? 0 : 1;
  for (const [origin, part] of a) largest = Math.max(largest, Math.abs(part - (b.get(origin) ?? 0)));
  return largest;
}

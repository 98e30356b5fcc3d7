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
    if (members.length === 1) mixed[members[0]!] = mix(own[members[0]!]!, sources[members[0]!]!, mixed);
    else settle({ members, own, sources, mixed });
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

/** Amounts by origin: own ones and what the sources bring. */
function amounts(
  own: ReadonlyMap<number, number>,
  sources: readonly Source[],
  mixed: readonly Composition[],
): Map<number, number> {
  const sum = new Map(own);
  for (const { from, amount } of sources)
    for (const [origin, part] of mixed[from]!) sum.set(origin, (sum.get(origin) ?? 0) + amount * part);
  return sum;
}

function mix(own: ReadonlyMap<number, number>, sources: readonly Source[], mixed: readonly Composition[]): Composition {
  const sum = amounts(own, sources, mixed);
  let whole = 0;
  for (const amount of sum.values()) whole += amount;
  for (const [origin, amount] of sum) sum.set(origin, amount / whole);
  return sum;
}

interface Circle {
  readonly members: Int32Array;
  readonly own: readonly ReadonlyMap<number, number>[];
  readonly sources: readonly (readonly Source[])[];
  readonly mixed: Composition[];
}

/** Sweeps the stores of a circle, over rows of numbers, until no part changes; writes them into `mixed`. */
function settle({ members, own, sources, mixed }: Circle): void {
  const inside = new Map(Array.from(members, (store, place) => [store, place]));
  const entering = Array.from(members, (store) => {
    const outer = sources[store]!.filter(({ from }) => !inside.has(from));
    return amounts(own[store]!, outer, mixed);
  });
  const origins = [...new Set(entering.flatMap((each) => [...each.keys()]))];
  const width = origins.length;
  const fixed = Float64Array.from(entering.flatMap((each) => origins.map((origin) => each.get(origin) ?? 0)));
  const circle = Array.from(members, (store) =>
    sources[store]!.flatMap(({ from, amount }) => (inside.has(from) ? [{ from: inside.get(from)!, amount }] : [])),
  );
  const parts = new Float64Array(fixed.length);
  const sum = new Float64Array(width);
  for (let sweep = 0, change = 1; change > settled && sweep < sweeps; sweep++) {
    change = 0;
    circle.forEach((links, place) => {
      sum.set(fixed.subarray(place * width, (place + 1) * width));
      for (const { from, amount } of links)
        for (let o = 0; o < width; o++) sum[o]! += amount * parts[from * width + o]!;
      change = Math.max(change, replace(parts, place * width, sum));
    });
  }
  members.forEach((store, place) => {
    const found = origins.map((origin, o) => [origin, parts[place * width + o]!] as const);
    mixed[store] = new Map(found.filter(([, part]) => part > 0));
  });
}

/** Writes amounts as parts of their sum; returns the largest change. */
function replace(parts: Float64Array, at: number, amount: Float64Array): number {
  const whole = amount.reduce((total, each) => total + each, 0);
  let change = 0;
  for (let o = 0; o < amount.length; o++) {
    const part = whole > 0 ? amount[o]! / whole : 0;
    change = Math.max(change, Math.abs(part - parts[at + o]!));
    parts[at + o] = part;
  }
  return change;
}

import { type FlowTable, flowBurdens, roleCodes, selectRows } from './columns.ts';
import { type LayerContent, movesGoods } from './layer.ts';

/** A table in which goods that a carrier only carried run from their sender to their receiver. */
export interface Delivered {
  readonly table: FlowTable;
  /** By row of it: its place in the table as it was recorded, and the part of that row that it is. */
  readonly recorded: Uint32Array;
  readonly part: Float64Array;
}

/** Sums of many decimals differ by rounding: below this part of what was loaded or unloaded at once nothing is left. */
const rounding = 1e-12;

/**
 * Looks through carriers: goods that someone only takes into custody and hands on run from the sender to the receiver. A carrier's load is a
 * pool that nothing but custody and its own trips touches; what was loaded first is unloaded first, day by day. What is still on the way is
 * with the carrier, and what comes back to its sender (kegs, crates) goes out to the carrier and back. `undefined` where nobody carries.
 */
export function throughCarriers(table: FlowTable): Delivered | undefined {
  if (!table.columns.role.includes(roleCodes.custody)) return undefined;
  const loads = loadsOf(table);
  if (!loads.includes(1)) return undefined;
  const { from, to, role, day } = table.columns;
  const legs = legList();
  const carried: number[] = [];
  for (let row = 0; row < table.count; row++)
    if (loads[from[row]!] === 0 && loads[to[row]!] === 0) legs.add(row, from[row]!, to[row]!);
    else if (role[row] === roleCodes.custody) carried.push(row);
  carried.sort((a, b) => day[a]! - day[b]!);
  deliver(table, carried, { loads, legs });
  return legs.drawn(table);
}

/** The content of a layer for the rows of a delivered table. */
export function contentDelivered(layer: LayerContent, { recorded, part }: Delivered): LayerContent {
  const delivered = (amounts: Float64Array) => part.map((share, row) => share * amounts[recorded[row]!]!);
  const content = delivered(layer.content);
  return {
    ...layer,
    content,
    low: layer.low === layer.content ? content : delivered(layer.low),
    high: layer.high === layer.content ? content : delivered(layer.high),
    unknown: Uint8Array.from(recorded, (row) => layer.unknown[row]!),
  };
}

const carries = flowBurdens.indexOf('carries');
const byHand = 1;
const byTrip = 2;

/** 1 for each pool that only carries: custody fills and empties it, and a trip gives back what it took; what a process makes comes out without having gone in. */
function loadsOf({ columns, dictionaries, count }: FlowTable): Uint8Array {
  const { from, to, role, burden } = columns;
  const only = Uint8Array.from(dictionaries.nodes, (node) => (node.kind === 'pool' && node.resource ? 1 : 0));
  const comes = new Uint8Array(only.length);
  const goes = new Uint8Array(only.length);
  for (let row = 0; row < count; row++) {
    const isTrip = (role[row] === roleCodes.in || role[row] === roleCodes.out) && burden[row] === carries;
    if (role[row] === roleCodes.custody || isTrip) {
      const way = isTrip ? byTrip : byHand;
      goes[from[row]!]! |= way;
      comes[to[row]!]! |= way;
    } else if (movesGoods(columns, row)) only[from[row]!] = only[to[row]!] = 0;
  }
  return only.map((is, node) => (comes[node] === goes[node] && (goes[node]! & byHand) !== 0 ? is : 0));
}

/** Goods on board: where they came from, by which row, how much was loaded and how much of it is left. */
interface Parcel {
  readonly from: number;
  readonly row: number;
  readonly loaded: number;
  left: number;
}

/** The parcels that a load was ever given, in order; the first `unloaded` of them are off. */
interface Load {
  readonly parcels: Parcel[];
  unloaded: number;
}

interface Legs {
  add(row: number, from: number, to: number, part?: number): void;
  drawn(table: FlowTable): Delivered;
}

/** Collects the rows of a delivered table. */
function legList(): Legs {
  const rows: number[] = [];
  const ends: { from: number[]; to: number[] } = { from: [], to: [] };
  const parts: number[] = [];
  return {
    add(row, from, to, part = 1) {
      rows.push(row);
      ends.from.push(from);
      ends.to.push(to);
      parts.push(part);
    },
    drawn(table) {
      const part = Float64Array.from(parts);
      const { columns, ...selected } = selectRows(table, rows);
      const times = (column: Float64Array) => column.map((amount, at) => amount * part[at]!);
      const [quantity, low, high] = [times(columns.quantity), times(columns.low), times(columns.high)];
      const [from, to] = [Uint32Array.from(ends.from), Uint32Array.from(ends.to)];
      return {
        table: { ...selected, columns: { ...columns, from, to, quantity, low, high } },
        recorded: Uint32Array.from(rows),
        part,
      };
    },
  };
}

interface Round {
  readonly loads: Uint8Array;
  readonly legs: Legs;
}

/** Follows the goods of custody rows from load to load; a row of no or an unknown amount stays as it is. */
function deliver({ columns }: FlowTable, rows: readonly number[], { loads, legs }: Round): void {
  const { from, to, quantity } = columns;
  const aboard = new Map<number, Load>();
  const add = (row: number, source: number, target: number, amount: number) =>
    legs.add(row, source, target, amount / quantity[row]!);
  for (const row of rows) {
    const [source, target, amount] = [from[row]!, to[row]!, quantity[row]!];
    if (!(amount > 0)) legs.add(row, source, target);
    else
      for (const parcel of loads[source] === 1
        ? unload(aboard, source, { row, amount })
        : [{ from: source, row, loaded: amount, left: amount }])
        if (loads[target] === 1) board(aboard, target, { ...parcel, row });
        else if (parcel.from !== target) add(row, parcel.from, target, parcel.left);
        else {
          add(parcel.row, target, source, parcel.left);
          add(row, source, target, parcel.left);
        }
  }
  for (const [load, { parcels, unloaded }] of aboard)
    for (const { from: sender, row, left } of parcels.slice(unloaded)) add(row, sender, load, left);
}

function board(aboard: Map<number, Load>, load: number, parcel: Parcel): void {
  const known = aboard.get(load);
  if (known) known.parcels.push(parcel);
  else aboard.set(load, { parcels: [parcel], unloaded: 0 });
}

interface Unloading {
  readonly row: number;
  readonly amount: number;
}

/** Takes an amount off a load, the first on board first; what was never seen on board comes from the load itself. */
function unload(aboard: ReadonlyMap<number, Load>, node: number, { row, amount }: Unloading): Parcel[] {
  const load = aboard.get(node) ?? { parcels: [], unloaded: 0 };
  const taken: Parcel[] = [];
  let open = amount;
  let nothing = rounding * amount;
  while (open > nothing && load.unloaded < load.parcels.length) {
    const first = load.parcels[load.unloaded]!;
    nothing = Math.max(nothing, rounding * first.loaded);
    const left = Math.min(open, first.left);
    taken.push({ ...first, left });
    first.left -= left;
    open -= left;
    if (first.left <= nothing) load.unloaded += 1;
  }
  return open > nothing ? [...taken, { from: node, row, loaded: open, left: open }] : taken;
}

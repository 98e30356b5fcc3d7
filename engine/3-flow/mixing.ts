import { type Pivoted, solveBlock, takeBlock } from '../0-base/matrix/block.ts';
import { type Components, stronglyConnected } from '../0-base/matrix/component.ts';
import { membersOf } from '../0-base/matrix/solve.ts';
import { compress, type SparseMatrix } from '../0-base/matrix/sparse.ts';
import { type Compositions, type PartList, partList } from './parts.ts';

/**
 * Stores that are filled from origins and from each other, by columns, indices from 0. Amounts are in one unit per store; several between the
 * same two add up, and where they add up to less than nothing (a correction without what it corrects) they count as nothing.
 */
export interface Mixture {
  readonly stores: number;
  readonly origins: number;
  readonly inflows: { readonly store: Int32Array; readonly origin: Int32Array; readonly amount: Float64Array };
  readonly transfers: { readonly from: Int32Array; readonly to: Int32Array; readonly amount: Float64Array };
}

/**
 * What each store is composed of when everything in it is mixed, as in a silo:
 *
 *     (sum_o a_io + sum_j t_ji) x_io = a_io + sum_j t_ji x_jo
 *
 * with a_io the amount from origin o, t_ji the transfer from store j to i (of those j of which something is known), x_io the part of o in i.
 * Stores are taken in the order of the transfers; those that give to each other in a circle are solved together. A circle that nothing enters
 * stays empty.
 */
export function compositions({ stores, origins, inflows, transfers }: Mixture): Compositions {
  const { store, origin } = inflows;
  const { from, to } = transfers;
  const own = compress({ rows: origins, columns: stores, row: origin, column: store, value: inflows.amount });
  const given = compress({ rows: stores, columns: stores, row: from, column: to, value: transfers.amount });
  const sources = withoutSelf(given);
  const components = stronglyConnected(sources.start, sources.row);
  const whole = wholes({ own, sources, components });
  const equations = equationsOf(sources, whole);
  const mixer: Mixer = { own, sources, whole, equations, parts: partList(stores), sum: new Float64Array(origins) };
  for (let k = 0; k < components.count; k++) {
    const members = membersOf(components, k);
    if (whole[members[0]!] === 0) continue;
    if (members.length === 1) mixOne(mixer, members[0]!);
    else mixCircle(mixer, members);
  }
  return mixer.parts.compositions();
}

/** The positive entries of a matrix beside the diagonal. */
function withoutSelf({ rows, columns, start, row, value }: SparseMatrix): SparseMatrix {
  const kept = {
    start: new Int32Array(columns + 1),
    row: new Int32Array(row.length),
    value: new Float64Array(row.length),
  };
  let filled = 0;
  for (let j = 0; j < columns; j++) {
    for (let e = start[j]!; e < start[j + 1]!; e++) {
      if (row[e] === j || !(value[e]! > 0)) continue;
      kept.row[filled] = row[e]!;
      kept.value[filled++] = value[e]!;
    }
    kept.start[j + 1] = filled;
  }
  return { rows, columns, start: kept.start, row: kept.row.subarray(0, filled), value: kept.value.subarray(0, filled) };
}

interface Filling {
  /** Origins x stores, and stores x stores: column i says what fills store i. */
  readonly own: SparseMatrix;
  readonly sources: SparseMatrix;
  readonly components: Components;
}

/** The amounts of each store of which it is known where they came from; 0 where nothing is. */
function wholes({ own, sources, components }: Filling): Float64Array {
  const whole = new Float64Array(own.columns);
  for (let k = 0; k < components.count; k++) {
    const members = membersOf(components, k);
    let known = 0;
    for (const i of members) {
      for (let e = own.start[i]!; e < own.start[i + 1]!; e++) whole[i]! += Math.max(0, own.value[e]!);
      for (let e = sources.start[i]!; e < sources.start[i + 1]!; e++)
        if (components.of[sources.row[e]!] !== k && whole[sources.row[e]!]! > 0) whole[i]! += sources.value[e]!;
      known += whole[i]!;
    }
    if (known === 0 || members.length === 1) continue;
    for (const i of members)
      for (let e = sources.start[i]!; e < sources.start[i + 1]!; e++)
        if (components.of[sources.row[e]!] === k) whole[i]! += sources.value[e]!;
  }
  return whole;
}

/** The equations of all stores, one a column: whole_i x_i - sum_j t_ji x_j = what enters i from elsewhere. */
function equationsOf(sources: SparseMatrix, whole: Float64Array): Pivoted {
  const stores = whole.length;
  const pivot = Int32Array.from({ length: stores }, (_, i) => i);
  const column = new Int32Array(stores + sources.row.length);
  column.set(pivot);
  for (let i = 0; i < stores; i++) column.fill(i, stores + sources.start[i]!, stores + sources.start[i + 1]!);
  const row = new Int32Array(column.length);
  row.set(pivot);
  row.set(sources.row, stores);
  const value = new Float64Array(column.length);
  value.set(whole);
  for (let e = 0; e < sources.value.length; e++) value[stores + e] = -sources.value[e]!;
  const matrix = compress({ rows: stores, columns: stores, row, column, value });
  return { matrix, pivot, seat: new Int32Array(stores).fill(-1) };
}

interface Mixer extends Omit<Filling, 'components'> {
  readonly whole: Float64Array;
  readonly equations: Pivoted;
  readonly parts: PartList;
  /** Room for one number an origin, all 0. */
  readonly sum: Float64Array;
}

/** Adds up by origin in `sum` what enters a store: its own inflows and what stores bring that are mixed already. Answers the origins. */
function enter({ own, sources, parts, sum }: Mixer, store: number): number[] {
  const origins: number[] = [];
  const add = (from: number, amount: number): void => {
    if (!(amount > 0)) return;
    if (sum[from] === 0) origins.push(from);
    sum[from]! += amount;
  };
  const { start, end, origin, part } = parts.compositions();
  for (let e = own.start[store]!; e < own.start[store + 1]!; e++) add(own.row[e]!, own.value[e]!);
  for (let e = sources.start[store]!; e < sources.start[store + 1]!; e++) {
    const source = sources.row[e]!;
    for (let at = start[source]!; at < end[source]!; at++) add(origin[at]!, part[at]! * sources.value[e]!);
  }
  return origins;
}

function mixOne(mixer: Mixer, store: number): void {
  const { parts, sum, whole } = mixer;
  const origins = enter(mixer, store);
  parts.begin(store);
  for (const origin of origins) {
    parts.add(origin, sum[origin]! / whole[store]!);
    sum[origin] = 0;
  }
}

/** So many origins are solved together. */
const together = 32;
/** Parts below this are left out: they are the rounding of a solve. */
const negligible = 1e-12;

/** Solves the stores of a circle for some origins at a time, so that the room that it takes does not grow with their number. */
function mixCircle(mixer: Mixer, members: Int32Array): void {
  const { origins, entering } = enteringCircle(mixer, members);
  const block = takeBlock(mixer.equations, members);
  const found: { store: number[]; origin: number[]; part: number[] } = { store: [], origin: [], part: [] };
  for (let first = 0; first < origins.length; first += together) {
    const width = Math.min(together, origins.length - first);
    const { x } = solveBlock(block, rightSide(entering, first, width));
    for (let at = 0; at < x.length; at++) {
      if (!(x[at]! > negligible)) continue;
      found.store.push(Math.floor(at / width));
      found.origin.push(first + (at % width));
      found.part.push(x[at]!);
    }
  }
  const mixed = compress({
    rows: origins.length,
    columns: members.length,
    row: Int32Array.from(found.origin),
    column: Int32Array.from(found.store),
    value: Float64Array.from(found.part),
  });
  members.forEach((store, place) => {
    mixer.parts.begin(store);
    const [first, end] = [mixed.start[place]!, mixed.start[place + 1]!];
    const sum = mixed.value.subarray(first, end).reduce((total, part) => total + part, 0);
    for (let e = first; e < end; e++) mixer.parts.add(origins[mixed.row[e]!]!, mixed.value[e]! / sum);
  });
}

interface Entering {
  readonly origins: readonly number[];
  /** Members x origins: what enters each member from outside the circle. */
  readonly entering: SparseMatrix;
}

function enteringCircle(mixer: Mixer, members: Int32Array): Entering {
  const places = new Map<number, number>();
  const triplets: { row: number[]; column: number[]; value: number[] } = { row: [], column: [], value: [] };
  members.forEach((store, member) => {
    for (const origin of enter(mixer, store)) {
      if (!places.has(origin)) places.set(origin, places.size);
      triplets.row.push(member);
      triplets.column.push(places.get(origin)!);
      triplets.value.push(mixer.sum[origin]!);
      mixer.sum[origin] = 0;
    }
  });
  const entering = compress({
    rows: members.length,
    columns: places.size,
    row: Int32Array.from(triplets.row),
    column: Int32Array.from(triplets.column),
    value: Float64Array.from(triplets.value),
  });
  return { origins: [...places.keys()], entering };
}

/** Some columns of a matrix side by side, row by row. */
function rightSide({ rows, start, row, value }: SparseMatrix, first: number, width: number): Float64Array {
  const right = new Float64Array(rows * width);
  for (let k = 0; k < width; k++)
    for (let e = start[first + k]!; e < start[first + k + 1]!; e++) right[row[e]! * width + k] = value[e]!;
  return right;
}

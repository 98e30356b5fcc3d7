import { crossingWeight } from './crossings.ts';
import type { Columns } from './dummies.ts';
import type { Arc } from './graph.ts';
import { neighboursOn, type Side } from './side.ts';

const sweeps = 12;
/** A thin link still wants to run straight. */
const thinnest = 1e-3;

/** How much more may cross before an order that is known is given up. */
const worth = 1.1;

/**
 * The order of the items in each column so that little crosses: sweeps of weighted barycentres from the left and
 * from the right, then exchanges of neighbours; the best order seen is kept. `before` is the place that an item had: where every item
 * had one, and hardly more crosses, that order stays.
 */
export function orderColumns(
  columns: Columns,
  arcs: readonly Arc[],
  before?: (item: number) => number | undefined,
): number[][] {
  const weight = (arc: number) => arcs[arc]!.weight + thinnest;
  const left = neighboursOn('left', columns, weight);
  const right = neighboursOn('right', columns, weight);
  const order = startingOrder(columns, right);
  const place = new Float64Array(columns.items.length);
  settle(order, place);
  let best = order.map((column) => [...column]);
  let least = crossingWeight(order, right);
  for (let sweep = 0; sweep < sweeps && least > 0; sweep++) {
    const rightwards = sweep % 2 === 0;
    for (const column of rightwards ? order : [...order].reverse()) {
      sortByNeighbours(column, place, rightwards ? left : right);
      exchange(column, place, left, right);
    }
    const crossing = crossingWeight(order, right);
    if (crossing >= least) continue;
    least = crossing;
    best = order.map((column) => [...column]);
  }
  const old = before && oldOrder(columns, before);
  return old && crossingWeight(old, right) <= worth * least + thinnest ? old : best;
}

/** The order that every item had before; undefined where one is new. */
function oldOrder(columns: Columns, before: (item: number) => number | undefined): number[][] | undefined {
  const places = columns.items.map((_, item) => before(item));
  if (places.some((place) => place === undefined)) return undefined;
  const order: number[][] = Array.from({ length: columns.count }, () => []);
  for (const [item, { column }] of columns.items.entries()) order[column]!.push(item);
  for (const column of order) column.sort((a, b) => places[a]! - places[b]!);
  return order;
}

/** Depth first from the heaviest links, so that what belongs together starts together. */
function startingOrder(columns: Columns, { start, item: other, weight }: Side): number[][] {
  const order: number[][] = Array.from({ length: columns.count }, () => []);
  const seen = new Uint8Array(columns.items.length);
  const roots = columns.items
    .map((_, item) => item)
    .sort((a, b) => columns.items[a]!.column - columns.items[b]!.column);
  const stack = roots.reverse();
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    if (seen[item]) continue;
    seen[item] = 1;
    order[columns.items[item]!.column]!.push(item);
    const links = Array.from({ length: start[item + 1]! - start[item]! }, (_, at) => start[item!]! + at);
    links.sort((a, b) => weight[a]! - weight[b]! || other[b]! - other[a]!);
    for (const link of links) stack.push(other[link]!);
  }
  return order;
}

/** Writes down the place of every item: its middle when each column is spread over the same height. */
function settle(order: readonly (readonly number[])[], place: Float64Array): void {
  for (const column of order) settleColumn(column, place);
}

function settleColumn(column: readonly number[], place: Float64Array): void {
  for (let index = 0; index < column.length; index++) place[column[index]!] = (index + 0.5) / column.length;
}

function sortByNeighbours(column: number[], place: Float64Array, side: Side): void {
  const wanted = Float64Array.from(column, (item) => barycentre(item, side, place));
  const byWish = column.map((_, index) => index);
  byWish.sort((a, b) => wanted[a]! - wanted[b]! || place[column[a]!]! - place[column[b]!]!);
  const sorted = byWish.map((index) => column[index]!);
  for (let index = 0; index < column.length; index++) column[index] = sorted[index]!;
  settleColumn(column, place);
}

/** Where an item's neighbours pull it; where it is, when it has none. */
function barycentre(item: number, { start, item: other, weight }: Side, place: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let at = start[item]!; at < start[item + 1]!; at++) {
    sum += place[other[at]!]! * weight[at]!;
    total += weight[at]!;
  }
  return total === 0 ? place[item]! : sum / total;
}

/** Exchanges neighbours in a column while that lessens what crosses. */
function exchange(column: number[], place: Float64Array, left: Side, right: Side): void {
  for (let index = 1; index < column.length; index++) {
    const [above, below] = [column[index - 1]!, column[index]!];
    const gain = gainOf(above, below, left, place) + gainOf(above, below, right, place);
    if (gain <= 1e-12) continue;
    column[index - 1] = below;
    column[index] = above;
  }
  settleColumn(column, place);
}

/** How much less crosses on a side when the two stand the other way round. */
function gainOf(above: number, below: number, { start, item: other, weight }: Side, place: Float64Array): number {
  let gain = 0;
  for (let a = start[above]!; a < start[above + 1]!; a++) {
    const [at, thick] = [place[other[a]!]!, weight[a]!];
    for (let b = start[below]!; b < start[below + 1]!; b++) {
      const beside = place[other[b]!]!;
      if (at > beside) gain += thick * weight[b]!;
      else if (at < beside) gain -= thick * weight[b]!;
    }
  }
  return gain;
}

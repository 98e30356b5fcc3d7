import { crossingWeight } from './crossings.ts';
import type { Columns } from './dummies.ts';
import type { Arc } from './graph.ts';

const sweeps = 12;
/** A thin link still wants to run straight. */
const thinnest = 1e-3;

interface Neighbour {
  readonly item: number;
  readonly weight: number;
}

/**
 * The order of the items in each column so that little crosses: sweeps of weighted barycentres from the left and
 * from the right, then exchanges of neighbours; the best order seen is kept.
 */
export function orderColumns(columns: Columns, arcs: readonly Arc[]): number[][] {
  const weight = (arc: number) => arcs[arc]!.weight + thinnest;
  const left: Neighbour[][] = columns.items.map(() => []);
  const right: Neighbour[][] = columns.items.map(() => []);
  for (const { from, to, arc } of columns.segments) {
    right[from]!.push({ item: to, weight: weight(arc) });
    left[to]!.push({ item: from, weight: weight(arc) });
  }
  const order = startingOrder(columns, right);
  const place = new Float64Array(columns.items.length);
  settle(order, place);
  let best = order.map((column) => [...column]);
  let least = totalCrossing(order, place, right);
  for (let sweep = 0; sweep < sweeps && least > 0; sweep++) {
    const rightwards = sweep % 2 === 0;
    for (const column of rightwards ? order : [...order].reverse()) {
      sortByNeighbours(column, place, rightwards ? left : right);
      exchange(column, place, left, right);
    }
    const crossing = totalCrossing(order, place, right);
    if (crossing >= least) continue;
    least = crossing;
    best = order.map((column) => [...column]);
  }
  return best;
}

/** Depth first from the heaviest links, so that what belongs together starts together. */
function startingOrder(columns: Columns, right: readonly (readonly Neighbour[])[]): number[][] {
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
    stack.push(...[...right[item]!].sort((a, b) => a.weight - b.weight || b.item - a.item).map((next) => next.item));
  }
  return order;
}

/** Writes down the place of every item: its middle when each column is spread over the same height. */
function settle(order: readonly (readonly number[])[], place: Float64Array): void {
  for (const column of order) settleColumn(column, place);
}

function settleColumn(column: readonly number[], place: Float64Array): void {
  column.forEach((item, index) => {
    place[item] = (index + 0.5) / column.length;
  });
}

function sortByNeighbours(column: number[], place: Float64Array, side: readonly (readonly Neighbour[])[]): void {
  const wanted = new Map(column.map((item) => [item, barycentre(side[item]!, place) ?? place[item]!]));
  column.sort((a, b) => wanted.get(a)! - wanted.get(b)! || place[a]! - place[b]!);
  settleColumn(column, place);
}

function barycentre(neighbours: readonly Neighbour[], place: Float64Array): number | undefined {
  if (neighbours.length === 0) return undefined;
  let sum = 0;
  let total = 0;
  for (const { item, weight } of neighbours) {
    sum += place[item]! * weight;
    total += weight;
  }
  return sum / total;
}

/** Exchanges neighbours in a column while that lessens what crosses. */
function exchange(
  column: number[],
  place: Float64Array,
  left: readonly (readonly Neighbour[])[],
  right: readonly (readonly Neighbour[])[],
): void {
  for (let index = 1; index < column.length; index++) {
    const [above, below] = [column[index - 1]!, column[index]!];
    const gain = [left, right].reduce(
      (sum, side) =>
        sum + crossingOf(side[above]!, side[below]!, place) - crossingOf(side[below]!, side[above]!, place),
      0,
    );
    if (gain <= 1e-12) continue;
    column[index - 1] = below;
    column[index] = above;
  }
  settleColumn(column, place);
}

/** What crosses when the first stands above the second. */
function crossingOf(first: readonly Neighbour[], second: readonly Neighbour[], place: Float64Array): number {
  let total = 0;
  for (const a of first) for (const b of second) if (place[a.item]! > place[b.item]!) total += a.weight * b.weight;
  return total;
}

function totalCrossing(
  order: readonly (readonly number[])[],
  place: Float64Array,
  right: readonly (readonly Neighbour[])[],
): number {
  const index = new Map(order.flatMap((column) => column.map((item, at) => [item, at] as const)));
  settle(order, place);
  return order.reduce(
    (sum, column) =>
      sum +
      crossingWeight(
        column.flatMap((item, from) =>
          right[item]!.map((next) => ({ from, to: index.get(next.item)!, weight: next.weight })),
        ),
      ),
    0,
  );
}

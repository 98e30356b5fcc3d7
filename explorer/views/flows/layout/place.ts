import type { Columns } from './dummies.ts';
import type { Arc } from './graph.ts';
import { gapBetween, type Sized } from './scale.ts';
import { neighboursOn, type Side } from './side.ts';
import type { Spacing } from './size.ts';

export interface Placing {
  readonly columns: Columns;
  readonly order: readonly (readonly number[])[];
  readonly arcs: readonly Arc[];
  readonly sized: Sized;
  readonly spacing: Spacing;
}

const rounds = 40;

/**
 * The upper edge of every item: each is drawn towards the weighted middle of its neighbours, from left and right in
 * turn, less and less, and after each turn what overlaps is pushed apart inside the band that the gutters leave.
 */
export function placeItems(given: Placing): Float64Array {
  const { columns, order, arcs, sized } = given;
  const weight = (arc: number) => arcs[arc]!.weight + 1e-3;
  const pulls = { left: neighboursOn('left', columns, weight), right: neighboursOn('right', columns, weight) };
  const y = new Float64Array(columns.items.length);
  for (const [index, column] of order.entries()) stack(column, index, y, given);
  for (let round = 0; round < rounds; round++) {
    const strength = 0.99 ** round;
    const rightwards = round % 2 === 0;
    for (let step = 0; step < order.length; step++) {
      const index = rightwards ? step : order.length - 1 - step;
      const column = order[index]!;
      for (const item of column) attract(item, rightwards ? pulls.left : pulls.right, y, sized.room, strength);
      separate(column, index, y, given);
    }
  }
  return y;
}

/** The band of a column between its gutters. */
function bandOf(column: number, sized: Sized): { from: number; to: number } {
  const { top, bottom } = sized.gutters;
  return {
    from: top.height - top.free[column]!,
    to: sized.height - bottom.height + bottom.free[column]!,
  };
}

/** Starts with the items of a column stacked around the middle of its band. */
function stack(column: readonly number[], index: number, y: Float64Array, given: Placing): void {
  const { from, to } = bandOf(index, given.sized);
  let next = 0;
  column.forEach((item, at) => {
    if (at > 0) next += gapBetween(column[at - 1]!, item, given.columns, given.spacing);
    y[item] = next;
    next += given.sized.room[item]!;
  });
  for (const item of column) y[item]! += (from + to - next) / 2;
}

function attract(item: number, pulls: Side, y: Float64Array, room: Float64Array, strength: number): void {
  const { start, item: others, weight } = pulls;
  let sum = 0;
  let total = 0;
  for (let at = start[item]!; at < start[item + 1]!; at++) {
    const other = others[at]!;
    sum += (y[other]! + room[other]! / 2) * weight[at]!;
    total += weight[at]!;
  }
  if (total === 0) return;
  y[item]! += (sum / total - room[item]! / 2 - y[item]!) * strength;
}

/** Pushes the items of a column apart: downwards from the top of the band, then upwards from its bottom. */
function separate(column: readonly number[], index: number, y: Float64Array, given: Placing): void {
  const { columns, spacing, sized } = given;
  const { from, to } = bandOf(index, sized);
  let edge = from;
  column.forEach((item, at) => {
    const gap = at === 0 ? 0 : gapBetween(column[at - 1]!, item, columns, spacing);
    y[item] = Math.max(y[item]!, edge + gap);
    edge = y[item]! + sized.room[item]!;
  });
  edge = to;
  for (let at = column.length - 1; at >= 0; at--) {
    const item = column[at]!;
    const gap = at === column.length - 1 ? 0 : gapBetween(item, column[at + 1]!, columns, spacing);
    y[item] = Math.min(y[item]!, edge - gap - sized.room[item]!);
    edge = y[item]!;
  }
}

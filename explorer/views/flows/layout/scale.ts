import type { Columns } from './dummies.ts';
import type { Flows } from './size.ts';
import { type NodeSizes, nodeSizes, type Spacing, thickness } from './size.ts';
import { type Gutters, type Lane, stackLanes, thicknessOf } from './gutters.ts';

/** All that follows once a scale is chosen: sizes of nodes, room of each item, gutters. */
export interface Sized {
  /** Pixels per weight. */
  readonly scale: number;
  readonly sizes: NodeSizes;
  /** Room that each item needs along its column. */
  readonly room: Float64Array;
  readonly gutters: Gutters;
  readonly height: number;
}

export interface Sizing extends Flows {
  readonly columns: Columns;
  readonly order: readonly (readonly number[])[];
  readonly lanes: readonly Lane[];
  /** Room that the label of each node needs. */
  readonly slots: readonly number[];
  readonly spacing: Spacing;
  readonly height: number;
  /** What labels and distances alone may take of the height before the picture grows. */
  readonly crowded: number;
}

/** The largest node takes at most this share of the height, so that one flow alone is not a wall. */
const largest = 0.5;
/** A scale at which hairlines no longer count. */
const farScale = 1e6;

/**
 * The greatest scale at which every column with its gutters fits the height. Need grows with scale in straight pieces, so it is found
 * along chords, where an end that stays counts half (the Illinois method). When labels alone do not leave room, the picture becomes
 * higher instead.
 */
export function chooseScale(given: Sizing): Sized {
  const bare = sizedAt(given, 0);
  const height = Math.max(given.height, needOf(given, bare) / given.crowded);
  const over = (scale: number) => needOf(given, sizedAt(given, scale)) - height;
  const tallest = Math.max(...sizedAt(given, farScale).sizes.height, 1) / farScale;
  const most = (height * largest) / tallest;
  const scale = over(most) <= 0 ? most : rootOf(over, { low: 0, high: most });
  return { ...sizedAt(given, scale), height };
}

/** The greatest number found at which a growing function is not above nought. */
function rootOf(over: (at: number) => number, { low, high }: { low: number; high: number }): number {
  let [under, above] = [over(low), over(high)];
  for (let step = 0; step < 60 && high - low > 1e-12 * high && under < -1e-9; step++) {
    const chord = low - (under * (high - low)) / (above - under);
    const at = chord > low && chord < high ? chord : (low + high) / 2;
    const found = over(at);
    if (found <= 0) {
      [low, under] = [at, found];
      above /= 2;
    } else {
      [high, above] = [at, found];
      under /= 2;
    }
  }
  return low;
}

function sizedAt(given: Sizing, scale: number): Sized {
  const { columns, lanes, spacing, slots, arcs } = given;
  const sizes = nodeSizes(slots.length, given, scale, spacing);
  const room = new Float64Array(columns.items.length);
  for (let item = 0; item < room.length; item++) {
    const { node, arc } = columns.items[item]!;
    room[item] =
      node < 0
        ? thickness(arcs[arc]!, scale, spacing)
        : Math.max(sizes.height[node]! + sizes.loop[node]! + sizes.tail[node]!, slots[node]!);
  }
  const gutters = stackLanes(lanes, columns.count, thicknessOf(arcs, scale, spacing), spacing.lane);
  return { scale, sizes, room, gutters, height: given.height };
}

/** The height that the fullest column and its gutters need. */
function needOf({ order, columns, spacing }: Sizing, sized: Sized): number {
  const { top, bottom } = sized.gutters;
  const body = order.map((column, index) => {
    const content = column.reduce((sum, item) => sum + sized.room[item]!, 0) + gapsOf(column, columns, spacing);
    return content + top.height - top.free[index]! + bottom.height - bottom.free[index]!;
  });
  return Math.max(top.height + bottom.height, ...body);
}

/** Room between two neighbours of a column: less beside a passing link. */
export function gapBetween(above: number, below: number, columns: Columns, spacing: Spacing): number {
  const passing = Number(columns.items[above]!.node < 0) + Number(columns.items[below]!.node < 0);
  return spacing.pad * (1 - 0.3 * passing);
}

function gapsOf(column: readonly number[], columns: Columns, spacing: Spacing): number {
  let sum = 0;
  for (let index = 1; index < column.length; index++)
    sum += gapBetween(column[index - 1]!, column[index]!, columns, spacing);
  return sum;
}

import type { Columns } from './dummies.ts';
import type { Arc } from './graph.ts';
import { type Spacing, thickness } from './size.ts';

export type Side = 'top' | 'bottom';

/** Where a returning link runs: above or below the columns from its target to its source. */
export interface Lane {
  readonly arc: number;
  readonly side: Side;
  readonly first: number;
  readonly last: number;
}

/**
 * A gutter for every link that returns. Heavy ones choose first: the side on which their turns cross less, unless it is much fuller
 * or the other links of their class run on the other side. Lanes are listed from the body outwards, short ones innermost.
 */
export function assignGutters(
  columns: Columns,
  order: readonly (readonly number[])[],
  arcs: readonly Arc[],
  before?: (arc: number) => Side | undefined,
): Lane[] {
  const crossed = crossedTurns(columns, order, arcs);
  const full = { top: 0, bottom: 0 };
  const classes = new Map<string, number>();
  const returning = columns.ways.flatMap((way, arc) => (way.length === 0 ? [arc] : []));
  const total = returning.reduce((sum, arc) => sum + share(arcs[arc]!), 0);
  const lanes = returning
    .sort((a, b) => arcs[b]!.weight - arcs[a]!.weight || a - b)
    .map((arc): Lane => {
      const { from, to, class: kind } = arcs[arc]!;
      const { top, bottom } = crossed(from, to);
      const lean = (top - bottom) / (top + bottom + 1e-9);
      const side =
        before?.(arc) ??
        (lean + (fullness * (full.top - full.bottom)) / total + (classes.get(kind) ?? 0) <= 0 ? 'top' : 'bottom');
      full[side] += share(arcs[arc]!);
      classes.set(kind, side === 'top' ? -affinity : affinity);
      return { arc, side, first: columns.items[to]!.column, last: columns.items[from]!.column };
    });
  return lanes.sort((a, b) => a.last - a.first - (b.last - b.first) || b.first - a.first || a.arc - b.arc);
}

/** How much a side that is full, and one on which others of a class run, weighs against what the turns cross. */
const fullness = 0.5;
const affinity = 0.25;

type Turns = (from: number, to: number) => { readonly top: number; readonly bottom: number };

/** What the two turns of a returning link cross on either side: all that leaves beside its source and enters beside its target. */
function crossedTurns(columns: Columns, order: readonly (readonly number[])[], arcs: readonly Arc[]): Turns {
  const leaves = new Float64Array(columns.items.length);
  const enters = new Float64Array(columns.items.length);
  for (const { from, to, arc } of columns.segments) {
    leaves[from]! += share(arcs[arc]!);
    enters[to]! += share(arcs[arc]!);
  }
  const above = { leaves: sumsAbove(order, leaves), enters: sumsAbove(order, enters) };
  const below = { leaves: sumsAbove(order.map(reversed), leaves), enters: sumsAbove(order.map(reversed), enters) };
  return (from, to) => ({
    top: above.leaves[from]! + above.enters[to]!,
    bottom: below.leaves[from]! + below.enters[to]!,
  });
}

const reversed = (column: readonly number[]) => column.toReversed();

/** For each item the sum over those before it in its column. */
function sumsAbove(order: readonly (readonly number[])[], of: Float64Array): Float64Array {
  const sums = new Float64Array(of.length);
  for (const column of order) {
    let sum = 0;
    for (const item of column) {
      sums[item] = sum;
      sum += of[item]!;
    }
  }
  return sums;
}

const share = (arc: Arc) => arc.weight + 1e-3;

export interface Gutter {
  /** All that its lanes take. */
  readonly height: number;
  /** How much of it each column may use for its body: up to the nearest lane that passes over it. */
  readonly free: Float64Array;
}

export interface Gutters {
  /** How far the nearer edge of each lane lies from the body, in the order of the lanes. */
  readonly offset: Float64Array;
  readonly top: Gutter;
  readonly bottom: Gutter;
}

/** Stacks the lanes outwards over the columns that they pass. */
export function stackLanes(
  lanes: readonly Lane[],
  columns: number,
  thick: (arc: number) => number,
  gap: number,
): Gutters {
  const used = { top: new Float64Array(columns), bottom: new Float64Array(columns) };
  const nearest = { top: unlimited(columns), bottom: unlimited(columns) };
  const offset = lanes.map(({ arc, side, first, last }) => {
    const from = Math.max(...used[side].subarray(first, last + 1)) + gap;
    for (let column = first; column <= last; column++) {
      used[side][column] = from + thick(arc);
      nearest[side][column] = Math.min(nearest[side][column]!, from - gap);
    }
    return from;
  });
  return {
    offset: Float64Array.from(offset),
    top: gutter(used.top, nearest.top),
    bottom: gutter(used.bottom, nearest.bottom),
  };
}

const unlimited = (columns: number) => new Float64Array(columns).fill(Number.POSITIVE_INFINITY);

function gutter(used: Float64Array, nearest: Float64Array): Gutter {
  const height = Math.max(0, ...used);
  return { height, free: nearest.map((limit) => Math.min(limit, height)) };
}

/** Where the body of each column begins and ends once it is placed. */
export interface Extent {
  readonly top: Float64Array;
  readonly bottom: Float64Array;
}

/** The middle of each lane, moved as near to the placed body as the lanes inside it allow. */
export function settleLanes(
  lanes: readonly Lane[],
  body: Extent,
  thick: (arc: number) => number,
  gap: number,
): Float64Array {
  const edge = { top: body.top.map((y) => -y), bottom: body.bottom.slice() };
  const sign = { top: -1, bottom: 1 };
  return Float64Array.from(lanes, ({ arc, side, first, last }) => {
    const near = Math.max(...edge[side].subarray(first, last + 1)) + gap;
    edge[side].fill(near + thick(arc), first, last + 1);
    return sign[side] * (near + thick(arc) / 2);
  });
}

/** The thickness of a link by its place in the list. */
export const thicknessOf =
  (arcs: readonly Arc[], scale: number, spacing: Spacing) =>
  (arc: number): number =>
    thickness(arcs[arc]!, scale, spacing);

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
 * A gutter for every link that returns. Heavy ones choose first: the side nearer to their ends, unless it is much
 * fuller. Lanes are listed from the body outwards, short ones innermost.
 */
export function assignGutters(columns: Columns, order: readonly (readonly number[])[], arcs: readonly Arc[]): Lane[] {
  const height = new Float64Array(columns.items.length);
  for (const column of order)
    column.forEach((item, index) => {
      height[item] = column.length === 1 ? 0.5 : index / (column.length - 1);
    });
  const full = { top: 0, bottom: 0 };
  const returning = columns.ways.flatMap((way, arc) => (way.length === 0 ? [arc] : []));
  const total = returning.reduce((sum, arc) => sum + share(arcs[arc]!), 0);
  const lanes = returning
    .sort((a, b) => arcs[b]!.weight - arcs[a]!.weight || a - b)
    .map((arc): Lane => {
      const { from, to } = arcs[arc]!;
      const middle = (height[from]! + height[to]!) / 2;
      const lean = (middle - 0.5) * 1.5 + (full.top - full.bottom) / total;
      const side = lean <= 0 ? 'top' : 'bottom';
      full[side] += share(arcs[arc]!);
      return { arc, side, first: columns.items[to]!.column, last: columns.items[from]!.column };
    });
  return lanes.sort((a, b) => a.last - a.first - (b.last - b.first) || b.first - a.first || a.arc - b.arc);
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

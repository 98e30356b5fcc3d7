import type { Columns } from './dummies.ts';
import { type Extent, type Lane, settleLanes } from './gutters.ts';
import type { Sized } from './scale.ts';
import type { Spacing } from './size.ts';

export interface Cropped {
  /** Upper edge of every item. */
  readonly y: Float64Array;
  /** Middle of every lane. */
  readonly laneY: Float64Array;
  readonly height: number;
}

export interface Croppable {
  readonly y: Float64Array;
  readonly lanes: readonly Lane[];
  readonly columns: Columns;
  readonly sized: Sized;
  readonly thick: (arc: number) => number;
  readonly spacing: Spacing;
}

/** Draws the lanes near to the body and takes away the height that nothing uses. */
export function cropped({ y, lanes, columns, sized, thick, spacing }: Croppable): Cropped {
  const body = bodyOf(y, columns, sized);
  const laneY = settleLanes(lanes, body, thick, spacing.lane);
  const edges = (sign: -1 | 1) => lanes.map(({ arc }, lane) => laneY[lane]! + (sign * thick(arc)) / 2);
  const top = Math.min(...body.top, ...edges(-1));
  const bottom = Math.max(...body.bottom, ...edges(1));
  if (columns.items.length === 0) return { y, laneY, height: 0 };
  const move = spacing.lane - top;
  return {
    y: y.map((each) => each + move),
    laneY: laneY.map((each) => each + move),
    height: bottom + move + spacing.lane,
  };
}

function bodyOf(y: Float64Array, columns: Columns, sized: Sized): Extent {
  const top = new Float64Array(columns.count).fill(Number.POSITIVE_INFINITY);
  const bottom = new Float64Array(columns.count).fill(Number.NEGATIVE_INFINITY);
  columns.items.forEach(({ column }, item) => {
    top[column] = Math.min(top[column]!, y[item]!);
    bottom[column] = Math.max(bottom[column]!, y[item]! + sized.room[item]!);
  });
  return { top, bottom };
}

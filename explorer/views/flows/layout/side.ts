import type { Columns } from './dummies.ts';

/** The neighbours of every item on one side, as flat lists: those of item i stand from start[i] to start[i + 1]. */
export interface Side {
  readonly start: Int32Array;
  readonly item: Int32Array;
  readonly weight: Float64Array;
}

/** The neighbours in the column to the left or to the right, in the order of the segments. */
export function neighboursOn(side: 'left' | 'right', columns: Columns, weight: (arc: number) => number): Side {
  const { items, segments } = columns;
  const [own, other] = side === 'right' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const start = new Int32Array(items.length + 1);
  for (const segment of segments) start[segment[own] + 1]!++;
  for (let item = 0; item < items.length; item++) start[item + 1]! += start[item]!;
  const next = start.slice();
  const found = { start, item: new Int32Array(segments.length), weight: new Float64Array(segments.length) };
  for (const segment of segments) {
    const at = next[segment[own]]!++;
    found.item[at] = segment[other];
    found.weight[at] = weight(segment.arc);
  }
  return found;
}

/** One end of a ribbon at a node: where it touches and where it heads. */
export interface RibbonEnd {
  readonly arc: number;
  readonly y: number;
  /** Height of the next point of the ribbon. */
  readonly towards: number;
  readonly thick: number;
}

/** Radius of the innermost edge of the first bend. */
const innermost = 14;

/**
 * The bending radius of each ribbon at one side of a node, so that neighbours that bend the same way share one
 * centre: those that rise nest from the top downwards, those that sink from the bottom upwards.
 */
export function nestRadii(ends: readonly RibbonEnd[], into: Float64Array): void {
  const rising = ends.filter((end) => end.towards < end.y).sort((a, b) => a.y - b.y);
  const sinking = ends.filter((end) => end.towards >= end.y).sort((a, b) => b.y - a.y);
  for (const group of [rising, sinking]) {
    const first = group[0];
    if (!first) continue;
    const centre = innermost + first.thick / 2;
    for (const { arc, y } of group) into[arc] = centre + Math.abs(y - first.y);
  }
}

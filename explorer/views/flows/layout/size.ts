import type { Arc } from './graph.ts';

/** Distances of the layout, in pixels. */
export interface Spacing {
  /** Thickness of a node across the reading direction. */
  readonly node: number;
  /** Room between two items of a column. */
  readonly pad: number;
  /** Room between two lanes of a gutter, and between a gutter and the body. */
  readonly lane: number;
  /** Thickness of a flow whose amount is unknown. */
  readonly unknown: number;
  /** Thickness below which nothing is drawn, however little flows. */
  readonly hairline: number;
}

export const usualSpacing: Spacing = { node: 12, pad: 14, lane: 5, unknown: 3, hairline: 1 };

/** How thick a link is drawn; `scale` is pixels per weight. */
export const thickness = (arc: Arc, scale: number, spacing: Spacing): number =>
  arc.weight === 0 ? spacing.unknown : Math.max(spacing.hairline, arc.weight * scale);

/** What enters, leaves and returns to a node at once, in pixels. */
export interface NodeSize {
  readonly into: number;
  readonly out: number;
  /** Room above the node that its loop to itself takes. */
  readonly loop: number;
  readonly height: number;
}

/** The size of every node: as high as the thicker of its two sides, loops counted on both. */
export function nodeSizes(count: number, flows: Flows, scale: number, spacing: Spacing): NodeSize[] {
  const into = new Float64Array(count);
  const out = new Float64Array(count);
  const loop = new Float64Array(count);
  for (const arc of [...flows.arcs, ...flows.loops]) {
    const thick = thickness(arc, scale, spacing);
    out[arc.from]! += thick;
    into[arc.to]! += thick;
    if (arc.from === arc.to) loop[arc.from]! += thick + spacing.lane;
  }
  return Array.from(into, (taken, node) => ({
    into: taken,
    out: out[node]!,
    loop: loop[node]!,
    height: Math.max(taken, out[node]!, spacing.hairline),
  }));
}

export interface Flows {
  readonly arcs: readonly Arc[];
  readonly loops: readonly Arc[];
}

import type { Arc, ElsewhereWeights } from './graph.ts';

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
  /** The part of each side that comes from or goes to elsewhere. */
  readonly elsewhere: { readonly into: number; readonly out: number };
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
  const thickOf = (weight: number) => (weight === 0 ? 0 : Math.max(spacing.hairline, weight * scale));
  return Array.from(into, (taken, node): NodeSize => {
    const elsewhere = {
      into: thickOf(flows.elsewhere.into[node] ?? 0),
      out: thickOf(flows.elsewhere.out[node] ?? 0),
    };
    const sides = { into: taken + elsewhere.into, out: out[node]! + elsewhere.out };
    const height = Math.max(sides.into, sides.out, spacing.hairline);
    return { ...sides, elsewhere, loop: loop[node]!, height };
  });
}

export interface Flows {
  readonly arcs: readonly Arc[];
  readonly loops: readonly Arc[];
  readonly elsewhere: ElsewhereWeights;
}

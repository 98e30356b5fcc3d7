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

/** How far what a node loses hangs down below it. */
export const tailLength = 22;

/** How thick a link is drawn; `scale` is pixels per weight. */
export const thickness = (arc: Arc, scale: number, spacing: Spacing): number =>
  arc.weight === 0 ? spacing.unknown : Math.max(spacing.hairline, arc.weight * scale);

/** What enters, leaves and returns to each node at once, in pixels. */
export interface NodeSizes {
  readonly into: Float64Array;
  readonly out: Float64Array;
  /** The part of each side that comes from or goes to elsewhere. */
  readonly elsewhere: ElsewhereWeights;
  /** Room above the node that its loops to itself take, and below it for what it loses. */
  readonly loop: Float64Array;
  readonly tail: Float64Array;
  readonly height: Float64Array;
}

export interface Flows {
  readonly arcs: readonly Arc[];
  readonly loops: readonly Arc[];
  readonly elsewhere: ElsewhereWeights;
}

/** The size of every node: as high as the thicker of its two sides, loops counted on both. */
export function nodeSizes(count: number, flows: Flows, scale: number, spacing: Spacing): NodeSizes {
  const thickOf = (weight: number) => (weight === 0 ? 0 : Math.max(spacing.hairline, weight * scale));
  const { elsewhere: given } = flows;
  const elsewhere = { into: given.into.map(thickOf), out: given.out.map(thickOf), loss: given.loss.map(thickOf) };
  const into = elsewhere.into.slice();
  const out = elsewhere.out.map((thick, node) => thick + elsewhere.loss[node]!);
  const loop = new Float64Array(count);
  for (const arc of flows.arcs) {
    const thick = thickness(arc, scale, spacing);
    out[arc.from]! += thick;
    into[arc.to]! += thick;
  }
  for (const arc of flows.loops) {
    const thick = thickness(arc, scale, spacing);
    out[arc.from]! += thick;
    into[arc.to]! += thick;
    loop[arc.from]! += thick + spacing.lane;
  }
  const height = into.map((taken, node) => Math.max(taken, out[node]!, spacing.hairline));
  const tail = elsewhere.loss.map((thick) => (thick > 0 ? tailLength : 0));
  return { into, out, elsewhere, loop, tail, height };
}

import { type Look, looksOf } from '../../flows/colour.ts';
import { type Label, lineHeight, placeLabels } from '../../flows/labels.ts';
import type { SankeyGraph, SankeyLink } from '../../flows/layout/graph.ts';
import type { SankeyLayout } from '../../flows/layout/placed.ts';
import { sankeyLayout } from '../../flows/layout/sankey.ts';

/** What is drawn of a trace: places and what passes between them, with their words. */
export interface TraceDrawing {
  readonly nodes: readonly { readonly id: string; readonly name: string; readonly amount: string }[];
  readonly links: readonly (SankeyLink & { readonly amount: string })[];
  readonly elsewhere: NonNullable<SankeyGraph['elsewhere']>;
  readonly width: number;
}

/** The picture as numbers and labels, and how each kind of thing looks. */
export interface PlacedTrace {
  readonly layout: SankeyLayout & {
    readonly labels: { readonly nodes: readonly Label[]; readonly links: readonly Label[] };
  };
  readonly looks: readonly (readonly [thing: string, look: Look])[];
}

const narrow = 600;

/** Lays out a trace for a page that is so wide: rightwards, on a narrow one downwards. */
export function layoutTrace({ nodes, links, elsewhere, width }: TraceDrawing): PlacedTrace {
  const vertical = width < narrow;
  const slot = vertical ? 40 : 2 * lineHeight;
  const graph = { nodes: nodes.map(({ id }) => ({ id, slot })), links, elsewhere };
  const layout = sankeyLayout(graph, {
    width: Math.max(320, Math.floor(width)),
    height: vertical ? 1100 : 560,
    vertical,
    margin: vertical ? 3 * lineHeight + 4 : 150,
    spacing: vertical ? { pad: 4, lane: 4, node: 10 } : {},
    crowded: vertical ? 0.92 : 0.6,
    gap: vertical ? 56 : 84,
  });
  const words = new Map(nodes.map(({ id, name, amount }) => [id, [name, amount] as const]));
  const amounts = new Map(links.map(({ id, amount }) => [id, [amount]]));
  const labels = placeLabels(layout, { node: (id) => words.get(id)!, link: (id) => amounts.get(id)! });
  return { layout: { ...layout, labels }, looks: looksFor(links) };
}

function looksFor(links: readonly SankeyLink[]): [string, Look][] {
  const weights = new Map<string, number>();
  for (const { class: thing, value } of links) if (thing !== '') weights.set(thing, (weights.get(thing) ?? 0) + value);
  return looksOf(weights);
}

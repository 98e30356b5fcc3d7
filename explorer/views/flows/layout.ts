import { text } from '../../text/text.ts';
import { linkAmountIn, rangeIn } from './amount.ts';
import { type Label, lineHeight, placeLabels } from './labels.ts';
import type { SankeyMemory } from './layout/memory.ts';
import type { SankeyLayout } from './layout/placed.ts';
import { sankeyLayout } from './layout/sankey.ts';
import type { FlowPicture } from './picture.ts';

/** The room for the picture, in pixels. A narrow one is read downwards. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The picture as numbers and labels. */
export interface DrawnFlows extends SankeyLayout {
  readonly labels: { readonly nodes: readonly Label[]; readonly links: readonly Label[] };
}

const narrow = 600;

/** What of a picture is laid out. */
export type PictureToDraw = Pick<FlowPicture, 'unit' | 'per' | 'nodes' | 'links' | 'elsewhere'>;

/** Lays out a picture of flows for a size: rightwards on a wide page, downwards on a narrow one; `previous` is what it was before. */
export function drawFlows(picture: PictureToDraw, size: PictureSize, previous?: SankeyMemory): DrawnFlows {
  const vertical = size.width < narrow;
  const links = picture.links.map((link) => ({ ...link, class: link.specification }));
  const slot = vertical ? 40 : 2 * lineHeight;
  const graph = { nodes: picture.nodes.map(({ id }) => ({ id, slot })), links, elsewhere: picture.elsewhere };
  const options = {
    ...size,
    vertical,
    margin: vertical ? 3 * lineHeight + 4 : 150,
    spacing: vertical ? { pad: 4, lane: 4, node: 10 } : {},
    crowded: vertical ? 0.92 : 0.6,
    ...(previous && { previous }),
  };
  const apart = sankeyLayout(graph, { ...options, gap: vertical ? 56 : 84 });
  const isTight = !vertical && apart.width > size.width;
  const layout = isTight ? sankeyLayout(graph, { ...options, margin: 108, gap: 60 }) : apart;
  return { ...layout, labels: labelsOf(picture, layout) };
}

/** What enters or leaves a node at most, where figures are ranges. */
const highest = ({ links, elsewhere }: PictureToDraw, node: string, end: 'from' | 'to'): number =>
  links.reduce((sum, link) => sum + (link[end] === node ? link.high || 0 : 0), 0) +
  elsewhere.reduce(
    (sum, each) => sum + (each.node === node && (each.side === 'in') === (end === 'to') ? each.value : 0),
    0,
  );

function labelsOf(picture: PictureToDraw, layout: SankeyLayout): DrawnFlows['labels'] {
  const names = new Map(picture.nodes.map((node) => [node.id, node.name]));
  const nodes = new Map(layout.nodes.map((node) => [node.id, node]));
  const things = new Map(picture.links.map((link) => [link.id, link]));
  return placeLabels(layout, {
    node: (id) => {
      const { into, out } = nodes.get(id)!;
      const amount = Math.max(into, out);
      const most = Math.max(highest(picture, id, 'to'), highest(picture, id, 'from'));
      const written = rangeIn(picture)(amount, most > amount * (1 + 1e-9) ? most : amount);
      return [names.get(id) ?? id, amount === 0 ? text.flows.unknown : written];
    },
    link: (id) => {
      const link = things.get(id)!;
      return [`${link.name} ${linkAmountIn(picture)(link)}`, link.name];
    },
  });
}

import { cyclesOf } from './cycles.ts';
import { orderColumns } from './columns.ts';
import { cropped } from './crop.ts';
import { withDummies } from './dummies.ts';
import type { Arranged } from './arranged.ts';
import { type CanonicalGraph, canonicalGraph, type SankeyGraph } from './graph.ts';
import { assignGutters, thicknessOf } from './gutters.ts';
import { spreadColumns } from './horizontal.ts';
import { assignLayers } from './layers.ts';
import { readingOrder } from './order.ts';
import { drawLinks } from './links.ts';
import { type Before, recall, remember, type SankeyMemory } from './memory.ts';
import { drawNodes } from './nodes.ts';
import type { SankeyLayout } from './placed.ts';
import { placeItems } from './place.ts';
import { assignPorts } from './ports.ts';
import { chooseScale, type Sized } from './scale.ts';
import { type Spacing, thickness, usualSpacing } from './size.ts';
import { transposeLayout } from './transpose.ts';

export interface SankeyOptions {
  readonly width: number;
  readonly height: number;
  /** Reads downwards instead of rightwards: for a narrow screen. */
  readonly vertical?: boolean;
  /** Room for labels beyond the last column. */
  readonly margin?: number;
  /** The least distance between two columns; the picture grows where they need more. */
  readonly gap?: number;
  readonly spacing?: Partial<Spacing>;
  /** What labels and distances alone may take of the height before the picture grows; 0.6 unless told. */
  readonly crowded?: number;
  /** What the picture was before: what hardly matters stays as it was, so that little moves where little changed. */
  readonly previous?: SankeyMemory;
}

/**
 * A Sankey diagram that survives cycles: canonical form, reading order, columns, places to pass by, order in the
 * columns, gutters for what returns, scale, heights, ports, outlines. The same graph gives the same picture in
 * whatever order its nodes and links are listed.
 */
export function sankeyLayout(given: SankeyGraph, options: SankeyOptions): SankeyLayout {
  const spacing = { ...usualSpacing, ...options.spacing };
  const graph = canonicalGraph(given);
  const [along, across] = options.vertical ? [options.height, options.width] : [options.width, options.height];
  const before = options.previous && recall(graph, options.previous);
  const arranged = arrange(graph, { height: across, spacing, crowded: options.crowded ?? 0.6, before });
  const horizontal = spreadColumns({
    lanes: arranged.lanes,
    columns: arranged.columns.count,
    thick: arranged.thick,
    ports: arranged.ports,
    loops: thickestLoops(arranged),
    width: along,
    node: spacing.node,
    margin: options.margin ?? 0,
    gap: options.gap ?? 36,
  });
  const returning = arranged.lanes.map((lane) => lane.arc).sort((a, b) => a - b);
  const layout: SankeyLayout = {
    width: horizontal.width,
    height: arranged.height,
    vertical: false,
    scale: arranged.sized.scale / graph.unit,
    nodes: drawNodes(arranged, horizontal),
    links: drawLinks(arranged, horizontal),
    ...cyclesOf(graph, returning),
    memory: arranged.memory,
  };
  return options.vertical ? transposeLayout(layout) : layout;
}

interface Room {
  readonly height: number;
  readonly spacing: Spacing;
  readonly crowded: number;
  readonly before: Before | undefined;
}

function arrange(graph: CanonicalGraph, room: Room): Arranged {
  const { spacing, before } = room;
  const { arcs, loops, nodes, elsewhere } = graph;
  const { rank, component } = readingOrder(graph, before?.rank);
  const layer = assignLayers(rank, arcs, graph.pins);
  const columns = withDummies(layer, arcs);
  const order = orderColumns(columns, arcs, before && ((item) => before.place(item, columns)));
  const lanes = assignGutters(columns, order, arcs, before?.side);
  const slots = nodes.map((node) => node.slot ?? 0);
  const sized = chooseScale({ arcs, loops, elsewhere, columns, order, lanes, slots, ...room });
  const placed = placeItems({ columns, order, arcs, sized, spacing });
  const {
    y,
    laneY,
    height: used,
  } = cropped({ y: placed, lanes, columns, sized, thick: thicknessOf(arcs, sized.scale, spacing), spacing });
  const bar = Float64Array.from(nodes, (_, node) => y[node]! + barOffset(sized, node));
  const thick = Float64Array.from(arcs, (arc) => thickness(arc, sized.scale, spacing));
  const loopThick = Float64Array.from(loops, (arc) => thickness(arc, sized.scale, spacing));
  const middle = y.map((top, item) =>
    item < nodes.length ? bar[item]! + sized.sizes.height[item]! / 2 : top + sized.room[item]! / 2,
  );
  const ports = assignPorts({ columns, lanes, ends: arcs, loops, thick, loopThick, bar, middle });
  return {
    graph,
    component,
    layer,
    columns,
    lanes,
    sized,
    spacing,
    y,
    bar,
    height: used,
    laneY,
    ports,
    thick,
    loopThick,
    memory: remember({ graph, rank, columns, order, lanes }),
  };
}

/** The bar stands in the middle of its room, under its loops and above its losses. */
function barOffset(sized: Sized, node: number): number {
  const { height, loop, tail } = sized.sizes;
  return (sized.room[node]! - height[node]! - loop[node]! - tail[node]!) / 2 + loop[node]!;
}

function thickestLoops({ graph, layer, columns, loopThick }: Arranged): Float64Array {
  const thickest = new Float64Array(columns.count);
  graph.loops.forEach(({ from }, index) => {
    thickest[layer[from]!] = Math.max(thickest[layer[from]!]!, loopThick[index]!);
  });
  return thickest;
}

import { forwardCourse, returnCourse } from './course.ts';
import type { Arc } from './graph.ts';
import type { Across } from './horizontal.ts';
import { nestRadii, type RibbonEnd } from './nest.ts';
import { type Course, ribbon } from './outline.ts';
import type { PlacedLink } from './placed.ts';
import type { Arranged } from './arranged.ts';

/** The outlines of all links, those that return last, so that they are drawn above. */
export function drawLinks(arranged: Arranged, across: Across): PlacedLink[] {
  const { graph, columns } = arranged;
  const nest = nestingOf(arranged);
  const forward = graph.arcs.flatMap((_, arc) =>
    columns.ways[arc]!.length === 0 ? [] : [forwardLink(arc, arranged, across, nest)],
  );
  const returning = arranged.lanes.map((_, lane) => returnLink(lane, arranged, across));
  return [...forward, ...loopLinks(arranged, across), ...returning];
}

interface Nesting {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** The middle of each item of a way, the ports at its ends. */
function heights(arc: number, { columns, ports, y, sized }: Arranged): number[] {
  const way = columns.ways[arc]!;
  return way.map((item, step) => {
    if (step === 0) return ports.from[arc]!;
    return step === way.length - 1 ? ports.to[arc]! : y[item]! + sized.room[item]! / 2;
  });
}

function nestingOf(arranged: Arranged): Nesting {
  const { graph, columns, thick } = arranged;
  const ends = { from: new Map<number, RibbonEnd[]>(), to: new Map<number, RibbonEnd[]>() };
  graph.arcs.forEach((link, arc) => {
    if (columns.ways[arc]!.length === 0) return;
    const y = heights(arc, arranged);
    add(ends.from, link.from, { arc, y: y[0]!, towards: y[1]!, thick: thick[arc]! });
    add(ends.to, link.to, { arc, y: y.at(-1)!, towards: y.at(-2)!, thick: thick[arc]! });
  });
  const nest = { from: new Float64Array(thick.length), to: new Float64Array(thick.length) };
  for (const list of ends.from.values()) nestRadii(list, nest.from);
  for (const list of ends.to.values()) nestRadii(list, nest.to);
  return nest;
}

function add(lists: Map<number, RibbonEnd[]>, node: number, end: RibbonEnd): void {
  const list = lists.get(node);
  if (list) list.push(end);
  else lists.set(node, [end]);
}

interface Shape {
  readonly course: Course;
  readonly thick: number;
  readonly kind: PlacedLink['kind'];
  readonly middle: PlacedLink['middle'];
  readonly ends: { readonly from: number; readonly to: number };
}

function linkOf(arc: Arc, { graph }: Arranged, { course, thick, kind, middle, ends }: Shape): PlacedLink {
  const link: PlacedLink = {
    id: arc.id,
    members: arc.members,
    from: graph.nodes[arc.from]!.id,
    to: graph.nodes[arc.to]!.id,
    kind,
    value: arc.value,
    thick,
    outline: ribbon(course, thick),
    ends: { from: ends.from - thick / 2, to: ends.to - thick / 2 },
    middle,
  };
  return arc.low < arc.high ? { ...link, core: ribbon(course, Math.max(0.5, (thick * arc.low) / arc.high)) } : link;
}

function forwardLink(arc: number, arranged: Arranged, across: Across, nest: Nesting): PlacedLink {
  const { graph, columns, spacing, thick, ports } = arranged;
  const link = graph.arcs[arc]!;
  const y = heights(arc, arranged);
  const points = columns.ways[arc]!.flatMap((item, step) => {
    const left = across.x[columns.items[item]!.column]!;
    const [enter, leave] = [
      { x: left, y: y[step]! },
      { x: left + spacing.node, y: y[step]! },
    ];
    return item === link.from ? [leave] : item === link.to ? [enter] : [enter, leave];
  });
  const course = forwardCourse(points, thick[arc]!, { from: nest.from[arc]!, to: nest.to[arc]! });
  const half = Math.floor((points.length - 1) / 2);
  const [before, after] = [points[half]!, points[half + 1] ?? points[half]!];
  return linkOf(link, arranged, {
    course,
    thick: thick[arc]!,
    kind: 'forward',
    middle: { x: (before.x + after.x) / 2, y: (before.y + after.y) / 2, heading: 0 },
    ends: { from: ports.from[arc]!, to: ports.to[arc]! },
  });
}

function returnLink(lane: number, arranged: Arranged, across: Across): PlacedLink {
  const { graph, lanes, layer, spacing, thick, ports } = arranged;
  const { arc } = lanes[lane]!;
  const link = graph.arcs[arc]!;
  const y = arranged.laneY[lane]!;
  const from = { x: across.x[layer[link.from]!]! + spacing.node, y: ports.from[arc]! };
  const to = { x: across.x[layer[link.to]!]!, y: ports.to[arc]! };
  const reach = { from: across.reach.from[arc]!, to: across.reach.to[arc]! };
  return linkOf(link, arranged, {
    course: returnCourse({ from, to, lane: y, reach, thick: thick[arc]! }),
    thick: thick[arc]!,
    kind: 'return',
    middle: { x: (from.x + to.x) / 2, y, heading: Math.PI },
    ends: { from: from.y, to: to.y },
  });
}

function loopLinks(arranged: Arranged, across: Across): PlacedLink[] {
  const { graph, layer, spacing, loopThick, ports, bar } = arranged;
  const above = new Float64Array(graph.nodes.length);
  return graph.loops.map((loop, index) => {
    const thick = loopThick[index]!;
    const left = across.x[layer[loop.from]!]!;
    const port = ports.loops[index]!;
    const lane = bar[loop.from]! - above[loop.from]! - spacing.lane - thick / 2;
    above[loop.from]! += thick + spacing.lane;
    const reach = thick / 2 + (above[loop.from]! - thick);
    const from = { x: left + spacing.node, y: port };
    return linkOf(loop, arranged, {
      course: returnCourse({ from, to: { x: left, y: port }, lane, reach: { from: reach, to: reach }, thick }),
      thick,
      kind: 'loop',
      middle: { x: left + spacing.node / 2, y: lane, heading: Math.PI },
      ends: { from: port, to: port },
    });
  });
}

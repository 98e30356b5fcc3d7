import { groupPlaces } from '../../0-base/group.ts';
import type { TraceDirection, TraceGraph } from './shape.ts';

/** What of a lot was ever at a place. */
export interface Passed {
  readonly amount?: number;
  readonly unit?: string;
  readonly share: number;
}

/** The places of a graph, by place. */
export interface Linked {
  /** Steps from the lot along what passed; -1 where nothing did. */
  readonly depth: Int32Array;
  readonly amount: Float64Array;
  readonly share: Float64Array;
  readonly reached: number;
  /** Of the amount; undefined where it is in several. */
  unit(place: number): string | undefined;
}

/** What came by each place: track counts what came in (of the lot itself also what was put in), trace what went out; and how far it is from the lot. */
export function linkedPlaces(graph: TraceGraph, direction: TraceDirection): Linked {
  const { shown, links, ground, ownUnits, unit } = graph;
  const { units } = ground.table.dictionaries;
  const [amount, share] = [new Float64Array(shown.count), new Float64Array(shown.count)];
  const unitOf = new Int16Array(shown.count).fill(unset);
  const side = direction === 'track' ? links.to : links.from;
  for (let at = 0; at < links.count; at++) {
    const place = side[at]!;
    const own = ground.table.columns.unit[ground.row[links.move[at]!]!]!;
    amount[place]! += links.amount[at]!;
    share[place]! += links.share[at]!;
    unitOf[place] = unitOf[place] === unset || unitOf[place] === own ? own : several;
  }
  beginLot(graph, direction, { amount, share });
  const depth = depthsOf(graph, direction);
  let reached = 0;
  for (const each of depth) if (each >= 0) reached += 1;
  const begun = (place: number) => !ownUnits || graph.begun.has(place);
  return {
    ...{ depth, amount, share, reached },
    unit: (place) => (begun(place) ? unit : units[unitOf[place]!]),
  };
}

const unset = -2;
const several = -1;

function beginLot(
  { begun, total, ends }: TraceGraph,
  direction: TraceDirection,
  { amount, share }: Pick<Linked, 'amount' | 'share'>,
): void {
  for (const [place, put] of begun) {
    const passed = direction === 'track' ? amount[place]! : 0;
    amount[place] = put + passed;
    share[place] = total > 0 ? (put + passed) / total : 0;
  }
  for (const end of ends) if (share[end.node] === 0) share[end.node] = end.share;
}

/** Steps of each place from the lot; what began or ended at a place without a way to it is one step away. */
function depthsOf({ shown, links, begun, ends }: TraceGraph, direction: TraceDirection): Int32Array {
  const [near, far] = direction === 'track' ? [links.from, links.to] : [links.to, links.from];
  const beside = groupPlaces(near, shown.count, links.count);
  const depth = new Int32Array(shown.count).fill(-1);
  const queue = new Int32Array(shown.count);
  let filled = 0;
  const reach = (place: number, steps: number): void => {
    if (depth[place] !== -1) return;
    depth[place] = steps;
    queue[filled++] = place;
  };
  for (const place of begun.keys()) reach(place, 0);
  for (let at = 0; at < filled; at++) {
    const place = queue[at]!;
    for (let each = beside.start[place]!; each < beside.start[place + 1]!; each++)
      reach(far[beside.places[each]!]!, depth[place]! + 1);
  }
  for (const { node } of ends) reach(node, 1);
  return depth;
}

import { groupPlaces } from '../../0-base/group.ts';
import type { Day } from '../../0-base/time.ts';
import { type Linked, linkedPlaces, type Passed } from './places.ts';
import {
  sumsOf,
  type TraceAnswer,
  type TraceDirection,
  type TraceEdge,
  type TraceGraph,
  type TraceNode,
} from './shape.ts';

/** What is shown of a graph. */
export interface TraceLimits {
  readonly direction: TraceDirection;
  readonly depth: number | undefined;
  readonly limit: number | undefined;
}

/** The place that stands for all that is not shown. */
const beyond = { id: 'beyond', kind: 'beyond' } as const;

/**
 * The places of a graph within some steps of the lot, of those the ones with the most; what leads to others leads to one place `beyond`. What
 * ends or begins there is the remainder, so that nothing is silently missing.
 */
export function limitGraph(
  graph: TraceGraph,
  limits: TraceLimits,
): Pick<TraceAnswer, 'nodes' | 'edges' | 'ends' | 'remainder'> {
  const { direction } = limits;
  const linked = linkedPlaces(graph, direction);
  const kept = keptPlaces(graph, linked, limits);
  const names = new Map(kept.map((place) => [place, graph.shown.place(place)]));
  const nodes: TraceNode[] = kept.map((place) => ({
    ...names.get(place)!,
    depth: linked.depth[place]!,
    ...passedAt(linked, place),
  }));
  const outside = graph.ends.filter(({ node }) => !names.has(node));
  const share = outside.reduce((sum, end) => sum + end.share, 0);
  const edges = sumEdges(graph, kept, (place) => names.get(place)?.id ?? beyond.id);
  const isSeen = edges.some(({ from, to }) => from === beyond.id || to === beyond.id);
  const last = nodes.reduce((most, { depth }) => Math.max(most, depth), 0) + 1;
  return {
    nodes: isSeen ? [...nodes, { ...beyond, depth: last, share }] : nodes,
    edges,
    ends: graph.ends
      .filter(({ node }) => names.has(node))
      .map((end) => ({ ...end, node: names.get(end.node)!.id }))
      .sort((a, b) => b.share - a.share),
    remainder: {
      nodes: linked.reached - kept.length,
      share,
      ...(direction === 'track' && { amount: outside.reduce((sum, { amount }) => sum + amount, 0) }),
      ends: sumsOf(outside, direction),
    },
  };
}

/** The lot itself first, then by what was ever there of it. */
function keptPlaces({ begun }: TraceGraph, { depth, share, reached }: Linked, limits: TraceLimits): number[] {
  const { depth: deepest = Number.POSITIVE_INFINITY, limit = reached } = limits;
  const others: number[] = [];
  for (let place = 0; place < depth.length; place++)
    if (depth[place]! > 0 && depth[place]! <= deepest) others.push(place);
  const room = Math.max(0, limit - begun.size);
  const least = room < others.length ? atLeast(others, share, room) : Number.NEGATIVE_INFINITY;
  const most = others.filter((place) => share[place]! >= least).sort((a, b) => share[b]! - share[a]! || a - b);
  return [...begun.keys(), ...most.slice(0, room)];
}

/** The share that so many places have or pass. */
function atLeast(places: readonly number[], share: Float64Array, count: number): number {
  const shares = Float64Array.from(places, (place) => share[place]!).sort();
  return shares[shares.length - count] ?? Number.POSITIVE_INFINITY;
}

const passedAt = ({ amount, share, unit }: Linked, place: number): Passed => ({
  ...(unit(place) !== undefined && { amount: amount[place]!, unit: unit(place)! }),
  share: share[place]!,
});

/** Several units in one sum. */
const several = -1;

/** What passes between the places that are shown and the one for all others, apart by unit where amounts have their own. */
function sumEdges(graph: TraceGraph, kept: readonly number[], nameOf: (place: number) => string): TraceEdge[] {
  const { ground, links, unit, ownUnits } = graph;
  const { columns, dictionaries } = ground.table;
  const { sumOf, begins } = sumsOfLinks(graph, kept);
  const numbers = () => new Float64Array(begins.length);
  const [amount, share, of, whole, quantity] = [numbers(), numbers(), numbers(), numbers(), numbers()];
  const [first, last] = [numbers().fill(Number.POSITIVE_INFINITY), numbers().fill(Number.NEGATIVE_INFINITY)];
  const moves = new Int32Array(begins.length);
  const units = Int16Array.from(begins, (link) => columns.unit[ground.row[links.move[link]!]!]!);
  const quantityUnits = units.slice();
  for (let link = 0; link < links.count; link++) {
    const sum = sumOf[link]!;
    if (sum < 0) continue;
    const row = ground.row[links.move[link]!]!;
    amount[sum]! += links.amount[link]!;
    share[sum]! += links.share[link]!;
    of[sum]! += links.of[link]!;
    whole[sum]! += links.whole[link]!;
    quantity[sum]! += ground.quantity[links.move[link]!]!;
    if (quantityUnits[sum] !== columns.unit[row]) quantityUnits[sum] = several;
    first[sum] = Math.min(first[sum]!, columns.day[row]!);
    last[sum] = Math.max(last[sum]!, columns.day[row]!);
    moves[sum]! += 1;
  }
  const edges = begins.map((link, sum): TraceEdge => {
    const sums = { amount: amount[sum]!, share: share[sum]!, part: whole[sum]! > 0 ? of[sum]! / whole[sum]! : 0 };
    const quantityUnit = dictionaries.units[quantityUnits[sum]!];
    return {
      ...{ from: nameOf(links.from[link]!), to: nameOf(links.to[link]!), ...sums },
      ...{ unit: ownUnits ? dictionaries.units[units[sum]!]! : unit },
      ...{ first: first[sum]! as Day, last: last[sum]! as Day, moves: moves[sum]! },
      ...(quantityUnit !== undefined && { quantity: quantity[sum]!, quantityUnit }),
    };
  });
  return edges.sort((a, b) => b.share - a.share);
}

interface LinkSums {
  /** By link: the place of its sum; -1 within one place. */
  readonly sumOf: Int32Array;
  /** By sum: its first link. */
  readonly begins: readonly number[];
}

/** Which links are one edge: those from one place that is shown to another, the places that are not shown as one. */
function sumsOfLinks({ ground, shown, links, ownUnits }: TraceGraph, kept: readonly number[]): LinkSums {
  const { unit } = ground.table.columns;
  const units = ownUnits ? ground.table.dictionaries.units.length : 1;
  const seat = new Int32Array(shown.count);
  kept.forEach((place, at) => {
    seat[place] = at + 1;
  });
  const fromSeat = new Int32Array(links.count);
  for (let link = 0; link < links.count; link++) {
    const from = seat[links.from[link]!]!;
    fromSeat[link] = from === seat[links.to[link]!] ? -1 : from;
  }
  const leaving = groupPlaces(fromSeat, kept.length + 1);
  const sumOf = new Int32Array(links.count).fill(-1);
  const begins: number[] = [];
  /** By where it goes and unit: 1 + the place of its sum, as far as that is of the place that is read now. */
  const known = new Int32Array((kept.length + 1) * units);
  for (let from = 0; from <= kept.length; from++) {
    const others = begins.length;
    for (let at = leaving.start[from]!; at < leaving.start[from + 1]!; at++) {
      const link = leaving.places[at]!;
      const key = seat[links.to[link]!]! * units + (ownUnits ? unit[ground.row[links.move[link]!]!]! : 0);
      if (known[key]! <= others) known[key] = begins.push(link);
      sumOf[link] = known[key]! - 1;
    }
  }
  return { sumOf, begins };
}

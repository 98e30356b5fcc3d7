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

interface Sum {
  readonly from: number;
  readonly to: number;
  unit: number;
  amount: number;
  share: number;
  of: number;
  whole: number;
  quantity: number;
  quantityUnit: number;
  first: Day;
  last: Day;
  moves: number;
}

/** Several units in one sum. */
const several = -1;

/** What passes between the places that are shown and the one for all others, apart by unit where amounts have their own. */
function sumEdges(graph: TraceGraph, kept: readonly number[], nameOf: (place: number) => string): TraceEdge[] {
  const { ground, shown, links, unit, ownUnits } = graph;
  const { columns, dictionaries } = ground.table;
  const seat = new Int32Array(shown.count);
  kept.forEach((place, at) => {
    seat[place] = at + 1;
  });
  const sums = new Map<number, Sum>();
  for (let at = 0; at < links.count; at++) {
    const [from, to] = [seat[links.from[at]!]!, seat[links.to[at]!]!];
    if (from === to) continue;
    const row = ground.row[links.move[at]!]!;
    const key = (from * (kept.length + 1) + to) * 256 + (ownUnits ? columns.unit[row]! : 0);
    const sum = sums.get(key) ?? emptySum(links.from[at]!, links.to[at]!, columns.unit[row]!);
    if (sum.moves === 0) sums.set(key, sum);
    sum.amount += links.amount[at]!;
    sum.share += links.share[at]!;
    sum.of += links.of[at]!;
    sum.whole += links.whole[at]!;
    sum.quantity += ground.quantity[links.move[at]!]!;
    if (sum.quantityUnit !== columns.unit[row]) sum.quantityUnit = several;
    sum.first = Math.min(sum.first, columns.day[row]!);
    sum.last = Math.max(sum.last, columns.day[row]!);
    sum.moves += 1;
  }
  const unitOf = (place: number) => dictionaries.units[place]!;
  return [...sums.values()]
    .map(({ from, to, unit: own, of, whole, quantity, quantityUnit, ...sum }) => ({
      ...{
        from: nameOf(from),
        to: nameOf(to),
        unit: ownUnits ? unitOf(own) : unit,
        ...sum,
        part: whole > 0 ? of / whole : 0,
      },
      ...(quantityUnit !== several && { quantity, quantityUnit: unitOf(quantityUnit) }),
    }))
    .sort((a, b) => b.share - a.share);
}

const emptySum = (from: number, to: number, unit: number): Sum => ({
  ...{ from, to, unit, amount: 0, share: 0, of: 0, whole: 0, quantity: 0, quantityUnit: unit },
  ...{ first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY, moves: 0 },
});

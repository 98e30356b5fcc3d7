import {
  type GraphEdge,
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
  const { direction, depth: deepest = Number.POSITIVE_INFINITY, limit = Number.POSITIVE_INFINITY } = limits;
  const depths = depthsOf(graph, direction);
  const through = throughputs(graph, direction);
  const reached = [...depths.keys()].filter((place) => depths.get(place)! <= deepest);
  const starts = reached.filter((place) => depths.get(place) === 0);
  const others = reached.filter((place) => depths.get(place)! > 0);
  others.sort((a, b) => through.get(b)!.share - through.get(a)!.share || a - b);
  const kept = new Set([...starts, ...others.slice(0, Math.max(0, limit - starts.length))]);
  const hidden = [...depths.keys()].filter((place) => !kept.has(place));
  const nodes: TraceNode[] = [...kept].map((place) => ({
    ...graph.shown.places[place]!,
    depth: depths.get(place)!,
    ...through.get(place)!,
  }));
  const outside = graph.ends.filter(({ node }) => !kept.has(node));
  const share = outside.reduce((sum, end) => sum + end.share, 0);
  const edges = mergeEdges(graph, (place) => (kept.has(place) ? graph.shown.places[place]!.id : beyond.id));
  const isSeen = hidden.length > 0 && edges.some(({ from, to }) => from === beyond.id || to === beyond.id);
  const last = Math.max(0, ...nodes.map(({ depth }) => depth)) + 1;
  return {
    nodes: isSeen ? [...nodes, { ...beyond, depth: last, share }] : nodes,
    edges,
    ends: graph.ends
      .filter(({ node }) => kept.has(node))
      .map((end) => ({ ...end, node: graph.shown.places[end.node]!.id }))
      .sort((a, b) => b.share - a.share),
    remainder: {
      nodes: hidden.length,
      share,
      ...(direction === 'track' && { amount: outside.reduce((sum, { amount }) => sum + amount, 0) }),
      ends: sumsOf(outside, direction),
    },
  };
}

/** Steps of each place from the lot, along what passed. */
function depthsOf({ edges, begun, ends }: TraceGraph, direction: TraceDirection): Map<number, number> {
  const next = new Map<number, number[]>();
  for (const { from, to } of edges) {
    const [near, far] = direction === 'track' ? [from, to] : [to, from];
    const list = next.get(near);
    if (list) list.push(far);
    else next.set(near, [far]);
  }
  const depths = new Map([...begun.keys()].map((place) => [place, 0]));
  for (const [place, depth] of depths)
    for (const other of next.get(place) ?? []) if (!depths.has(other)) depths.set(other, depth + 1);
  for (const { node } of ends) if (!depths.has(node)) depths.set(node, 1);
  return depths;
}

interface Through {
  readonly amount?: number;
  readonly unit?: string;
  readonly share: number;
}

/** What of the lot was ever at a place: track counts what came in (of the lot itself, what was put in), trace what went out. */
function throughputs(graph: TraceGraph, direction: TraceDirection): Map<number, Through> {
  const { edges, ends, begun, unit, total } = graph;
  const sums = new Map<number, { amount: number; share: number; units: Set<string> }>();
  const add = (place: number, edge: Pick<GraphEdge, 'amount' | 'share' | 'unit'>): void => {
    const sum = sums.get(place) ?? { amount: 0, share: 0, units: new Set<string>() };
    sum.units.add(edge.unit);
    sums.set(place, { ...sum, amount: sum.amount + edge.amount, share: sum.share + edge.share });
  };
  for (const edge of edges) add(direction === 'track' ? edge.to : edge.from, edge);
  for (const end of ends) if (!sums.has(end.node)) add(end.node, end);
  const through = new Map<number, Through>();
  for (const [place, { amount, share, units }] of sums) {
    const [only] = units;
    through.set(place, units.size === 1 ? { amount, unit: only!, share } : { share });
  }
  for (const [place, amount] of begun) {
    const passed = direction === 'track' ? (sums.get(place)?.amount ?? 0) : 0;
    through.set(place, { amount: amount + passed, unit, share: (amount + passed) / total });
  }
  return through;
}

/** Edges between what is shown; those of what is not are summed. */
function mergeEdges({ edges }: TraceGraph, nameOf: (place: number) => string): TraceEdge[] {
  const merged = new Map<string, TraceEdge>();
  for (const edge of edges) {
    const [from, to] = [nameOf(edge.from), nameOf(edge.to)];
    if (from === beyond.id && to === beyond.id) continue;
    const key = JSON.stringify([from, to, edge.unit]);
    const known = merged.get(key);
    merged.set(key, known ? sumOf(known, edge) : { ...edge, from, to });
  }
  return [...merged.values()].sort((a, b) => b.share - a.share);
}

function sumOf(a: TraceEdge, b: GraphEdge): TraceEdge {
  const same = a.quantityUnit !== undefined && a.quantityUnit === b.quantityUnit;
  const [first, last] = [Math.min(a.first, b.first), Math.max(a.last, b.last)];
  const amount = a.amount + b.amount;
  const whole = (a.part > 0 ? a.amount / a.part : 0) + (b.part > 0 ? b.amount / b.part : 0);
  return {
    ...a,
    ...{
      amount,
      share: a.share + b.share,
      part: whole > 0 ? amount / whole : 0,
      first,
      last,
      moves: a.moves + b.moves,
    },
    quantity: same ? a.quantity! + b.quantity! : undefined,
    quantityUnit: same ? a.quantityUnit : undefined,
  };
}

import { type Arc, type CanonicalGraph, canonicalGraph, type SankeyGraph } from './graph.ts';
import { assignLayers } from './layers.ts';
import { largestLoops } from './loops.ts';
import { readingOrder } from './order.ts';

/** What returns in a graph: how much of all that flows between nodes, and on which ways round, the largest first, the unknown last. */
export interface Cycles {
  readonly returned: number;
  /** The links that return. */
  readonly returning: readonly string[];
  readonly loops: readonly {
    readonly nodes: readonly string[];
    readonly links: readonly string[];
    /** NaN when nothing along it is known. */
    readonly amount: number;
  }[];
}

/** What returns, when it is known which links do; what a node gives itself returns too. */
export function cyclesOf({ nodes, arcs, loops, unit }: CanonicalGraph, returning: readonly number[]): Cycles {
  const round = largestLoops(nodes.length, arcs, returning).map((loop) => ({
    nodes: loop.nodes.map((node) => nodes[node]!.id),
    links: loop.arcs.map((arc) => arcs[arc]!.id),
    amount: loop.amount * unit,
  }));
  const own = loops.map(({ id, from, value }) => ({ nodes: [nodes[from]!.id], links: [id], amount: value }));
  const sum = (some: readonly Arc[]) => some.reduce((all, arc) => all + arc.weight, 0);
  const [through, within] = [sum(arcs), sum(loops)];
  return {
    returned: through + within === 0 ? 0 : (sum(returning.map((arc) => arcs[arc]!)) + within) / (through + within),
    returning: [...returning.map((arc) => arcs[arc]!), ...loops].flatMap(({ members }) => members),
    loops: [...round, ...own].sort((a, b) => (b.amount || 0) - (a.amount || 0)),
  };
}

/** What returns in a graph, found without drawing it. */
export function findCycles(given: SankeyGraph): Cycles {
  const graph = canonicalGraph(given);
  const layer = assignLayers(readingOrder(graph).rank, graph.arcs);
  const returning = graph.arcs.flatMap(({ from, to }, arc) => (layer[to]! <= layer[from]! ? [arc] : []));
  return cyclesOf(graph, returning);
}

import { type Arc, type CanonicalGraph, canonicalGraph, type SankeyGraph } from './graph.ts';
import { assignLayers } from './layers.ts';
import { largestLoops } from './loops.ts';
import { readingOrder } from './order.ts';

/** What returns in a graph: how much of all that flows between nodes, and on which ways round, the largest first. */
export interface Cycles {
  readonly returned: number;
  readonly loops: readonly {
    readonly nodes: readonly string[];
    readonly links: readonly string[];
    readonly amount: number;
  }[];
}

/** What returns, when it is known which links do. */
export function cyclesOf({ nodes, arcs, unit }: CanonicalGraph, returning: readonly number[]): Cycles {
  return {
    returned: shareOf(arcs, returning),
    loops: largestLoops(nodes.length, arcs, returning).map((loop) => ({
      nodes: loop.nodes.map((node) => nodes[node]!.id),
      links: loop.arcs.map((arc) => arcs[arc]!.id),
      amount: loop.amount * unit,
    })),
  };
}

/** What returns in a graph, found without drawing it. */
export function findCycles(given: SankeyGraph): Cycles {
  const graph = canonicalGraph(given);
  const layer = assignLayers(readingOrder(graph.nodes.length, graph.arcs).rank, graph.arcs);
  const returning = graph.arcs.flatMap(({ from, to }, arc) => (layer[to]! <= layer[from]! ? [arc] : []));
  return cyclesOf(graph, returning);
}

function shareOf(arcs: readonly Arc[], returning: readonly number[]): number {
  const all = arcs.reduce((sum, arc) => sum + arc.weight, 0);
  return all === 0 ? 0 : returning.reduce((sum, arc) => sum + arcs[arc]!.weight, 0) / all;
}

import type { Columns } from './dummies.ts';
import type { CanonicalGraph } from './graph.ts';
import type { Lane, Side } from './gutters.ts';

/** What a picture that is drawn again keeps of the one before: the order of reading, of the columns, and the sides of what returns. */
export interface SankeyMemory {
  readonly reading: readonly string[];
  readonly columns: readonly string[];
  readonly sides: readonly (readonly [link: string, side: Side])[];
}

/** What was remembered, by place in the graph of now. */
export interface Before {
  /** The rank of each node; NaN where it is new. */
  readonly rank: Float64Array;
  /** The place of an item in its column; undefined where it is new. */
  readonly place: (item: number, columns: Columns) => number | undefined;
  readonly side: (arc: number) => Side | undefined;
}

interface Decided {
  readonly graph: CanonicalGraph;
  readonly rank: Int32Array;
  readonly columns: Columns;
  readonly order: readonly (readonly number[])[];
  readonly lanes: readonly Lane[];
}

/** A node by its id, a passing link by its own. */
const nameOf = ({ nodes, arcs }: CanonicalGraph, { items }: Columns, item: number): string => {
  const { node, arc } = items[item]!;
  return node < 0 ? `link ${arcs[arc]!.id}` : `node ${nodes[node]!.id}`;
};

export function remember({ graph, rank, columns, order, lanes }: Decided): SankeyMemory {
  const byRank = graph.nodes.map((_, node) => node).sort((a, b) => rank[a]! - rank[b]!);
  return {
    reading: byRank.map((node) => graph.nodes[node]!.id),
    columns: order.flatMap((column, index) => column.map((item) => `${index} ${nameOf(graph, columns, item)}`)),
    sides: lanes.map(({ arc, side }) => [graph.arcs[arc]!.id, side]),
  };
}

export function recall(graph: CanonicalGraph, memory: SankeyMemory): Before {
  const rank = new Map(memory.reading.map((id, at) => [id, at]));
  const place = new Map(memory.columns.map((name, at) => [name, at]));
  const side = new Map(memory.sides);
  return {
    rank: Float64Array.from(graph.nodes, ({ id }) => rank.get(id) ?? Number.NaN),
    place: (item, columns) => place.get(`${columns.items[item]!.column} ${nameOf(graph, columns, item)}`),
    side: (arc) => side.get(graph.arcs[arc]!.id),
  };
}

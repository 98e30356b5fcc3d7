import type { Arc } from './graph.ts';

/** What stands in a column: a node, or the place where a long link passes by. */
export interface Item {
  readonly column: number;
  /** The node, or -1 for a passing link. */
  readonly node: number;
  /** The passing link, or -1 for a node. */
  readonly arc: number;
}

/** A piece of a link between two neighbouring columns. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly arc: number;
}

export interface Columns {
  readonly items: readonly Item[];
  readonly segments: readonly Segment[];
  /** For each link the items along it, from its source to its target; empty for links that return. */
  readonly ways: readonly (readonly number[])[];
  readonly count: number;
}

/** Gives every link that leads forwards over more than one column a place to pass by in each column between. */
export function withDummies(layer: Int32Array, arcs: readonly Arc[]): Columns {
  const items: Item[] = Array.from(layer, (column, node) => ({ column, node, arc: -1 }));
  const segments: Segment[] = [];
  const ways = arcs.map((arc, index) => {
    const way: number[] = [];
    if (layer[arc.to]! <= layer[arc.from]!) return way;
    way.push(arc.from);
    for (let column = layer[arc.from]! + 1; column < layer[arc.to]!; column++)
      way.push(items.push({ column, node: -1, arc: index }) - 1);
    way.push(arc.to);
    for (let step = 1; step < way.length; step++) segments.push({ from: way[step - 1]!, to: way[step]!, arc: index });
    return way;
  });
  return { items, segments, ways, count: Math.max(0, ...layer) + 1 };
}

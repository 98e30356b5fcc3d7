import type { FlowTable } from './columns.ts';
import { goodsTable } from './layer.ts';
import { linkFinder } from './links.ts';

/** Where the rows of a table begin and end for an attribute. */
export interface EdgeEnds {
  /** By row: a node. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** By node: the number of its end, below `count`. */
  readonly endOf: Uint32Array;
  readonly count: number;
  /** By row: 1 where another row of its event stands for it. */
  readonly implied?: Uint8Array;
}

/** The rows that run between the same two ends in the same specification, as one edge each; ends may be the same. */
export interface FlowEdges {
  readonly count: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Place in dictionaries.specifications. */
  readonly specification: Uint32Array;
  /** By row; -1 where no goods move, or another row stands for it. */
  readonly edgeOf: Int32Array;
}

/** Finds the edges of a table: that once is what makes it cheap to add up any period and layer later. Time: one look-up a row. */
export function flowEdges({ columns, dictionaries, count }: FlowTable, ends: EdgeEnds): FlowEdges {
  const { specification, role, burden } = columns;
  const { from, to, endOf, implied } = ends;
  const classes = dictionaries.specifications.length;
  const finder = linkFinder({ sources: ends.count, targets: ends.count, classes });
  const edgeOf = new Int32Array(count).fill(-1);
  for (let row = 0; row < count; row++)
    if (goodsTable[(role[row]! << 3) | burden[row]!] === 1 && !(implied && implied[row] === 1))
      edgeOf[row] = finder.place(endOf[from[row]!]!, endOf[to[row]!]!, specification[row]!);
  const { class: specificationOf, ...found } = finder.ends();
  return { ...found, specification: specificationOf, edgeOf };
}

import { type FlowTable, flowBurdens, roleCodes } from './columns.ts';

/** The ends of rows in which goods that pass through a process unchanged run through a store of that process. */
export interface PassageEnds {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Stores beyond the nodes of the table, numbered from the number of nodes on. */
  readonly count: number;
}

const carries = flowBurdens.indexOf('carries');

/**
 * Goods picked up, or taken in for repair, and given out again by the same process are not made by it: what comes in that way (role in, burden
 * carries) enters a store of the process and specification, and what goes out of that kind leaves it.
 */
export function passageEnds({ columns, dictionaries, count }: FlowTable): PassageEnds {
  const { role, burden, process, specification } = columns;
  const stores = new Map<number, number>();
  const keyOf = (row: number) => process[row]! * dictionaries.specifications.length + specification[row]!;
  for (let row = 0; row < count; row++)
    if (role[row] === roleCodes.in && burden[row] === carries && !stores.has(keyOf(row)))
      stores.set(keyOf(row), dictionaries.nodes.length + stores.size);
  if (stores.size === 0) return { from: columns.from, to: columns.to, count: 0 };
  const from = columns.from.slice();
  const to = columns.to.slice();
  for (let row = 0; row < count; row++) {
    const store = stores.get(keyOf(row));
    if (store === undefined) continue;
    if (role[row] === roleCodes.in && burden[row] === carries) to[row] = store;
    else if (role[row] === roleCodes.out) from[row] = store;
  }
  return { from, to, count: stores.size };
}

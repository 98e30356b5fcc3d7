import type { Columns } from './dummies.ts';
import type { Lane } from './gutters.ts';

/** Where each link touches its nodes: the middle of its end, in pixels from the upper edge of the picture. */
export interface Ports {
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly loops: Float64Array;
}

export interface PortsInput {
  readonly columns: Columns;
  readonly lanes: readonly Lane[];
  readonly ends: readonly { readonly from: number; readonly to: number }[];
  readonly loops: readonly { readonly from: number }[];
  /** Thickness of each link and of each loop. */
  readonly thick: Float64Array;
  readonly loopThick: Float64Array;
  /** Upper edge of each node's bar. */
  readonly bar: Float64Array;
  /** Middle of every item. */
  readonly middle: Float64Array;
}

/**
 * Orders the ends along each side of each node: first the loop to itself, then what returns over the top (inner
 * lanes first), then what leads forwards by the height of its other end, then what returns below (inner lanes
 * last), so that no link crosses another at its own node.
 */
export function assignPorts(given: PortsInput): Ports {
  const { ends, loops, bar } = given;
  const from = new Float64Array(ends.length);
  const to = new Float64Array(ends.length);
  const loopAt = new Float64Array(loops.length);
  const sideLists = { from: listBy(bar.length, ends, 'from'), to: listBy(bar.length, ends, 'to') };
  const rank = ranks(given);
  const keys = { from: sortKeys(given, rank, 'from'), to: sortKeys(given, rank, 'to') };
  for (let node = 0; node < bar.length; node++) {
    let start = bar[node]!;
    loops.forEach((loop, index) => {
      if (loop.from !== node) return;
      loopAt[index] = start + given.loopThick[index]! / 2;
      start += given.loopThick[index]!;
    });
    stackEnds(sideLists.from[node]!, keys.from, start, given.thick, from);
    stackEnds(sideLists.to[node]!, keys.to, start, given.thick, to);
  }
  return { from, to, loops: loopAt };
}

function listBy(count: number, ends: PortsInput['ends'], end: 'from' | 'to'): number[][] {
  const lists: number[][] = Array.from({ length: count }, () => []);
  ends.forEach((each, index) => {
    lists[each[end]]!.push(index);
  });
  return lists;
}

/** Inner lanes before outer ones: a number between 0 and 1 for each returning link. */
function ranks({ lanes, ends }: PortsInput): { side: (Lane['side'] | undefined)[]; rank: Float64Array } {
  const side = new Array<Lane['side'] | undefined>(ends.length).fill(undefined);
  const rank = new Float64Array(ends.length);
  lanes.forEach((lane, index) => {
    side[lane.arc] = lane.side;
    rank[lane.arc] = (index + 1) / (lanes.length + 1);
  });
  return { side, rank };
}

type Key = readonly [group: number, place: number];

function sortKeys(given: PortsInput, { side, rank }: ReturnType<typeof ranks>, end: 'from' | 'to'): Key[] {
  const { columns, middle } = given;
  return given.ends.map((_, arc): Key => {
    if (side[arc] === 'top') return [0, rank[arc]!];
    if (side[arc] === 'bottom') return [2, -rank[arc]!];
    const way = columns.ways[arc]!;
    return [1, middle[end === 'from' ? way[1]! : way.at(-2)!]!];
  });
}

function stackEnds(list: number[], keys: readonly Key[], start: number, thick: Float64Array, at: Float64Array): void {
  list.sort((a, b) => keys[a]![0] - keys[b]![0] || keys[a]![1] - keys[b]![1] || a - b);
  let next = start;
  for (const arc of list) {
    at[arc] = next + thick[arc]! / 2;
    next += thick[arc]!;
  }
}

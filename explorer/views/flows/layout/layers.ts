import type { Arc, Pins } from './graph.ts';

/**
 * The column of each node: the longest way to it over the links that lead forwards, then moved inside its freedom
 * so that the weight times the columns crossed is small. A pinned column is the first that a node may have, nodes of a set stand
 * together where no link between them forbids it. Empty columns are closed.
 */
export function assignLayers(rank: Int32Array, arcs: readonly Arc[], pins?: Pins): Int32Array {
  const forward = arcs.filter((arc) => rank[arc.from]! < rank[arc.to]!);
  const order = Array.from(rank, (_, node) => node).sort((a, b) => rank[a]! - rank[b]!);
  const into = listBy(rank.length, forward, (arc) => arc.to);
  const out = listBy(rank.length, forward, (arc) => arc.from);
  const layer = new Int32Array(rank.length);
  const first = pins ? pins.column.slice() : new Int32Array(rank.length);
  // what returns by a pinned order comes from no earlier column than it goes to
  const pinned = (arc: Arc) =>
    rank[arc.from]! > rank[arc.to]! && pins!.order[arc.from]! >= 0 && pins!.order[arc.to]! >= 0;
  const back = listBy(rank.length, pins ? arcs.filter(pinned) : [], (arc) => arc.from);
  const longest = () => {
    for (const node of order)
      layer[node] = Math.max(
        first[node]!,
        ...into[node]!.map((arc) => layer[arc.from]! + 1),
        ...back[node]!.map((arc) => layer[arc.to]!),
      );
  };
  longest();
  const bound = pins ? standTogether(pins, { layer, first, longest }) : new Uint8Array(rank.length);
  for (let round = 0; round < 8; round++) {
    const moved = [...order].reverse().filter((node) => !bound[node] && pull(node, layer, into[node]!, out[node]!));
    if (moved.length === 0) break;
  }
  return closeGaps(layer);
}

interface Layering {
  readonly layer: Int32Array;
  /** The first column that each node may have. */
  readonly first: Int32Array;
  /** Finds the columns anew. */
  readonly longest: () => void;
}

/** Moves the nodes of each set to the column of its last one, as long as that comes to rest; the nodes that are bound then. */
function standTogether(
  { column, together, order: pinnedOrder }: Pins,
  { layer, first, longest }: Layering,
): Uint8Array {
  const bound = Uint8Array.from(column, (each, node) => Number(each > 0 || pinnedOrder[node]! >= 0));
  for (const set of together) {
    const before = first.slice();
    let isAt = false;
    for (let round = 0; round < layer.length && !isAt; round++) {
      const last = Math.max(...set.map((node) => layer[node]!));
      isAt = set.every((node) => layer[node] === last);
      for (const node of set) first[node] = Math.max(first[node]!, last);
      longest();
    }
    if (isAt) for (const node of set) bound[node] = 1;
    else first.set(before);
    longest();
  }
  return bound;
}

function listBy(count: number, arcs: readonly Arc[], end: (arc: Arc) => number): Arc[][] {
  const lists: Arc[][] = Array.from({ length: count }, () => []);
  for (const arc of arcs) lists[end(arc)]!.push(arc);
  return lists;
}

const weightOf = (arcs: readonly Arc[]) => arcs.reduce((sum, arc) => sum + arc.weight + 1e-6, 0);

/** Moves a node to the side to which it is tied more strongly; whether it moved. */
function pull(node: number, layer: Int32Array, into: readonly Arc[], out: readonly Arc[]): boolean {
  if (out.length === 0) return false;
  const earliest = Math.max(-1, ...into.map((arc) => layer[arc.from]!)) + 1;
  const latest = Math.min(...out.map((arc) => layer[arc.to]!)) - 1;
  const wanted = weightOf(out) > weightOf(into) ? latest : earliest;
  if (wanted === layer[node]) return false;
  layer[node] = wanted;
  return true;
}

function closeGaps(layer: Int32Array): Int32Array {
  const used = [...new Set(layer)].sort((a, b) => a - b);
  const place = new Map(used.map((value, index) => [value, index]));
  return layer.map((value) => place.get(value)!);
}

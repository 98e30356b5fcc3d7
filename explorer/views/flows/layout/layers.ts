import type { Arc } from './graph.ts';

/**
 * The column of each node: the longest way to it over the links that lead forwards, then moved inside its freedom
 * so that the weight times the columns crossed is small. Empty columns are closed.
 */
export function assignLayers(rank: Int32Array, arcs: readonly Arc[]): Int32Array {
  const forward = arcs.filter((arc) => rank[arc.from]! < rank[arc.to]!);
  const order = Array.from(rank, (_, node) => node).sort((a, b) => rank[a]! - rank[b]!);
  const into = listBy(rank.length, forward, (arc) => arc.to);
  const out = listBy(rank.length, forward, (arc) => arc.from);
  const layer = new Int32Array(rank.length);
  for (const node of order) layer[node] = Math.max(-1, ...into[node]!.map((arc) => layer[arc.from]!)) + 1;
  for (let round = 0; round < 8; round++) {
    const moved = [...order].reverse().filter((node) => pull(node, layer, into[node]!, out[node]!));
    if (moved.length === 0) break;
  }
  return closeGaps(layer);
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

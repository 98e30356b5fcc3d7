import type { Arc } from './graph.ts';

/** A way round: the nodes in order, and the least that flows anywhere along it. */
export interface Loop {
  readonly nodes: readonly number[];
  /** The links along it, the returning one last. */
  readonly arcs: readonly number[];
  readonly amount: number;
}

/**
 * The largest loops: for each returning link the shortest of the widest ways from its target to its source (those whose
 * narrowest link is widest, up to the returning link itself), never by listing circuits. Sorted by amount; the same round is listed once.
 */
export function largestLoops(count: number, arcs: readonly Arc[], returning: readonly number[]): Loop[] {
  const out: number[][] = Array.from({ length: count }, () => []);
  arcs.forEach((arc, index) => {
    if (arc.weight > 0) out[arc.from]!.push(index);
  });
  const loops = returning.filter((arc) => arcs[arc]!.weight > 0).flatMap((arc) => loopThrough(arc, count, arcs, out));
  const seen = new Map(loops.map((loop) => [[...loop.nodes].sort((a, b) => a - b).join(), loop]));
  return [...seen.values()].sort((a, b) => b.amount - a.amount || a.nodes.length - b.nodes.length);
}

function loopThrough(closing: number, count: number, arcs: readonly Arc[], out: readonly number[][]): Loop[] {
  const { from: last, to: first, weight } = arcs[closing]!;
  const width = widths(first, last, arcs, out);
  const amount = Math.min(width[last]!, weight);
  if (amount === 0) return [];
  const via = new Int32Array(count).fill(-1);
  const queue = [first];
  for (let at = 0; at < queue.length && via[last] === -1; at++)
    for (const arc of out[queue[at]!]!) {
      const { to, weight: wide } = arcs[arc]!;
      if (wide < amount || via[to] !== -1 || to === first) continue;
      via[to] = arc;
      queue.push(to);
    }
  const way = [closing];
  for (let node = last; node !== first; node = arcs[way[0]!]!.from) way.unshift(via[node]!);
  return [{ nodes: way.map((arc) => arcs[arc]!.from), arcs: way, amount }];
}

/** The width of the widest way from `first` to each node that is at least as wide as that to `last`; 0 where none leads. */
function widths(first: number, last: number, arcs: readonly Arc[], out: readonly number[][]): Float64Array {
  const width = new Float64Array(out.length);
  const open = new Set([first]);
  width[first] = Number.POSITIVE_INFINITY;
  while (open.size > 0) {
    const node = widest(open, width);
    open.delete(node);
    if (node === last) break;
    for (const arc of out[node]!) {
      const wide = Math.min(width[node]!, arcs[arc]!.weight);
      if (wide <= width[arcs[arc]!.to]!) continue;
      width[arcs[arc]!.to] = wide;
      open.add(arcs[arc]!.to);
    }
  }
  return width;
}

function widest(open: ReadonlySet<number>, width: Float64Array): number {
  let best = -1;
  for (const node of open) if (best < 0 || width[node]! > width[best]!) best = node;
  return best;
}

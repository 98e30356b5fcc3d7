import type { Arc } from './graph.ts';

/** A way round: the nodes in order, and the least that flows anywhere along it. */
export interface Loop {
  readonly nodes: readonly number[];
  /** The links along it, the returning one last. */
  readonly arcs: readonly number[];
  /** As a share of the unit of the graph; NaN when nothing along it is known. */
  readonly amount: number;
}

interface Network {
  readonly arcs: readonly Arc[];
  /** By node: the links that leave it. */
  readonly out: readonly (readonly number[])[];
}

/** So many ways round are looked for through each returning link. */
const waysEach = 4;

/**
 * The largest loops: for each returning link the shortest of the widest ways from its target to its source (those whose narrowest
 * link is widest, up to the returning link itself) on which nothing else returns, then the widest that does without the narrowest step
 * of it, and so on; never by listing circuits. What returns in an unknown amount closes its shortest way. Sorted by amount, the unknown
 * last; the same round is listed once.
 */
export function largestLoops(count: number, arcs: readonly Arc[], returning: readonly number[]): Loop[] {
  const back = new Set(returning);
  const network = (takes: (link: number) => boolean): Network => ({ arcs, out: leaving(count, arcs, takes) });
  const isKnown = (link: number) => arcs[link]!.weight > 0;
  const forward = network((link) => isKnown(link) && !back.has(link));
  const known = network(isKnown);
  const every = network(() => true);
  const through = (link: number) => {
    const loops = loopsThrough(link, forward);
    return loops.length > 0 ? loops : loopsThrough(link, known).slice(0, 1);
  };
  const loops = returning.flatMap((link) => (isKnown(link) ? through(link) : (shortestLoop(link, every) ?? [])));
  const inOrder = loops.sort((a, b) => (b.amount || 0) - (a.amount || 0) || a.nodes.length - b.nodes.length);
  const seen = new Set<string>();
  return inOrder.filter(({ nodes }) => {
    const round = [...nodes].sort((a, b) => a - b).join();
    return !seen.has(round) && seen.add(round);
  });
}

function leaving(count: number, arcs: readonly Arc[], takes: (link: number) => boolean): number[][] {
  const out: number[][] = Array.from({ length: count }, () => []);
  arcs.forEach((arc, index) => {
    if (takes(index)) out[arc.from]!.push(index);
  });
  return out;
}

function loopsThrough(closing: number, { arcs, out }: Network): Loop[] {
  const loops: Loop[] = [];
  let open = out;
  while (loops.length < waysEach) {
    const loop = widestLoop(closing, { arcs, out: open });
    if (!loop) break;
    loops.push(loop);
    const steps = loop.arcs.slice(0, -1).map((arc) => arcs[arc]!);
    const { from, to } = steps.reduce((least, step) => (step.weight < least.weight ? step : least));
    open = open.map((links, node) => (node === from ? links.filter((link) => arcs[link]!.to !== to) : links));
  }
  return loops;
}

function widestLoop(closing: number, network: Network): Loop | undefined {
  const { from: last, to: first, weight } = network.arcs[closing]!;
  const amount = Math.min(widths(first, last, network)[last]!, weight);
  return amount > 0 ? roundWith(closing, network, amount) : undefined;
}

/** The shortest way round, whatever flows along it; a step of what returns before any other. */
function shortestLoop(closing: number, { arcs, out }: Network): Loop | undefined {
  const same = (link: number) => Number(arcs[link]!.class === arcs[closing]!.class);
  const sorted = out.map((links) => [...links].sort((a, b) => same(b) - same(a)));
  const loop = roundWith(closing, { arcs, out: sorted }, 0);
  return loop && { ...loop, amount: Number.NaN };
}

/** The shortest way from the target of a link to its source along links of at least this amount, closed by the link. */
function roundWith(closing: number, { arcs, out }: Network, amount: number): Loop | undefined {
  const { from: last, to: first } = arcs[closing]!;
  const via = new Int32Array(out.length).fill(-1);
  const queue = [first];
  for (let at = 0; at < queue.length && via[last] === -1; at++)
    for (const arc of out[queue[at]!]!) {
      const { to, weight: wide } = arcs[arc]!;
      if (wide < amount || via[to] !== -1 || to === first) continue;
      via[to] = arc;
      queue.push(to);
    }
  if (via[last] === -1) return undefined;
  const way = [closing];
  for (let node = last; node !== first; node = arcs[way[0]!]!.from) way.unshift(via[node]!);
  return { nodes: way.map((arc) => arcs[arc]!.from), arcs: way, amount };
}

/** The width of the widest way from `first` to each node that is at least as wide as that to `last`; 0 where none leads. */
function widths(first: number, last: number, { arcs, out }: Network): Float64Array {
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

/** The nodes that flow to or from each node: those of node v stand from start[v] to start[v + 1]. */
export interface Neighbours {
  readonly start: Int32Array;
  readonly node: Int32Array;
  /** What flows to the neighbour, and what comes from it. */
  readonly out: Float64Array;
  readonly into: Float64Array;
}

/** The neighbours of a square table; `weight[v * count + u]` is what flows from v to u. */
export function neighboursOf(count: number, weight: Float64Array): Neighbours {
  const start = new Int32Array(count + 1);
  const [node, out, into]: number[][] = [[], [], []];
  for (let v = 0; v < count; v++) {
    for (let u = 0; u < count; u++) {
      const [to, from] = [weight[v * count + u]!, weight[u * count + v]!];
      if (u === v || (to === 0 && from === 0)) continue;
      node!.push(u);
      out!.push(to);
      into!.push(from);
    }
    start[v + 1] = node!.length;
  }
  return {
    start,
    node: Int32Array.from(node!),
    out: Float64Array.from(out!),
    into: Float64Array.from(into!),
  };
}

/** An order of nodes that can be changed, and the place of each. */
export interface Standing {
  readonly order: Int32Array;
  readonly place: Int32Array;
}

export function standingOf(order: ArrayLike<number>): Standing {
  const place = new Int32Array(order.length);
  for (let at = 0; at < order.length; at++) place[order[at]!] = at;
  return { order: Int32Array.from(order), place };
}

const tiny = 1e-12;
const mostRounds = 10;

/**
 * Betters an order by moving one node at a time to the place where the least weight leads backwards, until no move
 * gains (at most 10 rounds). The result cannot be bettered by moving any single node. How much was gained.
 */
export function sift(standing: Standing, neighbours: Neighbours): number {
  const count = standing.order.length;
  let gained = 0;
  for (let round = 0; round < mostRounds; round++) {
    let gain = 0;
    for (let node = 0; node < count; node++) gain += moveToBest(node, standing, neighbours);
    gained += gain;
    if (gain === 0) break;
  }
  return gained;
}

/** Moves a node to its best place, the nearest of those that are as good; what it gained. */
function moveToBest(node: number, standing: Standing, { start, node: other, out, into }: Neighbours): number {
  const { place } = standing;
  const here = place[node]!;
  const links = byPlace(start[node]!, start[node + 1]!, other, place);
  // what a place costs more than the first of all, where everything that flows into the node leads back
  let [cost, now, least, best] = [0, 0, 0, 0];
  for (const link of links) {
    const at = place[other[link]!]!;
    cost += out[link]! - into[link]!;
    if (at < here) now = cost;
    if (cost >= least - tiny) continue;
    least = cost;
    // right behind this neighbour; the places move up by one when the node leaves from before it
    best = at < here ? at + 1 : at;
  }
  if (now - least <= tiny) return 0;
  moveTo(standing, node, best);
  return now - least;
}

/** The links of a node in the order of the places of its neighbours. */
function byPlace(first: number, end: number, other: Int32Array, place: Int32Array): number[] {
  const links: number[] = [];
  for (let link = first; link < end; link++) {
    const own = place[other[link]!]!;
    let at = links.length;
    for (; at > 0 && place[other[links[at - 1]!]!]! > own; at--) links[at] = links[at - 1]!;
    links[at] = link;
  }
  return links;
}

/** Puts a node at a place; those between move up or down by one. */
export function moveTo({ order, place }: Standing, node: number, target: number): void {
  const step = target > place[node]! ? 1 : -1;
  for (let at = place[node]!; at !== target; at += step) {
    order[at] = order[at + step]!;
    place[order[at]!] = at;
  }
  order[target] = node;
  place[node] = target;
}

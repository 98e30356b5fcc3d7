/** A link of a weighted directed graph. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** The least weight that must be turned round so that nothing leads back: proven, or between two bounds. */
export interface LeastBack {
  readonly most: number;
  readonly least: number;
}

const tiny = 1e-9;

/**
 * The least weight of links without which a graph has no cycle, by branching on the links of a shortest cycle. What must be lost at
 * least is bounded by packing cycles: each pays the least weight left on it, no link pays more than it weighs. Slow and plain: a reference
 * for the order of the flow picture. `known` is a weight that is enough; after `steps` branches it stops and tells both bounds.
 */
export function leastBack(count: number, links: readonly Link[], known: number, steps = 20_000): LeastBack {
  let best = known;
  let left = steps;
  const state: State = { count, links, weight: links.map((link) => link.weight), fixed: new Uint8Array(links.length) };
  const root = packing(state).bound;
  const search = (lost: number): void => {
    if (left-- <= 0) return;
    const { bound, first } = packing(state);
    if (!first) best = Math.min(best, lost);
    if (!first || lost + bound >= best - tiny) return;
    const open = first.filter((link) => state.fixed[link] === 0).sort((a, b) => links[a]!.weight - links[b]!.weight);
    for (const link of open) {
      const { weight } = links[link]!;
      state.weight[link] = 0;
      search(lost + weight);
      state.weight[link] = weight;
      // in the branches that follow this link stays
      state.fixed[link] = 1;
    }
    for (const link of open) state.fixed[link] = 0;
  };
  search(0);
  return { most: best, least: left > 0 ? best : root };
}

interface State {
  readonly count: number;
  readonly links: readonly Link[];
  /** What is left of each link; 0 when it is taken away. */
  readonly weight: number[];
  /** Links that must stay: a cycle of these alone cannot be broken. */
  readonly fixed: Uint8Array;
}

/** What must be lost at least, and a shortest cycle, if there is one. */
function packing({ count, links, weight, fixed }: State): { bound: number; first: readonly number[] | undefined } {
  const room = weight.map((each, link) => (each > 0 && fixed[link] === 1 ? Number.POSITIVE_INFINITY : each));
  let bound = 0;
  let first: readonly number[] | undefined;
  for (;;) {
    const cycle = shortestCycle(count, links, room);
    first ??= cycle;
    if (!cycle) return { bound, first };
    const pays = Math.min(...cycle.map((link) => room[link]!));
    if (pays === Number.POSITIVE_INFINITY) return { bound: pays, first };
    bound += pays;
    for (const link of cycle) room[link]! -= pays;
    for (const link of cycle) if (room[link]! < tiny) room[link] = 0;
  }
}

/** The links of a cycle with the fewest links that have room. */
function shortestCycle(count: number, links: readonly Link[], room: readonly number[]): number[] | undefined {
  const out: number[][] = Array.from({ length: count }, () => []);
  links.forEach(({ from }, link) => {
    if (room[link]! > 0) out[from]!.push(link);
  });
  let best: number[] | undefined;
  for (let start = 0; start < count; start++) {
    const found = cycleFrom(start, out, links, best?.length ?? Number.POSITIVE_INFINITY);
    if (found && found.length < (best?.length ?? Number.POSITIVE_INFINITY)) best = found;
    if (best?.length === 2) break;
  }
  return best;
}

function cycleFrom(start: number, out: readonly (readonly number[])[], links: readonly Link[], below: number) {
  const via = new Map<number, number>();
  let border = [start];
  for (let length = 1; border.length > 0 && length < below; length++) {
    const next: number[] = [];
    for (const node of border)
      for (const link of out[node]!) {
        const { to } = links[link]!;
        if (to === start) return wayTo(node, start, via, links, [link]);
        if (via.has(to)) continue;
        via.set(to, link);
        next.push(to);
      }
    border = next;
  }
  return undefined;
}

function wayTo(node: number, start: number, via: ReadonlyMap<number, number>, links: readonly Link[], end: number[]) {
  const way = [...end];
  for (let at = node; at !== start; at = links[way[0]!]!.from) way.unshift(via.get(at)!);
  return way;
}

/** The strongly connected components of a graph: component k holds `order[start[k]]` up to `order[start[k + 1]]`. */
export interface Components {
  readonly count: number;
  /** Every node once, grouped by component; within one, a node mostly stands behind those that it points to. */
  readonly order: Int32Array;
  readonly start: Int32Array;
  /** The component of each node. */
  readonly of: Int32Array;
}

interface Walk {
  readonly of: Int32Array;
  readonly finished: Int32Array;
  count: number;
}

/** Tarjan's search with its own stack: numbers the components and lists the nodes as they finish. */
function search(start: Int32Array, to: Int32Array): Walk {
  const nodes = start.length - 1;
  const walk: Walk = { of: new Int32Array(nodes).fill(-1), finished: new Int32Array(nodes), count: 0 };
  const found = new Int32Array(nodes);
  const low = new Int32Array(nodes);
  const edge = start.slice(0, nodes);
  const path = new Int32Array(nodes);
  const open = new Int32Array(nodes);
  let clock = 0;
  let finished = 0;
  let opened = 0;
  for (let root = 0; root < nodes; root++) {
    if (found[root] !== 0) continue;
    let depth = 0;
    path[depth++] = root;
    while (depth > 0) {
      const v = path[depth - 1]!;
      if (found[v] === 0) {
        found[v] = low[v] = ++clock;
        open[opened++] = v;
      }
      if (edge[v]! < start[v + 1]!) {
        const w = to[edge[v]!++]!;
        if (found[w] === 0) path[depth++] = w;
        else if (walk.of[w]! < 0 && found[w]! < low[v]!) low[v] = found[w]!;
        continue;
      }
      depth--;
      walk.finished[finished++] = v;
      if (depth > 0 && low[v]! < low[path[depth - 1]!]!) low[path[depth - 1]!] = low[v]!;
      if (low[v] !== found[v]) continue;
      do walk.of[open[--opened]!] = walk.count;
      while (open[opened] !== v);
      walk.count++;
    }
  }
  return walk;
}

/**
 * Finds the strongly connected components of the graph whose node v points to `to[start[v]]` up to `to[start[v + 1]]`.
 * A component comes after all those that it points to, so that what others depend on is first. Time O(nodes + edges).
 * Source: R. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972).
 */
export function stronglyConnected(start: Int32Array, to: Int32Array): Components {
  const { of, finished, count } = search(start, to);
  const first = new Int32Array(count + 1);
  for (const component of of) first[component + 1]!++;
  for (let k = 1; k <= count; k++) first[k]! += first[k - 1]!;
  const next = first.slice();
  const order = new Int32Array(of.length);
  for (const v of finished) order[next[of[v]!]!++] = v;
  return { count, order, start: first, of };
}

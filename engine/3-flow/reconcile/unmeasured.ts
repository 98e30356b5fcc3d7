import type { MeasuredFlow } from './measured-flow.ts';

/** A flow that was not measured and follows from the others: its place and value. */
export interface Determined {
  readonly flow: number;
  readonly value: number;
}

interface Edge {
  readonly flow: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Unmeasured flows that the adjusted ones determine: those without which two balances would hang together no more. Their value is
 * what is missing on one side of them. Source: V. Vaclavek, Chem. Eng. Sci. 24 (1969) 947: observable are the arcs in no
 * cycle of unmeasured arcs, the outside being one node.
 */
export function determined(flows: readonly MeasuredFlow[], values: Float64Array, balances: number): Determined[] {
  const missing = new Float64Array(balances + 1);
  const edges: Edge[] = [];
  flows.forEach((each, flow) => {
    if (each.enters.length === 0) return;
    if (!Number.isNaN(values[flow]!)) {
      for (const [balance, sign] of each.enters) missing[balance]! += sign * values[flow]!;
      return;
    }
    const to = each.enters.find(([, sign]) => sign > 0)?.[0] ?? balances;
    const from = each.enters.find(([, sign]) => sign < 0)?.[0] ?? balances;
    edges.push({ flow, from, to });
  });
  return bridges(edges, missing);
}

/** Depth first from each node, the outside first: an edge that nothing below it leads round is a bridge, and carries what is missing below. */
function bridges(edges: readonly Edge[], missing: Float64Array): Determined[] {
  const size = missing.length;
  const near: number[][] = Array.from({ length: size }, () => []);
  edges.forEach(({ from, to }, place) => {
    near[from]!.push(place);
    near[to]!.push(place);
  });
  const found = new Int32Array(size);
  const low = new Int32Array(size);
  const below = missing.slice();
  const next = new Int32Array(size);
  const answer: Determined[] = [];
  let clock = 0;
  for (let start = size - 1; start >= 0; start--) {
    if (found[start] !== 0 || near[start]!.length === 0) continue;
    const path: { node: number; by: number }[] = [{ node: start, by: -1 }];
    while (path.length > 0) {
      const { node, by } = path.at(-1)!;
      if (found[node] === 0) found[node] = low[node] = ++clock;
      if (next[node]! < near[node]!.length) {
        const place = near[node]![next[node]!++]!;
        const other = edges[place]!.from === node ? edges[place]!.to : edges[place]!.from;
        if (place === by || other === node) continue;
        if (found[other] === 0) path.push({ node: other, by: place });
        else low[node] = Math.min(low[node]!, found[other]!);
        continue;
      }
      path.pop();
      const above = path.at(-1)?.node;
      if (above === undefined) continue;
      low[above] = Math.min(low[above]!, low[node]!);
      below[above]! += below[node]!;
      const { flow, to } = edges[by]!;
      if (low[node]! > found[above]!) answer.push({ flow, value: to === node ? -below[node]! : below[node]! });
    }
  }
  return answer;
}

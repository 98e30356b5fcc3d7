/**
 * An order of nodes in which little weight leads backwards: sinks go last, sources first, else the node that gives
 * most in proportion, (out - in) / (out + in), goes first (Eades, Lin and Smyth 1993, with weights).
 * `weight[v * count + u]` is what flows from v to u.
 */
export function greedyOrder(count: number, weight: Float64Array): number[] {
  const out = new Float64Array(count);
  const into = new Float64Array(count);
  for (let v = 0; v < count; v++)
    for (let u = 0; u < count; u++) {
      out[v]! += weight[v * count + u]!;
      into[u]! += weight[v * count + u]!;
    }
  const left = new Set(Array.from({ length: count }, (_, node) => node));
  const head: number[] = [];
  const tail: number[] = [];
  while (left.size > 0) {
    const { node, isSink } = pick(left, out, into);
    left.delete(node);
    (isSink ? tail : head).push(node);
    for (const other of left) {
      out[other]! -= weight[other * count + node]!;
      into[other]! -= weight[node * count + other]!;
    }
  }
  return [...head, ...tail.reverse()];
}

const tiny = 1e-12;

function pick(left: ReadonlySet<number>, out: Float64Array, into: Float64Array): { node: number; isSink: boolean } {
  let best = -1;
  let bestRatio = Number.NEGATIVE_INFINITY;
  for (const node of left) {
    if (out[node]! <= tiny) return { node, isSink: true };
    const ratio = (out[node]! - into[node]!) / (out[node]! + into[node]!);
    if (ratio > bestRatio) [best, bestRatio] = [node, ratio];
  }
  return { node: best, isSink: false };
}

/** Largest component that is ordered exactly: 2^14 subsets. */
export const exactLimit = 14;

/**
 * The order of `count` nodes in which the least weight leads backwards, exactly: cost[S + v] = cost[S] + sum of the
 * weights from v to S, over all subsets. `weight[v * count + u]` is what flows from v to u.
 */
export function exactOrder(count: number, weight: Float64Array): number[] {
  const size = 1 << count;
  const cost = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const last = new Int8Array(size);
  cost[0] = 0;
  const back = new Float64Array(count);
  for (let set = 0; set < size - 1; set++) {
    weightsInto(set, count, weight, back);
    for (let node = 0; node < count; node++) {
      const grown = set | (1 << node);
      const total = cost[set]! + back[node]!;
      if (grown === set || total >= cost[grown]!) continue;
      cost[grown] = total;
      last[grown] = node;
    }
  }
  const order: number[] = [];
  for (let set = size - 1; set > 0; set &= ~(1 << last[set]!)) order.push(last[set]!);
  return order.reverse();
}

/** What each node sends into a set. */
function weightsInto(set: number, count: number, weight: Float64Array, into: Float64Array): void {
  into.fill(0);
  for (let member = 0; member < count; member++) {
    if ((set & (1 << member)) === 0) continue;
    for (let node = 0; node < count; node++) into[node]! += weight[node * count + member]!;
  }
}

/**
 * Betters an order by moving one node at a time to the place where the least weight leads backwards, until no move
 * gains (at most 10 rounds). The result cannot be bettered by moving any single node.
 */
export function sift(given: readonly number[], weight: Float64Array): number[] {
  let order = [...given];
  for (let round = 0; round < 10; round++) {
    let moved = false;
    for (const node of [...given].sort((a, b) => a - b)) {
      const better = bestPlace(order, node, weight);
      if (better === undefined) continue;
      order = better;
      moved = true;
    }
    if (!moved) break;
  }
  return order;
}

/** The order with the node at its best place; undefined when it stands there. */
function bestPlace(order: readonly number[], node: number, weight: Float64Array): number[] | undefined {
  const count = order.length;
  const others = order.filter((each) => each !== node);
  const here = order.indexOf(node);
  // cost of standing before all others: everything that flows from them into the node leads back
  let cost = 0;
  const costs = [0];
  for (const other of others) {
    cost += weight[node * count + other]! - weight[other * count + node]!;
    costs.push(cost);
  }
  let best = here;
  for (let place = 0; place < costs.length; place++) if (costs[place]! < costs[best]! - 1e-12) best = place;
  return best === here ? undefined : [...others.slice(0, best), node, ...others.slice(best)];
}

import { moveTo, type Neighbours, sift, type Standing, standingOf } from './sift.ts';

/** So many nodes are moved at random before an order is sifted again. */
const shaken = 6;

/** Small pictures are tried often, large ones must not wait. */
const trialsOf = (count: number) => Math.min(300, Math.floor(7000 / count));

/**
 * Betters a sifted order beyond single moves: some nodes go to other places at random and the order is sifted again; what leads
 * back no more than before is kept (iterated local search). The numbers are the same every time, and so is the order.
 */
export function shakeOrder(given: Standing, neighbours: Neighbours): Standing {
  const count = given.order.length;
  const below = numbers();
  let best = given;
  for (let trial = 0; trial < trialsOf(count); trial++) {
    const next = standingOf(best.order);
    let lost = 0;
    for (let move = 0; move < shaken; move++) lost += moved(next, below(count), below(count), neighbours);
    if (sift(next, neighbours) >= lost - 1e-12) best = next;
  }
  return best;
}

/** Whole numbers below a limit, always the same (a linear congruence). */
function numbers(): (limit: number) => number {
  let state = 1;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * limit);
  };
}

/** Moves a node and tells how much more leads back then. */
function moved(standing: Standing, node: number, target: number, neighbours: Neighbours): number {
  const before = backOf(node, standing, neighbours);
  moveTo(standing, node, target);
  return backOf(node, standing, neighbours) - before;
}

/** What leads back at a node. */
function backOf(node: number, { place }: Standing, { start, node: other, out, into }: Neighbours): number {
  let sum = 0;
  for (let at = start[node]!; at < start[node + 1]!; at++)
    sum += place[other[at]!]! < place[node]! ? out[at]! : into[at]!;
  return sum;
}

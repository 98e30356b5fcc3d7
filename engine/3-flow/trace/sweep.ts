import type { TracePlan } from './plan.ts';

/** What is counted: the amount as it was put in, or its part of the mixture, whose units change with the goods. */
export type Counted = 'amount' | 'mixture';

/** Where a marked lot went. */
export interface Forward {
  /** By move: what of the lot went along. Of a move into the lot itself: what of it came back. */
  readonly content: Float64Array;
  /** By move: of that, what came from what the process used up on it (`ground.second`). */
  readonly along: Float64Array;
  /** By node: what of it is there in the end. */
  readonly left: Float64Array;
  /** By node: what of it made good what had been taken out before, or was put where nothing is followed. */
  readonly aside: Float64Array;
  /** All of the lot; `returned` came back into it. */
  readonly total: number;
  readonly returned: number;
}

/**
 * Follows a lot in time: everything that is put into the marked nodes is it. One pass over the moves, so loops end by themselves: what comes round
 * is a later move. total = sum of left + sum of aside + returned (of `amount`; tested against a plain form of it).
 */
export function forward(plan: TracePlan, marked: Uint8Array, counted: Counted): Forward {
  const { ground, order, part, rise, secondPart, secondRise, missing, keep, full, queued } = plan;
  const { from, to, second, quantity, nodes } = ground;
  const isMixture = counted === 'mixture';
  const content = new Float64Array(ground.count);
  const along = new Float64Array(ground.count);
  const arrived = new Float64Array(plan.method === 'fifo' ? ground.count : 0);
  const left = new Float64Array(nodes.length);
  const aside = new Float64Array(nodes.length);
  const sum = { total: 0, returned: 0 };
  for (let at = 0; at < order.length; at++) {
    const move = order[at]!;
    const [source, target, other] = [from[move]!, to[move]!, second[move]!];
    const took = queued[source] === 1 ? sliced(plan, move, arrived) : left[source]! * part[move]!;
    left[source] = part[move] === 1 ? 0 : left[source]! - took;
    let moved = isMixture ? took * rise[move]! : took;
    if (other >= 0) {
      const used = left[other]! * secondPart[move]!;
      left[other]! -= used;
      along[move] = isMixture ? used * secondRise[move]! : used;
      moved += along[move]!;
    }
    if (marked[source] === 1 && missing[move]! > 0) {
      const before = missing[move]! * (isMixture ? full[move]! : quantity[move]!);
      moved += before;
      sum.total += before;
    }
    content[move] = moved;
    let stays = moved * keep[move]!;
    if (marked[target] === 1 && marked[source] === 0) {
      sum.returned += moved;
      stays = quantity[move]! * keep[move]!;
      sum.total += stays;
    } else aside[target]! += moved - stays;
    left[target]! += stays;
    if (queued[target] === 1) arrived[move] = stays;
  }
  return { content, along, left, aside, ...sum };
}

function sliced({ slices }: TracePlan, move: number, arrived: Float64Array): number {
  let sum = 0;
  for (let at = slices.start[move]!; at < slices.end[move]!; at++) sum += arrived[slices.move[at]!]! * slices.part[at]!;
  return sum;
}

/**
 * The same backwards: by move, which part of it came into the marked nodes in the end (`amount`), or how much of them was made of each unit of it
 * (`mixture`, in units of the marked nodes). What came into them counts at once; as `amount` it counts once, however often it comes round.
 */
export function backward(plan: TracePlan, marked: Uint8Array, counted: Counted): Float64Array {
  const { ground, order, part, rise, secondPart, secondRise, keep, queued } = plan;
  const { from, to, second, nodes } = ground;
  const isMixture = counted === 'mixture';
  const worth = new Float64Array(nodes.length);
  const taken = new Float64Array(plan.method === 'fifo' ? ground.count : 0);
  const value = new Float64Array(ground.count);
  for (let at = order.length - 1; at >= 0; at--) {
    const move = order[at]!;
    const [source, target, other] = [from[move]!, to[move]!, second[move]!];
    const arrives = marked[target] === 1 && marked[source] === 0;
    const later = queued[target] === 1 ? taken[move]! : worth[target]!;
    value[move] = keep[move]! * (arrives ? (isMixture ? 1 + later : 1) : later);
    if (!isMixture && marked[source] === 1) {
      value[move] = 0;
      continue;
    }
    const own = value[move]! * (isMixture ? rise[move]! : 1);
    if (queued[source] === 1) spread(plan, move, own, taken);
    else worth[source] = worth[source]! + part[move]! * (own - worth[source]!);
    if (other >= 0)
      worth[other] =
        worth[other]! + secondPart[move]! * (value[move]! * (isMixture ? secondRise[move]! : 1) - worth[other]!);
  }
  return value;
}

function spread({ slices }: TracePlan, move: number, value: number, taken: Float64Array): void {
  if (value === 0) return;
  for (let at = slices.start[move]!; at < slices.end[move]!; at++) taken[slices.move[at]!]! += slices.part[at]! * value;
}

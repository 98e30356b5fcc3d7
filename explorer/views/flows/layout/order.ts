import { componentsOf } from './components.ts';
import type { Arc, CanonicalGraph, Pins } from './graph.ts';
import { exactLimit, exactOrder } from './order-exact.ts';
import { greedyOrder } from './order-greedy.ts';
import { shakeOrder } from './order-shake.ts';
import { neighboursOf, sift, standingOf } from './sift.ts';

/** Stands for the weight of a link whose amount is unknown, so that it too counts when links are turned. */
const unknownWeight = 1e-4;

/** What a pair of nodes in the order of their stages weighs, and a pair in a pinned order: more than all that flows. */
const stageWeight = 0.02;
const pinWeight = 1e6;

export interface Reading {
  readonly rank: Int32Array;
  readonly component: Int32Array;
}

/**
 * The reading order of the nodes: rank of each, and its component. Links that lead to a lower rank return; only links within a
 * component can. Components of up to 14 nodes are ordered exactly, larger ones by the best order that was found. Where `before` (the
 * rank that each node had) leads back hardly more, it stays, so that a picture that is drawn again keeps its place.
 */
export function readingOrder({ nodes, arcs, pins }: Ordered, before?: Float64Array): Reading {
  const count = nodes.length;
  const component = componentsOf({ count, from: arcs.map((arc) => arc.from), to: arcs.map((arc) => arc.to) });
  const members: number[][] = Array.from({ length: component.count }, () => []);
  for (let node = 0; node < count; node++) members[component.of[node]!]!.push(node);
  const rank = new Int32Array(count);
  let next = 0;
  for (const group of members) for (const node of orderOfComponent(group, arcs, pins, before)) rank[node] = next++;
  return { rank, component: component.of };
}

type Ordered = Pick<CanonicalGraph, 'nodes' | 'arcs' | 'pins'>;

function orderOfComponent(
  members: readonly number[],
  arcs: readonly Arc[],
  pins: Pins,
  before: Float64Array | undefined,
): readonly number[] {
  if (members.length === 1) return members;
  const weight = weightsBetween(members, arcs);
  const spare = worth * weight.reduce((sum, each) => sum + each, 0);
  addPins(members, pins, weight);
  const best =
    members.length <= exactLimit ? exactOrder(members.length, weight) : heuristicOrder(members.length, weight);
  const order = before ? kept(members, before, { best, weight, spare }) : best;
  return order.map((place) => members[place]!);
}

/** How much more may lead back, as a share of all, before an order that is known is given up. */
const worth = 0.01;

/** The order that was before, unless the best one is better by more than a little; where something is new, the best one. */
function kept(
  members: readonly number[],
  before: Float64Array,
  { best, weight, spare }: { readonly best: readonly number[]; readonly weight: Float64Array; readonly spare: number },
): readonly number[] {
  if (members.some((node) => Number.isNaN(before[node]!))) return best;
  const old = members.map((_, place) => place).sort((a, b) => before[members[a]!]! - before[members[b]!]!);
  return backWeight(old, weight) <= backWeight(best, weight) + spare ? old : best;
}

function backWeight(order: readonly number[], weight: Float64Array): number {
  let sum = 0;
  order.forEach((late, at) => {
    for (let earlier = 0; earlier < at; earlier++) sum += weight[late * order.length + order[earlier]!]!;
  });
  return sum;
}

/** Stages and pinned orders, as if something flowed from the earlier to the later. */
function addPins(members: readonly number[], { stage, order }: Pins, weight: Float64Array): void {
  members.forEach((a, from) => {
    members.forEach((b, to) => {
      if (stage[a]! < stage[b]!) weight[from * members.length + to]! += stageWeight;
      if (order[a]! >= 0 && order[a]! < order[b]!) weight[from * members.length + to]! += pinWeight;
    });
  });
}

function heuristicOrder(count: number, weight: Float64Array): number[] {
  const neighbours = neighboursOf(count, weight);
  const standing = standingOf(greedyOrder(count, weight));
  sift(standing, neighbours);
  return [...shakeOrder(standing, neighbours).order];
}

function weightsBetween(members: readonly number[], arcs: readonly Arc[]): Float64Array {
  const place = new Map(members.map((node, index) => [node, index]));
  const weight = new Float64Array(members.length ** 2);
  for (const arc of arcs) {
    const from = place.get(arc.from);
    const to = place.get(arc.to);
    if (from !== undefined && to !== undefined) weight[from * members.length + to]! += arc.weight || unknownWeight;
  }
  return weight;
}

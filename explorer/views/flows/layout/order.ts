import { componentsOf } from './components.ts';
import type { Arc } from './graph.ts';
import { exactLimit, exactOrder } from './order-exact.ts';
import { greedyOrder } from './order-greedy.ts';
import { sift } from './sift.ts';

/** Stands for the weight of a link whose amount is unknown, so that it too counts when links are turned. */
const unknownWeight = 1e-4;

/** The reading order of the nodes: rank of each, and its component. Links that lead to a lower rank return. */
export function readingOrder(count: number, arcs: readonly Arc[]): { rank: Int32Array; component: Int32Array } {
  const component = componentsOf({ count, from: arcs.map((arc) => arc.from), to: arcs.map((arc) => arc.to) });
  const members: number[][] = Array.from({ length: component.count }, () => []);
  for (let node = 0; node < count; node++) members[component.of[node]!]!.push(node);
  const rank = new Int32Array(count);
  let next = 0;
  for (const group of members) for (const node of orderOfComponent(group, arcs)) rank[node] = next++;
  return { rank, component: component.of };
}

function orderOfComponent(members: readonly number[], arcs: readonly Arc[]): readonly number[] {
  if (members.length === 1) return members;
  const weight = weightsBetween(members, arcs);
  const order =
    members.length <= exactLimit
      ? exactOrder(members.length, weight)
      : sift(greedyOrder(members.length, weight), weight);
  return order.map((place) => members[place]!);
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

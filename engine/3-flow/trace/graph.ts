import type { Day } from '../../0-base/time.ts';
import type { GraphEdge, GraphEnd, TraceEndKind, TraceGraph } from './shape.ts';
import type { Ground, GroundNode } from './ground.ts';
import type { TracePlan } from './plan.ts';
import type { Shown } from './shown.ts';
import { backward, forward } from './sweep.ts';

/** A plan with the nodes of the lot that is asked about, and the unit that it is counted in. */
export interface MarkedPlan {
  readonly plan: TracePlan;
  /** By node: 1 where it is the lot. */
  readonly marked: Uint8Array;
  readonly shown: Shown;
  readonly unit: string;
}

/** Below this part of the lot nothing is told: it is the rounding of a sum. */
const negligible = 1e-12;

/** Where a lot went: edges and ends in its unit. */
export function trackGraph({ plan, marked, shown, unit }: MarkedPlan): TraceGraph {
  const amounts = forward(plan, marked, 'amount');
  const mixture = forward(plan, marked, 'mixture');
  const { total, unrecorded } = amounts;
  const edges = sumEdges(plan, shown, (move, isSecond) => {
    const of = isSecond ? amounts.along[move]! : amounts.content[move]! - amounts.along[move]!;
    const mixed = isSecond ? mixture.along[move]! : mixture.content[move]! - mixture.along[move]!;
    return { amount: of, share: of / total, unit, of: mixed, whole: plan.full[move]! };
  });
  const list = endList(shown, total);
  plan.ground.nodes.forEach((node, place) => {
    if (node.kind === 'opening') return;
    const quantity = plan.left[place]!;
    const more = 'unit' in node &&
      quantity > 0 && { quantity, quantityUnit: node.unit, part: mixture.left[place]! / quantity };
    list.add({ kind: endOf(plan, place), node: place, amount: amounts.left[place]!, unit, ...(more || {}) });
    const kind = isNameless(plan, node) ? 'unnamed' : 'covered';
    list.add({ kind, node: place, amount: amounts.aside[place]!, unit });
  });
  list.add({ kind: 'returned', node: marked.indexOf(1), amount: amounts.returned, unit });
  return {
    shown,
    total,
    unit,
    unrecorded,
    marked,
    begun: begunAt({ plan, marked, shown, unit }),
    edges,
    ends: list.ends(),
  };
}

/** By place: how much of the lot was put in there. */
function begunAt({ plan: { ground, keep, missing }, marked, shown }: MarkedPlan): Map<number, number> {
  const begun = new Map<number, number>();
  const add = (node: number, amount: number) =>
    begun.set(shown.ofNode[node]!, (begun.get(shown.ofNode[node]!) ?? 0) + amount);
  for (let move = 0; move < ground.count; move++) {
    const [source, target] = [ground.from[move]!, ground.to[move]!];
    if (marked[source] === 1 && missing[move]! > 0) add(source, missing[move]! * ground.quantity[move]!);
    if (marked[target] === 1 && marked[source] === 0) add(target, keep[move]! * ground.quantity[move]!);
  }
  return begun;
}

const poolEnds = { member: 'stock', outside: 'delivered', nature: 'released' } as const;

/** What it is to be left in a node in the end; what is inside a container is where that is. */
function endOf(plan: TracePlan, place: number): TraceEndKind {
  const node = plan.ground.nodes[place]!;
  if (node.kind === 'pool') return poolEnds[node.side];
  if (node.kind === 'process' || node.kind === 'passage') return 'progress';
  if (node.kind === 'contained') return endOfContainer(plan, node.container);
  return node.kind === 'agent' ? 'delivered' : 'lost';
}

function endOfContainer({ ground, left }: TracePlan, container: string): TraceEndKind {
  let [most, side]: [number, keyof typeof poolEnds] = [0, 'member'];
  ground.nodes.forEach((node, place) => {
    if (node.kind === 'pool' && node.resource === container && left[place]! > most)
      [most, side] = [left[place]!, node.side];
  });
  return poolEnds[side];
}

const isNameless = ({ method }: TracePlan, node: GroundNode): boolean =>
  method === 'lot' && node.kind === 'pool' && node.resource === undefined && node.side === 'member';

type Found = Omit<GraphEnd, 'share'>;

/** Collects ends, by node of the ground. */
function endList(shown: Shown, total: number) {
  const ends = new Map<string, GraphEnd>();
  return {
    ends: () => [...ends.values()],
    add(end: Found): void {
      const share = end.amount / total;
      if (!(share > negligible)) return;
      const node = shown.ofNode[end.node]!;
      const known = ends.get(`${end.kind} ${node}`);
      ends.set(`${end.kind} ${node}`, known ? sumOfEnds(known, { ...end, share }) : { ...end, node, share });
    },
  };
}

/** Two ends at one place: what is there of several things is not told. */
const sumOfEnds = ({ kind, node, unit, amount, share }: GraphEnd, more: Omit<GraphEnd, 'node'>): GraphEnd => ({
  ...{ kind, node, unit, amount: amount + more.amount, share: share + more.share },
});

/** What a lot is made of: edges in their own units with their share of it, and where all of that began. */
export function traceGraph({ plan, marked, shown, unit }: MarkedPlan): TraceGraph {
  const { ground, full, missing } = plan;
  const { from, to, quantity, nodes, table, row } = ground;
  const amounts = backward(plan, marked, 'amount');
  const mixture = backward(plan, marked, 'mixture');
  const { total, unrecorded } = forward(plan, marked, 'amount');
  const unitOf = (move: number) => table.dictionaries.units[table.columns.unit[row[move]!]!]!;
  const edges = sumEdges(plan, shown, (move, isSecond) => {
    const part = isSecond ? plan.secondShare[move]! : 1 - plan.secondShare[move]!;
    const amount = quantity[move]! * amounts[move]! * (isSecond ? part : 1);
    const share = (part * full[move]! * mixture[move]!) / total;
    return { amount, share, unit: unitOf(move), of: amount, whole: quantity[move]! };
  });
  const begun = new Map<string, GraphEnd>();
  const begin = (kind: TraceEndKind, place: number, of: { amount: number; unit: string; share: number }): void => {
    const key = `${kind} ${place} ${of.unit}`;
    const known = begun.get(key);
    const [amount, share] = [(known?.amount ?? 0) + of.amount, (known?.share ?? 0) + of.share];
    begun.set(key, { kind, node: place, unit: of.unit, amount, share });
  };
  for (let move = 0; move < ground.count; move++) {
    if (missing[move] === 0) continue;
    const place = nodes[from[move]!]!.kind === 'opening' ? shown.from[move]! : shown.ofNode[from[move]!]!;
    const isOwn = marked[from[move]!] === 1 && marked[to[move]!] === 1;
    const amount = isOwn ? 0 : missing[move]! * quantity[move]! * amounts[move]!;
    const share = (missing[move]! * full[move]! * mixture[move]!) / total;
    if (amount > 0 || share > negligible)
      begin(beginningOf(plan, from[move]!), place, { amount, unit: unitOf(move), share });
  }
  if (unrecorded > 0)
    begin('unrecorded', shown.ofNode[marked.indexOf(1)]!, { amount: unrecorded, unit, share: unrecorded / total });
  const lot = begunAt({ plan, marked, shown, unit });
  return { shown, total, unit, unrecorded, marked, begun: lot, edges, ends: [...begun.values()] };
}

const beginnings = { member: 'unrecorded', outside: 'received', nature: 'taken' } as const;

function beginningOf(plan: TracePlan, place: number): TraceEndKind {
  const node = plan.ground.nodes[place]!;
  if (node.kind === 'opening') return 'opening';
  if (node.kind === 'agent') return 'received';
  if (node.kind !== 'pool') return 'unrecorded';
  return isNameless(plan, node) ? 'unnamed' : beginnings[node.side];
}

interface MoveShare {
  readonly amount: number;
  readonly share: number;
  readonly unit: string;
  /** The part is the sum of `of` by the sum of `whole`. */
  readonly of: number;
  readonly whole: number;
}

interface Sum {
  readonly from: number;
  readonly to: number;
  readonly unit: string;
  amount: number;
  share: number;
  of: number;
  whole: number;
  quantity: number;
  quantityUnit: number;
  first: Day;
  last: Day;
  moves: number;
}

/** Several units in one sum. */
const several = -1;

type ShareOf = (move: number, isSecond: boolean) => MoveShare;

/** Sums what passes by the places between which it does and, where amounts have units of their own, by unit. */
function sumEdges({ ground }: TracePlan, shown: Shown, shareOf: ShareOf): GraphEdge[] {
  const { units } = ground.table.dictionaries;
  const sums = new Map<number, Map<string, Sum>>();
  const add = (move: number, from: number, isSecond: boolean): void => {
    const to = shown.to[move]!;
    if (from === to) return;
    const found = shareOf(move, isSecond);
    if (!(found.share > negligible || (found.unit !== '' && found.of > negligible * found.whole && found.amount > 0)))
      return;
    const byUnit = getOr(sums, from * shown.places.length + to, () => new Map<string, Sum>());
    addMove(
      getOr(byUnit, found.unit, () => emptySum({ from, to, unit: found.unit })),
      found,
      { ground, move },
    );
  };
  for (let move = 0; move < ground.count; move++) {
    add(move, shown.from[move]!, false);
    if (ground.second[move]! >= 0) add(move, shown.ofNode[ground.second[move]!]!, true);
  }
  return [...sums.values()].flatMap((byUnit) => [...byUnit.values()].map((sum) => edgeOf(sum, units)));
}

function addMove(
  sum: Sum,
  found: MoveShare,
  { ground, move }: { readonly ground: Ground; readonly move: number },
): void {
  const { day, unit } = ground.table.columns;
  const row = ground.row[move]!;
  sum.amount += found.amount;
  sum.share += found.share;
  sum.of += found.of;
  sum.whole += found.whole;
  sum.quantity += ground.quantity[move]!;
  if (sum.moves === 0) sum.quantityUnit = unit[row]!;
  else if (sum.quantityUnit !== unit[row]) sum.quantityUnit = several;
  sum.first = Math.min(sum.first, day[row]!);
  sum.last = Math.max(sum.last, day[row]!);
  sum.moves += 1;
}

function getOr<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

const emptySum = (edge: Pick<Sum, 'from' | 'to' | 'unit'>): Sum => ({
  ...{ ...edge, amount: 0, share: 0, of: 0, whole: 0, quantity: 0, quantityUnit: several },
  ...{ first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY, moves: 0 },
});

function edgeOf({ of, whole, quantity, quantityUnit, ...sum }: Sum, units: readonly string[]): GraphEdge {
  const passed = quantityUnit === several ? {} : { quantity, quantityUnit: units[quantityUnit]! };
  return { ...sum, part: whole > 0 ? of / whole : 0, ...passed };
}

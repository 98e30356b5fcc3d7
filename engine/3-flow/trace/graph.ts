import type { GroundNode } from './ground.ts';
import { negligible, readLinks } from './links.ts';
import type { TracePlan } from './plan.ts';
import { type GraphEnd, type TraceEndKind, traceEndKinds, type TraceGraph } from './shape.ts';
import type { Shown } from './shown.ts';
import { backward, type Forward, forward } from './sweep.ts';

/** A plan with the nodes of the lot that is asked about, and the unit that it is counted in. */
export interface MarkedPlan {
  readonly plan: TracePlan;
  /** By node: 1 where it is the lot. */
  readonly marked: Uint8Array;
  readonly shown: Shown;
  readonly unit: string;
  /** Whether it is a lot over several stocks: what comes from one to another by a carrier or a process did not come back, it never left. */
  readonly isWhole: boolean;
}

/** Where a lot went: links and ends in its unit. */
export function trackGraph(given: MarkedPlan): TraceGraph {
  const { plan, marked, shown, unit, isWhole } = given;
  const amounts = forward(plan, marked, 'amount');
  const mixture = forward(plan, marked, 'mixture');
  const total = amounts.total - (isWhole ? amounts.returned : 0);
  const begun = begunAt(given, isWhole ? amounts.content : undefined);
  const unrecorded = unrecordedOf(given);
  const links = readLinks(plan, shown, (move, isSecond, into) => {
    const along = amounts.along[move]!;
    into.amount = isSecond ? along : amounts.content[move]! - along;
    into.share = into.amount / total;
    into.of = isSecond ? mixture.along[move]! : mixture.content[move]! - mixture.along[move]!;
    into.whole = plan.full[move]!;
  });
  const ends = trackEnds(given, { total, amounts, mixture });
  return { ground: plan.ground, shown, total, unit, unrecorded, begun, links, ends, ownUnits: false };
}

interface Followed {
  readonly total: number;
  readonly amounts: Forward;
  readonly mixture: Forward;
}

function trackEnds(given: MarkedPlan, { total, amounts, mixture }: Followed): GraphEnd[] {
  const { plan, marked, shown, unit, isWhole } = given;
  const { nodes } = plan.ground;
  const list = endList(shown, total);
  for (let node = 0; node < nodes.length; node++) {
    if (amounts.left[node]! > 0) {
      const quantity = plan.left[node]!;
      const its = nodes[node]!;
      const more =
        'unit' in its && quantity > 0 ? { quantity, quantityUnit: its.unit, part: mixture.left[node]! / quantity } : {};
      list.add({ kind: endOf(plan, node), node, amount: amounts.left[node]!, unit, ...more });
    }
    const kind = isNameless(plan, nodes[node]!) ? 'unnamed' : 'covered';
    if (amounts.aside[node]! > 0) list.add({ kind, node, amount: amounts.aside[node]!, unit });
  }
  if (!isWhole) list.add({ kind: 'returned', node: marked.indexOf(1), amount: amounts.returned, unit });
  return list.ends();
}

/** By place: how much of the lot was put in there; without what came `inside` from another of its stocks, by move. */
function begunAt(given: MarkedPlan, inside?: Float64Array): Map<number, number> {
  const { plan, marked, shown } = given;
  const { ground, keep, missing } = plan;
  const begun = new Map<number, number>();
  const add = (node: number, amount: number) =>
    begun.set(shown.ofNode[node]!, (begun.get(shown.ofNode[node]!) ?? 0) + amount);
  if (inside) for (const node of marked.keys()) if (marked[node] === 1) add(node, 0);
  for (let move = 0; move < ground.count; move++) {
    const [source, target] = [ground.from[move]!, ground.to[move]!];
    if (marked[source] === 1 && missing[move]! > 0) add(source, missing[move]! * ground.quantity[move]!);
    if (marked[target] === 1 && marked[source] === 0)
      add(target, keep[move]! * ground.quantity[move]! - (inside?.[move] ?? 0));
  }
  return begun;
}

/** How much of the lot members gave out that had never come in; what others gave is theirs to explain. */
function unrecordedOf({ plan: { ground, missing }, marked }: MarkedPlan): number {
  let sum = 0;
  for (let move = 0; move < ground.count; move++) {
    const node = ground.nodes[ground.from[move]!]!;
    if (marked[ground.from[move]!] === 1 && node.kind === 'pool' && node.side === 'member')
      sum += missing[move]! * ground.quantity[move]!;
  }
  return sum;
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

/** Collects ends, by node of the ground. */
function endList(shown: Shown, total: number) {
  const ends = new Map<number, GraphEnd>();
  return {
    ends: () => [...ends.values()],
    add(end: Omit<GraphEnd, 'share'>): void {
      const share = end.amount / total;
      if (!(share > negligible)) return;
      const node = shown.ofNode[end.node]!;
      const key = node * traceEndKinds.length + traceEndKinds.indexOf(end.kind);
      const known = ends.get(key);
      ends.set(key, known ? sumOfEnds(known, { ...end, share }) : { ...end, node, share });
    },
  };
}

/** Two ends at one place: what is there of several things is not told. */
const sumOfEnds = ({ kind, node, unit, amount, share }: GraphEnd, more: Omit<GraphEnd, 'node'>): GraphEnd => ({
  ...{ kind, node, unit, amount: amount + more.amount, share: share + more.share },
});

/** What a lot is made of: links in their own units with their share of it, and where all of that began. */
export function traceGraph(given: MarkedPlan): TraceGraph {
  const { plan, marked, shown, unit } = given;
  const { ground, full, secondShare } = plan;
  const amounts = backward(plan, marked, 'amount');
  const mixture = backward(plan, marked, 'mixture');
  const begun = begunAt(given);
  const total = [...begun.values()].reduce((sum, each) => sum + each, 0);
  const links = readLinks(plan, shown, (move, isSecond, into) => {
    const part = isSecond ? secondShare[move]! : 1 - secondShare[move]!;
    into.whole = ground.quantity[move]!;
    into.amount = into.whole * amounts[move]! * (isSecond ? part : 1);
    into.of = into.amount;
    into.share = (part * full[move]! * mixture[move]!) / total;
  });
  const ends = beginnings({ ...given, total, amounts, mixture });
  const unrecorded = unrecordedOf(given);
  return { ground, shown, total, unit, unrecorded, begun, links, ends, ownUnits: true };
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

interface Worth extends MarkedPlan {
  readonly total: number;
  /** By move (backward). */
  readonly amounts: Float64Array;
  readonly mixture: Float64Array;
}

/** Where what a lot is made of began: every move of which some was not there before. */
function beginnings({ plan, marked, shown, unit, total, amounts, mixture }: Worth): GraphEnd[] {
  const { ground, full, missing } = plan;
  const { columns, dictionaries } = ground.table;
  const ends = new Map<number, Mutable<GraphEnd>>();
  const begin = (node: number, kind: TraceEndKind, unitPlace: number): Mutable<GraphEnd> => {
    const key = (node * traceEndKinds.length + traceEndKinds.indexOf(kind)) * 256 + unitPlace;
    const known = ends.get(key);
    if (known) return known;
    const end = { kind, node, unit: dictionaries.units[unitPlace] ?? unit, amount: 0, share: 0 };
    ends.set(key, end);
    return end;
  };
  for (let move = 0; move < ground.count; move++) {
    if (missing[move] === 0) continue;
    const node = ground.from[move]!;
    const lacking = missing[move]! * ground.quantity[move]!;
    const isOwn = marked[node] === 1;
    const amount = isOwn ? lacking : lacking * amounts[move]!;
    const share = (missing[move]! * full[move]! * mixture[move]! + (isOwn ? lacking : 0)) / total;
    if (!(amount > 0 || share > negligible)) continue;
    const end = begin(shown.from[move]!, beginningOf(plan, node), columns.unit[ground.row[move]!]!);
    end.amount += amount;
    end.share += share;
  }
  return [...ends.values()];
}

const poolBeginnings = { member: 'unrecorded', outside: 'received', nature: 'taken' } as const;

function beginningOf(plan: TracePlan, place: number): TraceEndKind {
  const node = plan.ground.nodes[place]!;
  if (node.kind === 'opening') return 'opening';
  if (node.kind === 'agent') return 'received';
  if (node.kind !== 'pool') return 'unrecorded';
  return isNameless(plan, node) ? 'unnamed' : poolBeginnings[node.side];
}

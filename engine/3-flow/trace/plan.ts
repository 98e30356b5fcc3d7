import { flagsOf } from '../../0-base/group.ts';
import type { Ground, GroundNode } from './ground.ts';
import type { LotMethod } from '../../1-record/network.ts';
import { rounding, type SliceList, sliceList, type Slices } from './slices.ts';
import { shareBases, type Weights } from './weight.ts';

/**
 * What every move takes from where it comes from, settled by quantities alone: the same for whatever lot is asked about. Of the content c of the
 * place that it leaves a move takes part x c, and keep x part x c arrives; counted as a mixture (units change in a process) it is rise x that.
 */
export interface TracePlan {
  readonly ground: Ground;
  readonly weights: Weights;
  readonly method: LotMethod;
  /** Moves in the order in which they are carried out. */
  readonly order: Int32Array;
  /** By move: the part of what is in the place that it leaves; under fifo only for processes. */
  readonly part: Float64Array;
  readonly rise: Float64Array;
  /** By move: the part of the content of `ground.second`, its rise, and what of the mixture it makes up. */
  readonly secondPart: Float64Array;
  readonly secondRise: Float64Array;
  readonly secondShare: Float64Array;
  /** By move: the part of its quantity of which nothing was there. */
  readonly missing: Float64Array;
  /** By move: the part of it that stays where it goes; the rest makes good what was taken out before it came (or is not followed: `lot`). */
  readonly keep: Float64Array;
  /** By move: the whole of it, in units of the place that it goes to: its quantity, or its weight in a process. */
  readonly full: Float64Array;
  /** Under fifo: move `order` m takes the parts slices[at].part of the deliveries slices[at].move, at from start[m] to end[m]. */
  readonly slices: Slices;
  /** By node: what is there in the end; of a process the weight of what nothing came out of. */
  readonly left: Float64Array;
  /** By node: 1 where a stock is followed first in, first out. */
  readonly queued: Uint8Array;
  /** Moves that took from each other in a circle within one day and were taken as recorded. */
  readonly forced: number;
}

/**
 * Settles in which order the moves of a table take place and what each takes along. Time goes forward: by day, within a day as recorded; but what
 * a process takes in on a day comes before what it gives out on it, and a withdrawal waits for what is put in later that day if else too little were there.
 *
 * - average: a withdrawal is a part of all that is in the stock at that moment.
 * - fifo: it is taken from what came first.
 * - lot: as average, but only goods that name a resource are followed: what has no name is in no lot.
 *
 * What is in a process goes to all that it gives out from then on, by weight: of outputs k, k + 1, ... output k takes w_k / (w_k + w_k+1 + ...).
 * Of a process that is said not to be finished (`unfinished`) what its outputs so far do not weigh stays in it.
 */
export function planTrace(
  ground: Ground,
  weights: Weights,
  { method, unfinished = new Set() }: PlanChoices,
): TracePlan {
  const making = startPlan(ground, weights, method);
  holdBack(making, unfinished);
  const { table, count, row } = ground;
  let first = 0;
  while (first < count) {
    const day = table.columns.day[row[first]!]!;
    let end = first + 1;
    while (end < count && table.columns.day[row[end]!] === day) end += 1;
    carryOutDay(making, first, end);
    first = end;
  }
  const { taken, ...plan } = making;
  return { ...plan, slices: taken.slices(), forced: making.forced };
}

/** How a plan is made. */
export interface PlanChoices {
  readonly method: LotMethod;
  /** The processes that are said not to be finished. */
  readonly unfinished?: ReadonlySet<string> | undefined;
}

type Making = {
  -readonly [Name in keyof Omit<TracePlan, 'slices'>]: TracePlan[Name];
} & {
  readonly taken: SliceList;
  done: number;
  readonly carried: Uint8Array;
  /** By node: whether goods are taken from it by quantity. */
  readonly pooled: Uint8Array;
  /** By node: whether it is a process. */
  readonly isProcess: Uint8Array;
  /** By node: under `lot`, whether it is no lot. */
  readonly nameless: Uint8Array;
  /** By node: whether more taken out than was there is made good by what comes later. */
  readonly owes: Uint8Array;
  readonly owed: Float64Array;
  /** By process: weight of what it has yet to give out. */
  readonly ahead: Float64Array;
  /** By node: moves of the day that come in and are not carried out yet. */
  readonly coming: Int32Array;
  readonly waiting: Map<number, number[]>;
};

const isPooled = ({ kind }: GroundNode): boolean => kind === 'pool' || kind === 'passage' || kind === 'contained';
const isNameless = (node: GroundNode): boolean => node.kind === 'pool' && node.resource === undefined;
const owes = (node: GroundNode): boolean => (node.kind === 'pool' ? node.side === 'member' : isPooled(node));

function startPlan(ground: Ground, weights: Weights, method: LotMethod): Making {
  const { count, nodes, from, second } = ground;
  const pooled = flagsOf(nodes, isPooled);
  const nameless = flagsOf(nodes, (node) => method === 'lot' && isNameless(node) && owes(node));
  const ahead = new Float64Array(nodes.length);
  for (let move = 0; move < count; move++) {
    const process = second[move]! >= 0 ? second[move]! : pooled[from[move]!] === 0 ? from[move]! : -1;
    if (process >= 0) ahead[process]! += weights.weight[move]!;
  }
  const numbers = () => new Float64Array(count);
  return {
    ...{ ground, weights, method, order: new Int32Array(count), part: numbers(), rise: numbers().fill(1) },
    ...{
      secondPart: numbers(),
      secondRise: numbers(),
      secondShare: numbers(),
      missing: numbers(),
      keep: numbers().fill(1),
      full: numbers(),
    },
    ...{ left: new Float64Array(nodes.length), owed: new Float64Array(nodes.length), ahead, pooled, nameless },
    queued: method === 'fifo' ? pooled : new Uint8Array(nodes.length),
    ...{ taken: sliceList(count), done: 0, forced: 0, carried: new Uint8Array(count) },
    ...{
      isProcess: flagsOf(nodes, ({ kind }) => kind === 'process'),
      owes: flagsOf(nodes, owes),
      coming: new Int32Array(nodes.length),
      waiting: new Map(),
    },
  };
}

/** What an unfinished process took in beyond what it has given out is yet to be given out. */
function holdBack({ ground, weights, ahead }: Making, unfinished: ReadonlySet<string>): void {
  if (unfinished.size === 0) return;
  const { nodes, to, count } = ground;
  const open = flagsOf(nodes, (node) => node.kind === 'process' && unfinished.has(node.process));
  const taken = new Float64Array(nodes.length);
  for (let move = 0; move < count; move++) taken[to[move]!]! += weights.weight[move]!;
  open.forEach((is, node) => {
    if (is === 1 && shareBases[weights.base[node]!] === 'matter') ahead[node] = Math.max(ahead[node]!, taken[node]!);
  });
}

/** Carries out the moves of a day, each when what it needs is there. */
function carryOutDay(making: Making, first: number, end: number): void {
  const { coming, waiting } = making;
  const { from, to } = making.ground;
  for (let move = first; move < end; move++) coming[to[move]!]! += 1;
  for (let move = first; move < end; move++) {
    const blocker = blockerOf(making, move);
    if (blocker >= 0) wait(making, blocker, move);
    else if (waiting.size === 0) carryOut(making, move);
    else if (waiting.has(from[move]!)) wait(making, from[move]!, move);
    else settle(making, move);
  }
  if (waiting.size > 0) carryOutCircles(making, first, end);
}

function wait({ waiting }: Making, node: number, move: number): void {
  const list = waiting.get(node);
  if (list) list.push(move);
  else waiting.set(node, [move]);
}

/** What is left waits for itself: it is taken as it was recorded. */
function carryOutCircles(making: Making, first: number, end: number): void {
  for (let move = first; move < end && making.waiting.size > 0; move++) {
    if (making.carried[move] === 1) continue;
    making.forced += 1;
    settle(making, move);
  }
  making.waiting.clear();
}

/** The place that a move waits for; -1 none. */
function blockerOf({ ground, pooled, isProcess, coming, left }: Making, move: number): number {
  const from = ground.from[move]!;
  const second = ground.second[move]!;
  if (second >= 0 && coming[second]! > 0) return second;
  if (coming[from]! === 0) return -1;
  if (pooled[from] === 1) return left[from]! >= ground.quantity[move]! * (1 - rounding) ? -1 : from;
  return isProcess[from] === 1 ? from : -1;
}

/** Carries out a move, and those that waited for nothing but it. */
function settle(making: Making, start: number): void {
  carryOut(making, start);
  const reached = [making.ground.to[start]!];
  while (reached.length > 0) {
    const node = reached.pop()!;
    const list = making.waiting.get(node);
    if (!list) continue;
    making.waiting.delete(node);
    for (let at = 0; at < list.length; at++) {
      const move = list[at]!;
      if (making.carried[move] === 1) continue;
      const blocker = blockerOf(making, move);
      if (blocker === node) {
        making.waiting.set(node, list.slice(at));
        break;
      }
      if (blocker >= 0) wait(making, blocker, move);
      else {
        carryOut(making, move);
        reached.push(making.ground.to[move]!);
      }
    }
  }
}

function carryOut(making: Making, move: number): void {
  const { ground, carried, order, pooled, isProcess } = making;
  const from = ground.from[move]!;
  const hasSecond = ground.second[move]! >= 0;
  carried[move] = 1;
  order[making.done++] = move;
  making.coming[ground.to[move]!]! -= 1;
  if (hasSecond) takeSecond(making, move);
  if (pooled[from] === 1) withdraw(making, move);
  else if (isProcess[from] === 1) giveOut(making, move);
  else making.missing[move] = 1;
  if (hasSecond) mixSecond(making, move);
  deliver(making, move);
}

function withdraw(making: Making, move: number): void {
  const { ground, left, missing, part, taken, nameless } = making;
  const node = ground.from[move]!;
  const quantity = ground.quantity[move]!;
  const there = left[node]!;
  const lacks = Math.max(0, quantity - there);
  missing[move] = nameless[node] === 1 ? 1 : lacks > rounding * quantity ? lacks / quantity : 0;
  const isAll = quantity >= there * (1 - rounding);
  part[move] = nameless[node] === 1 || there === 0 ? 0 : isAll ? 1 : quantity / there;
  left[node] = isAll ? 0 : there - quantity;
  if (making.owes[node] === 1 && lacks > rounding * quantity) making.owed[node]! += lacks;
  if (making.queued[node] === 1) taken.take(node, move, isAll ? undefined : quantity);
}

/** A process gives out its part of what is in it. */
function giveOut(making: Making, move: number): void {
  const { ground, weights, part, rise, missing, left } = making;
  const node = ground.from[move]!;
  const there = left[node]!;
  part[move] = outputPart(making, node, weights.weight[move]!);
  const given = there * part[move]!;
  rise[move] = given > 0 ? ground.quantity[move]! / given : 0;
  missing[move] = given > 0 ? 0 : 1;
  left[node] = there - given;
}

function outputPart({ ahead }: Making, process: number, weight: number): number {
  const all = ahead[process]!;
  const rest = all - weight;
  ahead[process] = rest > rounding * all ? rest : 0;
  return all > 0 ? (ahead[process] === 0 ? 1 : weight / all) : 0;
}

function takeSecond(making: Making, move: number): void {
  const { ground, weights, secondPart, secondRise, left } = making;
  const process = ground.second[move]!;
  secondPart[move] = outputPart(making, process, weights.weight[move]!);
  const given = left[process]! * secondPart[move]!;
  left[process]! -= given;
  secondRise[move] = given;
}

/** What is handed through and what is used up on it make one mixture, by weight. */
function mixSecond({ ground, weights, rise, secondRise, secondShare, missing }: Making, move: number): void {
  if (secondRise[move] === 0) return;
  const given = secondRise[move]!;
  const own = weights.weight[move]! * (1 - missing[move]!);
  const whole = weights.weight[move]! + given;
  rise[move] = whole > 0 ? weights.weight[move]! / whole : 0;
  secondRise[move] = ground.quantity[move]! / whole;
  secondShare[move] = given / whole;
  missing[move] = whole > 0 ? (weights.weight[move]! - own) / whole : 1;
}

function deliver(making: Making, move: number): void {
  const { ground, weights, left, owed, keep, full, taken, pooled, isProcess } = making;
  const node = ground.to[move]!;
  const quantity = ground.quantity[move]!;
  full[move] = isProcess[node] === 1 ? weights.weight[move]! : quantity;
  if (pooled[node] === 0) {
    if (quantity > 0) making.rise[move]! *= full[move]! / quantity;
    if (quantity > 0) making.secondRise[move]! *= full[move]! / quantity;
    left[node]! += full[move]!;
    return;
  }
  const covered = Math.min(owed[node]!, quantity);
  owed[node]! -= covered;
  keep[move] = making.nameless[node] === 1 ? 0 : (quantity - covered) / quantity;
  left[node]! += quantity - covered;
  if (making.queued[node] === 1 && keep[move]! > 0) taken.deliver(node, move, quantity - covered);
}

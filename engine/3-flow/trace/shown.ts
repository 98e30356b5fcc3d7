import type { Facts } from '../../1-record/facts.ts';
import type { Ground, GroundNode } from './ground.ts';

/** What a place of an answer is. `kind`: all processes of one specification. beyond: what depth or number of places left out. */
export type TracePlaceKind =
  'stock' | 'outside' | 'nature' | 'process' | 'kind' | 'contained' | 'agent' | 'opening' | 'loss' | 'beyond';

/** A place of an answer, under a text that is its own. */
export interface TracePlace {
  readonly id: string;
  readonly kind: TracePlaceKind;
  readonly resource?: string | undefined;
  readonly holder?: string | undefined;
  readonly specification?: string | undefined;
  /** Of a process itself. */
  readonly process?: string | undefined;
  /** Of processes of one kind: their specification. */
  readonly basedOn?: string | undefined;
}

/** Whether every process stands for itself, or those of a kind together. */
export type TraceProcesses = 'each' | 'kinds';

/** The places of an answer, and by move those between which it goes. */
export interface Shown {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** By node of the ground: its place; -1 for openings, which are a place for each stock that they open. */
  readonly ofNode: Int32Array;
  /** What a place is; made when it is asked for, since most are never shown. */
  place(at: number): TracePlace;
}

/** Gathers the nodes of a ground into the places that an answer shows. */
export function shownPlaces(ground: Ground, facts: Facts, processes: TraceProcesses): Shown {
  const { nodes, count, from, to } = ground;
  const ofNode = new Int32Array(nodes.length);
  for (let node = 0; node < nodes.length; node++) ofNode[node] = node;
  gatherProcesses(nodes, ofNode, processes === 'kinds' ? facts : undefined);
  for (const [passage, source] of soleSources(ground, ofNode)) ofNode[passage] = source;
  const opened = nodes.findIndex(({ kind }) => kind === 'opening');
  const [starts, ends] = [new Int32Array(count), new Int32Array(count)];
  for (let move = 0; move < count; move++) {
    const [source, target] = [ofNode[from[move]!]!, ofNode[to[move]!]!];
    starts[move] = from[move] === opened ? nodes.length + target : source;
    ends[move] = to[move] === opened ? nodes.length + source : target;
  }
  const describe = (at: number): TracePlace => placeOf(nodes[at]!, facts, processes);
  const place = (at: number): TracePlace => {
    if (at < nodes.length) return describe(at);
    const stock = describe(at - nodes.length);
    return { ...stock, id: `opening ${stock.id}`, kind: 'opening' };
  };
  return { count: 2 * nodes.length, from: starts, to: ends, ofNode, place };
}

/** Gives all nodes of one process, or of one kind of process, the place of the first of them. */
function gatherProcesses(nodes: readonly GroundNode[], ofNode: Int32Array, kinds: Facts | undefined): void {
  const [ofProcess, ofKind] = [new Map<string, number>(), new Map<string, number>()];
  nodes.forEach((node, at) => {
    if (node.kind !== 'process' && node.kind !== 'passage') return;
    const basedOn = kinds?.Process?.get(node.process)?.basedOn;
    const first = basedOn === undefined ? ofProcess : ofKind;
    const key = basedOn ?? node.process;
    const known = first.get(key);
    if (known === undefined) first.set(key, at);
    ofNode[at] = known ?? at;
  });
}

/** What is handed through and comes from one place only is shown as if it were still there: a load that is picked up and dropped off. */
function soleSources({ nodes, from, to, count }: Ground, ofNode: Int32Array): Map<number, number> {
  const sources = new Map<number, number>();
  const several = new Set<number>();
  for (let move = 0; move < count; move++) {
    const target = to[move]!;
    if (nodes[target]!.kind !== 'passage') continue;
    const source = ofNode[from[move]!]!;
    if ((sources.get(target) ?? source) !== source) several.add(target);
    sources.set(target, source);
  }
  for (const passage of several) sources.delete(passage);
  return sources;
}

const poolKinds = { member: 'stock', outside: 'outside', nature: 'nature' } as const;

function placeOf(node: GroundNode, facts: Facts, processes: TraceProcesses): TracePlace {
  if (node.kind === 'pool') {
    const { resource, holder, specification, unit } = node;
    const id = `stock ${resource ?? specification} ${holder} ${resource === undefined ? unit : ''}`.trim();
    return { id, kind: poolKinds[node.side], resource, holder, specification };
  }
  if (node.kind === 'process' || node.kind === 'passage') return processPlace(node.process, facts, processes);
  if (node.kind === 'contained') {
    const { container, specification } = node;
    return { id: `inside ${container} ${specification}`, kind: 'contained', resource: container, specification };
  }
  return node.kind === 'agent'
    ? { id: `agent ${node.agent}`, kind: 'agent', holder: node.agent }
    : { id: 'loss', kind: 'loss' };
}

function processPlace(process: string, facts: Facts, processes: TraceProcesses): TracePlace {
  const basedOn = facts.Process?.get(process)?.basedOn;
  if (processes === 'kinds' && basedOn !== undefined) return { id: `kind ${basedOn}`, kind: 'kind', basedOn };
  return { id: `process ${process}`, kind: 'process', process };
}

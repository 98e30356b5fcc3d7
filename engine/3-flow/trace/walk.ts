import type { EconomicEvent } from '../../1-record/observation.ts';
import { type ActionRow, findAction } from '../../2-ledger/action.ts';
import { localName } from '../../1-record/linked.ts';

/** What a walk reads of an event. */
export interface WalkEvent extends Pick<
  EconomicEvent,
  'action' | 'inputOf' | 'outputOf' | 'resourceInventoriedAs' | 'toResourceInventoriedAs'
> {
  readonly id: string;
}

/** Something that a walk comes by. */
export interface WalkStep {
  readonly kind: 'resource' | 'event' | 'process';
  readonly id: string;
}

/** A step with the place in the walk of the step that found it; -1 for the start. */
export interface WalkNode extends WalkStep {
  readonly parent: number;
  readonly depth: number;
}

/**
 * The published walk of provenance: everything that led to something (`trace`) or followed from it (`track`), depth first, as a list in which
 * every step names the one that found it. No amounts: those are in sweep.ts. `events` in the order in which they were recorded.
 *
 * Every event and process is walked once. The breadcrumb of an event on a resource is the one before it on the same resource: it comes first
 * among those that fill the resource, and where the resource was met before it alone is followed, so that what was modified twice is told in
 * order and a circle ends. Of pairs (taken out of what it was put into, given back after a repair, dropped off after a pick-up) only the partner
 * that belongs is followed: trace meets the later of the two first, track the earlier. Source: ValueFlows 1.0, algorithms/track.md (valueflows.md 1.5);
 * each step costs what it finds.
 */
export function walk(events: readonly WalkEvent[], start: WalkStep, direction: 'trace' | 'track'): WalkNode[] {
  const rules = walkRules(events, direction);
  const nodes: WalkNode[] = [{ ...start, parent: -1, depth: 0 }];
  const visit: Visit = { rules, visited: new Set([keyOf(start)]), pairs: new Set() };
  const open: Frame[] = [frameOf(visit, { step: start, isSeen: false, via: undefined }, 0)];
  while (open.length > 0) {
    const frame = open.at(-1)!;
    const step = frame.steps[frame.at++];
    if (!step) open.pop();
    else enter(visit, { frame, step, nodes, open });
  }
  return nodes;
}

const keyOf = ({ kind, id }: WalkStep): string => `${kind} ${id}`;

interface Visit {
  readonly rules: WalkRules;
  readonly visited: Set<string>;
  /** Pairs whose other half is yet to be met, by the pair and the resource. */
  readonly pairs: Set<string>;
}

interface Frame {
  readonly node: number;
  readonly step: WalkStep;
  readonly steps: readonly WalkStep[];
  at: number;
}

interface Entry {
  readonly frame: Frame;
  readonly step: WalkStep;
  readonly nodes: WalkNode[];
  readonly open: Frame[];
}

function enter(visit: Visit, { frame, step, nodes, open }: Entry): void {
  const { visited, rules } = visit;
  const isSeen = visited.has(keyOf(step));
  if (step.kind === 'event' && (isSeen || !passesPair(visit, rules.event(step.id)))) return;
  visited.add(keyOf(step));
  nodes.push({ ...step, parent: frame.node, depth: nodes[frame.node]!.depth + 1 });
  if (isSeen && step.kind === 'process') return;
  const via = frame.step.kind === 'event' ? frame.step.id : undefined;
  open.push(frameOf(visit, { step, isSeen, via }, nodes.length - 1));
}

interface Met {
  readonly step: WalkStep;
  /** Whether it was met before. */
  readonly isSeen: boolean;
  /** The event by which it was met. */
  readonly via: string | undefined;
}

function frameOf({ rules, visited }: Visit, { step, isSeen, via }: Met, node: number): Frame {
  const steps = step.kind === 'resource' ? rules.fromResource(step.id, via) : rules.from(step);
  const followed = isSeen ? steps.filter(({ id }) => id === rules.crumb(step.id, via)) : steps;
  return { node, step, steps: followed.filter((each) => each.kind !== 'event' || !visited.has(keyOf(each))), at: 0 };
}

/** Notes the first half of a pair, and lets the second half pass only after it. */
function passesPair({ rules, pairs }: Visit, event: WalkEvent): boolean {
  const half = rules.half(event);
  if (half === undefined) return true;
  if (half.isFirst) pairs.add(half.pair);
  else if (!pairs.delete(half.pair)) return false;
  return true;
}

interface WalkRules {
  event(id: string): WalkEvent;
  /** From an event or a process. */
  from(step: WalkStep): readonly WalkStep[];
  /** From a resource that was met by an event, its breadcrumb first. */
  fromResource(id: string, via: string | undefined): readonly WalkStep[];
  /** The event next to one on a resource, of those that the direction goes by; to a resource without event its outermost. */
  crumb(resource: string, via: string | undefined): string | undefined;
  half(event: WalkEvent): { readonly pair: string; readonly isFirst: boolean } | undefined;
}

const rowOf = ({ action }: WalkEvent): ActionRow | undefined => findAction(action);
/** Whether an event says only that something was there, or was not. */
const isCount = (row: ActionRow | undefined): boolean => row?.burden === 'opening' || row?.burden === 'loss';

/** What makes two events a pair: both sides of a repair or a journey, or what is put in and taken out. */
function pairOf(event: WalkEvent): string | undefined {
  const row = rowOf(event);
  if (!row || row.inputOutput === 'notApplicable') return undefined;
  if (row.containedEffect !== 'notApplicable') return `contained ${event.resourceInventoriedAs}`;
  if (row.pairsWith === 'notApplicable') return undefined;
  return `${[localName(event.action), row.pairsWith].sort().join(' ')} ${event.resourceInventoriedAs}`;
}

function walkRules(events: readonly WalkEvent[], direction: 'trace' | 'track'): WalkRules {
  const isTrace = direction === 'trace';
  const places = new Map(events.map(({ id }, place) => [id, place]));
  const byProcess = new Map<string, WalkStep[]>();
  const byResource = new Map<string, WalkStep[]>();
  const onResource = new Map<string, string[]>();
  const ordered = isTrace ? [...events].reverse() : events;
  for (const event of ordered) {
    const step: WalkStep = { kind: 'event', id: event.id };
    const { inputOf, outputOf, resourceInventoriedAs: resource, toResourceInventoriedAs: to } = event;
    push(byProcess, isTrace ? inputOf : outputOf, step);
    for (const named of new Set([resource, to])) push(onResource, named, event.id);
    const fills = outputOf !== undefined || isCount(rowOf(event));
    if (!isTrace || fills) push(byResource, resource, step);
    if (isTrace && isGoal(event) && !(fills && to === resource)) push(byResource, to, step);
  }
  const eventOf = (id: string): WalkEvent => events[places.get(id)!]!;
  const chains = new Map<string, Chain>();
  const crumb = (resource: string, via: string | undefined): string | undefined => {
    const chain = chains.get(resource) ?? chainOf(onResource.get(resource) ?? [], byResource.get(resource) ?? []);
    chains.set(resource, chain);
    return chain.leads[via === undefined ? 0 : (chain.places.get(via) ?? -1) + 1];
  };
  return {
    event: eventOf,
    crumb,
    from: (step) =>
      step.kind === 'process'
        ? (byProcess.get(step.id) ?? [])
        : isTrace
          ? before(eventOf(step.id))
          : behind(eventOf(step.id)),
    fromResource(id, via) {
      const steps = byResource.get(id) ?? [];
      const first = crumb(id, via);
      return [...steps.filter((step) => step.id === first), ...steps.filter((step) => step.id !== first)];
    },
    half(event) {
      const pair = pairOf(event);
      if (pair === undefined) return undefined;
      return { pair, isFirst: (event.outputOf !== undefined) === isTrace };
    },
  };
}

interface Chain {
  readonly places: ReadonlyMap<string, number>;
  /** From each place on the first event that the direction goes by. */
  readonly leads: readonly (string | undefined)[];
}

function chainOf(chain: readonly string[], steps: readonly WalkStep[]): Chain {
  const goes = new Set(steps.map(({ id }) => id));
  const leads: (string | undefined)[] = new Array(chain.length + 1).fill(undefined);
  for (let at = chain.length - 1; at >= 0; at--) leads[at] = goes.has(chain[at]!) ? chain[at] : leads[at + 1];
  return { places: new Map(chain.map((id, at) => [id, at])), leads };
}

/** In a containment the second resource is the container: nothing of the goods is in it that is not in the first. */
const isGoal = (event: WalkEvent): boolean => rowOf(event)?.containedEffect === 'notApplicable';

function push<K, V>(map: Map<K, V[]>, key: K | undefined, value: V): void {
  if (key === undefined) return;
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const stepTo = (kind: WalkStep['kind'], id: string | undefined): WalkStep[] => (id === undefined ? [] : [{ kind, id }]);

/** What an event came from: its process when it is an output; nothing when it only says what was there; else its resource. */
function before(event: WalkEvent): WalkStep[] {
  if (event.outputOf !== undefined) return stepTo('process', event.outputOf);
  return isCount(rowOf(event)) ? [] : stepTo('resource', event.resourceInventoriedAs);
}

/** What an event leads to: its process when it is an input; its resource when it is an output; else the resource that it goes into. */
function behind(event: WalkEvent): WalkStep[] {
  if (event.inputOf !== undefined) return stepTo('process', event.inputOf);
  if (event.outputOf !== undefined) return stepTo('resource', event.resourceInventoriedAs);
  return isGoal(event) ? stepTo('resource', event.toResourceInventoriedAs) : [];
}

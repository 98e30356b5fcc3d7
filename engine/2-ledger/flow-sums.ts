import { add } from '../0-base/decimal.ts';
import type { Facts } from '../1-record/facts.ts';
import { type ActionRow, findAction } from './action.ts';
import type { NetEvent } from './net-events.ts';
import type { Amount } from './shape.ts';

/** What a flow is to a process, as a reader of its sheet sees it. */
export type FlowKind = 'input' | 'output' | 'hours' | 'tool' | 'knowledge' | 'service';

/** The amount of one kind of thing over several events, in one unit. */
export interface FlowSum extends Amount {
  readonly kind: FlowKind;
  readonly specification: string;
  /** The stock, for tools and knowledge, which are things of their own; else undefined. */
  readonly resource: string | undefined;
  readonly events: number;
  /** How many of them were corrected. */
  readonly corrected: number;
}

/** What kind of flow an action makes; undefined for what is no flow of a process. */
function flowKindOf({ flowRole, burden, inputOutput }: ActionRow): FlowKind | undefined {
  if (flowRole === 'effort') return burden === 'wears' ? 'tool' : 'hours';
  if (flowRole === 'knowledge' || flowRole === 'service') return flowRole;
  if (inputOutput === 'input') return 'input';
  return inputOutput === 'output' ? 'output' : undefined;
}

const byThing: ReadonlySet<FlowKind> = new Set(['tool', 'knowledge']);

/** The amounts of an event that count: hours of work and of tools, quantities of all else; of tools both where both are told. */
function amountsOf({ resource, effort }: NetEvent, kind: FlowKind): Amount[] {
  if (kind === 'hours') return effort ? [effort] : [];
  if (kind === 'tool') return [effort ?? [], resource ?? []].flat();
  return resource ? [resource] : [];
}

/** Sums flows by what they are, their specification and their unit, corrections taken into account; in the order of the events. */
export function flowSums(events: readonly NetEvent[], facts: Facts): FlowSum[] {
  const sums = new Map<string, FlowSum>();
  for (const each of events) {
    const row = findAction(each.event.action);
    const kind = row && flowKindOf(row);
    if (!kind || each.undone) continue;
    const stock = each.event.resourceInventoriedAs;
    const specification =
      (stock === undefined ? undefined : facts.EconomicResource?.get(stock)?.conformsTo) ??
      each.event.resourceConformsTo ??
      '';
    const resource = byThing.has(kind) ? stock : undefined;
    for (const amount of amountsOf(each, kind)) {
      const key = JSON.stringify([kind, specification, resource, amount.unit]);
      const before = sums.get(key);
      sums.set(key, {
        ...amount,
        kind,
        specification,
        resource,
        quantity: before ? add(before.quantity, amount.quantity) : amount.quantity,
        events: (before?.events ?? 0) + 1,
        corrected: (before?.corrected ?? 0) + (each.corrections.length > 0 ? 1 : 0),
      });
    }
  }
  return [...sums.values()];
}

const given: ReadonlySet<FlowKind> = new Set(['hours', 'tool', 'knowledge', 'service']);

/** What an agent gave beside goods: hours, tools, knowledge and services of theirs, in one sum each. */
export function contributionsOf(events: readonly NetEvent[], agent: string, facts: Facts): FlowSum[] {
  const own = events.filter(({ event }) => event.provider === agent);
  return flowSums(own, facts).filter(({ kind }) => given.has(kind));
}

import { add, type Decimal, isZero, zero } from '../0-base/decimal.ts';
import type { EconomicEvent } from '../1-record/observation.ts';
import { readAmount } from './amount.ts';
import type { Amount } from './shape.ts';

/** An event as a list tells it. */
export type ToldEvent = EconomicEvent & { readonly id: string; readonly sequence: number };

/** An event with what its corrections leave of it, in coherent units. */
export interface NetEvent<E extends ToldEvent = ToldEvent> {
  readonly event: E;
  readonly resource: Amount | undefined;
  readonly effort: Amount | undefined;
  /** Oldest first. */
  readonly corrections: readonly E[];
  /** Whether nothing is left of it. */
  readonly undone: boolean;
}

const fields = { resource: 'resourceQuantity', effort: 'effortQuantity' } as const;
type Kind = keyof typeof fields;

/** What was recorded as the quantity of an event, in the coherent unit; undefined where it has none. */
export const amountOf = (event: Pick<EconomicEvent, (typeof fields)[Kind]>, kind: Kind): Amount | undefined =>
  readAmount(event[fields[kind]], { field: fields[kind], mayTakeAway: true }).amount;

/** The event that a chain of corrections began with; undefined where it is not in the list. */
function rootIn<E extends ToldEvent>(byId: ReadonlyMap<string, E>, event: E): E | undefined {
  let root: E | undefined = event;
  for (let steps = byId.size; root?.corrects !== undefined && steps > 0; steps--) root = byId.get(root.corrects);
  return root?.corrects === undefined ? root : undefined;
}

/**
 * Events with their corrections taken into account, in the order of the list. A correction whose root is not in the list is
 * left out: lists that are filtered by what corrections repeat hold both.
 */
export function netEvents<E extends ToldEvent>(events: readonly E[]): NetEvent<E>[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const corrections = new Map<string, E[]>();
  for (const event of events) {
    const root = event.corrects === undefined ? undefined : rootIn(byId, event);
    if (root) corrections.set(root.id, [...(corrections.get(root.id) ?? []), event]);
  }
  return events
    .filter(({ corrects }) => corrects === undefined)
    .map((event) => netEvent(event, corrections.get(event.id) ?? []));
}

/** An event and all corrections that follow from it, in any order. */
export function netEvent<E extends ToldEvent>(event: E, given: readonly E[]): NetEvent<E> {
  const corrections = given.toSorted((a, b) => a.sequence - b.sequence);
  const left = (kind: Kind) => netAmount(amountOf(event, kind), corrections, kind);
  const [resource, effort] = [left('resource'), left('effort')];
  const known = [resource, effort].flatMap((amount) => amount ?? []);
  const undone = corrections.length > 0 && known.length > 0 && known.every(({ quantity }) => isZero(quantity));
  return { event, resource, effort, corrections, undone };
}

function netAmount(first: Amount | undefined, corrections: readonly ToldEvent[], kind: Kind): Amount | undefined {
  if (!first) return undefined;
  const changes = corrections.map((each): Decimal => amountOf(each, kind)?.quantity ?? zero);
  return { ...first, quantity: changes.reduce(add, first.quantity) };
}

import { add, type Decimal, isNegative, isZero, negate, subtract, zero } from '../0-base/decimal.ts';
import { groupBy } from '../0-base/group.ts';
import type { Instant } from '../0-base/time.ts';
import { findAction } from './action.ts';
import type { PairedEvent } from './pair.ts';

/** What one event did to what somebody has of a resource, in hand and to answer for, in the coherent unit. */
export interface HandedLine {
  readonly resource: string;
  readonly holder: string;
  readonly happened: Instant;
  readonly sequence: number;
  readonly accounting: Decimal;
  readonly onhand: Decimal;
}

/** What somebody else has in hand of what is not theirs: how much of it since when, the longest there first. */
export interface Loan {
  readonly resource: string;
  readonly holder: string;
  readonly quantity: Decimal;
  readonly parts: readonly { readonly since: Instant; readonly quantity: Decimal }[];
}

/**
 * What of each resource is with others than its accountable, and since when, from its lines in order of happening.
 * What goes back (or on) is what came first: things of one record cannot be told apart, so nobody is said to be later than
 * they must be. What somebody has in hand and answers for is theirs, whoever the record belongs to. A holder who gave more than came is no borrower.
 */
export function loansOf(
  lines: readonly HandedLine[],
  accountableOf: (resource: string) => string | undefined,
): readonly Loan[] {
  const ordered = [...lines].sort((a, b) => a.happened - b.happened || a.sequence - b.sequence);
  const queues = new Map<string, { resource: string; holder: string; queue: Queue }>();
  for (const { resource, holder, happened, accounting, onhand } of ordered) {
    const owner = accountableOf(resource);
    if (owner === undefined || owner === holder) continue;
    const key = JSON.stringify([resource, holder]);
    const found = queues.get(key) ?? { resource, holder, queue: { parts: [], owed: zero } };
    queues.set(key, found);
    const quantity = subtract(onhand, accounting);
    if (!isZero(quantity)) (isNegative(quantity) ? takeFrom : putInto)(found.queue, { since: happened, quantity });
  }
  return [...queues.values()]
    .filter(({ queue }) => queue.parts.length > 0)
    .map(({ resource, holder, queue: { parts } }) => ({
      resource,
      holder,
      quantity: parts.reduce((sum, each) => add(sum, each.quantity), zero),
      parts,
    }));
}

/** An input or output of a pair (picked up and dropped off, accepted and modified), in order of happening; who has it in hand meanwhile. */
export interface CarriedEvent extends PairedEvent {
  readonly happened: Instant;
  readonly holder: string;
}

/** What is in a process by a pair whose other half is still to come: a load under way, a bicycle in the workshop. It is no loan. */
export interface UnderWay extends Loan {
  readonly process: string;
}

/** What was taken in and not yet put out by processes that go on: how much, with whom, since when; what came first goes out first. */
export function underWayOf(
  events: readonly CarriedEvent[],
  isFinished: (process: string) => boolean,
): readonly UnderWay[] {
  const going = events.filter(({ process, quantity }) => !isFinished(process) && !isZero(quantity));
  const ordered = going.toSorted((a, b) => a.happened - b.happened);
  const groups = groupBy(ordered, ({ process, resource, action }) =>
    JSON.stringify([process, resource, [action, findAction(action)?.pairsWith].sort()]),
  );
  return [...groups.values()].flatMap((group): UnderWay[] => {
    const isInput = ({ action }: CarriedEvent) => findAction(action)?.inputOutput === 'input';
    const queue: Queue = { parts: [], owed: zero };
    for (const each of group)
      if (isInput(each)) putInto(queue, { since: each.happened, quantity: each.quantity });
      else takeFrom(queue, { since: each.happened, quantity: negate(each.quantity) });
    const first = group.find(isInput);
    if (!first || queue.parts.length === 0) return [];
    const quantity = queue.parts.reduce((sum, each) => add(sum, each.quantity), zero);
    return [{ resource: first.resource, holder: first.holder, process: first.process, quantity, parts: queue.parts }];
  });
}

type Part = Loan['parts'][number];

/** Parts in the order in which they came; `owed` is what was given beyond them. */
interface Queue {
  readonly parts: Part[];
  owed: Decimal;
}

function putInto(queue: Queue, { since, quantity }: Part): void {
  const rest = subtract(quantity, queue.owed);
  queue.owed = isNegative(rest) ? negate(rest) : zero;
  if (!isNegative(rest) && !isZero(rest)) queue.parts.push({ since, quantity: rest });
}

function takeFrom(queue: Queue, { quantity }: Part): void {
  let left = negate(quantity);
  while (!isZero(left)) {
    const first = queue.parts.shift();
    if (!first) {
      queue.owed = add(queue.owed, left);
      return;
    }
    const rest = subtract(first.quantity, left);
    if (!isNegative(rest) && !isZero(rest)) queue.parts.unshift({ ...first, quantity: rest });
    left = isNegative(rest) ? negate(rest) : zero;
  }
}

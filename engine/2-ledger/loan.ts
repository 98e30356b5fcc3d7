import { add, type Decimal, isNegative, isZero, negate, subtract, zero } from '../0-base/decimal.ts';
import type { Instant } from '../0-base/time.ts';

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

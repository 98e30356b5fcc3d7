import { type Decimal, add, decimal, formatDecimal, zero } from '../0-base/decimal.ts';
import type { Instant } from '../0-base/time.ts';
import type { Attribute, Posting } from './shape.ts';
import type { DatedValue, Head, LoadedHead, Position } from './state.ts';

/** The attributes in the order in which they are listed. */
export const attributeNames = [
  'accountable',
  'stage',
  'state',
  'location',
  'container',
] as const satisfies readonly Attribute[];

/** What a holder has who never had anything. */
export const noPosition: Position = { accounting: zero, onhand: zero };

/** A head of which nothing is recorded. */
export const newHead = (resource: string, specification: string): Head => ({
  resource,
  specification,
  dimension: undefined,
  live: 0,
  positions: new Map(),
  attributes: { accountable: [], stage: [], state: [], location: [], container: [] },
});

/** A position after a posting. */
export const afterPosting = (position: Position, { account, quantity }: Pick<Posting, 'account' | 'quantity'>) => ({
  ...position,
  [account]: add(position[account], quantity),
});

/**
 * What a resource shows: the position of its primaryAccountable, or the sum over holders when it has none
 * (valueflows.md 1.3: one number per resource is not enough).
 */
export function shownPosition(
  positions: ReadonlyMap<string, Position>,
  accountable: string | null | undefined,
): Position {
  if (accountable) return positions.get(accountable) ?? noPosition;
  const sum = (account: keyof Position): Decimal =>
    [...positions.values()].reduce((total, each) => add(total, each[account]), zero);
  return { accounting: sum('accounting'), onhand: sum('onhand') };
}

/** What a resource shows now, in the coherent unit of its dimension. */
export const stockOf = (head: Head): Position => shownPosition(head.positions, attributeOf(head, 'accountable'));

/** The value of an attribute that stands now; undefined when it has none. */
export const attributeOf = (head: Head, attribute: Attribute): string | undefined =>
  head.attributes[attribute].at(-1)?.value ?? undefined;

/** The containers that a thing is in: all that it was put into since it was last taken out, each a resource or the process that makes it. */
export function containersOf({ attributes: { container } }: Pick<Head, 'attributes'>): readonly string[] {
  const since = container.slice(container.findLastIndex(({ value }) => value === null) + 1);
  return [...new Set(since.map(({ value }) => value!))];
}

/** The value of an attribute as an event of that key found it: the last before (happened, sequence) of those that were recorded before it. */
export function attributeBefore(head: Head, attribute: Attribute, key: OrderKey): string | undefined {
  const values = head.attributes[attribute];
  let place = placeOf(values, key) - 1;
  while (place >= 0 && values[place]!.sequence > key.sequence) place -= 1;
  return values[place]?.value ?? undefined;
}

/** What orders changes and postings: when it happened, then its place in the journal. */
export interface OrderKey {
  readonly happened: Instant;
  readonly sequence: number;
}

/** Negative, 0 or positive as a comes before, with or after b. */
export const compareKeys = (a: OrderKey, b: OrderKey): number => a.happened - b.happened || a.sequence - b.sequence;

/** How many of the ordered values come before a key: where a value of that key belongs. */
export function placeOf(values: readonly OrderKey[], key: OrderKey): number {
  let [low, high] = [0, values.length];
  if (high > 0 && compareKeys(values[high - 1]!, key) < 0) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(values[middle]!, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A head as plain data, for a store to keep and to hand back to `load`. */
export function plainHead({ resource, specification, dimension, live, positions, attributes }: Head): LoadedHead {
  return {
    resource,
    specification,
    dimension,
    live,
    positions: [...positions].map(([holder, { accounting, onhand }]) => ({
      holder,
      accounting: formatDecimal(accounting),
      onhand: formatDecimal(onhand),
    })),
    changes: attributeNames.flatMap((attribute) => attributes[attribute].map((each) => ({ attribute, ...each }))),
  };
}

/** The head that plain data stands for. */
export function headFrom(loaded: LoadedHead): Head {
  const head = newHead(loaded.resource, loaded.specification);
  head.dimension = loaded.dimension;
  head.live = loaded.live;
  for (const { holder, accounting, onhand } of loaded.positions)
    head.positions.set(holder, { accounting: decimal(accounting), onhand: decimal(onhand) });
  for (const { attribute, value, happened, sequence } of [...loaded.changes].sort(compareKeys))
    head.attributes[attribute].push({ value, happened, sequence } satisfies DatedValue);
  return head;
}

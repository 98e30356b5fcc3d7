import { decimal, formatDecimal } from '../0-base/decimal.ts';
import type { Entry } from '../1-record/kind.ts';
import { referencesOf } from '../1-record/reference.ts';
import { headFrom } from './head.ts';
import { linkNames } from './promise.ts';
import type { Attribute } from './shape.ts';
import type { Ledger, LedgerEvent, Loaded, LoadedEvent, LoadedHead, LoadedPromise, PromiseTotals } from './state.ts';

/** A ledger in which nothing is recorded. */
export const emptyLedger = (): Ledger => ({
  records: new Map(),
  events: new Map(),
  heads: new Map(),
  promises: new Map(),
});

/**
 * The ids whose records, heads and events must be loaded before `admit`: those of the entries and those that they name.
 * Call it again with what was loaded (records as entries, heads, events), until it names nothing new: a corrected event
 * leads to its root, its holders and what it answers, a resource to its specification, a head to its container and who is accountable.
 */
export function idsNeeded(
  entries: readonly Pick<Entry, 'class' | 'id' | 'body'>[],
  heads: readonly LoadedHead[] = [],
  events: readonly Pick<LoadedEvent, 'event'>[] = [],
): string[] {
  const named = entries.flatMap((entry) => [entry.id, ...referencesOf(entry).map(({ id }) => id)]);
  const held = heads.flatMap(({ changes }) =>
    changes.flatMap(({ attribute, value }) => (leading.has(attribute) && value ? [value] : [])),
  );
  const sides = events.flatMap(({ event }) => [
    event.root,
    event.sides.provider,
    event.sides.receiver,
    ...linkNames.flatMap((link) => event.body[link] ?? []),
  ]);
  return [...new Set([...named, ...held, ...sides])].filter((id) => id !== '');
}

/** The attributes of a head that name what `admit` looks at. */
const leading: ReadonlySet<Attribute> = new Set(['accountable', 'container']);

/**
 * Puts loaded records, heads and events into a ledger, over what it had of them.
 * A head needs all its changes that stand when an event that is to be admitted happened before the last of them, or is a correction; else the
 * last of each attribute will do.
 */
export function load(ledger: Ledger, { records, heads, events, promises }: Loaded): void {
  for (const record of records) ledger.records.set(record.id, record);
  for (const head of heads) ledger.heads.set(head.resource, headFrom(head));
  for (const event of events) ledger.events.set(event.event.id, eventFrom(event));
  for (const { target, count, resource, effort } of promises)
    ledger.promises.set(target, { count, resource: decimal(resource), effort: decimal(effort) });
}

const eventFrom = (loaded: LoadedEvent): LedgerEvent => ({
  ...loaded,
  resourceTotal: decimal(loaded.resourceTotal),
  effortTotal: decimal(loaded.effortTotal),
  allocations: loaded.allocations.map((each) => ({
    ...each,
    resource: decimal(each.resource),
    effort: decimal(each.effort),
  })),
});

/** An event as plain data, for a store to keep and to hand back to `load`. */
export const plainEvent = (event: LedgerEvent): LoadedEvent => ({
  ...event,
  resourceTotal: formatDecimal(event.resourceTotal),
  effortTotal: formatDecimal(event.effortTotal),
  allocations: event.allocations.map((each) => ({
    ...each,
    resource: formatDecimal(each.resource),
    effort: formatDecimal(each.effort),
  })),
});

/** What was done of a promise as plain data. */
export const plainPromise = (target: string, { count, resource, effort }: PromiseTotals): LoadedPromise => ({
  target,
  count,
  resource: formatDecimal(resource),
  effort: formatDecimal(effort),
});

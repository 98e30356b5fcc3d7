import { decimal, formatDecimal } from '../0-base/decimal.ts';
import type { Entry } from '../1-record/kind.ts';
import { referencesOf } from '../1-record/reference.ts';
import { headFrom } from './head.ts';
import type { Ledger, LedgerEvent, Loaded, LoadedEvent, LoadedHead } from './state.ts';

/** A ledger in which nothing is recorded. */
export const emptyLedger = (): Ledger => ({ records: new Map(), events: new Map(), heads: new Map() });

/**
 * The ids whose records, heads and events must be loaded before `admit`: those of the entries and those that they name.
 * Call it again with the records (as entries) and heads that were loaded, until it names nothing new: a corrected event
 * leads to its root, a resource to its specification, a head to its container.
 */
export function idsNeeded(
  entries: readonly Pick<Entry, 'class' | 'id' | 'body'>[],
  heads: readonly LoadedHead[] = [],
): string[] {
  const ids = new Set<string>();
  for (const entry of entries) {
    ids.add(entry.id);
    for (const { id } of referencesOf(entry)) ids.add(id);
  }
  for (const { changes } of heads)
    for (const { attribute, value } of changes) if (attribute === 'container' && value) ids.add(value);
  return [...ids];
}

/**
 * Puts loaded records, heads and events into a ledger, over what it had of them.
 * A head needs all its changes that stand when an event that is to be admitted happened before the last of them; else the last of each attribute will do.
 */
export function load(ledger: Ledger, { records, heads, events }: Loaded): void {
  for (const record of records) ledger.records.set(record.id, record);
  for (const head of heads) ledger.heads.set(head.resource, headFrom(head));
  for (const event of events) ledger.events.set(event.event.id, eventFrom(event));
}

const eventFrom = (loaded: LoadedEvent): LedgerEvent => ({
  ...loaded,
  resourceTotal: decimal(loaded.resourceTotal),
  effortTotal: decimal(loaded.effortTotal),
});

/** An event as plain data, for a store to keep and to hand back to `load`. */
export const plainEvent = (event: LedgerEvent): LoadedEvent => ({
  ...event,
  resourceTotal: formatDecimal(event.resourceTotal),
  effortTotal: formatDecimal(event.effortTotal),
});

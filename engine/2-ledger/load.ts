import { decimal, formatDecimal } from '../0-base/decimal.ts';
import type { Entry } from '../1-record/kind.ts';
import { referencesOf } from '../1-record/reference.ts';
import { headFrom } from './head.ts';
import type { Attribute } from './shape.ts';
import type { Ledger, LedgerEvent, Loaded, LoadedEvent, LoadedHead } from './state.ts';

/** A ledger in which nothing is recorded. */
export const emptyLedger = (): Ledger => ({ records: new Map(), events: new Map(), heads: new Map() });

/**
 * The ids whose records, heads and events must be loaded before `admit`: those of the entries and those that they name.
 * Call it again with what was loaded (records as entries, heads, events), until it names nothing new: a corrected event
 * leads to its root and its holders, a resource to its specification, a head to its container and who is accountable.
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
  const sides = events.flatMap(({ event }) => [event.root, event.sides.provider, event.sides.receiver]);
  return [...new Set([...named, ...held, ...sides])].filter((id) => id !== '');
}

/** The attributes of a head that name what `admit` looks at. */
const leading: ReadonlySet<Attribute> = new Set(['accountable', 'container']);

/**
 * Puts loaded records, heads and events into a ledger, over what it had of them.
 * A head needs all its changes that stand when an event that is to be admitted happened before the last of them, or is a correction; else the
 * last of each attribute will do.
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

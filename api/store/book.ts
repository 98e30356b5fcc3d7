import { assert } from '../../engine/0-base/assert.ts';
import type { Instant } from '../../engine/0-base/time.ts';
import type { Body, Entry } from '../../engine/1-record/kind.ts';
import { type AdmitContext, emptyLedger, idsNeeded, type Ledger, load } from '../../engine/2-ledger/ledger.ts';
import { plainHead } from '../../engine/2-ledger/head.ts';
import { plainEvent, plainPromise } from '../../engine/2-ledger/load.ts';
import type { StoredPublishedFlow } from '../../engine/3-flow/rows.ts';
import type { StoreClient } from './client.ts';
import type { FlowFile } from './flow-file.ts';
import type { RecordRow } from './house.ts';
import type { Sought } from './load.ts';
import { type Position, startPosition } from './position.ts';
import type { batches } from './schema.ts';
import type { Vault } from './vault.ts';

/** Everything that is kept of one network, and how it is doing. */
export interface Book {
  readonly slug: string;
  readonly vault: Vault;
  readonly store: Pick<StoreClient, 'call'>;
  readonly published: Map<string, StoredPublishedFlow>;
  readonly flows: Pick<FlowFile, 'sequence' | 'table'>;
  position: Position;
  /** The last entry that the projection has. */
  applied: number;
  /** The part of the ledger that is at hand; what is missing is in the store. */
  ledger: Ledger;
  /** The network's own record as the projection has it at a number: it is asked for with almost every question. */
  own?: { readonly applied: number; readonly row: RecordRow };
  /** Whether all that was recorded is at hand. */
  whole: boolean;
}

/** A book before anything of the network is known; it is kept in a vault that is yet to be given. */
export const emptyBook = (given: Pick<Book, 'slug' | 'store' | 'flows'>): Omit<Book, 'vault'> => ({
  ...given,
  published: new Map(),
  ledger: emptyLedger(),
  whole: false,
  position: startPosition(),
  applied: 0,
});

/** The id of a network's own record. */
export const networkId = (slug: string): string => `urn:throughflow:network:${slug}`;

/** Whether a text can be the address of a network. */
export const isAddress = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,62}$/.test(text);

/** What such a text is, in words. */
export const addressForm = 'small letters, digits and hyphens, at most 63';

/** Records in memory beyond which a ledger is put down and loaded anew. */
const mostRecords = 60_000;

/** Whether a ledger has grown so large that it is to be put down. */
export const isLarge = ({ ledger }: Book): boolean => ledger.records.size > mostRecords;

/**
 * Makes a ledger smaller that has grown too large: its events go first, then all of it. The store must have all of it.
 */
export function trimLedger(book: Book): void {
  if (!isLarge(book)) return;
  book.whole = false;
  const { records, events } = book.ledger;
  for (const id of events.keys()) records.delete(id);
  events.clear();
  if (records.size > mostRecords / 2) book.ledger = emptyLedger();
}

/** The network's own record: as recorded, or as it is about to be founded by these entries. */
function networkBody(book: Pick<Book, 'slug' | 'ledger'>, entries: readonly Entry[]): Body<'Network'> | undefined {
  const id = networkId(book.slug);
  const record = book.ledger.records.get(id) ?? entries.find((entry) => entry.id === id);
  return record?.class === 'Network' ? (record.body as Body<'Network'>) : undefined;
}

/** Whether a network has its own record, or is about to be founded by these entries. */
export const isFounded = (book: Pick<Book, 'slug' | 'ledger'>, entries: readonly Entry[]): boolean =>
  networkBody(book, entries) !== undefined;

/** What admitting entries depends on beside the ledger. */
export function contextOf(
  book: Pick<Book, 'slug' | 'ledger'>,
  entries: readonly Entry[],
  stamp: { recorded: Instant; firstSequence: number },
): AdmitContext {
  const body = networkBody(book, entries);
  assert(body !== undefined, 'a network has its own record', { slug: book.slug });
  const { zone, policies, members } = body;
  return { ...stamp, zone, members: new Set(members), ...(policies && { policies }) };
}

/** How often loaded records may name others that are missing yet. */
const mostRounds = 64;

/**
 * Loads into the ledger all that admitting the entries will look at, and finds the batches that were recorded under the
 * keys, each as [author, key]. Ids that were asked for and are not recorded are not asked for again, and
 * `fresh` ones not at all: they are known not to be recorded.
 */
export async function seekNeeded(
  book: Book,
  entries: readonly Entry[],
  { keys = [], fresh = [] }: { readonly keys?: Sought['keys']; readonly fresh?: readonly string[] },
): Promise<readonly (typeof batches.$inferSelect)[]> {
  const asked = new Set(fresh);
  const missing = (ids: readonly string[]): string[] => {
    const open = [...new Set(ids)].filter((id) => !book.ledger.records.has(id) && !asked.has(id));
    for (const id of open) asked.add(id);
    return open;
  };
  const seek = (sought: Sought) => book.store.call('seek', [book.slug, sought], { first: true, limitMs: 60_000 });
  let ids = book.whole ? [] : missing([networkId(book.slug), ...idsNeeded(entries)]);
  if (ids.length + keys.length === 0) return [];
  const { batches: found, loaded: first } = await seek({ ids, keys });
  let loaded = first;
  for (let round = 1; round < mostRounds && ids.length > 0; round++) {
    load(book.ledger, loaded);
    ids = missing(idsNeeded(loaded.records, loaded.heads, loaded.events));
    if (ids.length > 0) ({ loaded } = await seek({ ids, keys: [] }));
  }
  return found;
}

/** A ledger of its own with all that admitting the entries will look at: what is done to it does not show in the book. */
export function copyNeeded(book: Book, entries: readonly Entry[]): Ledger {
  const copy = emptyLedger();
  let needed = [networkId(book.slug), ...idsNeeded(entries)];
  while (needed.length > 0) {
    const ids = [...new Set(needed)].filter((id) => !copy.records.has(id));
    const records = ids.flatMap((id) => book.ledger.records.get(id) ?? []);
    const heads = ids.flatMap((id) => book.ledger.heads.get(id) ?? []).map(plainHead);
    const events = ids.flatMap((id) => book.ledger.events.get(id) ?? []).map(plainEvent);
    const promises = ids.flatMap((id) => {
      const totals = book.ledger.promises.get(id);
      return totals ? plainPromise(id, totals) : [];
    });
    load(copy, { records, heads, events, promises });
    needed = idsNeeded(records, heads, events);
  }
  return copy;
}

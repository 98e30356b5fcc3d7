import { emptyBook, type Book } from './book.ts';
import { type StoreClient, StoreFailure } from './client.ts';
import { closedJournal } from './closed.ts';
import type { FlowFile } from './flow-file.ts';
import { keepPublished } from './fold.ts';
import type { FoldedGroup } from './group.ts';
import type { Journal } from './journal.ts';
import type { PrivateFile } from './private-file.ts';
import { JournalFailure } from './receipt.ts';
import type { Vault } from './vault.ts';

/** The files of one network, and the database beside them. */
export interface Files {
  readonly slug: string;
  /** Path of the journal. */
  readonly path: string;
  readonly journal: Journal;
  readonly leaves: PrivateFile;
  readonly flows: FlowFile;
  readonly store: StoreClient;
  readonly keyed: (requestHash: string) => string;
}

/** A book whose journal, leaves and flow rows are files of one process. */
export interface FileBook extends Book {
  /** Takes the projection away; what is made of the journal then is tended to less until `tend` is called. */
  forget(): Promise<void>;
  tend(): Promise<void>;
}

const attempts = 3;
const applyLimitMs = 120_000;
const upkeep = { first: true, limitMs: 600_000 };
/** Entries after which the database's own log is cleared away. */
const clearEvery = 50_000;
/** Entries after which the tables are counted anew, and the part by which they must have grown. */
const countEvery = 5000;
const countGrowth = 0.5;

/** Opens a book on files, of which the projection has what is up to an entry. */
export function openFileBook(files: Files, upTo: number): FileBook {
  const { slug, store, flows, journal, leaves } = files;
  const book = { ...emptyBook({ slug, store, flows }), applied: upTo };
  let cleared = upTo;
  let counted = upTo;

  /** Does what a database of our own needs now and then; a server does it by itself. */
  async function maintain(sequence: number): Promise<void> {
    if (sequence - counted >= Math.max(countEvery, countGrowth * counted)) {
      await store.call('count', [], { first: true, limitMs: applyLimitMs });
      counted = sequence;
    }
    if (sequence - cleared < clearEvery) return;
    await store.call('clearLog', [], { first: true, limitMs: applyLimitMs });
    cleared = sequence;
  }

  const vault: Vault = {
    overlaps: true,
    keyed: files.keyed,
    begin: async () => undefined,
    holds: async () => false,
    async write(frames) {
      await leaves.append(frames.flatMap((each) => each.secrets));
      const problem = await journal.append(frames.map((each) => each.bytes));
      if (problem) throw new JournalFailure(problem);
    },
    /** Flow rows first, so that their file is never behind, then all tables in one transaction. */
    async project(group) {
      await flows.append(group.flows, group.sequence);
      for (const each of group.published) keepPublished(book, each);
      await apply(store, group);
      book.applied = group.sequence;
      await maintain(group.sequence);
    },
    commit: async () => undefined,
    abandon: async () => 'broken',
    erase: (record) => leaves.erase(record),
    look: async () => undefined,
    still: (work) => work({ store, leaves, read: journal.read, flows: () => flows.table() }),
    bytes: () => journal.bytes(),
    async close(inOrder) {
      const closed = await Promise.allSettled([flows.close(inOrder), leaves.close(), journal.close()]);
      if (!inOrder || closed.some((each) => each.status === 'rejected')) return undefined;
      return closedJournal(files.path, book.position);
    },
  };

  return Object.assign(book, {
    vault,
    async forget() {
      await store.call('forget', [slug], upkeep);
      await store.call('dropIndexes', [slug], upkeep);
      await flows.clear();
      cleared = 0;
      counted = Number.POSITIVE_INFINITY;
    },
    async tend() {
      await store.call('makeIndexes', [], upkeep);
      await store.call('tidy', [], upkeep);
      counted = book.applied;
    },
  });
}

/** A store that was stuck is tried again; applying twice does nothing. */
async function apply(store: StoreClient, { packed }: FoldedGroup): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      return await store.call('apply', [packed], { first: true, limitMs: applyLimitMs });
    } catch (failure) {
      const passing = failure instanceof StoreFailure && failure.reason !== 'closed' && failure.sqlState === '';
      if (!passing || attempt === attempts) throw failure;
    }
}

import { type Entry, kinds } from '../../engine/1-record/kind.ts';
import type { StoredEntry } from '../../engine/2-ledger/journal/frame.ts';
import { joinPrivate, splitPrivate } from '../../engine/2-ledger/journal/private.ts';
import { sha256 } from './hash.ts';
import type { Leaves, PrivateLeaf } from './private-file.ts';

const saltBytes = 32;

/** An entry as the journal keeps it, and the leaves of its private fields, to be kept apart. */
export function sealEntry(
  entry: Entry,
  random: (length: number) => Uint8Array,
): { stored: StoredEntry; leaves: PrivateLeaf[] } {
  const fields = kinds[entry.class].private ?? [];
  if (fields.length === 0) return { stored: entry, leaves: [] };
  const { body, commitments, leaves } = splitPrivate(entry.body, {
    fields,
    salt: () => random(saltBytes),
    hash: sha256,
  });
  if (leaves.length === 0) return { stored: entry, leaves: [] };
  return {
    stored: { ...entry, body, commitments },
    leaves: leaves.map((leaf) => ({ ...leaf, record: entry.id, commitment: commitments[leaf.field]! })),
  };
}

/** An entry of the journal with the private fields that are still kept. */
export function unsealEntry({ commitments, ...entry }: StoredEntry, kept: Pick<Leaves, 'find'>): Entry {
  if (!commitments) return entry;
  const leaves = Object.values(commitments).flatMap((commitment) => kept.find(commitment) ?? []);
  return { ...entry, body: joinPrivate({ body: entry.body, commitments, leaves }, sha256) };
}

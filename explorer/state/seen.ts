import type { Keep } from './keep.ts';

const key = (network: string) => `${network}/seen`;

/** What the reader of this browser has opened and recorded in a network: ids of views, and `did:` before kinds of events. */
export const seenIn = (keep: Keep, network: string): ReadonlySet<string> =>
  new Set(keep.read<readonly string[]>(key(network)) ?? []);

/** Remembers that something was opened or recorded. */
export function markSeen(keep: Keep, network: string, what: string): void {
  const seen = seenIn(keep, network);
  if (!seen.has(what)) keep.write(key(network), [...seen, what]);
}

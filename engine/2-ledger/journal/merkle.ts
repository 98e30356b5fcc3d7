import type { Hash } from '../../0-base/id.ts';

/** The right edge of an append-only Merkle tree: the hashes of its perfect subtrees from large to small, one per 1 bit of `size`. */
export interface CompactRange {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

/** A tree without leaves. */
export const emptyRange: CompactRange = { size: 0, hashes: [] };

/** H(0x00 || leaf). Source: RFC 9162, section 2.1.1. */
function leafHash(leaf: Uint8Array, hash: Hash): Uint8Array {
  const bytes = new Uint8Array(1 + leaf.length);
  bytes.set(leaf, 1);
  return hash(bytes);
}

/** H(0x01 || left || right). Source: RFC 9162, section 2.1.1. */
function nodeHash(left: Uint8Array, right: Uint8Array, hash: Hash): Uint8Array {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return hash(bytes);
}

/** The tree with one more leaf, in at most log2(size) hashes: every 1 bit that the count carries over joins two subtrees. */
export function appendLeaf({ size, hashes }: CompactRange, leaf: Uint8Array, hash: Hash): CompactRange {
  const kept = [...hashes];
  let last = leafHash(leaf, hash);
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) last = nodeHash(kept.pop()!, last, hash);
  return { size: size + 1, hashes: [...kept, last] };
}

/** The Merkle tree hash of all leaves; of none, the hash of no bytes. */
export function rootHash({ hashes }: CompactRange, hash: Hash): Uint8Array {
  if (hashes.length === 0) return hash(new Uint8Array());
  return hashes.reduceRight((right, left) => nodeHash(left, right, hash));
}

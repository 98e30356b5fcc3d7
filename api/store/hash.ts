import { hash } from 'node:crypto';
import { appendLeaf, rootHash } from '../../engine/2-ledger/journal/merkle.ts';

/** A Merkle tree as far as it takes to go on with it. */
export type MerkleTree = ReturnType<typeof appendLeaf>;

/** SHA-256 of bytes. */
export const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

/** SHA-256 of bytes as hexadecimal text. */
export const sha256Hex = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

/** The tree with more leaves. */
export const withLeaves = (tree: MerkleTree, leaves: readonly Uint8Array[]): MerkleTree =>
  leaves.reduce((grown, leaf) => appendLeaf(grown, leaf, sha256), tree);

/** The root of a tree as hexadecimal text. */
export const rootText = (tree: MerkleTree): string => Buffer.from(rootHash(tree, sha256)).toString('hex');

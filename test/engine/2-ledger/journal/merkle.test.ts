import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { appendLeaf, emptyRange, rootHash } from '../../../../engine/2-ledger/journal/merkle.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const unhex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

test('the Merkle roots are the published ones', () => {
  const { leaves, roots } = JSON.parse(readFileSync('test/fixtures/journal/merkle-roots.json', 'utf8'));
  let range = emptyRange;
  const found = [hex(rootHash(range, sha256))];
  for (const leaf of leaves as string[]) {
    range = appendLeaf(range, unhex(leaf), sha256);
    found.push(hex(rootHash(range, sha256)));
  }
  expect(found).toEqual(roots);
});

test('the Merkle root of any number of leaves is that of the plain definition', () => {
  const plainRoot = (leaves: readonly Uint8Array[]): Uint8Array => {
    if (leaves.length === 0) return sha256(new Uint8Array());
    if (leaves.length === 1) return sha256(Uint8Array.of(0, ...leaves[0]!));
    let half = 1;
    while (half * 2 < leaves.length) half *= 2;
    return sha256(Uint8Array.of(1, ...plainRoot(leaves.slice(0, half)), ...plainRoot(leaves.slice(half))));
  };
  let range = emptyRange;
  const leaves: Uint8Array[] = [];
  for (let size = 1; size <= 70; size++) {
    leaves.push(Uint8Array.of(size, size + 1));
    range = appendLeaf(range, leaves.at(-1)!, sha256);
    expect(range.size).toBe(size);
    expect(hex(rootHash(range, sha256))).toBe(hex(plainRoot(leaves)));
  }
});

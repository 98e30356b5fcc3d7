import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { commitmentOf, joinPrivate, splitPrivate } from '../../../../engine/2-ledger/journal/private.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('private fields leave the journal as commitments and come back from the leaves that were kept', () => {
  const body = { name: 'Alice', note: 'calls before noon', primaryLocation: 'urn:farm' };
  const salt = (field: string) => sha256(new TextEncoder().encode(field)).subarray(0, 16);
  const split = splitPrivate(body, { fields: ['name', 'note', 'image'], salt, hash: sha256 });
  expect(split.body).toEqual({ primaryLocation: 'urn:farm' });
  expect(Object.keys(split.commitments)).toEqual(['name', 'note']);
  expect(JSON.stringify(split.commitments)).not.toContain('Alice');
  expect(joinPrivate(split, sha256)).toEqual(body);
});

test('an erased leaf, or one that was changed, leaves its field absent', () => {
  const body = { name: 'Alice', note: 'calls before noon' };
  const split = splitPrivate(body, { fields: ['name', 'note'], salt: () => new Uint8Array(16), hash: sha256 });
  const [name, note] = split.leaves;
  expect(joinPrivate({ ...split, leaves: [note!] }, sha256)).toEqual({ note: 'calls before noon' });
  expect(joinPrivate({ ...split, leaves: [{ ...name!, value: 'Bob' }, note!] }, sha256)).toEqual({ note: body.note });
  expect(commitmentOf(name!, sha256)).toBe(
    hex(sha256(Uint8Array.from([...new Uint8Array(16), ...new TextEncoder().encode('"Alice"')]))),
  );
});

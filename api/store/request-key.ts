import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { replaceDurably } from './file.ts';

const keyBytes = 32;

/**
 * Keeps the hash of a request under a key of the network that lies apart from the journal: a request may hold names, and
 * a plain hash of it would let whoever has the journal try names until one fits, also after they were erased. The key is
 * read from a path or made there; without the old one a repeated request is taken for another.
 */
export async function openRequestKey(
  path: string,
  random: (length: number) => Uint8Array,
): Promise<(requestHash: string) => string> {
  const kept = await readFile(path).catch(() => undefined);
  const key = kept?.length === keyBytes ? kept : await makeKey(path, random(keyBytes));
  return (requestHash) => createHmac('sha256', key).update(requestHash).digest('hex');
}

async function makeKey(path: string, key: Uint8Array): Promise<Uint8Array> {
  await replaceDurably(path, key);
  return key;
}

import { createHash } from 'node:crypto';
import { uuidv5 } from '../../engine/0-base/id.ts';

/** Ids for records that came without one: the same for the same Idempotency-Key, so that a retry repeats nothing. */
export const idMaker =
  (network: string, author: string, key: string): ((index: number) => string) =>
  (index) =>
    uuidv5(`${network}/${author}/${key}/${index}`, (bytes) => createHash('sha1').update(bytes).digest());

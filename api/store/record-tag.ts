import { type Canonical, canonicalText } from '../../engine/0-base/canonical.ts';
import type { Body } from '../../engine/1-record/kind.ts';
import { sha256Hex } from './hash.ts';

/**
 * What tells one state of a record from every other: the entry that made it, and what it says, since private fields can
 * be erased without an entry.
 */
export const recordTag = ({ revised, body }: { readonly revised: number; readonly body: Body }): string =>
  `${revised}-${sha256Hex(Buffer.from(canonicalText(body as Canonical))).slice(0, 12)}`;

import { type Problem, problem } from '../../engine/0-base/problem.ts';
import type { Instant } from '../../engine/0-base/time.ts';
import { decodeCursor, encodeCursor } from '../store/cursor.ts';
import { sha256Hex } from '../store/hash.ts';

/** Of a list that is worked out as a whole: up to which number and as of when it is, and which item comes first on a page. */
export interface Turn {
  readonly upTo: number;
  readonly now: Instant;
  readonly from: number;
}

const usualItems = 100;

/** The name of a list: a cursor of another one is refused. */
const listName = (asked: object): string => sha256Hex(Buffer.from(JSON.stringify(asked))).slice(0, 12);

const badCursor = (value: string): Problem =>
  problem('parameter.invalid', '', { field: 'cursor', value, expected: 'the cursor of a page before' });

interface Asked {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** Where a cursor goes on in the list that is asked for; nothing for its first page. Problems: parameter.invalid. */
export function turnOf({ cursor, limit: _, ...asked }: Asked): { turn?: Turn } | { problems: [Problem] } {
  if (cursor === undefined) return {};
  const [name, upTo, now, from] = (decodeCursor(cursor, ['string', 'number', 'number', 'number']) ?? []) as [
    string,
    ...number[],
  ];
  if (name !== listName(asked) || upTo! < 0 || from! < 0) return { problems: [badCursor(cursor)] };
  return { turn: { upTo: upTo!, now: now!, from: from! } };
}

/** One page of a list, and the cursor of the next one: all pages as of the number and the moment of the first. */
export function pageOfAll<T>(
  items: readonly T[],
  { cursor: _, limit = usualItems, ...asked }: Asked,
  { from, upTo, now }: Turn,
): { readonly items: readonly T[]; readonly next?: string } {
  const page = items.slice(from, from + limit);
  const end = from + page.length;
  return { items: page, ...(end < items.length && { next: encodeCursor([listName(asked), upTo, now, end]) }) };
}

import { assert } from './assert.ts';

/** What can be written canonically: JSON without fractions, so that every reader gets the same bytes. */
export type Canonical =
  string | boolean | null | number | readonly Canonical[] | { readonly [key: string]: Canonical | undefined };

/**
 * The one text of a value: RFC 8785 (JCS) restricted to strings, booleans, null, safe integers, lists and objects.
 * Keys sort by UTF-16 code units; keys with an undefined value are left out.
 */
export function canonicalText(value: Canonical): string {
  if (typeof value === 'number') {
    assert(Number.isSafeInteger(value), 'only safe integers are written canonically', { value });
    return String(value === 0 ? 0 : value);
  }
  if (typeof value === 'string') {
    assert(value.isWellFormed(), 'a lone surrogate cannot be written');
    return JSON.stringify(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  const members = value as { readonly [key: string]: Canonical | undefined };
  let text = '';
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${canonicalText(key)}:${canonicalText(member)}`;
  }
  return `{${text}}`;
}

const encoder = new TextEncoder();

/** The canonical text as UTF-8. */
export const canonicalBytes = (value: Canonical): Uint8Array => encoder.encode(canonicalText(value));

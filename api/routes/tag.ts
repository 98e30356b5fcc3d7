import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { Env } from './declare.ts';

/** Who sees not all has tags of their own, which tell nothing. */
const markOf = (eyes: string): string =>
  eyes === 'all' ? '' : `-${createHash('sha256').update(eyes).digest('base64url').slice(0, 12)}`;

/**
 * The entity tag (weak: the same content may come compressed) of what stands at a sequence number of a network in this house,
 * as this version of the program writes it.
 */
export function tagOf(c: Context<Env>, sequence: number, moment = ''): string {
  const { gate, version } = c.var.services;
  return `W/"${sequence}${moment}-${gate.house}-${version}${markOf(c.var.eyes)}"`;
}

/** Whether the client has what stands under this tag already; the answer is then told so: 304 without a body. */
export function isKnown(c: Context<Env>, tag: string): boolean {
  const asked = c.req.header('if-none-match') ?? '';
  const known = asked.split(',').some((each) => `W/${each.trim().replace(/^W\//, '')}` === tag);
  if (known) setTag(c, tag);
  return known;
}

/** Sets what a cache needs to know: keep it, but ask each time whether it still stands. */
export function setTag(c: Context<Env>, tag: string): void {
  c.header('ETag', tag);
  c.header('Cache-Control', 'private, no-cache');
}

/**
 * The tags that a header of a condition names; `*` is the present one. A tag that became weak because the answer came
 * compressed still names the same state.
 */
export const matches = (header: string, present: string): string[] =>
  header.trim() === '*' ? [present] : [...header.matchAll(/"([^"]*)"/g)].map(([, tag]) => tag!);

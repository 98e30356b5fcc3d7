import type { Context } from 'hono';
import type { Env } from './declare.ts';

/** The entity tag (weak: the same content may come compressed) of what stands at a sequence number of a network in this house. */
export const tagOf = (c: Context<Env>, sequence: number): string => `W/"${sequence}-${c.var.services.gate.house}"`;

/** Whether the client has what it asks for already: then the answer is 304 without a body. */
export function isKnown(c: Context<Env>, tag: string): boolean {
  const known = c.req.header('if-none-match') ?? '';
  return known.split(',').some((each) => `W/${each.trim().replace(/^W\//, '')}` === tag);
}

/** Sets what a cache needs to know: keep it, but ask each time whether it still stands. */
export function setTag(c: Context<Env>, tag: string): void {
  c.header('ETag', tag);
  c.header('Cache-Control', 'private, no-cache');
}

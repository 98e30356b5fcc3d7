import type { Context } from 'hono';

/** How this server is reached: by this machine alone, by TLS of its own, or through a proxy that speaks for whoever comes. */
export type Door = 'loopback' | 'tls' | 'proxy';

/** Names by which a browser on this machine reaches it. Any other name leads here by the hand of another site. */
const ownNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Whether a request names this server; from outside it may have any name. */
export const isOwnName = (door: Door, host: string): boolean => door !== 'loopback' || ownNames.test(host);

/** What a proxy says of the request that it passes on: the last word is its own, those before it anybody's. */
const forwarded = (c: Context, door: Door, header: string): string | undefined =>
  door === 'proxy' ? c.req.header(`x-forwarded-${header}`)?.split(',').at(-1)?.trim() : undefined;

/** The name under which a request came, and which its own pages have. */
export const hostOf = (c: Context, door: Door): string =>
  forwarded(c, door, 'host') ?? c.req.header('host') ?? new URL(c.req.url).host;

interface Connected {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string | undefined } };
}

/** From which address a request comes; all of one IPv6 subscriber counts as one. */
export function addressOf(c: Context, door: Door): string {
  const { incoming } = (c.env ?? {}) as Connected;
  const address = forwarded(c, door, 'for') ?? incoming?.socket?.remoteAddress ?? 'here';
  const plain = address.replace(/^::ffff:/i, '');
  return plain.includes(':') ? networkOf(plain) : plain;
}

/** The first 64 bits of an IPv6 address. */
function networkOf(address: string): string {
  const [before = '', after] = address.toLowerCase().split('::');
  const [head, tail] = [before, after ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const gap = after === undefined ? [] : Array<string>(Math.max(0, 8 - head!.length - tail!.length)).fill('0');
  return [...head!, ...gap, ...tail!]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}

import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { sessionSeconds } from '../access/gate.ts';
import type { Env } from './env.ts';

/** No script and no other site can use it; beyond this machine it goes over TLS only. */
const cookieFor = (c: Context<Env>) =>
  ({
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    secure: (c.var.services.door ?? 'loopback') !== 'loopback',
  }) as const;

/** Gives the browser its session. */
export const enter = (c: Context<Env>, session: string): void =>
  setCookie(c, c.var.services.gate.cookie, session, { ...cookieFor(c), maxAge: sessionSeconds });

/** Takes it away. */
export function leave(c: Context<Env>): void {
  deleteCookie(c, c.var.services.gate.cookie, cookieFor(c));
}

import { setCookie } from 'hono/cookie';
import { problem } from '../../engine/0-base/problem.ts';
import { refuse } from './answer.ts';
import { declare, routes, z } from './declare.ts';

const signIn = declare(
  { action: 'create', object: 'session' },
  {
    method: 'get',
    path: '/sign-in',
    summary: 'Exchange the token of a sign-in link for a session',
    request: { query: z.strictObject({ token: z.string({ error: 'the token of the printed link' }).max(200) }) },
    responses: {
      303: { description: 'Signed in; the explorer is at /' },
      401: { description: 'The link opens nothing' },
    },
  },
);

const sessionSeconds = 30 * 86_400;

export const signInRoutes = routes().openapi(signIn, async (c) => {
  const { gate } = c.var.services;
  const session = await gate.signIn(c.req.valid('query').token);
  if (session === undefined) return refuse(c, [problem('access.unknown', '')]);
  setCookie(c, gate.cookie, session, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: sessionSeconds });
  c.header('Cache-Control', 'no-store');
  return c.redirect('/', 303);
});

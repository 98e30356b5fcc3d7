import { problem } from '../../engine/0-base/problem.ts';
import { refuse } from './answer.ts';
import { declare, routes, z } from './declare.ts';
import { enter } from './session-cookie.ts';

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

export const signInRoutes = routes().openapi(signIn, async (c) => {
  const { gate } = c.var.services;
  const { token } = c.req.valid('query');
  if (!(await gate.isLink(token))) return refuse(c, [problem('access.unknown', '')]);
  // Who only looks (HEAD) leaves no session behind.
  const session = c.req.method === 'HEAD' ? undefined : await gate.signIn(token);
  if (session !== undefined) enter(c, session);
  c.header('Cache-Control', 'no-store');
  return c.redirect('/', 303);
});

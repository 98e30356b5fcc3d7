import { problem } from '../../engine/0-base/problem.ts';
import type { Subject } from '../access/can.ts';
import { issue } from '../access/gate.ts';
import { endSession, endToken, tokensOf } from '../access/people.ts';
import { role, scope, type Token } from '../access/register.ts';
import { refuse } from './answer.ts';
import { answers, declare, routes, z } from './declare.ts';
import { readFields } from './fields.ts';
import { answerList, inListForm, listAnswers } from './list.ts';
import { leave } from './session-cookie.ts';

const grant = z.object({ network: z.string(), role, agent: z.string().optional() });
const me = z.object({
  kind: z.enum(['nobody', 'member', 'operator']),
  name: z.string().optional(),
  /** What a member may do in which network; the operator may do all in all. */
  networks: z.array(grant),
  scope: scope.optional(),
});

const read = declare(
  { action: 'read', object: 'self' },
  { method: 'get', path: '/api/me', summary: 'Who you are here and what you may do', responses: answers(me) },
);

const token = z.object({
  id: z.string(),
  kind: z.enum(['link', 'session', 'token']),
  name: z.string().optional(),
  scope: scope.optional(),
  created: z.string(),
  expires: z.string(),
  current: z.boolean(),
});

const list = declare(
  { action: 'read', object: 'token' },
  {
    method: 'get',
    path: '/api/me/tokens',
    summary: 'What opens the house to you: sessions and tokens, none with its secret',
    request: { query: z.strictObject(inListForm) },
    responses: listAnswers(z.object({ items: z.array(token) })),
  },
);

const days = (most: number) => {
  const error = `a whole number of days from 1 to ${most}`;
  return z.number({ error }).int({ error }).min(1, { error }).max(most, { error });
};

const wanted = z.strictObject({
  name: z.string({ error: 'what it is for' }).trim().min(1, { error: 'what it is for' }).max(200),
  action: scope.shape.action,
  networks: z.array(z.string()).min(1).max(100).optional(),
  days: days(366).default(90),
});

const make = declare(
  { action: 'create', object: 'token' },
  {
    method: 'post',
    path: '/api/me/tokens',
    summary: 'Make a token for a program; its secret is told once',
    requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
    responses: answers(z.object({ token: z.string(), expires: z.string() }), 201),
  },
);

const end = declare(
  { action: 'create', object: 'token' },
  {
    method: 'delete',
    path: '/api/me/tokens/{id}',
    summary: 'End a session or a token of yours',
    request: { params: z.object({ id: z.string() }) },
    responses: { 204: { description: 'It opens nothing any more' } },
  },
);

const signOut = declare(
  { action: 'create', object: 'session' },
  {
    method: 'post',
    path: '/api/sign-out',
    summary: 'End the session of this browser',
    responses: { 204: { description: 'Signed out' } },
  },
);

const timeOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

function show({ id, kind, name, scope: reach, created, expires }: Token, subject: Subject): z.infer<typeof token> {
  return {
    id,
    kind,
    ...(name !== undefined && { name }),
    ...(reach && { scope: reach }),
    created: timeOf(created),
    expires: timeOf(expires),
    current: subject.kind !== 'nobody' && subject.token === id,
  };
}

/** Whose tokens: those of a member, or the operator's, which name nobody. */
const ownerOf = (subject: Subject): string | undefined => (subject.kind === 'member' ? subject.id : undefined);

export const meRoutes = routes()
  .openapi(read, (c) => {
    const { subject } = c.var;
    if (subject.kind === 'nobody') return c.json({ kind: subject.kind, networks: [] }, 200);
    const reach = subject.scope && { scope: subject.scope };
    if (subject.kind === 'operator') return c.json({ kind: subject.kind, networks: [], ...reach }, 200);
    return c.json({ kind: subject.kind, name: subject.name, networks: [...subject.roles.values()], ...reach }, 200);
  })
  .openapi(list, async (c) => {
    const { services, subject } = c.var;
    const tokens = tokensOf(await services.gate.read(), ownerOf(subject));
    const items = tokens.map((each) => show(each, subject));
    return answerList(c, { items }, { rows: items, row: token });
  })
  .openapi(make, async (c) => {
    const { gate } = c.var.services;
    const fields = await readFields(c, wanted);
    if (fields.problems) return refuse(c, fields.problems);
    const { name, action, networks, days: lasts } = fields.value;
    const expires = gate.now() + lasts * 86_400_000;
    const member = ownerOf(c.var.subject);
    const reach = { action, ...(networks && { networks }) };
    const fresh = { kind: 'token', name, scope: reach, expires, ...(member !== undefined && { member }) } as const;
    const secret = await gate.change((register) => issue(register, fresh, gate.now()));
    return c.json({ token: secret, expires: timeOf(expires) }, 201);
  })
  .openapi(end, async (c) => {
    const { id } = c.req.valid('param');
    const member = ownerOf(c.var.subject);
    const found = await c.var.services.gate.change((register) => endToken(register, member, id));
    return found ? c.body(null, 204) : refuse(c, [problem('record.unknown', '', { class: 'token', value: id })]);
  })
  .openapi(signOut, async (c) => {
    const { subject, services } = c.var;
    const member = ownerOf(subject);
    if (subject.kind !== 'nobody')
      await services.gate.change((register) => endSession(register, member, subject.token));
    leave(c);
    return c.body(null, 204);
  });

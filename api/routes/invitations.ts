import { problem } from '../../engine/0-base/problem.ts';
import { authorOf } from '../access/can.ts';
import { findInvitation, invite, join, withdraw } from '../access/people.ts';
import { type Invitation, role } from '../access/register.ts';
import { refuse } from './answer.ts';
import { answers, declare, routes, z } from './declare.ts';
import { readFields } from './fields.ts';
import { askedGrant, readGrant, steward, toldGrant } from './grant.ts';
import { answerList, inListForm, listAnswers } from './list.ts';
import { nameOfAgent, nameOfNetwork } from './names-of.ts';
import { inNetwork } from './parameter.ts';
import { enter } from './session-cookie.ts';

const anybody = { action: 'create', object: 'session' } as const;
const anyBody = { content: { 'application/json': { schema: { type: 'object' } } } } as const;

const item = z.object({
  id: z.string(),
  ...toldGrant,
  name: z.string().optional(),
  by: z.string(),
  created: z.string(),
  expires: z.string(),
  uses: z.number(),
});

const list = declare(steward, {
  method: 'get',
  path: '/api/networks/{network}/invitations',
  summary: 'The invitations that are open, none with its secret',
  request: { params: inNetwork, query: z.strictObject(inListForm) },
  responses: listAnswers(z.object({ items: z.array(item) })),
});

const make = declare(steward, {
  method: 'post',
  path: '/api/networks/{network}/invitations',
  summary: 'Invite somebody: a role, the agent for whom they act, how long and for how many; the secret is told once',
  request: { params: inNetwork },
  requestBody: anyBody,
  responses: answers(z.object({ id: z.string(), secret: z.string(), address: z.string(), expires: z.string() }), 201),
});

const end = declare(steward, {
  method: 'delete',
  path: '/api/networks/{network}/invitations/{id}',
  summary: 'Take an invitation back',
  request: { params: inNetwork.extend({ id: z.string() }) },
  responses: { 204: { description: 'It opens nothing any more' } },
});

const look = declare(anybody, {
  method: 'post',
  path: '/api/invitations/look',
  summary: 'What an invitation invites to; looking does not use it',
  requestBody: anyBody,
  responses: answers(
    z.object({
      network: z.string(),
      networkName: z.string(),
      role,
      agentName: z.string().optional(),
      name: z.string().optional(),
      expires: z.string(),
    }),
  ),
});

const accept = declare(anybody, {
  method: 'post',
  path: '/api/invitations/accept',
  summary:
    'Join by an invitation, which signs this browser in; who is a member already gets the new role beside the old ones',
  requestBody: anyBody,
  responses: answers(z.object({ network: z.string(), role }), 201),
});

const wholeFrom = (least: number, most: number) => {
  const error = `a whole number from ${least} to ${most}`;
  return z.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};
const personName = z.string({ error: 'your name' }).trim().min(1, { error: 'your name' }).max(200);
const wanted = z.strictObject({
  ...askedGrant,
  name: z.string().trim().max(200).optional(),
  days: wholeFrom(1, 90).default(7),
  uses: wholeFrom(1, 100).default(1),
});
const secret = z.string({ error: 'the end of the link, behind #' }).min(1).max(200);

const timeOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

function show({ grant, sha256: _, created, expires, ...rest }: Invitation): z.infer<typeof item> {
  const { network: __, ...given } = grant;
  return { ...rest, ...given, created: timeOf(created), expires: timeOf(expires) };
}

export const invitationRoutes = routes()
  .openapi(list, async (c) => {
    const { network } = c.req.valid('param');
    const { invitations } = await c.var.services.gate.read();
    const open = invitations.filter(
      ({ grant, expires }) => grant.network === network && expires > c.var.services.gate.now(),
    );
    const items = open.map(show);
    return answerList(c, { items }, { rows: items, row: item });
  })
  .openapi(make, async (c) => {
    const { network } = c.req.valid('param');
    const { gate } = c.var.services;
    const fields = await readFields(c, wanted);
    if (fields.problems) return refuse(c, fields.problems);
    const { name, days, uses } = fields.value;
    const read = await readGrant(c.var.house, network, fields.value);
    if (read.problems) return refuse(c, read.problems);
    const expires = gate.now() + days * 86_400_000;
    const inviting = { grant: read.grant, name, by: authorOf(c.var.subject), expires, uses };
    const made = await gate.change((register) => invite(register, inviting, gate.now()));
    return c.json({ ...made, address: `/join#${made.secret}`, expires: timeOf(expires) }, 201);
  })
  .openapi(end, async (c) => {
    const { network, id } = c.req.valid('param');
    const found = await c.var.services.gate.change((register) => withdraw(register, network, id));
    return found ? c.body(null, 204) : refuse(c, [problem('record.unknown', '', { class: 'invitation', value: id })]);
  })
  .openapi(look, async (c) => {
    const { gate, house } = c.var.services;
    const fields = await readFields(c, z.strictObject({ secret }));
    if (fields.problems) return refuse(c, fields.problems);
    const found = findInvitation(await gate.read(), fields.value.secret, gate.now());
    if (!found) return refuse(c, [problem('invitation.unknown', '')]);
    const { grant, name, expires } = found;
    const { network, role: given, agent } = grant;
    const open = house();
    const agentName = open && agent !== undefined ? await nameOfAgent(open, network, agent) : undefined;
    return c.json(
      {
        network,
        networkName: (open && (await nameOfNetwork(open, network))) ?? network,
        role: given,
        ...(agentName !== undefined && { agentName }),
        ...(name !== undefined && { name }),
        expires: timeOf(expires),
      },
      200,
    );
  })
  .openapi(accept, async (c) => {
    const { gate } = c.var.services;
    const fields = await readFields(c, z.strictObject({ secret, name: personName }));
    if (fields.problems) return refuse(c, fields.problems);
    const { subject } = c.var;
    const member = subject.kind === 'member' ? subject.id : undefined;
    const found = findInvitation(await gate.read(), fields.value.secret, gate.now());
    const session = found && (await gate.change((register) => join(register, { ...fields.value, member }, gate.now())));
    if (!found || session === undefined) return refuse(c, [problem('invitation.unknown', '')]);
    enter(c, session);
    return c.json({ network: found.grant.network, role: found.grant.role }, 201);
  });

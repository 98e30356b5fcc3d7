import { problem } from '../../engine/0-base/problem.ts';
import { dismiss, regrant } from '../access/people.ts';
import type { Member } from '../access/register.ts';
import { refuse } from './answer.ts';
import { declare, routes, z } from './declare.ts';
import { readFields } from './fields.ts';
import { askedGrant, readGrant, steward, toldGrant } from './grant.ts';
import { answerList, inListForm, listAnswers } from './list.ts';
import { inNetwork } from './parameter.ts';

const inMember = inNetwork.extend({ id: z.string() });

const item = z.object({
  id: z.string(),
  name: z.string(),
  ...toldGrant,
  since: z.string(),
  author: z.string(),
});

const list = declare(steward, {
  method: 'get',
  path: '/api/networks/{network}/members',
  summary: 'Who may come into the network, in which role and for which agent; `author` is their name in the journal',
  request: { params: inNetwork, query: z.strictObject(inListForm) },
  responses: listAnswers(z.object({ items: z.array(item) })),
});

const change = declare(steward, {
  method: 'put',
  path: '/api/networks/{network}/members/{id}',
  summary: 'Give a member another role or agent',
  request: { params: inMember },
  requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
  responses: { 204: { description: 'It holds from now on' } },
});

const end = declare(steward, {
  method: 'delete',
  path: '/api/networks/{network}/members/{id}',
  summary: 'End a membership, and with the last one all that opened the house to them',
  request: { params: inMember },
  responses: { 204: { description: 'They may not come in any more' } },
});

/** A member as their network sees them: what they are elsewhere is not its concern. */
function show({ id, name, since, grants }: Member, network: string): z.infer<typeof item>[] {
  return grants
    .filter((grant) => grant.network === network)
    .map(({ network: _, ...grant }) => ({
      id,
      name,
      ...grant,
      since: new Date(since).toISOString(),
      author: `member:${id}`,
    }));
}

const unknown = (value: string) => problem('record.unknown', '', { class: 'member', value });

export const memberRoutes = routes()
  .openapi(list, async (c) => {
    const { network } = c.req.valid('param');
    const { members } = await c.var.services.gate.read();
    const items = members.flatMap((each) => show(each, network));
    return answerList(c, { items }, { rows: items, row: item });
  })
  .openapi(change, async (c) => {
    const { network, id } = c.req.valid('param');
    const fields = await readFields(c, z.strictObject(askedGrant));
    if (fields.problems) return refuse(c, fields.problems);
    const read = await readGrant(c.var.house, network, fields.value);
    if (read.problems) return refuse(c, read.problems);
    const { grant } = read;
    const found = await c.var.services.gate.change((register) => regrant(register, id, grant));
    return found ? c.body(null, 204) : refuse(c, [unknown(id)]);
  })
  .openapi(end, async (c) => {
    const { network, id } = c.req.valid('param');
    const found = await c.var.services.gate.change((register) => dismiss(register, id, network));
    return found ? c.body(null, 204) : refuse(c, [unknown(id)]);
  });

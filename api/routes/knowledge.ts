import { refuse } from './answer.ts';
import { inRecorded, momentTag, readAsOf } from './as-of.ts';
import { answers, declare, routes, z } from './declare.ts';
import { inNetwork } from './parameter.ts';
import { isKnown, setTag, tagOf } from './tag.ts';
import { show, shown } from './wire.ts';

const byClass = z.record(z.string(), z.array(z.looseObject({ id: z.string() })));
const knowledge = z.object({ sequence: z.number(), network: shown, records: byClass, retired: byClass });

const read = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/knowledge',
    summary: 'Every record but the events, by class, in one answer; apart, the retired ones that others still name',
    request: { params: inNetwork, query: z.strictObject({ ...inRecorded }) },
    responses: { ...answers(knowledge), 304: { description: 'It has not changed' } },
  },
);

export const knowledgeRoutes = routes().openapi(read, async (c) => {
  const { network } = c.req.valid('param');
  const { house } = c.var;
  const at = await readAsOf(house, network, c.req.valid('query'));
  if (!at.value) return refuse(c, at.problems);
  const moment = momentTag(at.value);
  if (moment === '' && isKnown(c, tagOf(c, house.sequence(network)!))) return c.body(null, 304);
  const answer = await house.knowledge(network, at.value);
  if (!answer.value) return refuse(c, answer.problems);
  const tag = tagOf(c, answer.value.sequence, moment);
  if (isKnown(c, tag)) return c.body(null, 304);
  setTag(c, tag);
  return c.json({ ...answer.value, network: show(answer.value.network) }, 200);
});

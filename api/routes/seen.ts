import { problem } from '../../engine/0-base/problem.ts';
import { type Audience, audienceOf } from '../access/visibility/audience.ts';
import { recordsOf } from '../access/visibility/judge.ts';
import { refuse } from './answer.ts';
import { answers, declare, routes, z } from './declare.ts';
import { idText, inNetwork, pageOf, paging } from './parameter.ts';
import { show, shown } from './wire.ts';

const own = z.looseObject({ id: z.string(), name: z.string().optional(), seen: z.boolean() });

const read = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/seen',
    summary: 'What others see of an agent: its processes, resources and events, each with whether they are seen',
    request: {
      params: inNetwork,
      query: z.strictObject({
        ...paging,
        agent: idText.optional(),
        by: idText.default('network'),
      }),
    },
    responses: answers(
      z.object({
        agent: z.string(),
        by: z.string(),
        processes: z.array(own),
        resources: z.array(own),
        events: z.array(shown.extend({ seen: z.boolean() })),
        next: z.string().optional(),
        sequence: z.number(),
      }),
    ),
  },
);

/** Through whose eyes: those of the network, of everybody, or of an agent, such as a partner. */
const eyesOf = (by: string): Audience =>
  by === 'public' ? { kind: 'public' } : by === 'network' ? { kind: 'member' } : { kind: 'member', agent: by };

export const seenRoutes = routes().openapi(read, async (c) => {
  const { network } = c.req.valid('param');
  const { agent: asked, by, ...page } = c.req.valid('query');
  const { subject, sights, services } = c.var;
  const mine = audienceOf(subject, network);
  const acting = mine.kind === 'member' ? mine.agent : undefined;
  const agent = asked ?? acting;
  if (agent === undefined && mine.kind === 'all')
    return refuse(c, [
      problem('parameter.invalid', '', { field: 'agent', value: 'missing', expected: 'the id of an agent' }),
    ]);
  if (agent === undefined || (mine.kind !== 'all' && agent !== acting))
    return refuse(c, [
      problem('access.owner', '', { value: agent ?? 'nobody', expected: acting ?? 'nobody in particular' }),
    ]);
  // What others see of somebody is judged on all there is; shown is only what is theirs.
  const whole = services.house()!;
  const [sight, events] = [
    await sights.look(whole, network, eyesOf(by)),
    await c.var.house.records(network, { classes: ['EconomicEvent'], agent, descending: true, ...pageOf(page) }),
  ];
  if (!sight.value) return refuse(c, sight.problems);
  if (!events.value) return refuse(c, events.problems);
  const { judgement, sight: judged } = sight.value;
  const named = ({ id, name }: { id: string; name?: string | undefined }) => ({
    id,
    ...(name !== undefined && { name }),
  });
  const processes = recordsOf(judged.knowledge, 'Process')
    .filter(({ id }) => judgement.ownersOfProcess(id).includes(agent))
    .map((each) => ({ ...named(each), visibility: each.visibility, seen: judgement.seesProcess(each.id) }));
  const resources = recordsOf(judged.knowledge, 'EconomicResource')
    .filter(({ id }) => judgement.ownersOfResource(id).includes(agent))
    .map((each) => ({ ...named(each), visibility: each.visibility, seen: judgement.seesResource(each.id) }));
  const { items, next, sequence } = events.value;
  const told = items.map((row) => ({ ...show(row), seen: judgement.seesEvent(row.sequence) }));
  return c.json({ agent, by, processes, resources, events: told, ...(next !== undefined && { next }), sequence }, 200);
});

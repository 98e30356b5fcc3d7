import { problem } from '../../engine/0-base/problem.ts';
import { type Audience, audienceOf } from '../access/visibility/audience.ts';
import { extents, extentOf } from '../access/visibility/extent.ts';
import { recordsOf } from '../access/visibility/judge.ts';
import { eventShown } from '../access/visibility/reduce-records.ts';
import type { RecordRow } from '../store/house.ts';
import { refuse } from './answer.ts';
import { answers, declare, routes, z } from './declare.ts';
import { idText, inNetwork, pageOf, paging } from './parameter.ts';
import { show, shown } from './wire.ts';

const extent = z.enum(extents);
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
        /** What is seen of each event; `as` is what they get of one that is seen in part. */
        events: z.array(shown.extend({ seen: z.boolean(), extent, as: shown.optional() })),
        /** Of all events of the agent, how many are seen so. */
        extents: z.record(extent, z.number()),
        /** What holds where neither an event nor its process says anything: of the agent, and of the network. */
        usual: z.object({ agent: z.string().optional(), network: z.string(), openToPublic: z.boolean() }),
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
  const byNumber = new Map(judged.events.map((event) => [event.sequence, event]));
  const told = items.map((row) => {
    const event = byNumber.get(row.sequence);
    const found = event ? extentOf(judgement, event) : 'none';
    const part = found === 'part' && eventShown(row as RecordRow<'EconomicEvent'>, sight.value);
    return { ...show(row), seen: found !== 'none', extent: found, ...(part && { as: show(part) }) };
  });
  const counts = { whole: 0, part: 0, none: 0 };
  for (const event of judged.events)
    if (event.provider === agent || event.receiver === agent) counts[extentOf(judgement, event)] += 1;
  const { visibility: usually = 'network', openToPublic = false } = judged.knowledge.network.body;
  const said = (['Organization', 'Person', 'EcologicalAgent'] as const)
    .flatMap((name) => recordsOf(judged.knowledge, name))
    .find(({ id }) => id === agent)?.visibility;
  const usual = { ...(said && { agent: said }), network: usually, openToPublic };
  const rest = { extents: counts, usual, ...(next !== undefined && { next }), sequence };
  return c.json({ agent, by, processes, resources, events: told, ...rest }, 200);
});

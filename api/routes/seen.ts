import type { Context } from 'hono';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { type Audience, audienceOf } from '../access/visibility/audience.ts';
import { borderOf } from '../access/visibility/border.ts';
import { extents, extentOf } from '../access/visibility/extent.ts';
import { type Judgement, recordsOf, type Sight } from '../access/visibility/judge.ts';
import { notSharedProcess } from '../access/visibility/not-shared.ts';
import { reduceFlows } from '../access/visibility/reduce-flows.ts';
import { reducedCompute } from '../access/visibility/reduced-compute.ts';
import { reducedHouse } from '../access/visibility/reduced-house.ts';
import { eventShown } from '../access/visibility/reduce-records.ts';
import type { RecordRow } from '../store/house.ts';
import { refuse } from './answer.ts';
import { answers, declare, type Env, routes, z } from './declare.ts';
import { idText, inNetwork, pageOf, paging } from './parameter.ts';
import { show, shown } from './wire.ts';

const extent = z.enum(extents);
const own = z.looseObject({ id: z.string(), name: z.string().optional(), seen: z.boolean() });
const whose = { agent: idText.optional(), by: idText.default('network') };

const read = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/seen',
    summary: 'What others see of an agent: its processes, resources and events, each with whether they are seen',
    request: {
      params: inNetwork,
      query: z.strictObject({ ...paging, ...whose }),
    },
    responses: answers(
      z.object({
        agent: z.string(),
        by: z.string(),
        processes: z.array(own),
        resources: z.array(own),
        /** With whom the agent deals: those who are its partners where a record says `partner`. */
        partners: z.array(z.string()),
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

const passed = z.array(z.object({ specification: z.string(), quantity: z.number(), unit: z.string() }));

const readBorder = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/seen/border',
    summary:
      'What others see in the place of what an agent keeps apart: what came in, what went out, what that carries',
    request: { params: inNetwork, query: z.strictObject(whose) },
    responses: answers(
      z.object({
        agent: z.string(),
        by: z.string(),
        in: passed,
        out: passed,
        notShared: z.array(
          z.object({ month: z.string(), quantity: z.number().optional(), unit: z.string().optional() }),
        ),
        /** Of what went out, what one unit of it carries; null where it is not known. */
        carries: z.object({
          period: z.string(),
          unit: z.string(),
          items: z.array(
            z.object({
              specification: z.string(),
              per: z.string(),
              intensity: z.number().nullable(),
              incomplete: z.boolean(),
            }),
          ),
        }),
      }),
    ),
  },
);

/** Through whose eyes: those of the network, of everybody, or of an agent, such as a partner. */
const eyesOf = (by: string): Audience =>
  by === 'public' ? { kind: 'public' } : by === 'network' ? { kind: 'member' } : { kind: 'member', agent: by };

/** Of whom it is told: of the agent for whom somebody acts, or of anybody's to those who see all. */
function agentFor(c: Context<Env>, asked: string | undefined): { agent: string } | { problems: readonly Problem[] } {
  const mine = audienceOf(c.var.subject, c.req.param('network') ?? '');
  const acting = mine.kind === 'member' ? mine.agent : undefined;
  const agent = asked ?? acting;
  if (agent === undefined && mine.kind === 'all')
    return {
      problems: [
        problem('parameter.invalid', '', { field: 'agent', value: 'missing', expected: 'the id of an agent' }),
      ],
    };
  if (agent === undefined || (mine.kind !== 'all' && agent !== acting))
    return {
      problems: [problem('access.owner', '', { value: agent ?? 'nobody', expected: acting ?? 'nobody in particular' })],
    };
  return { agent };
}

interface Judged {
  readonly sight: Sight;
  readonly judgement: Judgement;
}

/** The processes and resources of an agent, each with what it says itself and whether it is seen. */
function ownOf({ sight, judgement }: Judged, agent: string) {
  const { seesProcess, seesResource, ownersOfProcess, ownersOfResource } = judgement;
  const list = (
    name: 'Process' | 'EconomicResource',
    owners: (id: string) => readonly string[],
    sees: (id: string) => boolean,
  ) =>
    recordsOf(sight.knowledge, name)
      .filter(({ id }) => owners(id).includes(agent))
      .map(({ id, name: called, visibility }) => ({
        id,
        ...(called !== undefined && { name: called }),
        visibility,
        seen: sees(id),
      }));
  return {
    processes: list('Process', ownersOfProcess, seesProcess),
    resources: list('EconomicResource', ownersOfResource, seesResource),
  };
}

/** How many events of an agent are seen how far, and with whom it deals. */
function countsOf({ sight, judgement }: Judged, agent: string) {
  const extents = { whole: 0, part: 0, none: 0 };
  const partners = new Set<string>();
  for (const event of sight.events) {
    const { provider, receiver, from, to } = event;
    if (provider === agent || receiver === agent) extents[extentOf(judgement, event)] += 1;
    const parties = [provider, receiver, from, to];
    if (parties.includes(agent)) for (const each of parties) if (each) partners.add(each);
  }
  partners.delete(agent);
  return { extents, partners: [...partners].sort() };
}

/** What holds of an agent and its network where no record says anything itself. */
function usualOf({ sight: { knowledge } }: Judged, agent: string) {
  const { visibility: network = 'network', openToPublic = false } = knowledge.network.body;
  const said = (['Organization', 'Person', 'EcologicalAgent'] as const)
    .flatMap((name) => recordsOf(knowledge, name))
    .find(({ id }) => id === agent)?.visibility;
  return { ...(said && { agent: said }), network, openToPublic };
}

export const seenRoutes = routes()
  .openapi(read, async (c) => {
    const { network } = c.req.valid('param');
    const { agent: asked, by, ...page } = c.req.valid('query');
    const { sights, services } = c.var;
    const found = agentFor(c, asked);
    if ('problems' in found) return refuse(c, found.problems);
    const { agent } = found;
    // What others see of somebody is judged on all there is; shown is only what is theirs.
    const [sight, events] = [
      await sights.look(services.house()!, network, eyesOf(by)),
      await c.var.house.records(network, { classes: ['EconomicEvent'], agent, descending: true, ...pageOf(page) }),
    ];
    if (!sight.value) return refuse(c, sight.problems);
    if (!events.value) return refuse(c, events.problems);
    const judged = sight.value;
    const { items, next, sequence } = events.value;
    const byNumber = new Map(judged.sight.events.map((event) => [event.sequence, event]));
    const told = items.map((row) => {
      const event = byNumber.get(row.sequence);
      const extent = event ? extentOf(judged.judgement, event) : 'none';
      const part = extent === 'part' && eventShown(row as RecordRow<'EconomicEvent'>, judged);
      return { ...show(row), seen: extent !== 'none', extent, ...(part && { as: show(part) }) };
    });
    const rest = { ...countsOf(judged, agent), usual: usualOf(judged, agent), ...(next !== undefined && { next }) };
    return c.json({ agent, by, ...ownOf(judged, agent), events: told, ...rest, sequence }, 200);
  })
  .openapi(readBorder, async (c) => {
    const { network } = c.req.valid('param');
    const { agent: asked, by } = c.req.valid('query');
    const { sights, services } = c.var;
    const found = agentFor(c, asked);
    if ('problems' in found) return refuse(c, found.problems);
    const { agent } = found;
    const [house, audience] = [services.house()!, eyesOf(by)];
    const audienceIn = () => audience;
    const reduced = { ...house, ...reducedHouse({ house, sights, audienceIn }) };
    const compute = reducedCompute({ compute: services.compute, house, reduced, sights, audienceIn });
    const [sight, footprints] = [await sights.look(house, network, audience), await compute.footprints(network, {})];
    if (!sight.value) return refuse(c, sight.problems);
    if ('problems' in footprints) return refuse(c, footprints.problems);
    const { sight: whole, judgement } = sight.value;
    const standIn = notSharedProcess(agent).id;
    const ownersOfProcess = (id: string) => (id === standIn ? [agent] : judgement.ownersOfProcess(id));
    const border = borderOf(reduceFlows(whole.table, judgement), { agent, ownersOfProcess });
    const { period, indicator, products } = footprints.value;
    const items = products
      .filter(({ specification }) => border.out.some((each) => each.specification === specification))
      .map(({ specification, unit: per, intensity, incomplete }) => ({
        specification,
        per,
        intensity: Number.isFinite(intensity) ? intensity : null,
        incomplete,
      }));
    return c.json({ agent, by, ...border, carries: { period, unit: indicator.method.unit, items } }, 200);
  });

import { randomUUID } from 'node:crypto';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { amount, measure, unitName } from '../../engine/1-record/field.ts';
import type { ClassName } from '../../engine/1-record/kind.ts';
import { fulfilmentsOf } from '../../engine/2-ledger/fulfilment.ts';
import { recipeDifference } from '../../engine/6-plan/difference.ts';
import { planFrom } from '../../engine/6-plan/plan-from.ts';
import { type PlanEvent, varianceOf } from '../../engine/6-plan/variance.ts';
import type { Answer, AsOf, House, Knowledge, Promises, RecordRow } from '../store/house.ts';
import { refuse } from './answer.ts';
import { factsOf } from './facts-of.ts';
import { inRecorded, inTime, judgedAt, readAsOf } from './as-of.ts';
import { answers, declare, routes, z } from './declare.ts';
import { answerList, inListForm, listAnswers } from './list.ts';
import { described, idText, inRecord, keptText, moment } from './parameter.ts';
import { zoneOf } from './zone.ts';

const permission = { action: 'read', object: 'network' } as const;

const varianceRow = z.object({
  key: z.string(),
  action: z.string(),
  specification: z.string(),
  side: z.enum(['input', 'output', 'exchange']),
  planned: measure,
  actual: measure,
  difference: measure,
  unplanned: measure,
});
const ways = ['process', 'resource', 'agent'] as const;

const variance = declare(permission, {
  method: 'get',
  path: '/api/networks/{network}/plans/{id}/variance',
  summary:
    'A plan against what happened, by process, resource or agent: planned, actual, their difference, and what nobody planned',
  request: {
    params: inRecord,
    query: z.strictObject({
      ...inTime,
      by: described(z.enum(ways, { error: `one of ${ways.join(', ')}` }).optional(), 'By what; process unless told'),
      ...inListForm,
    }),
  },
  responses: listAnswers(z.object({ items: z.array(varianceRow), by: z.enum(ways), sequence: z.number() })),
});

const proposal = declare(permission, {
  method: 'get',
  path: '/api/networks/{network}/recipes/{id}/plan',
  summary:
    'What a plan that follows a recipe would record, to be looked at and handed in; nothing is recorded by asking',
  request: {
    params: inRecord,
    query: z.strictObject({
      quantity: amount,
      unit: unitName,
      by: described(idText, 'The agent who does it'),
      due: described(moment, 'When it is to be ready'),
      name: keptText.optional(),
    }),
  },
  responses: answers(z.object({ records: z.array(z.looseObject({ type: z.string(), id: z.string() })) })),
});

const differenceRow = z.object({
  process: z.string(),
  side: z.enum(['input', 'output']),
  action: z.string(),
  specification: z.string(),
  stage: z.string().optional(),
  original: measure.optional(),
  variant: measure.optional(),
  difference: measure.optional(),
});

const difference = declare(permission, {
  method: 'get',
  path: '/api/networks/{network}/recipes/{id}/difference',
  summary: 'How a local variant of a recipe differs from what it was made of, for the same amount of what both make',
  request: { params: inRecord, query: z.strictObject({ ...inRecorded, ...inListForm }) },
  responses: listAnswers(z.object({ items: z.array(differenceRow) })),
});

type Records = Knowledge['records'];

const unknown = (name: ClassName, value: string): Problem => problem('record.unknown', '', { class: name, value });

/** What belongs to a plan: by itself, or through one of its processes. */
function partsOf({ promises, allocations }: Promises, records: Records, plan: string) {
  const processes = (records.Process ?? []).filter(({ plannedWithin }) => plannedWithin === plan).map(({ id }) => id);
  const within = new Set(processes);
  const own = promises.filter(
    ({ body: { plannedWithin, inputOf, outputOf } }) =>
      plannedWithin === plan || within.has(inputOf ?? '') || within.has(outputOf ?? ''),
  );
  const targets = new Set(own.map(({ id }) => id));
  return { processes, promises: own, allocations: allocations.filter(({ target }) => targets.has(target)) };
}

interface Sought {
  readonly processes: readonly string[];
  readonly records: Records;
  readonly asOf: AsOf;
}

/** Every event of some processes, as lists give them page by page. */
async function eventsOf(
  house: House,
  network: string,
  { processes, records, asOf: { happened, recorded } }: Sought,
): Promise<Answer<readonly PlanEvent[]>> {
  const kinds = new Map((records.EconomicResource ?? []).map(({ id, conformsTo }) => [id, conformsTo]));
  const rootOf = new Map<string, string>();
  const events: PlanEvent[] = [];
  for (const process of processes)
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
      const until = happened !== undefined && { to: happened + 1 };
      const filter = { classes: ['EconomicEvent'] as const, process, limit: 1000, recorded, cursor, ...until };
      const page = await house.records(network, filter);
      if (!page.value) return page;
      for (const { id, body } of page.value.items as readonly RecordRow<'EconomicEvent'>[]) {
        const root = body.corrects === undefined ? id : (rootOf.get(body.corrects) ?? body.corrects);
        rootOf.set(id, root);
        const stock = body.resourceInventoriedAs ?? body.toResourceInventoriedAs ?? '';
        events.push({ root, body, specification: body.resourceConformsTo ?? kinds.get(stock) ?? '' });
      }
      cursor = page.value.next;
    }
  return { value: events, problems: [] };
}

export const planRoutes = routes()
  .openapi(variance, async (c) => {
    const { network, id } = c.req.valid('param');
    const { by = 'process', ...moments } = c.req.valid('query');
    const { house } = c.var;
    const at = await readAsOf(house, network, moments);
    if (!at.value) return refuse(c, at.problems);
    const { zone } = at.value;
    const known = await house.knowledge(network, at.value);
    if (!known.value) return refuse(c, known.problems);
    const { records } = known.value;
    if (!records.Plan?.some((plan) => plan.id === id)) return refuse(c, [unknown('Plan', id)]);
    const all = await house.promises(network, at.value);
    if (!all.value) return refuse(c, all.problems);
    const { processes, ...parts } = partsOf(all.value, records, id);
    const events = await eventsOf(house, network, { processes, records, asOf: at.value });
    if (!events.value) return refuse(c, events.problems);
    const now = judgedAt(at.value);
    const fulfilments = fulfilmentsOf(parts.promises, parts.allocations, { now, zone });
    const items = varianceOf({ ...parts, fulfilments, events: events.value }, by);
    return answerList(c, { items, by, sequence: all.value.sequence }, { rows: items, row: varianceRow });
  })
  .openapi(proposal, async (c) => {
    const { network, id } = c.req.valid('param');
    const { quantity, unit, ...wanted } = c.req.valid('query');
    const zone = await zoneOf(c.var.house, network);
    if (zone.value === undefined) return refuse(c, zone.problems);
    const known = await c.var.house.knowledge(network);
    if (!known.value) return refuse(c, known.problems);
    const facts = factsOf(known.value);
    if (!facts.Recipe?.has(id)) return refuse(c, [unknown('Recipe', id)]);
    const { entries, problems } = planFrom(facts, {
      ...wanted,
      recipe: id,
      quantity: { hasNumericalValue: quantity, hasUnit: unit },
      zone: zone.value,
      makeId: () => `urn:uuid:${randomUUID()}`,
    });
    if (problems.length > 0) return refuse(c, problems);
    return c.json({ records: entries.map(({ class: type, id: made, body }) => ({ type, id: made, ...body })) }, 200);
  })
  .openapi(difference, async (c) => {
    const { network, id } = c.req.valid('param');
    const at = await readAsOf(c.var.house, network, c.req.valid('query'));
    if (!at.value) return refuse(c, at.problems);
    const known = await c.var.house.knowledge(network, at.value);
    if (!known.value) return refuse(c, known.problems);
    const items = recipeDifference(factsOf(known.value), id);
    if (!items) return refuse(c, [unknown('Recipe', id)]);
    return answerList(c, { items }, { rows: items, row: differenceRow });
  });

import { formatInstant } from '../../engine/0-base/time.ts';
import { measure } from '../../engine/1-record/field.ts';
import type { Metered, Metering } from '../../engine/2-ledger/metering.ts';
import { refuse, tell, told } from './answer.ts';
import { inTime, readAsOf } from './as-of.ts';
import { answers, declare, routes, z } from './declare.ts';
import { answerTables, inTables, listAnswers } from './list.ts';
import { described, idText, inNetwork, inRecord } from './parameter.ts';
import { meterings, proposal, proposalOf, spreadEvents, spreadKey } from './reading-proposal.ts';

const permission = { action: 'read', object: 'network' } as const;

const span = z.object({
  resource: z.string(),
  reading: z.string(),
  since: z.string().optional(),
  from: z.string(),
  until: z.string(),
  quantity: measure,
  how: z.enum(['difference', 'rollover', 'invoice']),
  basis: z.enum(['net', 'gross']).optional(),
  /** Whether events that were spread from it stand in the ledger. */
  isSpread: z.boolean(),
});
const pair = z.object({
  resource: z.string(),
  meter: measure,
  invoice: measure,
  readings: z.array(z.string()),
  from: z.string(),
  until: z.string(),
  difference: measure,
  /** Of the meter's figure; null where that is zero. */
  share: z.number().nullable(),
});

const tables = { items: span, pairs: pair };

const list = declare(permission, {
  method: 'get',
  path: '/api/networks/{network}/metered',
  summary:
    'What meters and invoices say was used of each stock between two readings, and where both speak of one period by how much they differ; neither overwrites the other',
  request: {
    params: inNetwork,
    query: z.strictObject({ ...inTime, resource: idText.optional(), ...inTables(tables) }),
  },
  responses: listAnswers(
    z.object({ items: z.array(span), pairs: z.array(pair), warnings: z.array(told), sequence: z.number() }),
  ),
});

const propose = declare(permission, {
  method: 'get',
  path: '/api/networks/{network}/readings/{id}/proposal',
  summary:
    "What would be recorded of a reading or an invoice: what was bought, and what each of the period's processes used by a key; nothing is recorded by asking",
  request: {
    params: inRecord,
    query: z.strictObject({
      key: described(
        spreadKey,
        'By what it is spread: equal parts, hours that each took, kilograms that went in, what the recipe says; the recipe where there is one, else hours, else equal parts',
      ),
      basedOn: described(idText.optional(), 'Over the processes of this kind only'),
    }),
  },
  responses: answers(proposal),
});

const shownSpan = (
  resource: string,
  { from, until, basis, ...rest }: Metered,
  isSpread: boolean,
): z.infer<typeof span> => ({
  resource,
  ...rest,
  from: formatInstant(from),
  until: formatInstant(until),
  ...(basis && { basis }),
  isSpread,
});

const shownPair = (resource: string, { from, until, readings, share, ...rest }: Metering['pairs'][number]) => ({
  resource,
  ...rest,
  share: Number.isNaN(share) ? null : share,
  readings: [...readings],
  from: formatInstant(from),
  until: formatInstant(until),
});

export const readingRoutes = routes()
  .openapi(list, async (c) => {
    const { network } = c.req.valid('param');
    const { resource, table, format: _, ...moments } = c.req.valid('query');
    const at = await readAsOf(c.var.house, network, moments);
    if (!at.value) return refuse(c, at.problems);
    const knowledge = await c.var.house.knowledge(network, at.value);
    if (!knowledge.value) return refuse(c, knowledge.problems);
    const asked = { happened: at.value.happened, ...(resource !== undefined && { resource }) };
    const all = meterings(knowledge.value, at.value.zone, asked);
    const spread = new Set<string>();
    for (const { of } of all) {
      const found = await spreadEvents(c.var.house, network, of);
      if (!found.value) return refuse(c, found.problems);
      for (const { event } of found.value) spread.add(event.spreadFrom!);
    }
    const body = {
      items: all.flatMap(({ of, spans }) => spans.map((each) => shownSpan(of, each, spread.has(each.reading)))),
      pairs: all.flatMap(({ of, pairs }) => pairs.map((each) => shownPair(of, each))),
      warnings: all.flatMap(({ problems }) => problems.map((each) => tell(each))),
      sequence: knowledge.value.sequence,
    };
    return answerTables(c, body, { tables, table, before: z.object({}) });
  })

  .openapi(propose, async (c) => {
    const { network, id } = c.req.valid('param');
    const answer = await proposalOf(c.var.house, { network, id, ...c.req.valid('query') });
    return answer.value ? c.json(answer.value, 200) : refuse(c, answer.problems);
  });

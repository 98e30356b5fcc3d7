import { refuse } from './answer.ts';
import { inTime, readAsOf } from './as-of.ts';
import { declare, routes, z } from './declare.ts';
import { answerTables, inTables, listAnswers } from './list.ts';
import { inNetwork, paging, period } from './parameter.ts';

const rhythm = z.object({ times: z.number(), everyDays: z.number().optional() });

/** What a surplus and a need have in common; quantity in the coherent `unit`, days as dates. */
const side = {
  id: z.string(),
  holder: z.string(),
  specification: z.string(),
  state: z.string().optional(),
  quantity: z.number(),
  unit: z.string(),
  rhythm,
  rows: z.number(),
  resources: z.array(z.string()),
  first: z.string().optional(),
  last: z.string().optional(),
  place: z.object({ lat: z.number(), long: z.number() }).optional(),
};

const surplus = z.object({
  ...side,
  kind: z.enum(['waste', 'outside', 'idle']),
  madeBy: z.array(z.string()),
  takers: z.array(z.string()),
  idleSince: z.string().optional(),
  usualDays: z.number().optional(),
});

const need = z.object({
  ...side,
  kind: z.string(),
  batches: z.number(),
  origin: z.enum(['outside', 'member', 'own']),
  suppliers: z.array(z.string()),
});

const pair = z.object({
  id: z.string(),
  surplus: z.string(),
  need: z.string(),
  verdict: z.enum(['plausible', 'unknown', 'rejected']),
  ground: z.looseObject({ is: z.enum(['specification', 'class', 'precedent', 'substitution']) }),
  obstacles: z.array(
    z.looseObject({
      is: z.enum([
        'holder',
        'state',
        'grade',
        'keeping',
        'moment',
        'distance',
        'amounts',
        'supplied',
        'promised',
        'mass',
        'condition',
      ]),
    }),
  ),
  km: z.number().nullable(),
  amount: z.number().nullable(),
  kilograms: z.number().nullable(),
  taken: z.number(),
  unit: z.string(),
  factor: z.number(),
  keepingDays: z.number().nullable(),
});

/** The lists of the answer; a table is one of them. */
const tables = { pairs: pair, surpluses: surplus, needs: need };
const head = z.object({ period: z.string() });

const reuse = head.extend({
  sequence: z.number(),
  surpluses: z.array(surplus),
  needs: z.array(need),
  pairs: z.array(pair),
  totals: z.object({
    surpluses: z.number(),
    needs: z.number(),
    plausible: z.number(),
    unknown: z.number(),
    rejected: z.number(),
    notCompared: z.number(),
  }),
  carriage: z
    .object({
      perTonneKm: z.number(),
      currency: z.string(),
      source: z.string(),
      status: z.enum(['sourced', 'assumed']),
    })
    .optional(),
});

const read = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/reuse',
    summary: 'What members have too much of and what they need, in a period, and why each pair could meet or not',
    request: {
      params: inNetwork,
      query: z.strictObject({ ...inTime, period, limit: paging.limit, ...inTables(tables) }),
    },
    responses: listAnswers(reuse),
  },
);

export const reuseRoutes = routes().openapi(read, async (c) => {
  const { network } = c.req.valid('param');
  const { happened, recorded, table, format: _, ...query } = c.req.valid('query');
  const at = await readAsOf(c.var.house, network, { happened, recorded });
  if (!at.value) return refuse(c, at.problems);
  const answer = await c.var.compute.reuse(network, query, at.value);
  if ('problems' in answer) return refuse(c, answer.problems);
  return answerTables(c, answer.value, { tables, table, before: head });
});

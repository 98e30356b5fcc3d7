import { refuse, tell, told } from './answer.ts';
import { inTime, readAsOf } from './as-of.ts';
import { declare, routes, z } from './declare.ts';
import { answerTables, inTables, listAnswers } from './list.ts';
import { inNetwork, period } from './parameter.ts';

/** A figure that is not known is null. */
const figure = z.number().nullable();

const method = z.object({ id: z.string(), version: z.string(), unit: z.string() });
const head = z.object({
  period: z.string(),
  indicator: z.object({ id: z.string(), name: z.string(), method }),
});

/** What one `unit` carries, in the unit of the indicator's method. */
const intensity = { intensity: figure, low: figure, high: figure, primaryShare: figure };

const product = z.object({
  specification: z.string(),
  unit: z.string(),
  made: figure,
  delivered: figure,
  ...intensity,
  incomplete: z.boolean(),
});

const pool = z.object({
  key: z.string(),
  kind: z.enum(['stock', 'returns', 'sink', 'wear', 'service']),
  resource: z.string().optional(),
  holder: z.string().optional(),
  specification: z.string(),
  stage: z.string().optional(),
  state: z.string().optional(),
  unit: z.string(),
  available: figure,
  delivered: figure,
  closing: figure,
  unexplained: figure,
  ...intensity,
});

const contribution = z.object({ of: z.string(), value: figure, share: figure });

const gap = z.object({
  kind: z.enum(['background', 'opening', 'factor', 'allocation', 'wear', 'quantity']),
  specification: z.string(),
  process: z.string(),
  quantity: figure,
  unit: z.string(),
  problem: told,
});

/** The lists of the answer; a table is one of them. */
const tables = {
  products: product,
  pools: pool,
  delivered: contribution,
  processSpecifications: contribution,
  agents: contribution,
  gaps: gap,
};
const lists = Object.fromEntries(Object.entries(tables).map(([name, item]) => [name, z.array(item)]));

const footprints = z.looseObject({
  ...head.shape,
  sequence: z.number(),
  total: figure,
  totalRange: z.object({ low: figure, high: figure }),
  raised: figure,
  primaryShare: figure,
  ...lists,
  warnings: z.array(told),
});

const indicator = z.string().max(100).optional();

const read = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/footprints',
    summary: 'Footprints of lots and products in a period, where they arise, and what could not be counted',
    request: { params: inNetwork, query: z.strictObject({ ...inTime, period, indicator, ...inTables(tables) }) },
    responses: listAnswers(footprints),
  },
);

export const footprintRoutes = routes().openapi(read, async (c) => {
  const { network } = c.req.valid('param');
  const { happened, recorded, table, format: _, ...query } = c.req.valid('query');
  const at = await readAsOf(c.var.house, network, { happened, recorded });
  if (!at.value) return refuse(c, at.problems);
  const answer = await c.var.compute.footprints(network, query, at.value);
  if ('problems' in answer) return refuse(c, answer.problems);
  const { gaps, problems, ...rest } = answer.value;
  const body = {
    ...rest,
    gaps: gaps.map((each) => ({ ...each, problem: tell(each.problem) })),
    warnings: problems.map((each) => tell(each)),
  };
  return answerTables(c, body, { tables, table, before: head });
});

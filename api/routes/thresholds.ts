import { refuse, tell, told } from './answer.ts';
import { inTime, readAsOf } from './as-of.ts';
import { declare, routes, z } from './declare.ts';
import { answerList, inListForm, listAnswers } from './list.ts';
import { inNetwork, period } from './parameter.ts';

const name = z.string().max(100).optional();

/** A figure that is not known is null. */
const figure = z.number().nullable();

const head = z.object({ period: z.string(), set: z.string(), sharing: z.string() });

/** A footprint and its budget, in `unit`; share and ratio have none. */
const threshold = z.object({
  indicator: z.string(),
  name: z.string(),
  unit: z.string(),
  score: figure.optional(),
  range: z.object({ low: figure, high: figure }).optional(),
  missing: z.number().optional(),
  share: figure.optional(),
  budget: z
    .object({
      indicator: z.string(),
      direction: z.enum(['ceiling', 'floor']),
      value: figure,
      high: figure.optional(),
      period: z.string(),
      method: z.object({ id: z.string(), version: z.string(), unit: z.string() }),
      source: z.string(),
    })
    .optional(),
  quotient: z.object({ ratio: figure, standing: z.enum(['within', 'beyond', 'high']) }).optional(),
  warnings: z.array(told),
});

const query = z.strictObject({ ...inTime, period, set: name, sharing: name, indicator: name, ...inListForm });

const read = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/thresholds',
    summary: 'Footprints against the budgets that fall to the network under a sharing rule',
    request: { params: inNetwork, query },
    responses: listAnswers(head.extend({ sequence: z.number(), items: z.array(threshold) })),
  },
);

export const thresholdRoutes = routes().openapi(read, async (c) => {
  const { network } = c.req.valid('param');
  const { happened, recorded, format: _, ...query } = c.req.valid('query');
  const at = await readAsOf(c.var.house, network, { happened, recorded });
  if (!at.value) return refuse(c, at.problems);
  const answer = await c.var.compute.thresholds(network, query, at.value);
  if ('problems' in answer) return refuse(c, answer.problems);
  const items = answer.value.items.map(({ problems, ...item }) => ({
    ...item,
    warnings: problems.map((each) => tell(each)),
  }));
  const body = { ...answer.value, items };
  const rows = items.map((each) => ({ ...body, ...each }));
  return answerList(c, body, { rows, row: head.extend(threshold.shape) });
});

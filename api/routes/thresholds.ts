import { refuse, tell } from './answer.ts';
import { inTime, readAsOf } from './as-of.ts';
import { answers, declare, routes, z } from './declare.ts';
import { inNetwork, period } from './parameter.ts';

const name = z.string().max(100).optional();
const query = z.strictObject({ ...inTime, period, set: name, sharing: name, indicator: name });

const read = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/thresholds',
    summary: 'Footprints against the budgets that fall to the network under a sharing rule',
    request: { params: inNetwork, query },
    responses: answers(z.looseObject({ period: z.string(), sequence: z.number() })),
  },
);

export const thresholdRoutes = routes().openapi(read, async (c) => {
  const { network } = c.req.valid('param');
  const { happened, recorded, ...query } = c.req.valid('query');
  const at = await readAsOf(c.var.house, network, { happened, recorded });
  if (!at.value) return refuse(c, at.problems);
  const answer = await c.var.compute.thresholds(network, query, at.value);
  if ('problems' in answer) return refuse(c, answer.problems);
  const items = answer.value.items.map(({ problems, ...item }) => ({
    ...item,
    warnings: problems.map((each) => tell(each)),
  }));
  return c.json({ ...answer.value, items }, 200);
});

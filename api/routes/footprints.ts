import { refuse, tell } from './answer.ts';
import { inTime, readAsOf } from './as-of.ts';
import { answers, declare, routes, z } from './declare.ts';
import { inNetwork, period } from './parameter.ts';

const query = z.strictObject({ ...inTime, period, indicator: z.string().max(100).optional() });

const read = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/footprints',
    summary: 'Footprints of lots and products in a period, where they arise, and what could not be counted',
    request: { params: inNetwork, query },
    responses: answers(z.looseObject({ period: z.string(), sequence: z.number() })),
  },
);

export const footprintRoutes = routes().openapi(read, async (c) => {
  const { network } = c.req.valid('param');
  const { happened, recorded, ...query } = c.req.valid('query');
  const at = await readAsOf(c.var.house, network, { happened, recorded });
  if (!at.value) return refuse(c, at.problems);
  const answer = await c.var.compute.footprints(network, query, at.value);
  if ('problems' in answer) return refuse(c, answer.problems);
  const { gaps, problems, ...rest } = answer.value;
  const told = {
    gaps: gaps.map((gap) => ({ ...gap, problem: tell(gap.problem) })),
    warnings: problems.map((each) => tell(each)),
  };
  return c.json({ ...rest, ...told }, 200);
});

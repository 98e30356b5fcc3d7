import { refuse, told } from './answer.ts';
import { inTime, readAsOf } from './as-of.ts';
import { declare, routes, z } from './declare.ts';
import { answerTables, inTables, listAnswers } from './list.ts';
import { allocationRule } from '../../engine/1-record/network.ts';
import { figure } from './figure-shapes.ts';
import { carbon, gap, head, inQuestion, shares, standInFields, withGapsTold } from './footprint-figure.ts';
import { described, inNetwork, yesOrNo } from './parameter.ts';

/** What one `unit` carries, in the unit of the indicator's method, what that rests on, and the origin of its carbon. */
const intensity = { intensity: figure, low: figure, high: figure, primaryShare: figure, shares, carbon };

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

const standIn = z.object({
  ...standInFields,
  amount: figure,
});

const rule = z.object({
  of: z.string(),
  rule: allocationRule.optional(),
  by: z.enum(['request', 'record', 'network', 'goods']).optional(),
  basis: z.enum(['net', 'gross']).optional(),
  processes: z.number(),
});

const spread = z.object({
  specification: z.string(),
  unit: z.string(),
  recorded: figure,
  low: figure,
  lowRule: z.string(),
  high: figure,
  highRule: z.string(),
});

const credit = z.object({
  of: z.string(),
  product: z.string(),
  replaces: z.string(),
  quantity: figure,
  unit: z.string(),
  value: figure,
});

/** A dataset or model that links of the network name, and for how many things. */
const linkedDataset = z.object({ dataset: z.string(), version: z.string(), things: z.number(), isModel: z.boolean() });

const contribution = z.object({ of: z.string(), value: figure, share: figure });

/** The lists of the answer; a table is one of them. */
const tables = {
  products: product,
  pools: pool,
  delivered: contribution,
  processSpecifications: contribution,
  agents: contribution,
  gaps: gap,
  standIns: standIn,
  rules: rule,
  credits: credit,
  spread,
  datasets: linkedDataset,
};
const lists = Object.fromEntries(Object.entries(tables).map(([name, item]) => [name, z.array(item)]));

const footprints = z.looseObject({
  ...head.shape,
  sequence: z.number(),
  biogenic: z.enum(['zero', 'counted']),
  total: figure,
  totalRange: z.object({ low: figure, high: figure }),
  raised: figure,
  primaryShare: figure,
  shares,
  carbon,
  ...lists,
  warnings: z.array(told),
});

const withSpread = {
  spread: described(
    yesOrNo,
    'Whether to tell, product by product, what the choice of a rule of allocation does (false)',
  ),
};

const read = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/footprints',
    summary: 'Footprints of lots and products in a period, where they arise, and what could not be counted',
    request: {
      params: inNetwork,
      query: z.strictObject({ ...inTime, ...inQuestion, ...withSpread, ...inTables(tables) }),
    },
    responses: listAnswers(footprints),
  },
);

export const footprintRoutes = routes().openapi(read, async (c) => {
  const { network } = c.req.valid('param');
  const { happened, recorded, table, format: _, spread: asksSpread, ...asked } = c.req.valid('query');
  const query = { ...asked, ...(asksSpread === 'true' && { spread: true }) };
  const at = await readAsOf(c.var.house, network, { happened, recorded });
  if (!at.value) return refuse(c, at.problems);
  const answer = await c.var.compute.footprints(network, query, at.value);
  if ('problems' in answer) return refuse(c, answer.problems);
  return answerTables(c, withGapsTold(answer.value), { tables, table, before: head });
});

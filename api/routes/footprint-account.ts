import { problem } from '../../engine/0-base/problem.ts';
import { refuse, told } from './answer.ts';
import { inTime, readAsOf } from './as-of.ts';
import { declare, routes, z } from './declare.ts';
import { accountHead, accountTables, figure } from './figure-shapes.ts';
import { carbon, gap, head, inQuestion, shares, standInFields, withGapsTold } from './footprint-figure.ts';
import { answerTables, inTables, listAnswers } from './list.ts';
import { described, idText, inNetwork } from './parameter.ts';

/** What stands behind a row of a model: its product there, how much of it carries what the row brought, and the category that counts it. */
const behind = z.object({ model: z.string(), product: z.string(), amount: figure, category: z.string() });
const standIn = z.object({
  ...standInFields,
  behind: behind.optional(),
  stages: z.array(z.object({ stage: z.string(), value: figure })),
});

/** What a process of the tree is in the records: a run, all runs of a kind, or the supply of a lot or of all of a specification. */
const subject = z.object({
  id: z.string(),
  process: z.string().optional(),
  processSpecification: z.string().optional(),
  resource: z.string().optional(),
  specification: z.string().optional(),
});

/** The lists of the answer; a table is one of them. */
const tables = {
  ...accountTables,
  byProcessSpecification: accountTables.byProcess,
  standIns: standIn,
  subjects: subject,
  gaps: gap,
};
const lists = Object.fromEntries(Object.entries(tables).map(([name, item]) => [name, z.array(item)]));

const account = z.looseObject({
  ...head.shape,
  sequence: z.number(),
  biogenic: z.enum(['zero', 'counted']),
  specification: z.string(),
  ...accountHead,
  carbon,
  shares,
  incomplete: z.boolean(),
  ...lists,
  warnings: z.array(told),
});

const mostNodes = 2000;
const expected = `a whole number from 1 to ${mostNodes}`;
const nodes = z.coerce
  .number({ error: expected })
  .int({ error: expected })
  .min(1, { error: expected })
  .max(mostNodes, { error: expected })
  .optional();

const query = z.strictObject({
  ...inTime,
  ...inQuestion,
  product: described(idText.optional(), 'A product, by the id of its specification; this or a lot'),
  lot: described(idText.optional(), 'A lot, by the id of its resource or the key of its pool'),
  nodes: described(nodes, 'Nodes of the tree, at most (200)'),
  by: described(
    z.enum(['kind', 'batch'], { error: 'kind or batch' }).optional(),
    'Whether tree, paths and processes tell all batches of a kind by one agent as one (kind, the usual), or each batch and lot by itself',
  ),
  ...inTables(tables),
});

const read = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/footprints/account',
    summary:
      'What the figure of one unit of a product or lot is made of: tree, parts, certificate, origins, what it rests on',
    request: { params: inNetwork, query },
    responses: listAnswers(account),
  },
);

export const footprintAccountRoutes = routes().openapi(read, async (c) => {
  const { network } = c.req.valid('param');
  const { happened, recorded, table, format: _, ...asked } = c.req.valid('query');
  if ((asked.product === undefined) === (asked.lot === undefined)) {
    const field = asked.product === undefined ? 'product' : 'lot';
    const values = { field, value: asked.lot ?? 'missing', expected: 'a product or a lot, one of the two' };
    return refuse(c, [problem('parameter.invalid', '', values)]);
  }
  const at = await readAsOf(c.var.house, network, { happened, recorded });
  if (!at.value) return refuse(c, at.problems);
  const answer = await c.var.compute.footprintAccount(network, asked, at.value);
  if ('problems' in answer) return refuse(c, answer.problems);
  return answerTables(c, withGapsTold(answer.value), { tables, table, before: head });
});

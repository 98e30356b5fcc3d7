import { lotMethod } from '../../engine/1-record/network.ts';
import { traceEndKinds } from '../../engine/3-flow/trace/shape.ts';
import { refuse } from './answer.ts';
import { inTime, readAsOf } from './as-of.ts';
import { declare, routes, z } from './declare.ts';
import { answerTables, inTables, listAnswers } from './list.ts';
import { described, idText, inRecord, yesOrNo } from './parameter.ts';

const whole = (least: number) =>
  z.coerce
    .number({ error: `a whole number from ${least} to 1000` })
    .int({ error: `a whole number from ${least} to 1000` })
    .min(least, { error: `a whole number from ${least} to 1000` })
    .max(1000, { error: `a whole number from ${least} to 1000` })
    .optional();

const amounts = { amount: z.number(), unit: z.string(), share: z.number() };
const quantities = { quantity: z.number().optional(), quantityUnit: z.string().optional() };
const endKind = z.enum(traceEndKinds);

const end = z.object({
  kind: endKind,
  node: z.string(),
  name: z.string(),
  holderName: z.string().optional(),
  ...amounts,
  ...quantities,
  part: z.number().optional(),
});

const node = z.object({
  id: z.string(),
  kind: z.enum(['stock', 'outside', 'nature', 'process', 'kind', 'contained', 'agent', 'opening', 'loss', 'beyond']),
  name: z.string(),
  resource: z.string().optional(),
  holder: z.string().optional(),
  holderName: z.string().optional(),
  specification: z.string().optional(),
  process: z.string().optional(),
  basedOn: z.string().optional(),
  depth: z.number(),
  amount: z.number().optional(),
  unit: z.string().optional(),
  share: z.number(),
});

const edge = z.object({
  from: z.string(),
  to: z.string(),
  ...amounts,
  ...quantities,
  part: z.number(),
  first: z.string(),
  last: z.string(),
  moves: z.number(),
});

/** The lists of the answer; a table is one of them. */
const tables = { ends: end, nodes: node, edges: edge };

const head = z.object({
  direction: z.enum(['trace', 'track']),
  resource: z.string(),
  name: z.string(),
  method: lotMethod,
  total: z.number(),
  unrecorded: z.number(),
});

const sums = z.partialRecord(endKind, z.number());

const told = head.extend({
  unit: z.string(),
  finding: z.string(),
  methodText: z.string(),
  lot: z
    .object({
      code: z.string(),
      specification: z.string(),
      resources: z.array(z.string()),
      apart: z.array(z.string()),
    })
    .optional(),
  sums,
  remainder: z.object({ nodes: z.number(), share: z.number(), amount: z.number().optional(), ends: sums }),
  ends: z.array(end),
  nodes: z.array(node),
  edges: z.array(edge),
  sequence: z.number(),
});

const query = z.strictObject({
  ...inTime,
  method: described(
    lotMethod.optional(),
    "How a withdrawal is taken from a stock: mixed (average), first in first out (fifo) or only as far as lots are named (lot); the network's own without it",
  ),
  lot: described(
    yesOrNo,
    'All stocks of its lot together: those of the same kind of thing that bear the same code, whoever holds them (false)',
  ),
  holder: described(idText.optional(), 'Only what is in the hands of this agent; else all of the resource'),
  depth: described(whole(0), 'Steps from the lot that are shown'),
  nodes: described(whole(1), 'Places that are shown, those with the most first (100); the rest is the remainder'),
  processes: described(
    z.enum(['each', 'kinds'], { error: 'each or kinds' }).optional(),
    'Each process by itself, or those of one specification together',
  ),
  ...inTables(tables),
});

const summaries = {
  trace: 'What is in a lot, with amounts: what went into it, how much of each, back to where all of it began',
  track: 'Where a lot went, with amounts: in stock, delivered, lost, in progress, and by which way (recall)',
} as const;

const routeOf = (direction: keyof typeof summaries) =>
  declare(
    { action: 'read', object: 'network' },
    {
      method: 'get',
      path: `/api/networks/{network}/economic-resources/{id}/${direction}`,
      summary: summaries[direction],
      request: { params: inRecord, query },
      responses: listAnswers(told),
    },
  );

export const traceRoutes = routes();
for (const direction of ['trace', 'track'] as const)
  traceRoutes.openapi(routeOf(direction), async (c) => {
    const { network, id: resource } = c.req.valid('param');
    const { happened, recorded, table, format: _, lot, ...asked } = c.req.valid('query');
    const at = await readAsOf(c.var.house, network, { happened, recorded });
    if (!at.value) return refuse(c, at.problems);
    const answer = await c.var.compute.traces(
      network,
      { direction, resource, lot: lot === 'true', ...asked },
      at.value,
    );
    if ('problems' in answer) return refuse(c, answer.problems);
    return answerTables(c, answer.value, { tables, table, before: head });
  });

import { refuse, tell } from './answer.ts';
import { inTime, readAsOf } from './as-of.ts';
import { declare, routes, z } from './declare.ts';
import { answerList, inListForm, listAnswers } from './list.ts';
import { layer } from '../../engine/1-record/knowledge.ts';
import { parseDay } from '../../engine/0-base/time.ts';
import { described, idText, inNetwork, paging, period } from './parameter.ts';

const id = idText.optional();
const day = z
  .string()
  .refine((text) => parseDay(text) !== undefined, { error: 'a day such as 2025-03-12' })
  .optional();

/** The days of which something is told: a year or month, or a first and a last day. */
export const inDays = { period, from: day, to: day };

const bases = ['net', 'gross'] as const;
const balanced = layer.exclude(['hydrogen']);
const inLayer = {
  layer: described(
    z.enum(balanced.options, { error: `one of ${balanced.options.join(', ')}` }).optional(),
    'Of one layer alone; without it of every physical one. What differs in price is value that was added, never a gap',
  ),
  basis: described(
    z.enum(bases, { error: `one of ${bases.join(', ')}` }).optional(),
    'Of energy: by the lower (net) or the upper (gross) heating value; the one that most properties state unless told',
  ),
};

const subjects = ['process', 'agent', 'network'] as const;
const query = z.strictObject({
  ...inTime,
  ...inListForm,
  subject: described(
    z.enum(subjects, { error: `one of ${subjects.join(', ')}` }).optional(),
    'Of what balances are drawn: of each process (the usual), of each agent, or of the network',
  ),
  process: id,
  agent: id,
  ...inLayer,
  ...inDays,
  limit: paging.limit,
});

const range = z.object({ low: z.number(), high: z.number() });

/** An amount that is not known is null. */
const unknown = z.object({
  side: z.enum(['in', 'out']),
  specification: z.string(),
  quantity: z.number().nullable(),
  unit: z.string(),
});

/** What went in and came out of a process, an agent or the network in one layer, and what is said of the gap. */
export const balance = z.object({
  kind: z.enum(subjects),
  subject: z.string(),
  process: z.string(),
  name: z.string().optional(),
  specification: z.string(),
  layer: z.string(),
  basis: z.enum(bases).optional(),
  unit: z.string(),
  in: z.number(),
  out: z.number(),
  inRange: range,
  outRange: range,
  stock: z.object({ change: z.number(), inProgress: z.number(), raised: z.number() }),
  loss: z.number(),
  began: z.boolean(),
  ended: z.boolean(),
  unaccounted: z.number(),
  expected: range,
  beyond: z.number(),
  slack: z.number(),
  verdict: z.enum(['closed', 'expected', 'unexplained', 'unknown']),
  unknown: z.array(unknown),
});

const amount = z.number().nullable();

/** What stands behind the balance of one subject: what crossed its border, what nobody measured, what would explain its gap. */
const sheet = z.object({
  things: z.array(
    z.object({
      layer: z.string(),
      side: z.enum(['in', 'out', 'loss']),
      specification: z.string(),
      amount,
      low: amount,
      high: amount,
      unit: z.string(),
      rows: z.number(),
    }),
  ),
  unmeasured: z.array(
    z.object({
      process: z.string(),
      kind: z.string(),
      substance: z.string(),
      side: z.enum(['in', 'out', 'made', 'used']),
      amount: z.number(),
      low: z.number(),
      high: z.number(),
      unit: z.string(),
    }),
  ),
  efficiencies: z.array(
    z.object({
      layer: z.enum(['energy', 'exergy']),
      efficiency: amount,
      lost: amount,
      unmeasured: amount,
      destroyed: amount,
      unit: z.string(),
    }),
  ),
  explanations: z.array(z.looseObject({ kind: z.enum(['slip', 'unmeasured', 'property']) })),
});

const balances = z.object({
  items: z.array(balance),
  total: z.number(),
  sequence: z.number(),
  warnings: z.array(z.looseObject({ code: z.string() })),
  borrowed: z.array(z.object({ layer: z.string(), specification: z.string(), source: z.string() })),
  sheet: sheet.optional(),
});

const list = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/balances',
    summary:
      'What went into and came out of processes, agents or the network, how their stock changed, and what is missing, in each physical layer',
    request: { params: inNetwork, query },
    responses: listAnswers(balances),
  },
);

export const balanceRoutes = routes().openapi(list, async (c) => {
  const { network } = c.req.valid('param');
  const { process, happened, recorded, format: _, ...rest } = c.req.valid('query');
  const at = await readAsOf(c.var.house, network, { happened, recorded });
  if (!at.value) return refuse(c, at.problems);
  const query = { ...rest, ...(process !== undefined && { processes: [process] }) };
  const answer = await c.var.compute.balances(network, query, at.value);
  if ('problems' in answer) return refuse(c, answer.problems);
  const told = { ...answer.value, warnings: answer.value.warnings.map((each) => tell(each)) };
  return answerList(c, told, { rows: told.items, row: balance });
});

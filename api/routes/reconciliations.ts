import type { Problem } from '../../engine/0-base/problem.ts';
import { conservedLayers } from '../../engine/3-flow/reconcile/conserved.ts';
import type { ToldFlow } from '../compute/reconciliations.ts';
import type { House } from '../store/house.ts';
import { refuse } from './answer.ts';
import { inTime, readAsOf } from './as-of.ts';
import { inDays } from './balances.ts';
import { declare, routes, z } from './declare.ts';
import { answerTables, inTables, listAnswers } from './list.ts';
import { described, idText, inNetwork, paging } from './parameter.ts';

const figure = z.number().nullable();

/** A flow as it was recorded and as it would close all balances; a figure that is not known is null. */
const flow = z.object({
  kind: z.enum(['event', 'opening', 'closing', 'count', 'expected']),
  sequence: z.number(),
  /** The record: an event or a count. */
  record: z.string(),
  day: z.string(),
  specification: z.string(),
  process: z.string(),
  side: z.enum(['in', 'out', '']),
  resource: z.string(),
  holder: z.string(),
  flow: z.string(),
  recorded: figure,
  adjusted: figure,
  deviation: figure,
  adjustedDeviation: figure,
  statistic: z.number(),
  standing: z.enum(['redundant', 'measured', 'determined', 'unknown']),
  unit: z.string(),
});

const suspect = flow.extend({ estimate: z.number(), meant: figure, alike: z.array(flow) });
const tables = { items: flow, suspects: suspect };
const head = z.object({ layer: z.enum(conservedLayers) });

const agreement = z.object({
  objective: z.number(),
  degrees: z.number(),
  limit: z.number(),
  chance: z.number(),
  isPassed: z.boolean(),
});

const reconciliation = head.extend({
  unit: z.string(),
  items: z.array(flow),
  total: z.number(),
  suspects: z.array(suspect),
  before: agreement,
  after: agreement,
  processes: z.number(),
  stocks: z.number(),
  told: z.number(),
  assumed: z.number(),
  assumptions: z.object({ measured: z.number(), spread: z.number() }),
  standings: z.object({ redundant: z.number(), measured: z.number(), determined: z.number(), unknown: z.number() }),
  sequence: z.number(),
});

const layers = z.enum(conservedLayers, { error: `one of ${conservedLayers.join(', ')}` }).optional();
const query = z.strictObject({
  ...inTime,
  ...inDays,
  ...inTables(tables),
  layer: described(layers, 'What is held against each other (mass)'),
  process: idText.optional(),
  agent: described(idText.optional(), 'Only of the stocks that this agent holds and the processes that it runs'),
  limit: paging.limit,
});

const read = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/reconciliations',
    summary:
      'What was measured, held against each other over a period: the figures that close every balance beside those recorded, and the measurements that the others contradict',
    request: { params: inNetwork, query },
    responses: listAnswers(reconciliation),
  },
);

interface Naming {
  readonly house: Pick<House, 'changes'>;
  readonly network: string;
}

/** The id of an event by its number, as far as whoever asks sees it; '' else. */
async function eventId({ house, network }: Naming, sequence: number): Promise<string> {
  if (sequence === 0) return '';
  const { value } = await house.changes(network, sequence - 1, 1);
  return value?.[0]?.sequence === sequence ? value[0].id : '';
}

/** Flows with the ids of their records; events are looked up one by one, so only a few are. */
const withRecords = (naming: Naming, flows: readonly ToldFlow[]) =>
  Promise.all(
    flows.map(async ({ count, ...each }) => ({ ...each, record: count || (await eventId(naming, each.sequence)) })),
  );

/** So many events that cannot be told from a suspect are named. */
const mostAlike = 20;

export const reconciliationRoutes = routes().openapi(read, async (c) => {
  const { network } = c.req.valid('param');
  const { happened, recorded, table, format: _, ...asked } = c.req.valid('query');
  const at = await readAsOf(c.var.house, network, { happened, recorded });
  if (!at.value) return refuse(c, at.problems);
  const answer = await c.var.compute.reconciliations(network, asked, at.value);
  if ('problems' in answer) return refuse(c, answer.problems as Problem[]);
  const naming = { house: c.var.house, network };
  const suspects = await Promise.all(
    answer.value.suspects.map(async ({ alike, ...each }) => ({
      ...(await withRecords(naming, [each]))[0]!,
      alike: await withRecords(naming, alike.slice(0, mostAlike)),
    })),
  );
  const items = answer.value.items.map(({ count, ...each }) => ({ ...each, record: count }));
  return answerTables(c, { ...answer.value, items, suspects }, { tables, table, before: head });
});

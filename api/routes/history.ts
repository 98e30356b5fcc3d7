import { formatInstant } from '../../engine/0-base/time.ts';
import { measure } from '../../engine/1-record/field.ts';
import type { HistoryRow } from '../store/house.ts';
import { listTable } from '../interchange/table.ts';
import { refuse } from './answer.ts';
import { inTime, readAsOf } from './as-of.ts';
import { answers, declare, routes, z } from './declare.ts';
import { answerIn, formatOf, inFormat, linkNext, otherForms } from './format.ts';
import { idText, inRecord, paging } from './parameter.ts';

const line = z.object({
  event: z.string(),
  sequence: z.number(),
  happened: z.string(),
  recorded: z.string(),
  action: z.string(),
  holder: z.string(),
  delta: measure,
  balance: measure,
  accounting: z.object({ delta: measure, balance: measure }),
});

const list = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/economic-resources/{id}/history',
    summary:
      'What each event did to what is on hand (and accounted for) at each holder or at one, what happened last first',
    request: {
      params: inRecord,
      query: z.strictObject({ ...paging, ...inTime, holder: idText.optional(), format: inFormat(['json', 'csv']) }),
    },
    responses: answers(
      z.object({ items: z.array(line), next: z.string().optional(), sequence: z.number() }),
      200,
      otherForms(['json', 'csv']),
    ),
  },
);

function show(row: HistoryRow): z.infer<typeof line> {
  const { happened, recorded, accounting, onhand, balance, ...rest } = row;
  return {
    ...rest,
    happened: formatInstant(happened),
    recorded: formatInstant(recorded),
    delta: onhand,
    balance: balance.onhand,
    accounting: { delta: accounting, balance: balance.accounting },
  };
}

export const historyRoutes = routes().openapi(list, async (c) => {
  const { network, id } = c.req.valid('param');
  const { happened, recorded, format: _, ...query } = c.req.valid('query');
  const at = await readAsOf(c.var.house, network, { happened, recorded });
  if (!at.value) return refuse(c, at.problems);
  const answer = await c.var.house.history(network, id, { ...query, ...at.value });
  if (!answer.value) return refuse(c, answer.problems);
  const { recorded: then } = at.value;
  const known = answer.value.items.length > 0 || (await c.var.house.record(network, 'EconomicResource', id, then));
  if (known !== true && !known.value) return refuse(c, known.problems);
  const items = answer.value.items.map(show);
  if (formatOf(c, ['json', 'csv']) === 'json') return c.json({ ...answer.value, items }, 200);
  linkNext(c, answer.value.next);
  return answerIn(c, 'csv', listTable(items, line));
});

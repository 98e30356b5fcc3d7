import { formatInstant } from '../../engine/0-base/time.ts';
import { measure } from '../../engine/1-record/field.ts';
import type { HistoryRow } from '../store/house.ts';
import { refuse } from './answer.ts';
import { inTime, readAsOf } from './as-of.ts';
import { declare, routes, z } from './declare.ts';
import { linkNext } from './format.ts';
import { answerList, inListForm, listAnswers } from './list.ts';
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
      query: z.strictObject({ ...paging, ...inTime, holder: idText.optional(), ...inListForm }),
    },
    responses: listAnswers(z.object({ items: z.array(line), next: z.string().optional(), sequence: z.number() })),
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
  linkNext(c, answer.value.next);
  return answerList(c, { ...answer.value, items }, { rows: items, row: line });
});

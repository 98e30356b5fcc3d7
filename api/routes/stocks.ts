import { measure } from '../../engine/1-record/field.ts';
import { formatInstant } from '../../engine/0-base/time.ts';
import { listTable } from '../interchange/table.ts';
import { refuse } from './answer.ts';
import { inTime, readAsOf } from './as-of.ts';
import { answers, declare, routes, z } from './declare.ts';
import { answerIn, formatOf, inFormat, otherForms } from './format.ts';
import { idText, inNetwork } from './parameter.ts';
import { stock } from './wire.ts';

const query = z.strictObject({ ...inTime, resource: idText.optional(), format: inFormat(['json', 'csv']) });

const list = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/stocks',
    summary: 'What is in stock, now or as of a moment in both times; a date means the end of that day',
    request: { params: inNetwork, query },
    responses: answers(
      z.object({
        items: z.array(stock),
        happened: z.string().optional(),
        sequence: z.number(),
        notShared: z.object({ resources: z.number(), onhand: z.array(measure) }).optional(),
      }),
      200,
      otherForms(['json', 'csv']),
    ),
  },
);

export const stockRoutes = routes().openapi(list, async (c) => {
  const { network } = c.req.valid('param');
  const { resource, ...moments } = c.req.valid('query');
  const at = await readAsOf(c.var.house, network, moments);
  if (!at.value) return refuse(c, at.problems);
  const answer = await c.var.house.stocks(network, { ...at.value, resource });
  if (!answer.value) return refuse(c, answer.problems);
  const { items, happened, sequence, notShared } = answer.value;
  if (formatOf(c, ['json', 'csv']) === 'csv') return answerIn(c, 'csv', listTable(items, stock));
  const told = { items, ...(happened !== undefined && { happened: formatInstant(happened) }), sequence };
  return c.json({ ...told, ...(notShared && { notShared }) }, 200);
});

import { measure } from '../../engine/1-record/field.ts';
import { formatInstant } from '../../engine/0-base/time.ts';
import { refuse } from './answer.ts';
import { inTime, readAsOf } from './as-of.ts';
import { declare, routes, z } from './declare.ts';
import { answerList, inListForm, listAnswers } from './list.ts';
import { idText, inNetwork } from './parameter.ts';
import { stock } from './wire.ts';

const query = z.strictObject({ ...inTime, resource: idText.optional(), ...inListForm });

const list = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/stocks',
    summary: 'What is in stock, now or as of a moment in both times; a date means the end of that day',
    request: { params: inNetwork, query },
    responses: listAnswers(
      z.object({
        items: z.array(stock),
        happened: z.string().optional(),
        sequence: z.number(),
        notShared: z.object({ resources: z.number(), onhand: z.array(measure) }).optional(),
      }),
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
  const told = { items, ...(happened !== undefined && { happened: formatInstant(happened) }), sequence };
  return answerList(c, { ...told, ...(notShared && { notShared }) }, { rows: items, row: stock });
});

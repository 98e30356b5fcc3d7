import { formatInstant, type Instant } from '../../engine/0-base/time.ts';
import { refuse } from './answer.ts';
import { answers, declare, routes, z } from './declare.ts';
import { bounds, idText, inNetwork, moment } from './parameter.ts';
import { stock } from './wire.ts';
import { zoneOf } from './zone.ts';

const query = z.strictObject({ happened: moment, recorded: moment, resource: idText.optional() });

const list = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/stocks',
    summary: 'What is in stock, now or as of a moment in both times; a date means the end of that day',
    request: { params: inNetwork, query },
    responses: answers(z.object({ items: z.array(stock), happened: z.string().optional(), sequence: z.number() })),
  },
);

interface Moments {
  readonly happened?: string | undefined;
  readonly recorded?: string | undefined;
}

function asOf({ happened, recorded }: Moments, zone: string): { happened?: Instant; recorded?: Instant } {
  return {
    ...(happened !== undefined && { happened: bounds(happened, zone).end }),
    ...(recorded !== undefined && { recorded: bounds(recorded, zone).end }),
  };
}

export const stockRoutes = routes().openapi(list, async (c) => {
  const { network } = c.req.valid('param');
  const { resource, ...moments } = c.req.valid('query');
  const zone = await zoneOf(c.var.house, network);
  if (zone.value === undefined) return refuse(c, zone.problems);
  const answer = await c.var.house.stocks(network, {
    ...asOf(moments, zone.value),
    ...(resource !== undefined && { resource }),
  });
  if (!answer.value) return refuse(c, answer.problems);
  const { items, happened, sequence } = answer.value;
  return c.json({ items, ...(happened !== undefined && { happened: formatInstant(happened) }), sequence }, 200);
});

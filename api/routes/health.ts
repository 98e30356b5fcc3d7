import { answers, declare, type Progress, routes, type Services, z } from './declare.ts';

const progress = z.object({ what: z.string(), done: z.number(), total: z.number() });
const health = z.object({ status: z.enum(['ok', 'rebuilding']), progress: progress.optional(), version: z.string() });

const read = declare(
  { action: 'read', object: 'health' },
  {
    method: 'get',
    path: '/api/health',
    summary: 'Whether the house answers, and how far it has come',
    responses: answers(health),
  },
);

/** Whether something is still being rebuilt, and what comes first in that. */
function stateOf(services: Services): { status: 'ok' | 'rebuilding'; progress?: Progress } {
  const house = services.house();
  const busy = house?.status().networks.find(({ state }) => state === 'rebuilding');
  const status = house && !busy ? 'ok' : 'rebuilding';
  const shown = busy ? { what: busy.network, done: busy.done, total: busy.total } : services.progress();
  return { status, ...(shown && { progress: shown }) };
}

export const healthRoutes = routes().openapi(read, (c) => {
  const { services } = c.var;
  c.header('Cache-Control', 'no-store');
  return c.json({ ...stateOf(services), version: services.version }, 200);
});

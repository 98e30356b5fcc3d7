import { told, tell } from './answer.ts';
import { answers, declare, type Progress, routes, type Services, z } from './declare.ts';

const progress = z.object({ what: z.string(), done: z.number(), total: z.number() });
const health = z.object({
  status: z.enum(['ok', 'rebuilding', 'degraded']),
  progress: progress.optional(),
  problems: z.array(told.extend({ network: z.string().optional() })),
  version: z.string(),
});

const read = declare(
  { action: 'read', object: 'health' },
  {
    method: 'get',
    path: '/api/health',
    summary: 'Whether the house answers, how far it has come, and what does not answer',
    responses: answers(health),
  },
);

/** Networks that failed, and what went wrong while the server came up. */
function problemsOf({ house, trouble }: Services): z.infer<typeof health>['problems'] {
  const networks = house()?.status().networks ?? [];
  const failed = networks.flatMap(({ network, problem }) => (problem ? { network, ...tell(problem) } : []));
  return [...failed, ...trouble().map((each) => tell(each))];
}

/** Whether something is still being rebuilt, and what comes first in that; then whether something failed. */
function stateOf(services: Services): Omit<z.infer<typeof health>, 'version'> {
  const house = services.house();
  const busy = house?.status().networks.find(({ state }) => state === 'rebuilding');
  const problems = problemsOf(services);
  const status = !house || busy ? 'rebuilding' : problems.length > 0 ? 'degraded' : 'ok';
  const shown: Progress | undefined = busy
    ? { what: busy.network, done: busy.done, total: busy.total }
    : services.progress();
  return { status, ...(shown && { progress: shown }), problems };
}

export const healthRoutes = routes().openapi(read, (c) => {
  const { services } = c.var;
  c.header('Cache-Control', 'no-store');
  return c.json({ ...stateOf(services), version: services.version }, 200);
});

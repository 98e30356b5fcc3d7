import { can, type Subject } from '../access/can.ts';
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

/** Networks that failed, as whoever asks may know of them, and what went wrong while the server came up, which is the operator's. */
function problemsOf({ house, trouble }: Services, subject: Subject): z.infer<typeof health>['problems'] {
  const { networks = [], problem: common } = house()?.status() ?? {};
  const own = networks.filter(({ network }) => can(subject, 'read', 'network', { network }));
  const failed = own.flatMap(({ network, problem }) => (problem ? { network, ...tell(problem) } : []));
  const all = [...(common ? [tell(common)] : []), ...failed];
  return subject.kind === 'operator' ? [...all, ...trouble().map((each) => tell(each))] : all;
}

/** How far what takes long has come; what it is, for those whose it is. */
function progressOf({ house, progress: loading }: Services, subject: Subject): Progress | undefined {
  const busy = house()
    ?.status()
    .networks.find(({ state }) => state === 'rebuilding');
  if (!busy) return loading() && (subject.kind === 'operator' ? loading() : { ...loading()!, what: 'networks' });
  const isOwn = can(subject, 'read', 'network', { network: busy.network });
  return { what: isOwn ? busy.network : 'networks', done: busy.done, total: busy.total };
}

/** Whether something is still being rebuilt, and what comes first in that; then whether something failed. */
function stateOf(services: Services, subject: Subject): Omit<z.infer<typeof health>, 'version'> {
  const { networks, problem: common } = services.house()?.status() ?? {};
  const isBusy = networks?.some(({ state }) => state === 'rebuilding') ?? true;
  const isHurt =
    common !== undefined || services.trouble().length > 0 || networks?.some(({ problem }) => problem !== undefined);
  const shown = progressOf(services, subject);
  return {
    status: isBusy ? 'rebuilding' : isHurt ? 'degraded' : 'ok',
    ...(shown && { progress: shown }),
    problems: problemsOf(services, subject),
  };
}

export const healthRoutes = routes().openapi(read, (c) => {
  const { services, subject } = c.var;
  c.header('Cache-Control', 'no-store');
  return c.json({ ...stateOf(services, subject), version: services.version }, 200);
});

import { randomBytes } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import { problem } from '../engine/0-base/problem.ts';
import { type Door, hostOf, isOwnName } from './access/door.ts';
import { securityHeaders } from './access/headers.ts';
import { openLimits } from './access/limits.ts';
import { openSights } from './access/visibility/sights.ts';
import { refuse } from './routes/answer.ts';
import { balanceRoutes } from './routes/balances.ts';
import { changeRoutes } from './routes/changes.ts';
import { checkRoutes } from './routes/checks.ts';
import { datasetRoutes } from './routes/datasets.ts';
import type { Env, Services } from './routes/declare.ts';
import { documentOf } from './routes/document.ts';
import { exportRoutes } from './routes/export.ts';
import { flowRoutes } from './routes/flows.ts';
import { footprintAccountRoutes } from './routes/footprint-account.ts';
import { footprintRoutes } from './routes/footprints.ts';
import { linkedRoutes } from './routes/linked.ts';
import { healthRoutes } from './routes/health.ts';
import { historyRoutes } from './routes/history.ts';
import { importRoutes } from './routes/import.ts';
import { importsRoutes } from './routes/imports.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { kitRoutes } from './routes/kits.ts';
import { knowledgeRoutes } from './routes/knowledge.ts';
import { meRoutes } from './routes/me.ts';
import { memberRoutes } from './routes/members.ts';
import { networkRoutes } from './routes/networks.ts';
import { modelFigureRoutes } from './routes/model-figures.ts';
import { modelRoutes } from './routes/models.ts';
import { openApiRoutes } from './routes/open-api.ts';
import { recordRoutes } from './routes/records.ts';
import { reconciliationRoutes } from './routes/reconciliations.ts';
import { reuseRoutes } from './routes/reuse.ts';
import { seenRoutes } from './routes/seen.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { statementRoutes } from './routes/statements.ts';
import { planRoutes } from './routes/plans.ts';
import { readingRoutes } from './routes/readings.ts';
import { fulfilmentRoutes } from './routes/fulfilments.ts';
import { stockRoutes } from './routes/stocks.ts';
import { tableRoutes } from './routes/tables.ts';
import { templateRoutes } from './routes/templates.ts';
import { thresholdRoutes } from './routes/thresholds.ts';
import { traceRoutes } from './routes/trace.ts';
import { viewRoutes } from './routes/view.ts';
import { StoreFailure } from './store/client.ts';
import { failureProblem } from './store/receipt.ts';

/** Every route of the house; one line mounts a noun. */
const nouns = [
  healthRoutes,
  signInRoutes,
  meRoutes,
  invitationRoutes,
  memberRoutes,
  seenRoutes,
  networkRoutes,
  importRoutes,
  importsRoutes,
  exportRoutes,
  templateRoutes,
  tableRoutes,
  stockRoutes,
  statementRoutes,
  planRoutes,
  readingRoutes,
  fulfilmentRoutes,
  historyRoutes,
  traceRoutes,
  checkRoutes,
  changeRoutes,
  flowRoutes,
  knowledgeRoutes,
  kitRoutes,
  balanceRoutes,
  reconciliationRoutes,
  footprintRoutes,
  footprintAccountRoutes,
  modelRoutes,
  modelFigureRoutes,
  thresholdRoutes,
  reuseRoutes,
  viewRoutes,
  datasetRoutes,
  recordRoutes,
  linkedRoutes,
  openApiRoutes,
];

/** What is worth compressing: JSON of every kind and text, but no feed, of which each line must go out at once. The flow table packs itself. */
const compressible = /^(application\/(problem\+|geo\+|ld\+)?json|text\/(?!event-stream)|image\/svg)/;

/** The whole HTTP interface on the given services. */
export function createApp(services: Services): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>();
  const door = services.door ?? 'loopback';
  const limits = openLimits(() => services.gate.now());
  const sights = openSights();
  app.use(securityHeaders(door));
  app.use(keptByNobody);
  app.use(compress({ contentTypeFilter: compressible }));
  let document: ReturnType<typeof documentOf> | undefined;
  app.use(async (c, next) => {
    c.set('services', services);
    c.set('limits', limits);
    c.set('sights', sights);
    c.set('document', () => (document ??= documentOf((base) => app.getOpenAPI31Document(base), services.version)));
    c.set('ask', async (path) => app.request(path, { headers: askingHeaders(c) }, c.env));
    await next();
  });
  app.use(ownNameOnly(door));
  app.use(ownSiteOnly(door));
  for (const noun of nouns) app.route('/', noun);
  app.notFound((c) => refuseAddress(c, methodsAt(app, c.req.path)));
  app.onError((failure, c) => report(failure, c, services.note));
  return app;
}

/** Who asks, and by which name and way; what is kept or packed there is of no concern here. */
function askingHeaders(c: Context): Headers {
  const headers = new Headers(c.req.raw.headers);
  for (const name of ['if-none-match', 'accept-encoding', 'range', 'content-length']) headers.delete(name);
  headers.set('host', c.req.header('host') ?? new URL(c.req.url).host);
  return headers;
}

const knownMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The methods that some route takes at an address; what is done at every address (ALL) is no route. */
const methodsAt = ({ router }: OpenAPIHono<Env>, path: string): string[] =>
  knownMethods
    .filter((method) => router.match(method, path)[0].some(([[, route]]) => route.method !== 'ALL'))
    .flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : method));

/** There is nothing at the address, or nothing that is done by this method. */
function refuseAddress(c: Context, methods: readonly string[]): Response {
  const { method, path } = c.req;
  if (methods.length === 0) return refuse(c, [problem('route.unknown', '', { value: `${method} ${path}` })]);
  const known = methods.join(', ');
  c.header('Allow', known);
  return refuse(c, [problem('route.method', '', { value: method, name: path, known })]);
}

/** Refuses a request for another name that leads to this machine: so another site would read here as if it were this one. */
const ownNameOnly =
  (door: Door): MiddlewareHandler<Env> =>
  async (c, next) => {
    const host = hostOf(c, door);
    return isOwnName(door, host) ? next() : refuse(c, [problem('access.host', '', { value: host.slice(0, 80) })]);
  };

/** Refuses what another site makes a browser send: a write must come from our own page, or from a program. */
const ownSiteOnly =
  (door: Door): MiddlewareHandler<Env> =>
  async (c, next) => {
    const origin = c.req.header('origin');
    const writes = c.req.method !== 'GET' && c.req.method !== 'HEAD';
    if (writes && origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === hostOf(c, door)))
      return refuse(c, [problem('access.origin', '', { value: origin.slice(0, 80) })]);
    return next();
  };

/** What the API answers to one is kept for no other by whatever stands between. */
const keptByNobody: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  if (c.req.path.startsWith('/api/') && !c.res.headers.has('Cache-Control'))
    c.res.headers.set('Cache-Control', 'private, no-cache');
};

/** An error of our own: the operator gets the stack under a number, the client the number. */
function report(failure: Error, c: Context, note: Services['note']): Response {
  if (failure instanceof StoreFailure) return refuse(c, [failureProblem(failure)]);
  if (failure instanceof HTTPException && failure.status < 500)
    return refuse(c, [problem('body.syntax', '', { reason: failure.message })]);
  const number = randomBytes(4).toString('hex');
  note(`[${number}] ${c.req.method} ${c.req.path}: ${failure.stack ?? failure.message}`);
  return refuse(c, [problem('server.failed', '', { value: number })]);
}

import type { Context } from 'hono';
import { hostOf } from '../access/door.ts';
import { refuse } from './answer.ts';
import { declare, type Env, routes, z } from './declare.ts';
import { problemBody } from './answer.ts';
import { inNetwork } from './parameter.ts';
import { isKnown, setTag, tagOf } from './tag.ts';

const name = z.string().max(100).optional();
const pixels = 'a whole number of pixels from 320 to 2400';

/** What every view takes here beside the parameters of its page. */
const own = {
  view: z.string().max(100),
  table: name,
  lang: z.enum(['en', 'nl'], { error: 'en or nl' }).optional(),
  width: z.coerce.number({ error: pixels }).int({ error: pixels }).min(320, pixels).max(2400, pixels).optional(),
  theme: z.enum(['light', 'dark'], { error: 'light or dark' }).optional(),
};
const query = z.looseObject(own);

const kinds = {
  csv: { type: 'text/csv; charset=utf-8', schema: z.string(), what: 'its table' },
  json: { type: 'application/json', schema: z.looseObject({ title: z.string() }), what: 'its figures' },
  svg: { type: 'image/svg+xml', schema: z.string(), what: 'its picture' },
} as const;

type Kind = keyof typeof kinds;

const routeOf = <K extends Kind>(as: K) =>
  declare(
    { action: 'read', object: 'network' },
    {
      method: 'get',
      path: `/api/networks/{network}/view.${as}` as const,
      summary: `A view as its page shows it, ${kinds[as].what} as ${as.toUpperCase()}: ?view=flows and the parameters of its page`,
      request: { params: inNetwork, query },
      responses: {
        200: { description: 'The view', content: { [kinds[as].type]: { schema: kinds[as].schema } } },
        304: { description: 'It has not changed' },
        default: { description: 'Problems', content: { 'application/problem+json': { schema: problemBody } } },
      },
    },
  );

/** The parameters of the page: all but those that are meant here. */
function searchOf(c: Context<Env>): string {
  const given = new URL(c.req.url).searchParams;
  for (const each of Object.keys(own)) given.delete(each);
  return given.toString();
}

/** Where the pages stand for whoever asks. */
function originOf(c: Context<Env>): string {
  const door = c.var.services.door ?? 'loopback';
  return `${door === 'loopback' ? 'http' : 'https'}://${hostOf(c, door)}`;
}

async function serve(c: Context<Env>, as: Kind, asked: z.infer<typeof query>): Promise<Response> {
  const network = c.req.param('network')!;
  const { services, house, compute, ask } = c.var;
  if (isKnown(c, tagOf(c, house.sequence(network)!))) return c.body(null, 304);
  const { view, table, lang = 'en', width = 960, theme = 'light' } = asked;
  const { version } = services;
  const given = { view, table, width, theme, as, version, language: lang, search: searchOf(c), origin: originOf(c) };
  const answer = await compute.view(network, given, ask);
  if ('problems' in answer) return refuse(c, answer.problems);
  const { content, name: file, sequence } = answer.value;
  setTag(c, tagOf(c, sequence));
  c.header('Content-Disposition', `${as === 'csv' ? 'attachment' : 'inline'}; filename="${file}"`);
  c.header('Content-Language', lang);
  return c.body(content, 200, { 'Content-Type': kinds[as].type });
}

export const viewRoutes = routes();
for (const as of ['csv', 'json', 'svg'] as const)
  viewRoutes.openapi(routeOf(as), (c) => serve(c, as, c.req.valid('query')));

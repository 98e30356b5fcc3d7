import { findAction } from '../../engine/2-ledger/action.ts';
import { agents, type ClassName, kinds } from '../../engine/1-record/kind.ts';
import type { RecordFilter } from '../store/house.ts';
import { refuse } from './answer.ts';
import { answers, declare, routes, z } from './declare.ts';
import { bounds, idText, inNetwork, inRecord, moment, pageOf, paging, yesOrNo } from './parameter.ts';
import { show, shown } from './wire.ts';
import { zoneOf } from './zone.ts';

const id = idText.optional();
const plainQuery = z.strictObject({ ...paging, retired: yesOrNo, newestFirst: yesOrNo });
const actionName = z
  .string()
  .transform((name) => name.replace(/^vf:/, ''))
  .refine((name) => findAction(name) !== undefined, { error: 'an action of the vocabulary' })
  .optional();
const eventQuery = plainQuery.extend({
  resource: id,
  process: id,
  agent: id,
  action: actionName,
  corrects: id,
  from: moment,
  to: moment,
});
type Query = Partial<z.infer<typeof eventQuery>>;

const page = z.object({ items: z.array(shown), next: z.string().optional(), sequence: z.number() });

/** One noun of the addresses: a class, or the classes that are agents. */
interface Noun {
  readonly plural: string;
  readonly classes: readonly ClassName[];
}

const nouns: readonly Noun[] = [
  { plural: 'agents', classes: agents },
  ...(Object.keys(kinds) as ClassName[]).map((name) => ({ plural: kinds[name].plural, classes: [name] })),
];

/** The addresses of one noun. */
function routesOf({ plural, classes }: Noun) {
  const path = `/api/networks/{network}/${plural}` as const;
  const permission = { action: 'read', object: 'network' } as const;
  const named = classes.join(', ');
  const query: typeof plainQuery | typeof eventQuery = named === 'EconomicEvent' ? eventQuery : plainQuery;
  return {
    list: declare(permission, {
      method: 'get',
      path,
      summary: `Records of the class ${named}, oldest first unless newestFirst is true`,
      request: { params: inNetwork, query },
      responses: answers(page),
    }),
    one: declare(permission, {
      method: 'get',
      path: `${path}/{id}`,
      summary: `One record of the class ${named}`,
      request: { params: inRecord },
      responses: answers(shown),
    }),
  };
}

function filterOf(classes: readonly ClassName[], query: Query, zone: string): RecordFilter {
  const { resource, process, agent, action, corrects, from, to, retired, newestFirst } = query;
  return {
    classes,
    ...pageOf(query),
    ...(retired !== undefined && { retired: retired === 'true' }),
    ...(newestFirst !== undefined && { newestFirst: newestFirst === 'true' }),
    ...(resource !== undefined && { resource }),
    ...(process !== undefined && { process }),
    ...(agent !== undefined && { agent }),
    ...(action !== undefined && { action }),
    ...(corrects !== undefined && { corrects }),
    ...(from !== undefined && { from: bounds(from, zone).begin }),
    ...(to !== undefined && { to: bounds(to, zone).end + 1 }),
  };
}

export const recordRoutes = routes();
for (const noun of nouns) {
  const { list, one } = routesOf(noun);
  recordRoutes.openapi(list, async (c) => {
    const { network } = c.req.valid('param');
    const zone = await zoneOf(c.var.house, network);
    if (zone.value === undefined) return refuse(c, zone.problems);
    const answer = await c.var.house.records(network, filterOf(noun.classes, c.req.valid('query'), zone.value));
    if (!answer.value) return refuse(c, answer.problems);
    return c.json({ ...answer.value, items: answer.value.items.map(show) }, 200);
  });
  recordRoutes.openapi(one, async (c) => {
    const { network, id: wanted } = c.req.valid('param');
    const answers = await Promise.all(noun.classes.map((each) => c.var.house.record(network, each, wanted)));
    const answer = answers.find(({ value }) => value) ?? answers[0]!;
    if (!answer.value) return refuse(c, answer.problems);
    c.header('ETag', `"${answer.value.revision}"`);
    return c.json(show(answer.value), 200);
  });
}

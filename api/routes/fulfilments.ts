import { measure } from '../../engine/1-record/field.ts';
import { groupBy } from '../../engine/0-base/group.ts';
import { type Fulfilment, fulfilmentsOf, type PromiseRecord } from '../../engine/2-ledger/fulfilment.ts';
import { refuse } from './answer.ts';
import { inTime, judgedAt, readAsOf } from './as-of.ts';
import { declare, routes, z } from './declare.ts';
import { linkNext } from './format.ts';
import { answerList, inListForm, listAnswers } from './list.ts';
import { pageOfAll, turnOf } from './page-of-all.ts';
import { described, idText, inNetwork, paging } from './parameter.ts';

const one = (text: string) => described(idText.optional(), text);
const classes = ['Intent', 'Commitment', 'Claim'] as const;
const states = ['open', 'begun', 'met', 'over', 'finished'] as const;
const choice = <T extends readonly [string, ...string[]]>(words: T) =>
  z.enum(words, { error: `one of ${words.join(', ')}` }).optional();

const query = z.strictObject({
  ...paging,
  ...inTime,
  id: one('Of one intent, commitment or claim'),
  class: choice(classes),
  state: choice(states),
  late: described(choice(['true', 'false']), 'Whether its time is over and something of it is open'),
  plan: one('Of what is planned within a plan'),
  process: one('Of what goes into or comes out of a process'),
  agent: one('Of what an agent gives or takes'),
  agreement: one('Of the clauses of an agreement'),
  event: one('Of what an event answers, and the claims that it triggered'),
  ...inListForm,
});

const progress = z.object({
  asked: measure.optional(),
  done: measure,
  remaining: measure.optional(),
  over: measure.optional(),
});

const fulfilment = z.object({
  id: z.string(),
  class: z.enum(classes),
  action: z.string(),
  name: z.string().optional(),
  note: z.string().optional(),
  provider: z.string().optional(),
  receiver: z.string().optional(),
  resourceConformsTo: z.string().optional(),
  resourceInventoriedAs: z.string().optional(),
  inputOf: z.string().optional(),
  outputOf: z.string().optional(),
  plannedWithin: z.string().optional(),
  clauseOf: z.string().optional(),
  reciprocalClauseOf: z.string().optional(),
  triggeredBy: z.string().optional(),
  due: z.string().optional(),
  state: z.enum(states),
  late: z.boolean(),
  resource: progress.optional(),
  effort: progress.optional(),
  promised: z.object({ resource: progress.optional(), effort: progress.optional() }).optional(),
  answeredBy: z.array(
    z.object({
      id: z.string(),
      class: z.string(),
      resourceQuantity: measure.optional(),
      effortQuantity: measure.optional(),
    }),
  ),
});

const list = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/fulfilments',
    summary:
      'How far intents, commitments and claims have come: what was asked for, done and is open, and what answers each',
    request: { params: inNetwork, query },
    responses: listAnswers(z.object({ items: z.array(fulfilment), next: z.string().optional(), sequence: z.number() })),
  },
);

type Query = z.infer<typeof query>;
type Item = z.infer<typeof fulfilment>;

/** The columns that a promise itself fills. */
const own: ReadonlySet<string> = new Set(Object.keys(fulfilment.shape));

const itemOf = (progressed: Fulfilment, { body }: PromiseRecord): Item => {
  const told = Object.fromEntries(Object.entries(body).filter(([field]) => own.has(field)));
  return { ...told, ...progressed } as Item;
};

/** What each filter looks at. */
const filters: Readonly<
  Record<
    Exclude<keyof Query, 'happened' | 'recorded' | 'format' | 'late' | 'limit' | 'cursor'>,
    (item: Item) => unknown[]
  >
> = {
  id: (item) => [item.id],
  class: (item) => [item.class],
  state: (item) => [item.state],
  plan: (item) => [item.plannedWithin],
  process: (item) => [item.inputOf, item.outputOf],
  agent: (item) => [item.provider, item.receiver],
  agreement: (item) => [item.clauseOf, item.reciprocalClauseOf],
  event: (item) => [item.triggeredBy, ...item.answeredBy.map(({ id }) => id)],
};

const isWanted = (item: Item, wanted: Query): boolean =>
  (wanted.late === undefined || String(item.late) === wanted.late) &&
  (Object.keys(filters) as (keyof typeof filters)[]).every(
    (name) => wanted[name] === undefined || filters[name](item).includes(wanted[name]),
  );

export const fulfilmentRoutes = routes().openapi(list, async (c) => {
  const { network } = c.req.valid('param');
  const wanted = c.req.valid('query');
  const { format: _, ...asked } = wanted;
  const place = turnOf(asked);
  if ('problems' in place) return refuse(c, place.problems);
  const at = await readAsOf(c.var.house, network, wanted);
  if (!at.value) return refuse(c, at.problems);
  const { zone } = at.value;
  const answer = await c.var.house.promises(network, { ...at.value, upTo: place.turn?.upTo });
  if (!answer.value) return refuse(c, answer.problems);
  const { promises, allocations, sequence } = answer.value;
  const now = place.turn?.now ?? judgedAt(at.value);
  const records = groupBy(promises, ({ id }) => id);
  const items = fulfilmentsOf(promises, allocations, { now, zone })
    .map((each) => itemOf(each, records.get(each.id)![0]!))
    .filter((item) => isWanted(item, wanted));
  const page = pageOfAll(items, asked, { from: 0, ...place.turn, upTo: sequence, now });
  linkNext(c, page.next);
  return answerList(c, { ...page, sequence }, { rows: page.items, row: fulfilment });
});

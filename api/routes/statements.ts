import { formatInstant } from '../../engine/0-base/time.ts';
import { measure } from '../../engine/1-record/field.ts';
import type { Amounts, Statement, StatementRow } from '../store/house.ts';
import { refuse } from './answer.ts';
import { inRecorded, readAsOf } from './as-of.ts';
import { declare, routes, z } from './declare.ts';
import { linkNext } from './format.ts';
import { answerList, inListForm, listAnswers } from './list.ts';
import { bounds, described, idText, inRecord, moment, paging } from './parameter.ts';

const sides = { opening: measure, in: measure, out: measure, closing: measure };

/** The same of what is accounted for; what stands beside it is on hand. */
const both = { ...sides, accounting: z.object(sides) };

const line = z.object({
  event: z.string(),
  sequence: z.number(),
  happened: z.string(),
  recorded: z.string(),
  action: z.string(),
  corrects: z.string().optional(),
  holder: z.string(),
  provider: z.string(),
  receiver: z.string(),
  process: z.string().optional(),
  note: z.string().optional(),
  in: measure,
  out: measure,
  balance: measure,
  accounting: z.object({ in: measure, out: measure, balance: measure }),
});

const statement = z.object({
  resource: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  ...both,
  holders: z.array(z.object({ holder: z.string(), ...both })),
  items: z.array(line),
  next: z.string().optional(),
  sequence: z.number(),
});

const query = z.strictObject({
  ...paging,
  ...inListForm,
  ...inRecorded,
  from: described(moment, 'Happened at this moment or later; all before it is the opening'),
  to: described(moment, 'Happened at this moment or earlier; a date means the end of that day'),
  holder: described(idText.optional(), 'At this holder; left out, at all of them together'),
});

const read = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/economic-resources/{id}/statement',
    summary:
      'What there was of a resource, each change of a period in the order of happening, and what is left: opening + in - out = closing, exactly',
    request: { params: inRecord, query },
    responses: listAnswers(statement),
  },
);

/** Before and behind everything that can have happened. */
const [begin, end] = [-9_000_000_000_000_000, 9_000_000_000_000_000];

type Sides = 'opening' | 'in' | 'out' | 'closing';
type Periodic = Readonly<Record<Sides, Amounts>>;

function amountsOf(given: Periodic) {
  const of = (account: keyof Amounts) => ({
    opening: given.opening[account],
    in: given.in[account],
    out: given.out[account],
    closing: given.closing[account],
  });
  return { ...of('onhand'), accounting: of('accounting') };
}

function showLine(row: StatementRow): z.infer<typeof line> {
  const { event, from, to, holder, balance } = row;
  const { action, corrects, inputOf, outputOf, note } = event.body;
  const process = inputOf ?? outputOf;
  return {
    event: event.id,
    sequence: event.sequence,
    happened: formatInstant(event.happened!),
    recorded: formatInstant(event.recorded),
    action,
    ...(corrects !== undefined && { corrects }),
    holder,
    provider: from,
    receiver: to,
    ...(process !== undefined && { process }),
    ...(note !== undefined && { note }),
    in: row.in.onhand,
    out: row.out.onhand,
    balance: balance.onhand,
    accounting: { in: row.in.accounting, out: row.out.accounting, balance: balance.accounting },
  };
}

const show = ({ holders, items, ...whole }: Statement) => ({
  ...amountsOf(whole),
  holders: holders.map(({ holder, ...each }) => ({ holder, ...amountsOf(each) })),
  items: items.map(showLine),
});

export const statementRoutes = routes().openapi(read, async (c) => {
  const { network, id } = c.req.valid('param');
  const { from, to, recorded, holder, limit, cursor } = c.req.valid('query');
  const at = await readAsOf(c.var.house, network, { recorded });
  if (!at.value) return refuse(c, at.problems);
  const { recorded: then, zone } = at.value;
  const answer = await c.var.house.statement(network, id, {
    holder,
    limit,
    cursor,
    recorded: then,
    from: from === undefined ? begin : bounds(from, zone).begin,
    to: to === undefined ? end : bounds(to, zone).end,
  });
  if (!answer.value) return refuse(c, answer.problems);
  const known = answer.value.holders.length > 0 || (await c.var.house.record(network, 'EconomicResource', id, then));
  if (known !== true && !known.value) return refuse(c, known.problems);
  linkNext(c, answer.value.next);
  const told = { resource: id, ...(from && { from }), ...(to && { to }), ...show(answer.value) };
  const { next, sequence } = answer.value;
  const body = { ...told, ...(next && { next }), sequence };
  return answerList(c, body, { rows: told.items, row: line });
});

import { formatInstant } from '../../engine/0-base/time.ts';
import { measure } from '../../engine/1-record/field.ts';
import type { CheckOf, CountRow, House } from '../store/house.ts';
import { refuse, tell, told } from './answer.ts';
import { inTime, readAsOf } from './as-of.ts';
import { answers, declare, routes, z } from './declare.ts';
import { problem } from '../../engine/0-base/problem.ts';
import { answerList, answerTables, inListForm, inTables, listAnswers } from './list.ts';
import { described, idText, inNetwork, inRecord } from './parameter.ts';

const ofResource = described(idText.optional(), 'Of this resource alone');
const query = z.strictObject({ ...inTime, resource: ofResource });
const read = { action: 'read', object: 'network' } as const;
const inIt = '/api/networks/{network}' as const;

const span = z.object({
  resource: z.string(),
  holder: z.string(),
  account: z.enum(['accounting', 'onhand']),
  from: z.string(),
  until: z.string().optional(),
  lowest: measure,
  lowestAt: z.string(),
});

const pair = z.object({ event: z.string(), process: z.string(), resource: z.string(), problem: told });
const anomalyTables = { negative: span, pairs: pair };

const anomalies = declare(read, {
  method: 'get',
  path: `${inIt}/anomalies`,
  summary: 'When stock was below zero as things happened, and pairs of events that are not complete',
  request: { params: inNetwork, query: query.extend(inTables(anomalyTables)) },
  responses: listAnswers(z.object({ negative: z.array(span), pairs: z.array(pair), sequence: z.number() })),
});

const loan = z.object({
  state: z.enum(['lent', 'underWay']),
  process: z.string().optional(),
  resource: z.string(),
  accountable: z.string(),
  holder: z.string(),
  quantity: measure,
  parts: z.array(z.object({ since: z.string(), quantity: measure })),
});

const loans = declare(read, {
  method: 'get',
  path: `${inIt}/loans`,
  summary:
    'What is with others than whoever is accountable for it, and since when: what went out first comes back first; lent, or under way with whoever carries it or works on it',
  request: { params: inNetwork, query: query.extend(inListForm) },
  responses: listAnswers(z.object({ items: z.array(loan), sequence: z.number() })),
});

const counted = z.object({
  id: z.string(),
  resource: z.string(),
  holder: z.string().optional(),
  happened: z.string(),
  counted: measure,
  ledger: measure,
  resolved: measure,
  difference: measure,
  isOpen: z.boolean(),
  proposal: z.record(z.string(), z.unknown()).optional(),
});

const differences = declare(read, {
  method: 'get',
  path: `${inIt}/count-differences`,
  summary: 'Counts that differ from the ledger, each with the event that would settle it',
  request: {
    params: inNetwork,
    query: query.extend({
      ...inListForm,
      all: described(z.enum(['true', 'false']).optional(), 'Those that agree, too'),
    }),
  },
  responses: listAnswers(z.object({ items: z.array(counted), sequence: z.number() })),
});

const difference = declare(read, {
  method: 'get',
  path: `${inIt}/counts/{id}/difference`,
  summary: 'A count against the ledger as of a moment, and the event that would settle what is open',
  request: { params: inRecord, query: z.strictObject({ ...inTime }) },
  responses: answers(counted),
});

const showCount = ({ happened, ...row }: CountRow) => ({ ...row, happened: formatInstant(happened) });

interface Asked {
  readonly happened?: string | undefined;
  readonly recorded?: string | undefined;
  readonly resource?: string | undefined;
}

/** What was asked for, with its moments read. */
async function asked(house: House, network: string, { resource, ...moments }: Asked) {
  const at = await readAsOf(house, network, moments);
  if (!at.value) return at;
  const { happened, recorded } = at.value;
  return { value: { happened, recorded, resource } satisfies CheckOf, problems: [] };
}

export const checkRoutes = routes()
  .openapi(anomalies, async (c) => {
    const { network } = c.req.valid('param');
    const of = await asked(c.var.house, network, c.req.valid('query'));
    if (!of.value) return refuse(c, of.problems);
    const answer = await c.var.house.anomalies(network, of.value);
    if (!answer.value) return refuse(c, answer.problems);
    const { negative, pairs, sequence } = answer.value;
    const spans = negative.map(({ from, until, lowestAt, ...rest }) => ({
      ...rest,
      from: formatInstant(from),
      ...(until !== undefined && { until: formatInstant(until) }),
      lowestAt: formatInstant(lowestAt),
    }));
    const said = pairs.map(({ problem: found, ...rest }) => ({ ...rest, problem: tell(found) }));
    const { table } = c.req.valid('query');
    const body = { negative: spans, pairs: said, sequence };
    return answerTables(c, body, { tables: anomalyTables, table, before: z.object({}) });
  })
  .openapi(loans, async (c) => {
    const { network } = c.req.valid('param');
    const of = await asked(c.var.house, network, c.req.valid('query'));
    if (!of.value) return refuse(c, of.problems);
    const answer = await c.var.house.loans(network, of.value);
    if (!answer.value) return refuse(c, answer.problems);
    const items = answer.value.items.map(({ parts, ...rest }) => ({
      ...rest,
      parts: parts.map(({ since, quantity }) => ({ since: formatInstant(since), quantity })),
    }));
    return answerList(c, { ...answer.value, items }, { rows: items, row: loan });
  })
  .openapi(differences, async (c) => {
    const { network } = c.req.valid('param');
    const { all } = c.req.valid('query');
    const of = await asked(c.var.house, network, c.req.valid('query'));
    if (!of.value) return refuse(c, of.problems);
    const answer = await c.var.house.counts(network, of.value);
    if (!answer.value) return refuse(c, answer.problems);
    const items = answer.value.items.filter(({ isOpen }) => isOpen || all === 'true').map(showCount);
    return answerList(c, { ...answer.value, items }, { rows: items, row: counted });
  })
  .openapi(difference, async (c) => {
    const { network, id } = c.req.valid('param');
    const of = await asked(c.var.house, network, c.req.valid('query'));
    if (!of.value) return refuse(c, of.problems);
    const answer = await c.var.house.counts(network, of.value);
    if (!answer.value) return refuse(c, answer.problems);
    const found = answer.value.items.find((each) => each.id === id);
    if (!found) return refuse(c, [problem('record.unknown', '', { class: 'Count', value: id })]);
    return c.json(showCount(found), 200);
  });

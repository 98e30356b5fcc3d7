import { isError, type Problem, problem } from '../../engine/0-base/problem.ts';
import { formatDay, formatInstant } from '../../engine/0-base/time.ts';
import { readBatch } from '../../engine/1-record/batch.ts';
import type { Body, Entry } from '../../engine/1-record/kind.ts';
import { inFile, operator } from '../interchange/hand-in.ts';
import { can } from '../access/can.ts';
import { addressForm, isAddress, networkId } from '../store/book.ts';
import type { NetworkRow } from '../store/house.ts';
import { idMaker } from '../store/identify.ts';
import { refuse, tell, told } from './answer.ts';
import { readInput } from './body.ts';
import { answers, declare, routes, z } from './declare.ts';
import { answerList, inListForm, listAnswers } from './list.ts';

/** A network that does not answer now has a problem, and its address for a name; the rest is not known. */
const item = z.object({
  network: z.string(),
  state: z.enum(['ok', 'rebuilding', 'failed']),
  name: z.string(),
  note: z.string().optional(),
  problem: told.optional(),
  invented: z.boolean().optional(),
  zone: z.string().optional(),
  sequence: z.number().optional(),
  firstDay: z.string().optional(),
  lastDay: z.string().optional(),
});

const list = declare(
  { action: 'read', object: 'networks' },
  {
    method: 'get',
    path: '/api/networks',
    summary: 'The networks that are kept here',
    request: { query: z.strictObject(inListForm) },
    responses: listAnswers(z.object({ items: z.array(item) })),
  },
);

const create = declare(
  { action: 'create', object: 'networks' },
  {
    method: 'post',
    path: '/api/networks',
    summary: 'Found a network, with the records that it names (its members at least) in `records`',
    requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
    responses: answers(
      z.object({ network: z.string(), frame: z.number(), sequence: z.number(), recorded: z.string() }),
      201,
    ),
  },
);

function show(row: NetworkRow): z.infer<typeof item> {
  if ('problem' in row) return { ...row, problem: tell(row.problem) };
  const { firstDay, lastDay, ...rest } = row;
  return {
    ...rest,
    ...(firstDay !== undefined && { firstDay: formatDay(firstDay) }),
    ...(lastDay !== undefined && { lastDay: formatDay(lastDay) }),
  };
}

interface Founding {
  readonly slug?: string;
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

/** A value as a sentence shows it; what was sent may be anything. */
const shown = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? 'missing' : JSON.stringify(value);

/** The address, the record of a network and the records that it names; `records` counts from #1. */
function readFounding(input: unknown): Founding {
  const {
    network: given,
    records,
    ...fields
  } = (typeof input === 'object' && input ? input : {}) as Record<string, unknown>;
  if (typeof given !== 'string' || !isAddress(given)) {
    const values = { field: 'network', value: shown(given), expected: addressForm };
    return { entries: [], problems: [problem('parameter.invalid', '/network', values)] };
  }
  if (records !== undefined && !Array.isArray(records)) {
    const values = { field: 'records', value: shown(records), expected: 'a list of records' };
    return { entries: [], problems: [problem('field.type', '/records', values)] };
  }
  const list = [{ ...fields, type: 'Network', id: networkId(given) }, ...((records as unknown[] | undefined) ?? [])];
  const { entries, problems } = readBatch(list, { makeId: idMaker(given, operator, 'found') });
  return { slug: given, entries, problems: inFile(problems, 0) };
}

export const networkRoutes = routes()
  .openapi(list, async (c) => {
    const answer = await c.var.house.networks();
    if (!answer.value) return refuse(c, answer.problems);
    const { subject, services, sights } = c.var;
    const whole = services.house()!;
    const own: NetworkRow[] = [];
    for (const row of answer.value) {
      const { network } = row;
      const isPublic = row.state === 'ok' && !('problem' in row) && (await sights.isPublic(whole, network));
      if (can(subject, 'read', 'network', { network, isPublic })) own.push(row);
    }
    const items = own.map(show);
    return answerList(c, { items }, { rows: items, row: item });
  })
  .openapi(create, async (c) => {
    const { input, problems: unread } = await readInput(c);
    if (unread.length > 0) return refuse(c, unread);
    const { slug, entries, problems } = readFounding(input);
    const [own, ...others] = entries;
    if (problems.some(isError) || slug === undefined || !own) return refuse(c, problems);
    const founding = { slug, body: own.body as Body<'Network'>, author: operator, entries: others };
    const answer = await c.var.house.createNetwork(founding);
    if (!answer.value) return refuse(c, answer.problems);
    const { frame, sequence, recorded, kind } = answer.value;
    return c.json({ network: slug, frame, sequence, recorded: formatInstant(recorded) }, kind === 'new' ? 201 : 200);
  });

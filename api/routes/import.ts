import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { isError, type Problem, type ProblemCode, sortProblems } from '../../engine/0-base/problem.ts';
import { formatInstant } from '../../engine/0-base/time.ts';
import { readBatch } from '../../engine/1-record/batch.ts';
import { actionNamed } from '../../engine/2-ledger/action.ts';
import { readTurtle } from '../interchange/linked/turtle-in.ts';
import type { House, Receipt, Submission } from '../store/house.ts';
import { idMaker } from '../store/identify.ts';
import { refuse, tell } from './answer.ts';
import { balance } from './balances.ts';
import { readInput, readText } from './body.ts';
import { answers, declare, type Env, routes, z } from './declare.ts';
import { typeOf } from './format.ts';
import { described, inNetwork, keyHeader, yesOrNo } from './parameter.ts';
import { stock } from './wire.ts';

const receipt = z.object({
  frame: z.number(),
  sequence: z.number(),
  recorded: z.string(),
  entries: z.number(),
  ids: z.array(z.string()),
  stocks: z.array(stock),
  balances: z.array(balance),
  warnings: z.array(z.looseObject({ code: z.string() })),
});

const turtle = typeOf('turtle');

/** How much is asked of records of another system. */
export const inStrictness = described(
  z.enum(['behavioural', 'structural'], { error: 'behavioural or structural' }).optional(),
  'What records of another system must have: all that their actions ask for (behavioural, when left out), or only what can be read (structural): fields and kinds of record that are not known are left out, what a record lacks is told (a stock without its kind, a specification without a name, half a measure, an event without what its action needs), what is only named is recorded by its id alone, and all of it is warnings; an event has the effects that its fields allow',
);

const post = declare(
  { action: 'record', object: 'network' },
  {
    method: 'post',
    path: '/api/networks/{network}/records',
    summary: 'Record a batch, all of it or nothing: ValueFlows JSON, JSON-LD or Turtle',
    request: {
      params: inNetwork,
      query: z.strictObject({ dryRun: yesOrNo, strictness: inStrictness }),
      headers: z.object({ 'idempotency-key': keyHeader }),
    },
    requestBody: {
      content: {
        'application/json': { schema: { type: 'array', items: { type: 'object' } } },
        'application/ld+json': { schema: { type: 'object' } },
        [turtle]: { schema: { type: 'string' } },
      },
    },
    responses: { ...answers(receipt, 201), ...answers(receipt) },
  },
);

/** The JSON Pointer of a problem in the body that was sent. */
function pointerIn(input: unknown): (given: Problem) => string | undefined {
  const graph = Array.isArray(input) ? input : (input as { '@graph'?: unknown } | null)?.['@graph'];
  const list: readonly unknown[] = Array.isArray(graph) ? graph : [input];
  const start = Array.isArray(input) ? '' : Array.isArray(graph) ? '/@graph' : undefined;
  const ids = list.map(
    (each) => (each as { id?: unknown; '@id'?: unknown } | null)?.id ?? (each as { '@id'?: unknown } | null)?.['@id'],
  );
  return ({ record, path }) => {
    if (record === undefined) return undefined;
    const index = record.startsWith('#') ? Number(record.slice(1)) - 1 : ids.indexOf(record);
    return index < 0 ? undefined : `${start === undefined ? '' : `${start}/${index}`}${path}`;
  };
}

/** Processes whose balances an answer brings along; of a larger batch they are asked for apart. */
const balanceLimit = 50;

/** The balances of the processes that a batch touched. What is recorded is answered as recorded, also when they fail. */
async function balancesAfter(
  { compute, services: { note } }: Env['Variables'],
  network: string,
  processes: readonly string[],
) {
  if (processes.length === 0 || processes.length > balanceLimit) return [];
  try {
    const answer = await compute.balances(network, { processes, sheet: false });
    return 'value' in answer ? answer.value.items : [];
  } catch (failure) {
    note(`The balances after a batch of ${network} failed: ${(failure as Error).message}`);
    return [];
  }
}

/** Whether the client wants to know only that it is recorded (RFC 7240): bulk senders need no effects of each batch. */
const isMinimal = (c: Context<Env>): boolean => /\breturn=minimal\b/.test(c.req.header('prefer') ?? '');

/** What is told of a recorded batch: its effects on stocks and processes, unless they are not wanted. */
async function tellReceipt(c: Context<Env>, network: string, { kind, processes, ...receipt }: Receipt) {
  const told = { ...receipt, recorded: formatInstant(receipt.recorded), balances: [] };
  if (isMinimal(c)) {
    c.header('Preference-Applied', 'return=minimal');
    return { ...told, stocks: [] };
  }
  return kind === 'dry' ? told : { ...told, balances: await balancesAfter(c.var, network, processes) };
}

const isTurtle = (c: Context<Env>): boolean =>
  (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase() === turtle;

/** The records of a request: JSON of either kind, or Turtle where it says so. */
async function readRecords(c: Context<Env>) {
  if (!isTurtle(c)) return readInput(c);
  const { text, hash, problems } = await readText(c);
  if (text === undefined) return { hash, problems };
  const { value: input, problems: unread } = readTurtle(text);
  return { input, hash, problems: unread };
}

/** What follows from records that are left out: what would begin in them, or come in by them. */
const consequences: ReadonlySet<string> = new Set<ProblemCode>(['action.create', 'stock.negative', 'holder.mismatch']);

interface Readable extends Pick<Submission, 'entries' | 'requestHash' | 'author' | 'strictness'> {
  readonly problems: readonly Problem[];
}

/** What else is wrong in a batch of which some records cannot be read: the others are judged as they would be recorded, so that all is told at once. */
async function wrongBeside(house: House, network: string, { problems, ...readable }: Readable): Promise<Problem[]> {
  if (readable.entries.length === 0) return [];
  const unread = new Set(problems.map(({ record }) => record));
  const { problems: found } = await house.submit(network, { ...readable, key: randomUUID(), dryRun: true });
  return found.filter(
    ({ code, record, values }) =>
      record !== undefined && !consequences.has(code) && !Object.values(values).some((each) => unread.has(each)),
  );
}

export const importRoutes = routes().openapi(post, async (c) => {
  const { network } = c.req.valid('param');
  const { author } = c.var;
  const key = c.req.valid('header')['idempotency-key'] ?? randomUUID();
  const dryRun = c.req.valid('query').dryRun === 'true';
  const { strictness } = c.req.valid('query');
  const { input, hash, problems: unread } = await readRecords(c);
  if (unread.length > 0) return refuse(c, unread);
  const pointer = isTurtle(c) ? undefined : pointerIn(input);
  const { entries, problems } = readBatch(input, {
    makeId: idMaker(network, author, key),
    actionOf: actionNamed,
    strictness,
  });
  if (problems.some(isError)) {
    const others = await wrongBeside(c.var.house, network, {
      entries,
      problems,
      requestHash: hash,
      author,
      strictness,
    });
    return refuse(c, sortProblems([...problems, ...others]), pointer);
  }
  const answer = await c.var.house.submit(network, { entries, author, key, requestHash: hash, dryRun, strictness });
  if (!answer.value) return refuse(c, answer.problems, pointer);
  const warnings = [...problems, ...answer.value.warnings].map((each) => tell(each));
  const told = await tellReceipt(c, network, answer.value);
  return c.json({ ...told, warnings }, answer.value.kind === 'new' ? 201 : 200);
});

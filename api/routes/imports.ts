import type { Context } from 'hono';
import { stream } from 'hono/streaming';
import { isError, problem } from '../../engine/0-base/problem.ts';
import { importChunks, type ImportStep } from '../interchange/import-chunks.ts';
import { type Chunk, readRecordLines } from '../interchange/records-file.ts';
import { refuse, tell, told } from './answer.ts';
import { inStrictness } from './import.ts';
import { bodyProblem, packedProblem, partsOf } from './body.ts';
import { answers, declare, type Env, routes, z } from './declare.ts';
import { described, inNetwork, keyHeader } from './parameter.ts';

const step = z.object({
  rows: z.number(),
  admitted: z.number(),
  refused: z.number(),
  sequence: z.number().optional(),
  refusals: z.array(z.object({ row: z.number().optional(), problems: z.array(told) })),
  warnings: z.array(told),
  end: z.enum(['whole', 'stopped']).optional(),
});

const lines = 'application/x-ndjson';

const post = declare(
  { action: 'record', object: 'network' },
  {
    method: 'post',
    path: '/api/networks/{network}/imports',
    summary:
      'Record a file of any size, a record on each line: a batch is recorded whole before the next is read, and each is told on a line (rows read, admitted, refused and why). Sent again, with the same Idempotency-Key or content, it goes on behind what is recorded',
    request: {
      params: inNetwork,
      query: z.strictObject({
        refused: described(
          z.enum(['stop', 'skip'], { error: 'stop or skip' }).optional(),
          'What rows with a problem do: end the import with their whole batch (stop), or stay out (skip)',
        ),
        strictness: inStrictness,
      }),
      headers: z.object({ 'idempotency-key': keyHeader }),
    },
    requestBody: { content: { [lines]: { schema: { type: 'string' } } } },
    responses: {
      ...answers(step),
      200: {
        description: 'How far it has come, a line for each batch; the last has an end',
        content: { [lines as string]: { schema: step } },
      },
    },
  },
);

/** Records of one batch: after each the client hears how far it has come. */
const batchRows = 1000;

/** What a body holds, batch by batch; one that is cut or too slow ends behind its last whole batch. */
async function* chunksOf(c: Context<Env>): AsyncIterable<Chunk> {
  try {
    yield* readRecordLines(partsOf(c), batchRows);
  } catch (failure) {
    yield { problems: [bodyProblem(failure)] };
  }
}

const tellStep = ({ refusals, warnings, stopped: _, ...rest }: ImportStep): z.infer<typeof step> => ({
  ...rest,
  warnings: warnings.map((each) => tell(each)),
  refusals: refusals.map(({ row, problems }) => ({
    ...(row !== undefined && { row }),
    problems: problems.map((each) => tell(each)),
  })),
});

const nothing: ImportStep = { rows: 0, admitted: 0, refused: 0, refusals: [], warnings: [], stopped: false };

/** The first step, then all of them: what is refused before anything is recorded is no import but a problem. */
async function firstOf(steps: AsyncIterable<ImportStep>) {
  const iterator = steps[Symbol.asyncIterator]();
  const first = await iterator.next();
  return { first: first.done ? undefined : first.value, iterator };
}

async function run(
  { first, iterator }: Awaited<ReturnType<typeof firstOf>>,
  write: (line: object) => Promise<unknown>,
  isOver: () => boolean,
): Promise<void> {
  let last = first ?? nothing;
  for (let next = first; next && !isOver();) {
    await write(tellStep(next));
    const following: IteratorResult<ImportStep> = next.stopped
      ? { done: true, value: undefined }
      : await iterator.next();
    last = next;
    next = following.done ? undefined : following.value;
  }
  const { rows, admitted, refused, sequence } = last;
  const reached = { rows, admitted, refused, ...(sequence !== undefined && { sequence }) };
  await write({ ...reached, refusals: [], warnings: [], end: last.stopped ? 'stopped' : 'whole' });
}

export const importsRoutes = routes().openapi(post, async (c) => {
  const { network } = c.req.valid('param');
  const { refused, strictness } = c.req.valid('query');
  const type = (c.req.header('content-type') ?? 'of no type').split(';')[0]!.trim().toLowerCase();
  if (type !== lines) return refuse(c, [problem('body.type', '', { value: type.slice(0, 80), known: lines })]);
  const packed = packedProblem(c);
  if (packed) return refuse(c, [packed]);
  const { house, author, services } = c.var;
  const key = c.req.valid('header')['idempotency-key'];
  const importing = { house, network, author, key, leaveOut: refused === 'skip', strictness };
  const opened = await firstOf(importChunks(importing, chunksOf(c)));
  const { first } = opened;
  if (!first) return refuse(c, [problem('batch.empty', '')]);
  const problems = first.refusals.flatMap((each) => each.problems);
  if (first.stopped && problems.some(isError)) return refuse(c, problems);
  c.header('Content-Type', lines);
  c.header('X-Accel-Buffering', 'no');
  return stream(c, async (out) => {
    const write = (line: object) => out.write(`${JSON.stringify(line)}\n`);
    await run(opened, write, () => out.aborted || services.stop.aborted);
    await opened.iterator.return?.();
  });
});

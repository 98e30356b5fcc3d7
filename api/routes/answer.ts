import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { assert } from '../../engine/0-base/assert.ts';
import { describeProblem, isError, type Problem, type ProblemCode } from '../../engine/0-base/problem.ts';
import { statusOf } from './status.ts';

/** A problem as it is told to a client. */
export const told = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  record: z.string().optional(),
  path: z.string(),
  pointer: z.string().optional(),
  message: z.string(),
  remedy: z.string(),
  values: z.record(z.string(), z.string()),
});

/** Problem details (RFC 9457) with every problem found, each with its place, its value and its remedy. */
export const problemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  errors: z.array(told),
});

/** Longest value that is told as it was given, unless it says what may be given instead. */
const longestValue = 300;
const mostProblems = 1000;

const shortened = (name: string, value: string): string =>
  value.length <= longestValue || name === 'known' || name === 'expected'
    ? value
    : `${value.slice(0, longestValue)}...`;

const shorten = (given: Problem): Problem => ({
  ...given,
  values: Object.fromEntries(Object.entries(given.values).map(([name, value]) => [name, shortened(name, value)])),
});

/** A problem as it is told to a client; `pointer` is its JSON Pointer in the body that was sent. */
export function tell(given: Problem, pointer?: string): z.infer<typeof told> {
  const short = shorten(given);
  const { severity, message, remedy } = describeProblem(short);
  const { code, record, path, values } = short;
  const place = { ...(record !== undefined && { record }), path, ...(pointer !== undefined && { pointer }) };
  return { code, severity, ...place, message, remedy, values };
}

const waitSeconds: Partial<Record<ProblemCode, string>> = {
  'store.rebuilding': '2',
  'store.busy': '5',
  'store.away': '2',
  'journal.full': '60',
};

type PointerOf = (given: Problem) => string | undefined;

/** What a refusal is for: its errors; where there is none, what the network refuses and others warn of. */
function reasonsOf(problems: readonly Problem[]): readonly Problem[] {
  const errors = problems.filter(isError);
  return errors.length > 0 ? errors : problems;
}

/** Problems as problem details: the first reason decides type and status; the title tells how many there are. */
export function detailsOf(problems: readonly Problem[], pointerOf: PointerOf = () => undefined) {
  const [first, ...others] = reasonsOf(problems);
  assert(first !== undefined, 'what is refused has a reason');
  const { message, remedy } = tell(first);
  return {
    type: `urn:throughflow:problem:${first.code}`,
    title: others.length === 0 ? message : `${others.length + 1} problems; the first: ${message}`,
    status: statusOf(first.code),
    detail: remedy,
    errors: problems.slice(0, mostProblems).map((each) => tell(each, pointerOf(each))),
  } satisfies z.infer<typeof problemBody>;
}

export const problemType = 'application/problem+json';

/** Answers with problems. */
export function refuse(c: Context, problems: readonly Problem[], pointerOf?: PointerOf): Response {
  const body = detailsOf(problems, pointerOf);
  const { code } = reasonsOf(problems)[0]!;
  const wait = waitSeconds[code];
  if (wait !== undefined) c.header('Retry-After', wait);
  if (body.status === 401) c.header('WWW-Authenticate', 'Bearer');
  return c.body(JSON.stringify(body), body.status, { 'Content-Type': problemType });
}

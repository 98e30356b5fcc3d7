import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { describeProblem, isError, type Problem, type ProblemCode } from '../../engine/0-base/problem.ts';
import { statusOf } from './status.ts';

const told = z.object({
  code: z.string(),
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

/** A problem as it is told to a client; `pointer` is its JSON Pointer in the body that was sent. */
export function tell(given: Problem, pointer?: string): z.infer<typeof told> {
  const { message, remedy } = describeProblem(given);
  const { code, record, path, values } = given;
  const place = { ...(record !== undefined && { record }), path, ...(pointer !== undefined && { pointer }) };
  return { code, ...place, message, remedy, values };
}

const waitSeconds: Partial<Record<ProblemCode, string>> = {
  'store.rebuilding': '2',
  'store.busy': '5',
  'journal.full': '60',
};

/** Answers with problems: the first error decides type and status. */
export function refuse(
  c: Context,
  problems: readonly Problem[],
  pointerOf: (given: Problem) => string | undefined = () => undefined,
): Response {
  const [first, ...others] = problems.filter(isError);
  if (!first) throw new Error('refused without an error');
  const status = statusOf(first.code);
  const wait = waitSeconds[first.code];
  if (wait !== undefined) c.header('Retry-After', wait);
  if (status === 401) c.header('WWW-Authenticate', 'Bearer');
  const { message, remedy } = describeProblem(first);
  const body: z.infer<typeof problemBody> = {
    type: `urn:throughflow:problem:${first.code}`,
    title: others.length === 0 ? message : `${others.length + 1} problems; the first: ${message}`,
    status,
    detail: remedy,
    errors: problems.map((each) => tell(each, pointerOf(each))),
  };
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json' });
}

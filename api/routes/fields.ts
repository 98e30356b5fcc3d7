import type { Context } from 'hono';
import type { Env } from './env.ts';
import type { z } from 'zod';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { readInput } from './body.ts';

/** Bytes that a few fields may take. */
const fieldsLimit = 16 * 1024;

/** A value as a sentence shows it; what was sent may be anything. */
const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : value === undefined ? 'missing' : (JSON.stringify(value) ?? 'missing')).slice(
    0,
    80,
  );

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], input);

/** Reads a body of a few fields, or tells each field that is not as it should be. */
export async function readFields<S extends z.ZodType>(
  c: Context<Env>,
  schema: S,
): Promise<{ value: z.infer<S>; problems?: undefined } | { value?: undefined; problems: readonly Problem[] }> {
  const { input, problems } = await readInput(c, fieldsLimit);
  if (problems.length > 0) return { problems };
  const read = schema.safeParse(input);
  if (read.success) return { value: read.data };
  return {
    problems: read.error.issues.map((issue) => {
      const extra = issue.code === 'unrecognized_keys' ? issue.keys : [];
      const path = [...issue.path, ...extra.slice(0, 1)];
      const expected = extra.length > 0 ? 'no such field' : issue.message;
      const values = { field: path.join('.') || 'the body', value: shown(valueAt(input, path)), expected };
      return problem('parameter.invalid', `/${path.join('/')}`, values);
    }),
  };
}

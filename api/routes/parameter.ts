import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { type Instant, parseTime, startOfDay } from '../../engine/0-base/time.ts';
import { refuse } from './answer.ts';

/** The id of something, wherever it stands in an address; no record has one with a character that cannot be kept. */
export const idText = z
  .string()
  .max(512, { error: 'an id of at most 512 characters' })
  .refine((text) => !text.includes('\u0000') && text.isWellFormed(), { error: 'an id without control characters' });

/** Text that can stand in a record. */
export const keptText = z
  .string()
  .min(1, { error: 'a text' })
  .max(1000, { error: 'a text of at most 1000 characters' })
  .refine((text) => !text.includes('\u0000') && text.isWellFormed(), { error: 'a text without control characters' });

/** The key by which a repeat of a request is known. */
export const keyHeader = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, { error: '1 to 200 visible characters without blanks' })
  .optional();

/** A parameter of the query with a sentence that tells what it does. */
export const described = <T extends z.ZodType>(schema: T, description: string): T =>
  schema.openapi({ param: { description } as never }) as T;

/** The network in an address. */
export const inNetwork = z.object({ network: z.string() });

/** A record in a network; its id is percent-encoded in the address. */
export const inRecord = inNetwork.extend({ id: idText });

/** A page of a list. */
export const paging = {
  limit: z.coerce
    .number({ error: 'a whole number from 1 to 1000' })
    .int({ error: 'a whole number from 1 to 1000' })
    .min(1, { error: 'a whole number from 1 to 1000' })
    .max(1000, { error: 'a whole number from 1 to 1000' })
    .optional(),
  cursor: z.string().max(4000, { error: 'the next of a page before' }).optional(),
};

/** The page that was asked for, without what was left out. */
export const pageOf = ({ limit, cursor }: { limit?: number | undefined; cursor?: string | undefined }) => ({
  ...(limit !== undefined && { limit }),
  ...(cursor !== undefined && { cursor }),
});

/** In an address the sign of "+01:00" means a blank; the blank between date and time stays one. */
const written = (text: string): string => text.replace(/(:\d\d(?:\.\d+)?) (?=\d\d:?\d\d$)/, '$1+');

/** A date or time; without an offset it is meant in the network's zone. */
export const moment = z
  .string()
  .refine((text) => parseTime(written(text), 'UTC') !== undefined, {
    error: 'a date or time such as 2025-03-12 or 2025-03-12T14:30:00Z',
  })
  .optional();

/** A year or a month. */
export const period = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/, { error: 'a year such as 2025 or a month such as 2025-03' })
  .optional();

export const yesOrNo = z.enum(['true', 'false'], { error: 'true or false' }).optional();

/** The instant at which a moment begins, and for a date alone the one at which its day ends. */
export function bounds(text: string, zone: string): { begin: Instant; end: Instant } {
  const { instant, precision } = parseTime(written(text), zone)!;
  if (precision === 'instant') return { begin: instant, end: instant };
  const day = Math.floor(parseTime(text, 'UTC')!.instant / 86_400_000_000);
  return { begin: instant, end: startOfDay(day + 1, zone) - 1 };
}

interface Findings {
  readonly target: string;
  readonly success: boolean;
  readonly error?: z.ZodError;
}

/** Turns what zod found in address, query or headers into problems. */
export function refuseParameters(result: Findings, c: Context): Response | undefined {
  if (result.success || !result.error) return undefined;
  return refuse(
    c,
    result.error.issues.flatMap((issue) => problemsOf(issue, c)),
  );
}

function problemsOf(issue: z.core.$ZodIssue, c: Context): Problem[] {
  const fields = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0])];
  const wanted = issue.code === 'unrecognized_keys' ? 'one that this address knows' : issue.message;
  return fields.map((field) => {
    const given = c.req.queries(field) ?? [c.req.param(field) ?? c.req.header(field) ?? 'missing'];
    const value = given.map((each) => each || 'empty').join(' and ');
    const expected = given.length > 1 ? 'to be given once' : wanted;
    return problem('parameter.invalid', '', { field, value: value.slice(0, 80), expected });
  });
}

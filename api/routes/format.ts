import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Env } from './env.ts';
import { described, yesOrNo } from './parameter.ts';

/** The forms in which answers are given, with their media types. */
const types = {
  json: 'application/json',
  jsonld: 'application/ld+json',
  turtle: 'text/turtle',
  csv: 'text/csv',
  geojson: 'application/geo+json',
} as const;
export type Format = keyof typeof types;

/** The parameter that asks for a form; without it Accept does. */
export const inFormat = (formats: readonly [Format, ...Format[]]) =>
  described(
    z.enum(formats, { error: `one of ${formats.join(', ')}` }).optional(),
    `In which form: ${formats.map((each) => `${each} (${types[each]})`).join(', ')}; without it as Accept asks`,
  );

/** The other forms of an answer, for the description of a route. */
export const otherForms = (formats: readonly Format[]) =>
  Object.fromEntries(
    formats.filter((each) => each !== 'json').map((each) => [types[each], { schema: formSchema(each) }]),
  );

const formSchema = (format: Format) => (format === 'csv' || format === 'turtle' ? z.string() : z.looseObject({}));

/** The media type of a form. */
export const typeOf = (format: Format): string => types[format];

/** The form that is asked for: by the parameter, else the first of Accept that there is, else JSON. */
export function formatOf<F extends Format>(c: Context<Env>, formats: readonly F[]): F | 'json' {
  c.header('Vary', 'Accept', { append: true });
  const asked = c.req.query('format');
  const named = formats.find((each) => each === asked);
  if (named) return named;
  const accepted = (c.req.header('Accept') ?? '').split(',').map((each) => each.split(';')[0]!.trim().toLowerCase());
  for (const type of accepted) {
    const found = formats.find((each) => types[each] === type);
    if (found) return found;
  }
  return 'json';
}

const details: Partial<Readonly<Record<Format, string>>> = {
  csv: '; charset=utf-8; header=present',
  turtle: '; charset=utf-8',
};

/** Answers with a text in one of the forms. */
export function answerIn(c: Context<Env>, format: Format, body: string): Response {
  if (format === 'csv') c.header('Content-Disposition', `attachment; filename="${c.req.path.split('/').at(-1)}.csv"`);
  return c.body(body, 200, { 'Content-Type': `${types[format]}${details[format] ?? ''}` });
}

/** Names the next page as a link (RFC 8288), for the forms that have no room for it. */
export function linkNext(c: Context<Env>, next: string | undefined): void {
  if (next === undefined) return;
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.set('cursor', next);
  c.header('Link', `<${pathname}?${searchParams}>; rel="next"`);
}

/** Asks for what other programs look for and what is never read again. */
export const inFull = {
  full: described(
    yesOrNo,
    'Also the other direction of each link (hasInput, stipulates ...) and what follows from the events of a resource (onhandQuantity ...), for programs that look for them; what is imported again passes them over',
  ),
};

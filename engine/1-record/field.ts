import { z } from 'zod';
import { isId } from '../0-base/id.ts';
import { compare, decimal, isNegative, parseDecimal } from '../0-base/decimal.ts';
import type { ProblemCode } from '../0-base/problem.ts';
import { isZone, parseTime } from '../0-base/time.ts';
import { findUnit, usualSymbols } from '../0-base/unit.ts';
import { readOutline } from './outline.ts';

/** Whole digits and decimals that a recorded number may have. */
const wholeDigits = 27;
const decimals = 9;

/** Text that is longer is no number that could be kept, and is not worked out. */
const longestNumber = 200;

/** A check's finding, carried through zod to the list of problems. */
export interface Finding {
  readonly problem: ProblemCode;
  readonly values: Record<string, string>;
}

function found(context: z.RefinementCtx, problem: ProblemCode, values: Record<string, string>): never {
  context.addIssue({ code: 'custom', params: { problem, values } satisfies Finding });
  return z.NEVER;
}

/** Reports a finding at a field of the object that is checked. */
export function foundAt(context: z.RefinementCtx, field: string, { problem, values }: Finding): void {
  context.addIssue({ code: 'custom', path: [field], params: { problem, values } satisfies Finding });
}

/** Text that every store can keep: no NUL, no lone surrogate. */
const textUpTo = (longest: number) =>
  z
    .string()
    .max(longest)
    .superRefine((value, context) => {
      if (value.includes('\u0000')) found(context, 'text.invalid', { value: 'NUL' });
      else if (!value.isWellFormed()) found(context, 'text.invalid', { value: 'a lone surrogate' });
    });

/** Text of at most 4,000 characters. */
export const text = textUpTo(4000);

/** What something is called: text in which something stands. */
export const label = text.superRefine((value, context) => {
  if (value.trim() === '') found(context, 'field.missing', {});
});

/** The id of another record; `{"@id": ...}` is read as well. */
export const reference = z.preprocess(
  (value) => (isIdObject(value) ? value['@id'] : value),
  z.string().superRefine((value, context) => {
    if (!isId(value)) found(context, 'id.invalid', { value: value.slice(0, 200) });
  }),
);

const isIdObject = (value: unknown): value is { '@id': unknown } =>
  typeof value === 'object' && value !== null && '@id' in value && Object.keys(value).length === 1;

/** ISO 8601 date or time, as written. */
export const time = z
  .string()
  .max(40)
  .superRefine((value, context) => {
    if (!parseTime(value, 'UTC')) found(context, 'time.invalid', { value });
  });

/** The IANA name of a time zone. */
export const zone = z.string().superRefine((value, context) => {
  if (!isZone(value)) found(context, 'zone.unknown', { value });
});

/** Well-known text of a polygon or several in degrees, longitude first, of at most 30,000 characters. */
export const outline = textUpTo(30_000).superRefine((value, context) => {
  if (!readOutline(value))
    found(context, 'field.type', { value: value.slice(0, 60), expected: 'a POLYGON or MULTIPOLYGON in degrees' });
});

/** Well-known text of any geometry in degrees, longitude first (OGC Simple Features), of at most 30,000 characters. */
export const geometry = textUpTo(30_000).superRefine((value, context) => {
  if (
    !/^\s*(?:<[^>]*>\s*)?(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\s*Z?M?\s*(?:\(|EMPTY)/i.test(value)
  )
    found(context, 'field.type', {
      value: value.slice(0, 60),
      expected: 'the well-known text of a geometry, as POINT(3.72 51.05)',
    });
});

/** An IRI of something outside. */
export const iri = textUpTo(2000);

/** A decimal number as text; a JSON number is taken as the text that writes it. */
export const number = z.union([z.string(), z.number()]).transform((value, context): string => {
  const written = typeof value === 'number' ? plain(value) : value.trim();
  const parsed = written.length > longestNumber ? undefined : parseDecimal(written);
  if (written.length > longestNumber && /^[-+\d.]*$/.test(written))
    return found(context, 'number.precision', { value: written.slice(0, 60) });
  if (!parsed) return found(context, 'number.invalid', { value: written.slice(0, 60) || 'empty' });
  const whole = written.replace(/^[-+]/, '').split('.')[0]!.replace(/^0+/, '');
  if (whole.length > wholeDigits || parsed.scale > decimals)
    return found(context, 'number.precision', { value: written.slice(0, 60) });
  return written.replace('+', '');
});

/** The digits of a double without an exponent. */
function plain(value: number): string {
  const shortest = String(value);
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(shortest);
  if (!parts) return shortest;
  const [, sign, first, rest = '', exponent] = parts;
  const power = Number(exponent);
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${first}${rest}`;
  return `${sign}${first}${rest}${'0'.repeat(Math.max(0, power - rest.length))}`;
}

/** A decimal number from low to high, both included. Problem: number.range. */
export function numberBetween(low: string, high: string) {
  const between = number.superRefine((value, context) => {
    const given = decimal(value);
    if (compare(given, decimal(low)) < 0 || compare(given, decimal(high)) > 0)
      found(context, 'number.range', { value, low, high });
  });
  fieldKinds.add(between, { kind: 'number', limits: { low, high } });
  return between;
}

/** A decimal number that is zero or more. Problem: number.sign. */
export const amount = number.superRefine((value, context) => {
  if (isNegative(decimal(value))) found(context, 'number.sign', { value });
});

/** Low and high of one figure, in this order. Problem: number.order. */
export function checkOrder(
  { low, high }: { readonly low?: string | undefined; readonly high?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (low !== undefined && high !== undefined && compare(decimal(low), decimal(high)) > 0)
    foundAt(context, 'high', { problem: 'number.order', values: { low, high } });
}

/** The OM 2 name of a unit; symbols, labels and IRIs are read as well. Nothing is no unit: pieces are said. */
export const unitName = z.preprocess(
  (value) => (isIdObject(value) ? value['@id'] : value),
  z
    .string()
    .max(200)
    .transform((value, context): string => {
      const unit = value.trim() === '' ? undefined : findUnit(value);
      return unit ? unit.id : found(context, 'unit.unknown', { value: value.trim() || 'empty', known: usualSymbols });
    }),
);

/** vf:Measure: a number and the OM 2 name of its unit. */
export const measure = z.strictObject({ hasNumericalValue: number, hasUnit: unitName });
/** A measure as recorded: decimal text and the OM 2 name of its unit. */
export type Measure = z.infer<typeof measure>;

/**
 * Our own: who sees a record beside those whose it is. `own` nobody, `partner` whoever passes something to them or takes it
 * from them, `network` the members of the network, `public` everybody.
 */
export const visibility = z.enum(['own', 'partner', 'network', 'public']);
/** Who sees a record. */
export type Visibility = z.infer<typeof visibility>;

/** Where a figure comes from: a citation, a dataset and row, or a person. */
export const source = text;

/** What a single value of a record is. */
export type ValueKind = 'text' | 'reference' | 'number' | 'time' | 'unit' | 'measure' | 'zone' | 'outline' | 'address';

/** What a value must be beside its kind: within bounds, or a text in which something stands, or of some form. */
export interface Limits {
  readonly low?: string;
  readonly high?: string;
  readonly isFilled?: true;
  readonly isGeometry?: true;
}

/** The kind of each value above; a schema that is made stricter stays what it is. */
export const fieldKinds = z.registry<{ kind: ValueKind; limits?: Limits }>();
const ofKind: readonly (readonly [ValueKind, z.ZodType])[] = [
  ['text', text],
  ['reference', reference],
  ['number', number],
  ['time', time],
  ['unit', unitName],
  ['measure', measure],
  ['zone', zone],
  ['outline', outline],
  ['address', iri],
];
for (const [kind, schema] of ofKind) fieldKinds.add(schema, { kind });
fieldKinds.add(label, { kind: 'text', limits: { isFilled: true } });
fieldKinds.add(amount, { kind: 'number', limits: { low: '0' } });
fieldKinds.add(geometry, { kind: 'text', limits: { isGeometry: true } });

import { z } from 'zod';

/** Text that every store can keep: no NUL, no lone surrogate, at most 4,000 characters. */
export const text = z
  .string()
  .max(4000)
  .refine((value) => value.isWellFormed() && !value.includes('\u0000'), { error: 'text' });

/** The id of another record. */
export const reference = z.string().max(512);

/** ISO 8601 date or time. */
export const time = z.string().max(40);

/** An IRI of something outside. */
export const iri = z.string().max(2000);

/** Decimal text, as written. */
export const number = z.string().max(40);

/** vf:Measure. hasNumericalValue: decimal text; hasUnit: a unit's OM 2 name once validated. */
export const measure = z.strictObject({ hasNumericalValue: number, hasUnit: z.string().max(200) });
export type Measure = z.infer<typeof measure>;

/** Where a figure comes from: a citation, a dataset and row, or a person. */
export const source = text;

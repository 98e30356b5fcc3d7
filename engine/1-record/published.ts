import { z } from 'zod';
import { amount, checkOrder, number, reference, source, text } from './field.ts';

/** One published figure of a flow: a value or a range, its unit, the period it stands for, who says so. */
const figure = z
  .strictObject({
    value: amount.optional(),
    low: amount.optional(),
    high: amount.optional(),
    unit: text,
    /** What the figure is per: a year, a month, or nothing when the source does not say. */
    per: z.enum(['year', 'month', 'day', 'unknown']),
    period: text,
    source,
    note: text.optional(),
  })
  .superRefine(checkOrder);
/** A published figure. */
export type Figure = z.infer<typeof figure>;

/**
 * A flow that others have published. It is drawn as published or unknown and never enters stock or footprints.
 * Figures that disagree stay beside each other; no figure means that the amount is unknown.
 */
export const publishedFlow = z.strictObject({
  from: reference,
  to: reference,
  specification: reference,
  figures: z.array(figure),
  since: number.optional(),
  until: number.optional(),
  sources: z.array(source),
  note: text.optional(),
});

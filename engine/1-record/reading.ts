import { z } from 'zod';
import { amount, foundAt, measure, numberBetween, reference, source, text, time } from './field.ts';
import { quantity } from './planning.ts';

/**
 * Our own: what a meter showed at a moment, or what an invoice says of a period. It changes no stock: two readings, or one
 * invoice, propose what was used between. Figures that disagree stay beside each other.
 */
export const reading = z
  .strictObject({
    /** The stock that the meter fills, such as the gas of the brewery. */
    of: reference,
    /** What stands on the device; another name is another meter. */
    meter: text.optional(),
    /** What it showed at hasPointInTime. */
    index: measure.extend({ hasNumericalValue: amount }).optional(),
    /** Whole digits that it has: after the last number it begins again at zero. */
    digits: numberBetween('1', '15').optional(),
    /** Of an invoice: what was used from hasBeginning to hasEnd. */
    resourceQuantity: quantity.optional(),
    /** Heating value of a fuel counted in energy: net (lower) or gross (upper). */
    basis: z.enum(['net', 'gross']).optional(),
    /** Who says so: whoever read it, or who sent the invoice. */
    provider: reference.optional(),
    hasPointInTime: time.optional(),
    hasBeginning: time.optional(),
    hasEnd: time.optional(),
    source: source.optional(),
    note: text.optional(),
  })
  .superRefine(({ index, resourceQuantity, hasPointInTime, hasBeginning, hasEnd }, context) => {
    const isIndex = index !== undefined && hasPointInTime !== undefined && resourceQuantity === undefined;
    const isInvoice = resourceQuantity !== undefined && hasBeginning !== undefined && hasEnd !== undefined;
    if (!isIndex && !(isInvoice && index === undefined))
      foundAt(context, index === undefined ? 'resourceQuantity' : 'index', { problem: 'reading.shape', values: {} });
  });

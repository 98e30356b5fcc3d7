import { z } from 'zod';
import { amount, measure, reference, text, time } from './field.ts';

/**
 * Our own: somebody counted, weighed or measured what was on hand of a resource at a moment. It is kept as it was said and
 * changes no stock: its difference to the ledger is worked out whenever it is asked for, and an event that names the count
 * (`resolves`) settles it.
 */
export const count = z.strictObject({
  of: reference,
  /** In whose hands; left out, in those of whoever is accountable for it. */
  holder: reference.optional(),
  /** Who counted. */
  provider: reference.optional(),
  resourceQuantity: measure.extend({ hasNumericalValue: amount }),
  /** Counted in these, full: 16 bags of 25 kg. */
  pack: reference.optional(),
  hasPointInTime: time,
  /** Before or after everything else of the same moment; after it when nothing is said. */
  order: z.enum(['first', 'last']).optional(),
  /** The last event of the same moment that was done when it was counted. */
  after: reference.optional(),
  note: text.optional(),
});

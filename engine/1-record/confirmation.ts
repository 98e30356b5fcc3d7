import { z } from 'zod';
import { reference, text, time } from './field.ts';
import { quantity } from './planning.ts';

/**
 * Our own: what the other side of a delivery says that it was. Without a quantity it says that it was as it was recorded
 * first. What both sides say stands beside each other; neither overwrites the other.
 */
export const confirmation = z.strictObject({
  of: reference,
  by: reference,
  resourceQuantity: quantity.optional(),
  effortQuantity: quantity.optional(),
  hasPointInTime: time.optional(),
  note: text.optional(),
});

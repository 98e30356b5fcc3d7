import { z } from 'zod';
import { number, numberBetween, text } from './field.ts';

/** vf:SpatialThing, a place: WGS 84 degrees and metres as decimal text. */
export const spatialThing = z.strictObject({
  name: text.optional(),
  note: text.optional(),
  mappableAddress: text.optional(),
  lat: numberBetween('-90', '90').optional(),
  long: numberBetween('-180', '180').optional(),
  alt: number.optional(),
});

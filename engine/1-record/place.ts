import { z } from 'zod';
import { number, text } from './field.ts';

/** vf:SpatialThing, a place: WGS 84 degrees and metres as decimal text. */
export const spatialThing = z.strictObject({
  name: text.optional(),
  note: text.optional(),
  mappableAddress: text.optional(),
  lat: number.optional(),
  long: number.optional(),
  alt: number.optional(),
});

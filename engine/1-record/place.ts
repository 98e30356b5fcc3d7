import { z } from 'zod';
import { geometry, number, numberBetween, outline, text } from './field.ts';
import { basis } from './network.ts';

/** vf:SpatialThing, a place: WGS 84 degrees and metres as decimal text. */
export const spatialThing = z.strictObject({
  name: text.optional(),
  note: text.optional(),
  mappableAddress: text.optional(),
  lat: numberBetween('-90', '90').optional(),
  long: numberBetween('-180', '180').optional(),
  alt: number.optional(),
  hasDetailedGeometry: z.array(z.strictObject({ asWKT: geometry })).optional(),
  /** Our own: the outline of an area such as a ward, under GeoSPARQL's name. */
  asWKT: outline.optional(),
  /** Our own: figures about those who live there, such as the population. */
  basis: z.array(basis).optional(),
});

import { z } from 'zod';
import { iri, reference, text, visibility } from './field.ts';

const agent = {
  name: text.optional(),
  note: text.optional(),
  image: iri.optional(),
  primaryLocation: reference.optional(),
  /** Our own: who sees what is theirs, where the record itself says nothing. */
  visibility: visibility.optional(),
};

/** vf:Person. Name, note and image are private leaves: kept apart from the journal and erasable. */
export const person = z.strictObject(agent);

/** vf:Organization. */
export const organization = z.strictObject({ ...agent, classifiedAs: z.array(text).optional() });

/** vf:EcologicalAgent: air, soil, water, a forest. Exempt from stock rules. */
export const ecologicalAgent = z.strictObject({ ...agent, classifiedAs: z.array(text).optional() });

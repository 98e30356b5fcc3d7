import { z } from 'zod';
import { reference, text, time, visibility } from './field.ts';

const named = { name: text.optional(), note: text.optional(), created: time.optional() };

/** vf:Agreement: what two sides promise each other, and what they gave each other for it. Its clauses and flows name it. */
export const agreement = z.strictObject({
  ...named,
  bundledIn: reference.optional(),
  visibility: visibility.optional(),
});

/** vf:AgreementBundle: agreements that belong together, such as the lines of one order. They name it. */
export const agreementBundle = z.strictObject({ ...named, visibility: visibility.optional() });

/** vf:Proposal: intents that are published together, and what is asked in return. */
export const proposal = z.strictObject({
  ...named,
  purpose: z.enum(['offer', 'request']).optional(),
  publishes: z.array(reference).optional(),
  reciprocal: z.array(reference).optional(),
  proposedTo: z.array(reference).optional(),
  eligibleLocation: reference.optional(),
  listedIn: z.array(reference).optional(),
  hasBeginning: time.optional(),
  hasEnd: time.optional(),
  unitBased: z.boolean().optional(),
  visibility: visibility.optional(),
});

/** vf:ProposalList: proposals shown together, such as the offers of a week. They name it. */
export const proposalList = z.strictObject({
  ...named,
  proposedTo: z.array(reference).optional(),
  visibility: visibility.optional(),
});

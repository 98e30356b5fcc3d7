import { z } from 'zod';
import { amount, iri, measure, reference, text, time, visibility } from './field.ts';

/** A quantity of zero or more: what is planned, promised or asked for is never taken back by a negative one. */
export const quantity = measure.extend({ hasNumericalValue: amount });

/** When something is to happen: at one moment, or from one to another. */
const period = { hasBeginning: time.optional(), hasEnd: time.optional(), hasPointInTime: time.optional() };

/** What is to flow: the same words for what is intended, promised and claimed. */
const thing = {
  resourceConformsTo: reference.optional(),
  resourceClassifiedAs: z.array(text).optional(),
  resourceQuantity: quantity.optional(),
  effortQuantity: quantity.optional(),
};

/** A flow that has not happened: what an intent and a commitment share. */
const planned = {
  action: text,
  inputOf: reference.optional(),
  outputOf: reference.optional(),
  plannedWithin: reference.optional(),
  independentDemandOf: reference.optional(),
  provider: reference.optional(),
  receiver: reference.optional(),
  resourceInventoriedAs: reference.optional(),
  ...thing,
  stage: reference.optional(),
  state: text.optional(),
  ...period,
  due: time.optional(),
  note: text.optional(),
  finished: z.boolean().optional(),
  visibility: visibility.optional(),
};

/** Our own: how much of a flow goes to one of the records that it names, where it names several. */
export const allocated = z.array(
  z.strictObject({ to: reference, resourceQuantity: measure.optional(), effortQuantity: measure.optional() }),
);

/** vf:Plan: processes and flows that are to lead to something. */
export const plan = z.strictObject({
  name: text.optional(),
  note: text.optional(),
  due: time.optional(),
  created: time.optional(),
  /** Our own: the recipe that it was made from. */
  recipe: reference.optional(),
  visibility: visibility.optional(),
});

/** vf:Intent: what somebody would give or take; the other side is not known yet. */
export const intent = z.strictObject({
  name: text.optional(),
  ...planned,
  availableQuantity: quantity.optional(),
  minimumQuantity: quantity.optional(),
  image: iri.optional(),
  imageList: z.array(iri).optional(),
});

/** vf:Commitment: what one has promised another. */
export const commitment = z.strictObject({
  ...planned,
  satisfies: z.array(reference).optional(),
  /** Our own: how much of it answers each of the intents. */
  allocated: allocated.optional(),
  clauseOf: reference.optional(),
  reciprocalClauseOf: reference.optional(),
  created: time.optional(),
});

/** vf:Claim: what a receiver may ask for because of an event, where nothing was promised. */
export const claim = z.strictObject({
  action: text,
  provider: reference.optional(),
  receiver: reference.optional(),
  triggeredBy: reference.optional(),
  ...thing,
  due: time.optional(),
  created: time.optional(),
  note: text.optional(),
  finished: z.boolean().optional(),
  visibility: visibility.optional(),
});

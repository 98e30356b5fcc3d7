import { z } from 'zod';
import { iri, label, measure, reference, text, time, unitName, visibility } from './field.ts';
import { allocated } from './planning.ts';

/** vf:Process: something that was done, or is going on. */
export const process = z.strictObject({
  name: text.optional(),
  note: text.optional(),
  basedOn: reference.optional(),
  plannedWithin: reference.optional(),
  inScopeOf: reference.optional(),
  classifiedAs: z.array(text).optional(),
  hasBeginning: time.optional(),
  hasEnd: time.optional(),
  finished: z.boolean().optional(),
  /** Our own: the process of a recipe that it follows. */
  recipeProcess: reference.optional(),
  visibility: visibility.optional(),
});

/** vf:EconomicEvent: something that happened. Immutable; a correction is another event. */
export const economicEvent = z.strictObject({
  action: text,
  inputOf: reference.optional(),
  outputOf: reference.optional(),
  provider: reference.optional(),
  receiver: reference.optional(),
  resourceInventoriedAs: reference.optional(),
  toResourceInventoriedAs: reference.optional(),
  resourceConformsTo: reference.optional(),
  resourceClassifiedAs: z.array(text).optional(),
  resourceQuantity: measure.optional(),
  effortQuantity: measure.optional(),
  corrects: reference.optional(),
  /** Our own: the count whose difference to the ledger this settles. */
  resolves: reference.optional(),
  /** Our own: the reading or invoice that this was spread from by a key; it was not measured here. */
  spreadFrom: reference.optional(),
  fulfills: z.array(reference).optional(),
  satisfies: z.array(reference).optional(),
  settles: z.array(reference).optional(),
  /** Our own: how much of the event goes to each of the commitments, intents and claims that it names. */
  allocated: allocated.optional(),
  realizationOf: reference.optional(),
  reciprocalRealizationOf: reference.optional(),
  toLocation: reference.optional(),
  state: text.optional(),
  hasPointInTime: time.optional(),
  hasBeginning: time.optional(),
  hasEnd: time.optional(),
  created: time.optional(),
  /** Our own: which side recorded it; the other side may confirm it. Without it, both have. */
  recordedBy: reference.optional(),
  image: iri.optional(),
  note: text.optional(),
  visibility: visibility.optional(),
});
/** The fields of an economic event. */
export type EconomicEvent = z.infer<typeof economicEvent>;

/** vf:EconomicResource: a stock or a thing. Its quantities, stage, state, place and accountable agent follow from the events. */
export const economicResource = z.strictObject({
  conformsTo: reference.optional(),
  name: text.optional(),
  note: text.optional(),
  image: iri.optional(),
  imageList: z.array(iri).optional(),
  classifiedAs: z.array(text).optional(),
  trackingIdentifier: text.optional(),
  ofBatchLot: reference.optional(),
  unitOfEffort: unitName.optional(),
  currentVirtualLocation: iri.optional(),
  currentCurrencyLocation: text.optional(),
  visibility: visibility.optional(),
});
/** The fields of an economic resource. */
export type EconomicResource = z.infer<typeof economicResource>;

/** vf:BatchLotRecord: the code on the sack. */
export const batchLotRecord = z.strictObject({ batchLotCode: label.optional(), expirationDate: time.optional() });

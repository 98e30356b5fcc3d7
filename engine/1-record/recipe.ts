import { z } from 'zod';
import { amount, iri, label, measure, reference, source, text } from './field.ts';

/** vf:Recipe: processes that together make something. */
export const recipe = z.strictObject({
  name: label,
  note: text.optional(),
  primaryOutput: reference.optional(),
  recipeIncludes: z.array(reference).optional(),
});

/** vf:RecipeProcess: one process of a recipe. Its flows name it. */
export const recipeProcess = z.strictObject({
  name: text.optional(),
  note: text.optional(),
  image: iri.optional(),
  processConformsTo: reference.optional(),
  processClassifiedAs: z.array(text).optional(),
  hasDuration: measure.optional(),
});

const quantity = measure.extend({ hasNumericalValue: amount });

/** vf:RecipeFlow: what usually goes into a process of a recipe, or comes out of it; never a record of what did. */
export const recipeFlow = z.strictObject({
  action: text,
  recipeInputOf: reference.optional(),
  recipeOutputOf: reference.optional(),
  resourceConformsTo: reference.optional(),
  resourceClassifiedAs: z.array(text).optional(),
  resourceQuantity: quantity.optional(),
  effortQuantity: quantity.optional(),
  stage: reference.optional(),
  state: text.optional(),
  note: text.optional(),
});

/** Our own: what a keg, a crate, a sack or a pallet holds of a specification, and what it weighs empty. */
export const pack = z.strictObject({
  name: label,
  of: reference,
  content: quantity,
  tare: quantity.optional(),
  source,
});

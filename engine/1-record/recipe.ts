import { z } from 'zod';
import { iri, label, reference, source, text } from './field.ts';
import { quantity } from './planning.ts';

/** vf:Recipe: processes that together make something. */
export const recipe = z.strictObject({
  name: label.optional(),
  note: text.optional(),
  primaryOutput: reference.optional(),
  recipeIncludes: z.array(reference).optional(),
  /** Our own: which state of the recipe this is, under what licence it may be used, whose it is. */
  version: text.optional(),
  licence: text.optional(),
  author: reference.optional(),
  /** Our own: what a process that follows it cites. */
  citedAs: reference.optional(),
  /** Our own: the recipe that this one changes for local use. */
  variantOf: reference.optional(),
});

/** vf:RecipeProcess: one process of a recipe. Its flows name it. */
export const recipeProcess = z.strictObject({
  name: text.optional(),
  note: text.optional(),
  image: iri.optional(),
  processConformsTo: reference.optional(),
  processClassifiedAs: z.array(text).optional(),
  hasDuration: quantity.optional(),
});

/** vf:RecipeExchange: what is given in an exchange of a recipe, and what in return. Its flows name it. */
export const recipeExchange = z.strictObject({ name: text.optional(), note: text.optional() });

/** vf:RecipeFlow: what usually goes into a process of a recipe, or comes out of it; never a record of what did. */
export const recipeFlow = z.strictObject({
  action: text,
  recipeInputOf: reference.optional(),
  recipeOutputOf: reference.optional(),
  recipeClauseOf: reference.optional(),
  recipeReciprocalClauseOf: reference.optional(),
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

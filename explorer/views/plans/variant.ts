import { compare, decimal, parseDecimal } from '../../../engine/0-base/decimal.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import { recipeOf } from '../../../engine/6-plan/recipe.ts';
import { readTyped } from '../record/number.ts';
import type { NewRecord } from '../record/records.ts';

/** A local variant as typed: its name and version, whose it is, and the amounts by the flow that they change. */
export interface VariantDraft {
  readonly name: string;
  readonly version: string;
  readonly author: string;
  /** An empty text leaves the flow out. */
  readonly amounts: ReadonlyMap<string, string>;
}

/** Whether an amount of the variant is another than the recipe's. */
export function isChanged(facts: Facts, recipe: string, amounts: ReadonlyMap<string, string>): boolean {
  const flows = recipeOf(facts, recipe)?.steps.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]) ?? [];
  return flows.some(({ id, resourceQuantity, effortQuantity }) => {
    const was = (resourceQuantity ?? effortQuantity)?.hasNumericalValue;
    const typed = amounts.get(id);
    if (typed === undefined || was === undefined) return false;
    const value = parseDecimal(readTyped(typed)?.value ?? '');
    return !value || compare(value, decimal(was)) !== 0;
  });
}

/** The recipe, processes and flows of a local variant; it names the recipe that it changes, and keeps its licence and what is cited. */
export function variantRecords(facts: Facts, recipe: string, draft: VariantDraft, newId: () => string): NewRecord[] {
  const whole = recipeOf(facts, recipe);
  if (!whole) return [];
  const ids = new Map(whole.steps.map(({ id }) => [id, newId()]));
  const processes = whole.steps.map(({ id, body }) => ({ '@type': 'RecipeProcess', '@id': ids.get(id)!, ...body }));
  const flows = whole.steps.flatMap(({ id: step, inputs, outputs }) =>
    [...inputs, ...outputs].flatMap(({ id, ...flow }): NewRecord[] => {
      const field = flow.resourceQuantity ? 'resourceQuantity' : 'effortQuantity';
      const typed = draft.amounts.get(id);
      const value = typed === undefined ? flow[field]?.hasNumericalValue : readTyped(typed)?.value;
      if (typed?.trim() === '') return [];
      const side = flow.recipeInputOf === step ? 'recipeInputOf' : 'recipeOutputOf';
      const amount =
        flow[field] && value !== undefined ? { [field]: { ...flow[field], hasNumericalValue: value } } : {};
      return [{ '@type': 'RecipeFlow', '@id': newId(), ...flow, ...amount, [side]: ids.get(step) }];
    }),
  );
  const { primaryOutput, licence, citedAs } = whole.body;
  const variant = {
    '@type': 'Recipe',
    '@id': newId(),
    name: draft.name.trim(),
    ...(draft.version.trim() && { version: draft.version.trim() }),
    ...(draft.author && { author: draft.author }),
    ...(primaryOutput && { primaryOutput }),
    ...(licence && { licence }),
    ...(citedAs && { citedAs }),
    recipeIncludes: [...ids.values()],
    variantOf: recipe,
  };
  return [...processes, ...flows, variant];
}

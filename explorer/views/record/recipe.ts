import { findUnit, toCoherent, coherentUnit } from '../../../engine/0-base/unit.ts';
import { decimal, toNumber } from '../../../engine/0-base/decimal.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Body } from '../../../engine/1-record/kind.ts';
import { type KindId, recordKinds } from './kinds.ts';

/** What a recipe says of one thing in a kind of batch: an amount to look at, never one that was weighed. */
export interface RecipeLine {
  readonly kind: KindId;
  readonly specification: string;
  /** In the coherent unit. */
  readonly amount: { readonly quantity: number; readonly unit: string } | undefined;
  /** What the recipe is for, such as 1,000 litres packed. */
  readonly batch: string;
}

const kindIn = (action: string): KindId | undefined => recordKinds.find((each) => each.action === action)?.id;

function amountOf({ resourceQuantity, effortQuantity }: Body<'RecipeFlow'>): RecipeLine['amount'] {
  const measure = resourceQuantity ?? effortQuantity;
  const unit = measure && findUnit(measure.hasUnit);
  if (!measure || !unit) return undefined;
  const value = decimal(measure.hasNumericalValue);
  return { quantity: toNumber(toCoherent({ value, unit })), unit: coherentUnit(unit.dimension).id };
}

/** The lines of the recipes for a kind of batch, in their order. */
export function recipeLines(facts: Facts, processSpecification: string): RecipeLine[] {
  if (processSpecification === '') return [];
  const processes = new Map(
    [...(facts.RecipeProcess ?? [])].filter(([, { processConformsTo }]) => processConformsTo === processSpecification),
  );
  return [...(facts.RecipeFlow?.values() ?? [])].flatMap((flow): RecipeLine[] => {
    const process = processes.get(flow.recipeInputOf ?? flow.recipeOutputOf ?? '');
    const kind = kindIn(flow.action);
    if (!process || !kind || !flow.resourceConformsTo) return [];
    return [{ kind, specification: flow.resourceConformsTo, amount: amountOf(flow), batch: process.note ?? '' }];
  });
}

/** The kinds of batch of which there is a recipe, in their order. */
export const recipeKinds = (facts: Facts): string[] => [
  ...new Set([...(facts.RecipeProcess?.values() ?? [])].flatMap(({ processConformsTo }) => processConformsTo ?? [])),
];

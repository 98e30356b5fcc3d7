import type { Facts } from '../1-record/facts.ts';
import type { Body } from '../1-record/kind.ts';

type With<B> = B & { readonly id: string };

/** A flow of a recipe. */
export type Flow = With<Body<'RecipeFlow'>>;

/** A process of a recipe with all that goes in and comes out. */
export interface Step {
  readonly id: string;
  readonly body: Body<'RecipeProcess'>;
  readonly inputs: readonly Flow[];
  readonly outputs: readonly Flow[];
}

/** A recipe with its processes, in the order in which it lists them. */
export interface WholeRecipe {
  readonly id: string;
  readonly body: Body<'Recipe'>;
  readonly steps: readonly Step[];
}

/** A recipe with its processes and their flows; undefined when it is not known. Processes that are not known are left out. */
export function recipeOf(facts: Facts, id: string): WholeRecipe | undefined {
  const body = facts.Recipe?.get(id);
  if (!body) return undefined;
  const flows = [...(facts.RecipeFlow ?? [])].map(([flow, each]): Flow => ({ id: flow, ...each }));
  const steps = (body.recipeIncludes ?? []).flatMap((step): Step[] => {
    const found = facts.RecipeProcess?.get(step);
    if (!found) return [];
    const inputs = flows.filter(({ recipeInputOf }) => recipeInputOf === step);
    const outputs = flows.filter(({ recipeOutputOf }) => recipeOutputOf === step);
    return [{ id: step, body: found, inputs, outputs }];
  });
  return { id, body, steps };
}

/**
 * Whether what a step gives is what another takes: the same specification, and the same stage and state where the taker names them
 * (valueflows.md 1.4, chaining).
 */
export const feeds = (given: Flow, taken: Flow): boolean =>
  given.resourceConformsTo !== undefined &&
  given.resourceConformsTo === taken.resourceConformsTo &&
  (taken.stage === undefined || given.stage === undefined || taken.stage === given.stage) &&
  (taken.state === undefined || given.state === undefined || taken.state === given.state);

/** The output by which a recipe is measured: of what it says that it makes, else the first that any step gives. */
export function primaryOutput({ body, steps }: WholeRecipe): Flow | undefined {
  const outputs = steps.flatMap((step) => step.outputs);
  return outputs.findLast(({ resourceConformsTo }) => resourceConformsTo === body.primaryOutput) ?? outputs[0];
}

import type { Facts } from '../../engine/1-record/facts.ts';
import type { Body } from '../../engine/1-record/kind.ts';
import { plansText } from '../text/plans.ts';
import { nameOf, plainName } from './names.ts';

/** A flow of a recipe under its id. */
export interface RecipeFlow {
  readonly id: string;
  readonly body: Body<'RecipeFlow'>;
}

/** A process of a recipe with its flows, in the order in which they were recorded. */
export interface RecipePart {
  readonly id: string;
  readonly body: Body<'RecipeProcess'>;
  readonly inputs: readonly RecipeFlow[];
  readonly outputs: readonly RecipeFlow[];
}

/** The processes of a recipe, as it lists them. */
export function recipeParts(facts: Facts, recipe: string): RecipePart[] {
  const flows = [...(facts.RecipeFlow ?? [])].map(([id, body]) => ({ id, body }));
  return (facts.Recipe?.get(recipe)?.recipeIncludes ?? []).flatMap((id) => {
    const body = facts.RecipeProcess?.get(id);
    if (!body) return [];
    const inputs = flows.filter((flow) => flow.body.recipeInputOf === id);
    return [{ id, body, inputs, outputs: flows.filter((flow) => flow.body.recipeOutputOf === id) }];
  });
}

/** What is known of a recipe beside its amounts: version, licence, author, what is cited for it. */
export function recipeSentences(facts: Facts, recipe: string): string[] {
  const say = plansText().recipe;
  const name = (id: string) => plainName(nameOf(facts, id));
  const { version, licence, author, citedAs } = facts.Recipe?.get(recipe) ?? {};
  return [
    version ? say.version(version) : '',
    author ? say.author(name(author)) : '',
    licence ? say.licence(licence) : '',
    citedAs ? say.cited(name(citedAs)) : '',
  ].filter(Boolean);
}

/** The recipes by name, each with what it makes and what is known of it. */
export function recipesOf(facts: Facts): { readonly id: string; readonly said: string; readonly about: string }[] {
  const say = plansText().recipe;
  const name = (id: string) => plainName(nameOf(facts, id));
  return [...(facts.Recipe ?? [])]
    .map(([id, { primaryOutput }]) => ({
      id,
      said: primaryOutput ? say.makes(name(primaryOutput)) : '',
      about: recipeSentences(facts, id).join('; '),
    }))
    .sort((a, b) => name(a.id).localeCompare(name(b.id)));
}

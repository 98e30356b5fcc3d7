import type { Facts } from '../1-record/facts.ts';
import type { Grade, ReuseKnowledge, Substitution, Wording } from './knowledge.ts';
import type { Precedent } from './precedent.ts';

/** Why a surplus may serve a need: it is the same thing, or of the same class, or it did so before, or a dataset says that it can. */
export type Ground =
  | { readonly is: 'specification' }
  | { readonly is: 'class'; readonly class: string }
  | { readonly is: 'precedent'; readonly precedent: Precedent }
  | { readonly is: 'substitution'; readonly substitution: Substitution };

/** Kilograms of the needed thing that one kilogram of the offered one replaces, carefully: what is asked for is rather too little. */
export function factorOf(ground: Ground): number {
  if (ground.is === 'precedent') return ground.precedent.factor;
  return ground.is === 'substitution' ? ground.substitution.factor.high : 1;
}

/** What a thing is classified as, without what only says for whom it is good or what it contains. */
export interface Classes {
  of(specification: string): readonly string[];
  gradeOf(specification: string): Grade | undefined;
  /** Days that it keeps; undefined when no dataset says. */
  keepingOf(specification: string): { readonly days: number; readonly condition: Wording | undefined } | undefined;
}

const grades: readonly Grade[] = ['food', 'feed', 'none'];
const isGrade = (text: string): text is Grade => grades.some((each) => each === text);

/** A declaration such as "contains gluten" is shared by things that have nothing else in common. */
const declares = /^(contains|free of|may contain)\b/i;

/** Reads the classes of specifications and what datasets know of them. */
export function classesOf(facts: Facts, knowledge: ReuseKnowledge): Classes {
  const all = (specification: string): readonly string[] =>
    facts.ResourceSpecification?.get(specification)?.resourceClassifiedAs ?? [];
  const of = (specification: string) => all(specification).filter((each) => !isGrade(each) && !declares.test(each));
  return {
    of,
    gradeOf: (specification) =>
      all(specification).find(isGrade) ?? firstOf(of(specification), (each) => knowledge.grades.get(each)),
    keepingOf: (specification) => firstOf(of(specification), (each) => knowledge.keeping.get(each)),
  };
}

function firstOf<T>(classes: readonly string[], find: (name: string) => T | undefined): T | undefined {
  for (const each of classes) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

import type { ClassName } from '../kind.ts';

/** Words that are read as another one. */
type Words = Readonly<Record<string, string>>;

const flow: Words = { resourceConforms: 'resourceConformsTo', resourceSpecifiedAs: 'resourceConformsTo' };

/** Misspelt and former words of the vocabulary's own examples and older versions, by class. Source: its examples at 4a28edf, its changelog. */
const former: { readonly [C in ClassName]?: Words } = {
  EconomicEvent: flow,
  Commitment: flow,
  Intent: flow,
  Claim: flow,
  RecipeFlow: flow,
  RecipeProcess: { basedOn: 'processConformsTo' },
  EconomicResource: { resourceConformsTo: 'conformsTo', locatedAt: 'currentLocation', lot: 'ofBatchLot' },
  BatchLotRecord: { batchNumber: 'batchLotCode', expiryDate: 'expirationDate' },
};

const general: Words = {
  'http://www.w3.org/2000/01/rdf-schema#label': 'name',
  'http://www.w3.org/2000/01/rdf-schema#comment': 'note',
  'http://xmlns.com/foaf/0.1/name': 'name',
  'http://www.w3.org/2004/02/skos/core#note': 'note',
  'skos:note': 'note',
  'http://www.w3.org/2006/time#hasDuration': 'hasDuration',
  'time:hasDuration': 'hasDuration',
};

/** Former names of classes. */
const classes: Readonly<Record<string, ClassName>> = { ProductBatch: 'BatchLotRecord' };

/** The class that is meant by a former name. */
export const formerClass = (name: string): ClassName | undefined =>
  Object.hasOwn(classes, name) ? classes[name] : undefined;

/** The word of a class that is meant by a former or misspelt one, also by one that differs in small and capital letters only. */
export function formerWord(name: string, kind: ClassName, words: readonly string[]): string | undefined {
  const own: Words = former[kind] ?? {};
  const found = Object.hasOwn(own, name) ? own[name] : Object.hasOwn(general, name) ? general[name] : undefined;
  if (found !== undefined && words.includes(found)) return found;
  const small = name.toLowerCase();
  return words.find((each) => each.toLowerCase() === small);
}

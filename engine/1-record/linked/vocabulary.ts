import { type ClassName, kinds, schemas } from '../kind.ts';

/** The properties of ValueFlows 1.0 by name; a field of another name is a word of our own. Source: all_vf.TTL, owl:versionInfo 1.0.0. */
const properties: ReadonlySet<string> = new Set(
  `action inputOf hasInput outputOf hasOutput recipeInputOf hasRecipeInput recipeOutputOf hasRecipeOutput recipeClauseOf
  recipeStipulates recipeReciprocalClauseOf recipeStipulatesReciprocal primaryOutput recipeIncludes plannedWithin planIncludes
  independentDemandOf hasIndependentDemand resourceInventoriedAs toResourceInventoriedAs provider receiver inScopeOf triggeredBy
  corrects settles containedIn contains primaryAccountable hasDuration hasUnit accountingQuantity onhandQuantity resourceQuantity
  effortQuantity availableQuantity minimumQuantity purpose hasDetailedGeometry currentLocation primaryLocation eligibleLocation
  toLocation ofBatchLot fulfills satisfies publishes reciprocal proposedTo listedIn lists unitOfEffort defaultUnitOfEffort
  defaultUnitOfResource basedOn classifiedAs resourceClassifiedAs processClassifiedAs processConformsTo resourceConformsTo
  conformsTo stage state clauseOf reciprocalClauseOf stipulates stipulatesReciprocal realizationOf realizes
  reciprocalRealizationOf realizesReciprocal bundledIn bundles inputOutput pairsWith createResource eventQuantity
  accountingEffect onhandEffect locationEffect containedEffect accountableEffect stageEffect stateEffect hasBeginning hasEnd
  hasPointInTime due hasNumericalValue omUnitIdentifier label symbol unitBased created long lat alt mappableAddress
  currentVirtualLocation currentCurrencyLocation image imageList name note trackingIdentifier mediumOfExchange batchLotCode
  expirationDate finished substitutable`.split(/\s+/),
);

/** Whether a property is one of the vocabulary. */
export const isOfVocabulary = (name: string): boolean => properties.has(name);

/** Links that the vocabulary names in both directions. */
const pairs: readonly (readonly [string, string])[] = [
  ['hasInput', 'inputOf'],
  ['hasOutput', 'outputOf'],
  ['hasRecipeInput', 'recipeInputOf'],
  ['hasRecipeOutput', 'recipeOutputOf'],
  ['recipeStipulates', 'recipeClauseOf'],
  ['recipeStipulatesReciprocal', 'recipeReciprocalClauseOf'],
  ['planIncludes', 'plannedWithin'],
  ['hasIndependentDemand', 'independentDemandOf'],
  ['lists', 'listedIn'],
  ['stipulates', 'clauseOf'],
  ['stipulatesReciprocal', 'reciprocalClauseOf'],
  ['realizes', 'realizationOf'],
  ['realizesReciprocal', 'reciprocalRealizationOf'],
  ['bundles', 'bundledIn'],
];

/** Names that others give to the other direction of a link, without the vocabulary: they are read and never written. */
const unstated: typeof pairs = [
  ['fulfilledBy', 'fulfills'],
  ['satisfiedBy', 'satisfies'],
  ['settledBy', 'settles'],
];

const otherWay: ReadonlyMap<string, string> = new Map(
  [...pairs, ...unstated].flatMap(
    ([one, other]) =>
      [
        [one, other],
        [other, one],
      ] as const,
  ),
);

/** A link as its other end says it: the field of the record that keeps it, and the classes that may. */
export interface Inverse {
  readonly field: string;
  readonly classes: readonly ClassName[];
  /** Whether the vocabulary has the word. */
  readonly isStated: boolean;
}

const classNames = Object.keys(schemas) as ClassName[];

/** The classes that keep a link in a field to records of a class. */
export const keepersOf = (field: string, name: ClassName): readonly ClassName[] =>
  classNames.filter((each) => kinds[each].references[field]?.includes(name));

function inversesFor(name: ClassName): ReadonlyMap<string, Inverse> {
  const found = [...otherWay].flatMap(([inverse, field]) => {
    const classes = inverse in schemas[name].shape ? [] : keepersOf(field, name);
    return classes.length === 0 ? [] : [[inverse, { field, classes, isStated: properties.has(inverse) }] as const];
  });
  return new Map(found);
}

const known = new Map<ClassName, ReadonlyMap<string, Inverse>>();

/**
 * What a class of record may say of links that the other end keeps, such as hasInput of a process whose flows say inputOf.
 * It follows from the references of all classes: of each pair the direction that some schema has is the one that is kept.
 */
export function inversesOf(name: ClassName): ReadonlyMap<string, Inverse> {
  const found = known.get(name) ?? inversesFor(name);
  known.set(name, found);
  return found;
}

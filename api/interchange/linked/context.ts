import { type ClassName, kinds, schemas } from '../../../engine/1-record/kind.ts';
import { vocabularies } from '../../../engine/1-record/linked.ts';
import { inversesOf, isOfVocabulary } from '../../../engine/1-record/linked/vocabulary.ts';
import { actions } from '../../../engine/2-ledger/action.ts';
import { derivedTerms } from './derived.ts';
import { classTerm, measureTerms, prefixes, type Term, termsOf } from './term.ts';

/** What JSON-LD 1.1 is told of a term. */
interface Definition {
  readonly '@id': string;
  readonly '@type'?: string;
  readonly '@container'?: '@set';
  readonly '@context'?: object;
}

/** What a term's values are: links are ids, words are names of their vocabulary, literals have their datatype. */
function coercionOf({ value }: Term): Omit<Definition, '@id'> {
  if (value.is === 'link') return { '@type': '@id' };
  if (value.is === 'time') return { '@type': 'xsd:dateTime' };
  if (value.is === 'part') return value.terms === measureTerms ? {} : { '@context': definitions(value.terms) };
  if (value.is === 'word') return { '@type': '@vocab', '@context': { '@vocab': vocabularies[value.of] } };
  return value.type === 'xsd:string' || value.type === 'xsd:boolean' ? {} : { '@type': value.type };
}

const definition = (term: Term): Definition => ({
  '@id': term.name,
  ...coercionOf(term),
  ...(term.isMany && { '@container': '@set' as const }),
});

const definitions = (terms: readonly Term[]): Readonly<Record<string, Definition>> =>
  Object.fromEntries(terms.map((term) => [term.field.name, definition(term)]));

const classNames = Object.keys(schemas) as ClassName[];
const ofVocabulary = classNames.filter((name) => !kinds[name].own);

/** The other direction of every link that the vocabulary names in both. */
const inverses = Object.fromEntries(
  ofVocabulary.flatMap((name) =>
    [...inversesOf(name)]
      .filter(([, { isStated }]) => isStated)
      .map(([word]) => [word, { '@id': `vf:${word}`, '@type': '@id', '@container': '@set' }]),
  ),
);

/** What an action does is told by words of the vocabulary. */
const behaviours = Object.fromEntries(
  Object.keys(Object.values(actions)[0]!)
    .filter(isOfVocabulary)
    .map((word) => [word, { '@id': `vf:${word}`, '@type': '@vocab' }]),
);

/** A kind of our own brings its words along: some mean something else than the same ones of another kind. */
const ownClasses = Object.fromEntries(
  classNames
    .filter((name) => kinds[name].own)
    .map((name) => [name, { '@id': classTerm(name), '@context': definitions(termsOf(name)) }]),
);

const { vf, om2, wgs84, geosparql, throughflow, xsd, owl } = prefixes;

/**
 * The context under which our JSON is linked data (JSON-LD 1.1), made of the schemas of the records: the published one of the
 * vocabulary has no types, so that under it a reference would be a text and an action no action of the vocabulary.
 */
export const linkedContext = {
  '@version': 1.1,
  '@vocab': vf,
  ...{ vf, om2, wgs84, geosparql, throughflow, xsd, owl },
  /** Of a record that is retired. */
  deprecated: { '@id': 'owl:deprecated', '@type': 'xsd:boolean' },
  ...definitions(measureTerms),
  ...definitions(derivedTerms),
  ...inverses,
  ...behaviours,
  ...definitions(ofVocabulary.flatMap(termsOf)),
  ...ownClasses,
} as const;

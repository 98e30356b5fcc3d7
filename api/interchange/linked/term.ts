import { type ClassName, kinds } from '../../../engine/1-record/kind.ts';
import { vocabularies } from '../../../engine/1-record/linked.ts';
import { isOfVocabulary } from '../../../engine/1-record/linked/vocabulary.ts';
import { type Field, fieldsOf } from '../../../engine/1-record/shape.ts';

/** The namespaces of our linked data, by their prefixes. */
export const prefixes = {
  ...vocabularies,
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  owl: 'http://www.w3.org/2002/07/owl#',
  sh: 'http://www.w3.org/ns/shacl#',
} as const;

type Prefix = keyof typeof prefixes;
/** A name under one of our prefixes. */
export type Name = `${Prefix}:${string}`;

/** A name in full. */
export function fullName(name: Name): string {
  const at = name.indexOf(':');
  return prefixes[name.slice(0, at) as Prefix] + name.slice(at + 1);
}

/** What stands under a term: a link, a word of a namespace, a literal of a datatype, or fields of its own. */
export type TermValue =
  | { readonly is: 'link' }
  | { readonly is: 'word'; readonly of: 'vf' | 'om2' }
  | { readonly is: 'literal'; readonly type: Name }
  | { readonly is: 'time' }
  | { readonly is: 'part'; readonly terms: readonly Term[] };

/** A field as linked data: its name, what stands there, and whether there may be several. */
export interface Term {
  readonly field: Field;
  readonly name: Name;
  readonly value: TermValue;
  readonly isMany: boolean;
}

function nameOf(name: string): Name {
  if (name === 'asWKT') return 'geosparql:asWKT';
  return isOfVocabulary(name) ? `vf:${name}` : `throughflow:${name}`;
}

const literals: Partial<Readonly<Record<Field['kind'], Name>>> = {
  number: 'xsd:decimal',
  flag: 'xsd:boolean',
  address: 'xsd:anyURI',
};

function valueOfTerm({ name, kind, fields }: Field, isOwn: boolean): TermValue {
  if (kind === 'reference') return { is: 'link' };
  if (name === 'action' || (kind === 'choice' && !isOwn && isOfVocabulary(name))) return { is: 'word', of: 'vf' };
  if (kind === 'unit') return { is: 'word', of: 'om2' };
  if (kind === 'time') return { is: 'time' };
  if (kind === 'measure') return { is: 'part', terms: measureTerms };
  if (kind === 'part') return { is: 'part', terms: fields!.map((each) => termOf(each, isOwn)) };
  return { is: 'literal', type: name === 'asWKT' ? 'geosparql:wktLiteral' : (literals[kind] ?? 'xsd:string') };
}

function termOf(field: Field, isOwn: boolean): Term {
  const { item } = field;
  const name = nameOf(field.name);
  return {
    field,
    name,
    value: valueOfTerm(item ? { ...item, name: field.name } : field, isOwn),
    isMany: item !== undefined,
  };
}

const numberTerm: Field = { name: 'hasNumericalValue', kind: 'number', required: true };
const unitTerm: Field = { name: 'hasUnit', kind: 'unit', required: true };

/** The terms of a measure. */
export const measureTerms: readonly Term[] = [numberTerm, unitTerm].map((field) => termOf(field, false));

const known = new Map<ClassName, readonly Term[]>();

/** The fields of a class as linked data: words of the vocabulary where it has them, also in kinds of our own; the others are ours. */
export function termsOf(name: ClassName): readonly Term[] {
  const found = known.get(name) ?? fieldsOf(name).map((field) => termOf(field, kinds[name].own === true));
  known.set(name, found);
  return found;
}

/** The name of a class. */
export const classTerm = (name: ClassName): Name => `${kinds[name].own ? 'throughflow' : 'vf'}:${name}`;

import type { Field } from '../../../engine/1-record/shape.ts';
import { measureTerms, type Name, type Term, type TermValue } from './term.ts';

const link: TermValue = { is: 'link' };
const measure: TermValue = { is: 'part', terms: measureTerms };
const text: TermValue = { is: 'literal', type: 'xsd:string' };

const term = (name: string, kind: Field['kind'], value: TermValue, isMany = false): Term => ({
  field: { name, kind, required: false },
  name: `vf:${name}` as Name,
  value,
  isMany,
});

/** What the vocabulary has of a resource that follows from its events: told when it is asked for, and never read. */
export const derivedTerms: readonly Term[] = [
  term('accountingQuantity', 'measure', measure),
  term('onhandQuantity', 'measure', measure),
  term('primaryAccountable', 'reference', link),
  term('currentLocation', 'reference', link),
  term('containedIn', 'list', link, true),
  term('contains', 'list', link, true),
  term('stage', 'reference', link),
  term('state', 'text', text),
];

import { timeType } from './time.ts';
import type { Entry } from '../../../engine/1-record/kind.ts';
import { linkedContext } from './context.ts';
import { type Term, termsOf } from './term.ts';

/** What is told of a record as linked data: its own fields and whether it is retired, and nothing else that only this house knows of it. */
export type Told = Pick<Entry, 'id' | 'class' | 'body'> & { readonly retired?: boolean };

/** What is told of a record beside its fields: the other direction of its links, and what follows from events. */
export type Extra = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** A day is no time of day: it bears its own type; what others could not read as a time stays the text that was written. */
function timeIn(value: unknown): unknown {
  const type = typeof value === 'string' ? timeType(value) : undefined;
  if (type === 'xsd:dateTime') return value;
  return { ...(type && { '@type': type }), '@value': value };
}

function valueIn({ value: { is, ...of }, isMany }: Term, value: unknown): unknown {
  const one = (each: unknown): unknown => {
    if (is === 'time') return timeIn(each);
    return 'terms' in of ? fieldsIn(of.terms, each as Record<string, unknown>) : each;
  };
  return isMany ? (value as unknown[]).map(one) : one(value);
}

function fieldsIn(terms: readonly Term[], body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found = terms.flatMap((term) => {
    const value = body[term.field.name];
    return value === undefined ? [] : [[term.field.name, valueIn(term, value)] as const];
  });
  return Object.fromEntries(found);
}

/** A record as an object of a document with our context. */
export const linkedRecord = ({ id, class: name, body, retired }: Told, extra?: Extra): object => ({
  '@id': id,
  '@type': name,
  ...(retired && { deprecated: true }),
  ...fieldsIn(termsOf(name), body as Record<string, unknown>),
  ...extra?.get(id),
});

/** Records as one document that brings its context along: it can be read where there is no network. */
export const linkedDocument = (rows: readonly Told[], extra?: Extra): object => ({
  '@context': linkedContext,
  '@graph': rows.map((row) => linkedRecord(row, extra)),
});

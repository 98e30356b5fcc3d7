import { type ClassName, type Entry, kinds, schemas } from '../../engine/1-record/kind.ts';
import { vocabularies } from '../../engine/1-record/linked.ts';
import { type Field, fieldsOf } from '../../engine/1-record/shape.ts';

/** Fields that records of the vocabulary have beside its words. */
const elsewhere: Readonly<Record<string, string>> = {
  lat: 'wgs84:lat',
  long: 'wgs84:long',
  alt: 'wgs84:alt',
  asWKT: 'geosparql:asWKT',
  allocation: 'throughflow:allocation',
  basis: 'throughflow:basis',
  visibility: 'throughflow:visibility',
};

const measures = { hasNumericalValue: 'om2:hasNumericalValue', hasUnit: 'om2:hasUnit' };
const unitTerm = { '@type': '@vocab', '@context': { '@vocab': vocabularies.om2 } };

/** How a field is read as linked data; undefined for a plain text, which needs no word. */
function termOf({ name, kind, item }: Field, id: string): unknown {
  if (name === 'action') return { '@id': id, '@type': '@vocab' };
  if (kind === 'reference' || item?.kind === 'reference') return { '@id': id, '@type': '@id' };
  if (kind === 'address' || item?.kind === 'address') return { '@id': id, '@type': '@id' };
  if (kind === 'number') return { '@id': id, '@type': 'xsd:decimal' };
  if (kind === 'unit') return { '@id': id, ...unitTerm };
  return name in elsewhere ? id : undefined;
}

function termsOf(fields: readonly Field[], prefix: string): Record<string, unknown> {
  const terms = fields.flatMap((field) => {
    const inside = Object.entries(termsOf(field.fields ?? field.item?.fields ?? [], prefix));
    const term = termOf(field, (prefix === 'vf' && elsewhere[field.name]) || `${prefix}:${field.name}`);
    return [...(term === undefined ? [] : [[field.name, term] as const]), ...inside];
  });
  return Object.fromEntries(terms);
}

const classNames = Object.keys(schemas) as ClassName[];

/** Our own kinds bring their words along, also for the parts within them. */
const ownTerm = (name: ClassName) => ({
  '@id': `throughflow:${name}`,
  '@context': {
    '@propagate': true,
    '@vocab': vocabularies.throughflow,
    ...termsOf(fieldsOf(name), 'throughflow'),
    hasNumericalValue: { '@id': measures.hasNumericalValue, '@type': 'xsd:decimal' },
    hasUnit: { '@id': measures.hasUnit, ...unitTerm },
  },
});

/**
 * The context under which our JSON is linked data (JSON-LD 1.1): the published one of the vocabulary has no types, so that
 * under it a reference would be a text and an action no action of the vocabulary. Made of the schemas.
 */
export const linkedContext = {
  '@version': 1.1,
  '@vocab': vocabularies.vf,
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  ...vocabularies,
  hasNumericalValue: { '@id': measures.hasNumericalValue, '@type': 'xsd:decimal' },
  hasUnit: { '@id': measures.hasUnit, ...unitTerm },
  ...Object.assign({}, ...classNames.filter((name) => !kinds[name].own).map((name) => termsOf(fieldsOf(name), 'vf'))),
  ...Object.fromEntries(classNames.flatMap((name) => (kinds[name].own ? [[name, ownTerm(name)]] : []))),
} as const;

/** A day is no time of day: it bears its own type. */
const day = /^\d{4}-\d\d-\d\d$/;

function timesIn(name: ClassName, body: object): object {
  const entries = Object.entries(body).map(([field, value]: [string, unknown]) => {
    const { kind } = fieldsOf(name).find((each) => each.name === field) ?? {};
    if (kind !== 'time' || typeof value !== 'string') return [field, value];
    return [field, { '@type': day.test(value) ? 'xsd:date' : 'xsd:dateTime', '@value': value }];
  });
  return Object.fromEntries(entries) as object;
}

/** What is told of a record as linked data: its own fields, and nothing that only this house knows of it. */
type Told = Pick<Entry, 'id' | 'class' | 'body'>;

const linkedRecord = ({ id, class: name, body }: Told): object => ({
  '@id': id,
  '@type': name,
  ...timesIn(name, body),
});

/** Records as one document that brings its context along. */
export const linkedDocument = (rows: readonly Told[]): object => ({
  '@context': linkedContext,
  '@graph': rows.map(linkedRecord),
});

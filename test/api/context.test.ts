import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsonld from 'jsonld';
import { expect, test } from 'vitest';
import { linkedContext } from '../../api/interchange/linked/context.ts';
import { derivedTerms } from '../../api/interchange/linked/derived.ts';
import { type Term, termsOf } from '../../api/interchange/linked/term.ts';
import { type ClassName, kinds, schemas } from '../../engine/1-record/kind.ts';
import { vocabularies } from '../../engine/1-record/linked.ts';
import { inversesOf, isOfVocabulary } from '../../engine/1-record/linked/vocabulary.ts';
import { root } from '../support/checkout.ts';

type Row = [
  property: string,
  isLink: boolean,
  domain: string[],
  range: string[],
  isMany: boolean,
  inverseOf: string | null,
];
const model = JSON.parse(readFileSync(join(root, 'test/fixtures/vf/model.json'), 'utf8')) as {
  rows: Row[];
  classes: string[];
};
const context = linkedContext as unknown as Record<
  string,
  { '@id': string; '@type'?: string; '@container'?: string } | undefined
>;
const classNames = Object.keys(schemas) as ClassName[];
const agents = ['Person', 'Organization', 'EcologicalAgent'];
const domainOf = (domain: readonly string[]) => domain.flatMap((each) => (each === 'Agent' ? agents : [each]));

test('the words of the vocabulary are its 111 properties', () => {
  expect(model.rows).toHaveLength(111);
  for (const [name] of model.rows) expect([name, isOfVocabulary(name)]).toEqual([name, true]);
  for (const name of ['visibility', 'allocated', 'recipe', 'asWKT', 'toString'])
    expect(isOfVocabulary(name)).toBe(false);
});

/** Of the vocabulary's object properties these have a value that is no node: the ontology gives them a text. */
const isText = (range: readonly string[]) => range.includes('xsd:string');
/** A measure and a geometry are told in full where they are named. */
const isPart = (range: readonly string[]) => range.some((each) => each === 'Measure' || each === 'geosparql:Geometry');

test('every property of the vocabulary that is a link is one in our context, and every other one is none', () => {
  const unknown: string[] = [];
  for (const [name, isLink, , range] of model.rows) {
    const type = context[name]?.['@type'];
    const links = type === '@id' || type === '@vocab';
    if (isLink && !isText(range) && !isPart(range)) expect([name, links]).toEqual([name, true]);
    else expect([name, links]).toEqual([name, false]);
    if (context[name] === undefined && range[0] !== 'xsd:string' && range[0] !== 'xsd:boolean') unknown.push(name);
    if (context[name]) expect(context[name]['@id']).toBe(`vf:${name}`);
  }
  // A unit is named by its IRI and never told in full; a measure needs no word for its type.
  expect(unknown.filter((name) => !isPart(model.rows.find(([each]) => each === name)![3]))).toEqual([
    'omUnitIdentifier',
  ]);
});

test('each property of the vocabulary is a field of the classes that have it, its other direction, or follows from events', () => {
  const missing = model.rows.flatMap(([name, , domain]) =>
    domainOf(domain).flatMap((of) => {
      if (!(of in schemas)) return ['Action', 'Measure', 'Unit'].includes(of) ? [] : [`${of}.${name}`];
      const { derived = [] } = kinds[of as ClassName];
      const isThere =
        name in schemas[of as ClassName].shape || derived.includes(name) || inversesOf(of as ClassName).has(name);
      return isThere ? [] : [`${of}.${name}`];
    }),
  );
  expect(missing).toEqual([]);
});

test('where the vocabulary has several, the context has a set, and where it has one, there is one', () => {
  for (const [name, , , range, isMany] of model.rows)
    if (context[name] && !isPart(range)) expect([name, context[name]['@container'] === '@set']).toEqual([name, isMany]);
});

test('both directions of every link are known: the inverses that follow from the schemas are those of the vocabulary', () => {
  const pairs = model.rows.flatMap(([name, , domain, , , inverse]) =>
    inverse === null || name === 'contains' ? [] : domainOf(domain).map((of) => `${of} ${name} ${inverse}`),
  );
  const found = classNames.flatMap((of) =>
    [...inversesOf(of)].filter(([, { isStated }]) => isStated).map(([name, { field }]) => `${of} ${name} ${field}`),
  );
  expect(found.toSorted()).toEqual(pairs.toSorted());
  expect(derivedTerms.map(({ field: { name } }) => name).toSorted()).toEqual(
    [...kinds.EconomicResource.derived!].toSorted(),
  );
});

const coercion = ({ name, value, isMany }: Term) =>
  JSON.stringify([name, value.is, 'type' in value && value.type, isMany]);

test('a word means the same in every class of the vocabulary', () => {
  const meanings = new Map<string, string>();
  for (const name of classNames.filter((each) => !kinds[each].own))
    for (const term of termsOf(name)) {
      const before = meanings.get(term.field.name) ?? coercion(term);
      expect([name, coercion(term)]).toEqual([name, before]);
      meanings.set(term.field.name, before);
    }
});

test('under our context the plain words that others write are links, actions, units and typed values', async () => {
  const [event] = (await jsonld.expand({
    '@context': linkedContext,
    '@id': 'urn:test:e',
    '@type': 'EconomicEvent',
    action: 'produce',
    provider: 'https://alice.example/',
    hasPointInTime: '2025-03-12T08:00:00+01:00',
    image: 'https://alice.example/a.png',
    resourceQuantity: { hasNumericalValue: 12.5, hasUnit: 'kilowattHour' },
    resourceClassifiedAs: 'wet',
  } as never)) as never as [Record<string, unknown>];
  const { vf, om2 } = vocabularies;
  const xsd = 'http://www.w3.org/2001/XMLSchema#';
  expect(event).toMatchObject({
    [`${vf}action`]: [{ '@id': `${vf}produce` }],
    [`${vf}provider`]: [{ '@id': 'https://alice.example/' }],
    [`${vf}hasPointInTime`]: [{ '@type': `${xsd}dateTime` }],
    [`${vf}image`]: [{ '@type': `${xsd}anyURI` }],
    [`${vf}resourceQuantity`]: [
      {
        [`${vf}hasNumericalValue`]: [{ '@type': `${xsd}decimal`, '@value': 12.5 }],
        [`${vf}hasUnit`]: [{ '@id': `${om2}kilowattHour` }],
      },
    ],
  });
});

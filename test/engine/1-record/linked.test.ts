import { expect, test } from 'vitest';
import { describeProblem } from '../../../engine/0-base/problem.ts';
import { readBatch } from '../../../engine/1-record/batch.ts';
import type { DocumentContext } from '../../../engine/1-record/linked/read.ts';
import { actionNamed } from '../../../engine/2-ledger/action.ts';

const context: DocumentContext = { makeId: (index) => `urn:test:made-${index}`, actionOf: actionNamed };
const read = (input: unknown, more: Partial<DocumentContext> = {}) => readBatch(input, { ...context, ...more });

/** What was read, by id: the class and the fields. */
const records = (input: unknown, more: Partial<DocumentContext> = {}) => {
  const { entries } = read(input, more);
  return Object.fromEntries(entries.map(({ id, class: name, body }) => [id, { class: name, ...body }]));
};
const codes = (input: unknown) => read(input).problems.map(({ code, record, path }) => [code, record, path]);

const namespaces = [
  'https://w3id.org/valueflows/ont/vf#',
  'http://w3id.org/valueflows/ont/vf#',
  'https://w3id.org/valueflows#',
  'https://w3id.org/valueflows/',
];

const brew = {
  '@id': 'desk:made',
  '@type': 'EconomicEvent',
  action: 'produce',
  provider: 'https://desk.example/us',
  outputOf: 'desk:brew',
  resourceQuantity: { hasUnit: 'one', hasNumericalValue: 1 },
};
const read1 = {
  'https://desk.example/made': {
    class: 'EconomicEvent',
    action: 'produce',
    provider: 'https://desk.example/us',
    outputOf: 'https://desk.example/brew',
    resourceQuantity: { hasUnit: 'one', hasNumericalValue: '1' },
  },
};

test.each(namespaces)('a document under the namespace %s and its own prefixes is read', (vocab) => {
  const desk = { desk: 'https://desk.example/' };
  expect(records({ '@context': [{ '@vocab': vocab }, desk], '@graph': [brew] })).toEqual(read1);
  const prefixed = Object.fromEntries(
    Object.entries(brew).map(([name, value]) => [name.startsWith('@') ? name : `flow:${name}`, value]),
  );
  const graph = [{ ...prefixed, '@type': 'flow:EconomicEvent', 'flow:action': { '@id': 'flow:produce' } }];
  expect(records({ '@context': { flow: vocab, ...desk }, '@graph': graph })).toEqual(read1);
});

test('a document may rename what it says, name keywords its own way and stand on a base', () => {
  const found = records({
    '@context': {
      '@vocab': 'https://schema.org/',
      '@base': 'https://desk.example/',
      vf: 'https://w3id.org/valueflows/ont/vf#',
      verb: { '@id': 'vf:action', '@type': '@vocab' },
      who: { '@id': 'vf:provider', '@type': '@id' },
      from: { '@id': 'vf:outputOf', '@type': '@id' },
      amount: 'vf:resourceQuantity',
      unit: {
        '@id': 'vf:hasUnit',
        '@type': '@vocab',
        '@context': { '@vocab': 'http://www.ontology-of-units-of-measure.org/resource/om-2/' },
      },
      number: 'vf:hasNumericalValue',
      produce: 'vf:produce',
    },
    '@graph': [
      {
        '@id': 'made',
        '@type': 'vf:EconomicEvent',
        verb: 'produce',
        who: 'us',
        from: 'brew',
        amount: { unit: 'one', number: 1 },
      },
    ],
  });
  expect(found).toEqual(read1);
});

test('a word of another vocabulary is not taken for one of ours', () => {
  const found = codes({
    '@context': { '@vocab': 'https://schema.org/' },
    '@graph': [{ '@id': 'urn:test:a', '@type': 'https://w3id.org/valueflows/ont/vf#Organization', name: 'Mill' }],
  });
  expect(found).toEqual([['field.unknown', 'urn:test:a', '/https://schema.org/name']]);
});

test.each([
  ['https://w3id.org/valueflows/ont/vf', []],
  ['http://127.0.0.1:8787/api/context.jsonld', []],
  [['https://www.w3.org/ns/activitystreams', { '@vocab': 'https://w3id.org/valueflows#' }], []],
  ['https://elsewhere.example/context.jsonld', ['linked.context']],
  [{ '@import': 'https://elsewhere.example/context.jsonld' }, ['linked.context']],
  [{ who: { '@id': 'vf:provider', '@container': '@index' } }, ['linked.context']],
])('the context %j is known, or refused by name: nothing is fetched', (given, expected) => {
  const { problems } = read({
    '@context': given,
    '@graph': [{ '@id': 'urn:test:a', '@type': 'Organization', name: 'Mill' }],
  });
  expect(problems.map(({ code }) => code)).toEqual(expected);
  for (const each of problems) expect(describeProblem(each).remedy).toContain('/api/context.jsonld');
});

test('what hangs below a process becomes records that name it, in either direction of the link', () => {
  const work = { '@type': 'EconomicEvent', '@id': 'urn:test:work', action: 'work', provider: 'urn:test:ann' };
  const made = { '@type': 'EconomicEvent', '@id': 'urn:test:made', action: 'produce' };
  const expected = {
    'urn:test:brew': { class: 'Process', name: 'Brew' },
    'urn:test:work': { class: 'EconomicEvent', action: 'work', provider: 'urn:test:ann', inputOf: 'urn:test:brew' },
    'urn:test:made': { class: 'EconomicEvent', action: 'produce', outputOf: 'urn:test:brew' },
  };
  const process = { '@type': 'Process', '@id': 'urn:test:brew', name: 'Brew' };
  expect(records([{ ...process, hasInput: [work], hasOutput: made }])).toEqual(expected);
  expect(
    records([{ ...process, hasInput: 'urn:test:work', hasOutput: [{ '@id': 'urn:test:made' }] }, work, made]),
  ).toEqual(expected);
  expect(records([{ ...process, '@reverse': { inputOf: [work], outputOf: [made] } }])).toEqual(expected);
  const both = { ...work, inputOf: 'urn:test:brew' };
  expect(records([{ ...process, hasInput: [both], hasOutput: [made] }])).toEqual(expected);
  const plain = {
    type: 'Process',
    id: 'urn:test:brew',
    name: 'Brew',
    hasInput: [{ type: 'EconomicEvent', id: 'urn:test:work', action: 'work', provider: 'urn:test:ann' }],
  };
  expect(Object.keys(records([plain]))).toEqual(['urn:test:brew', 'urn:test:work']);
});

const flow = (name: string, fields: object = {}) => ({
  '@type': 'Commitment',
  '@id': `urn:test:${name}`,
  action: 'transfer',
  ...fields,
});
const bare = (fields: object = {}) => ({ class: 'Commitment', action: 'transfer', ...fields });

test.each([
  ['Plan', 'planIncludes', flow('c'), bare({ plannedWithin: 'urn:test:one' })],
  [
    'Plan',
    'hasIndependentDemand',
    { '@id': 'urn:test:c', '@type': 'Commitment', action: 'transfer' },
    bare({ independentDemandOf: 'urn:test:one' }),
  ],
  ['Agreement', 'stipulates', flow('c'), bare({ clauseOf: 'urn:test:one' })],
  [
    'Agreement',
    'stipulatesReciprocal',
    { '@id': 'urn:test:c', action: 'transfer' },
    bare({ reciprocalClauseOf: 'urn:test:one' }),
  ],
  [
    'Agreement',
    'realizes',
    { ...flow('c'), '@type': 'EconomicEvent' },
    { ...bare({ realizationOf: 'urn:test:one' }), class: 'EconomicEvent' },
  ],
  [
    'Agreement',
    'realizesReciprocal',
    { '@id': 'urn:test:c', action: 'transfer' },
    { ...bare({ reciprocalRealizationOf: 'urn:test:one' }), class: 'EconomicEvent' },
  ],
  [
    'AgreementBundle',
    'bundles',
    { '@id': 'urn:test:c', name: 'Lines' },
    { class: 'Agreement', name: 'Lines', bundledIn: 'urn:test:one' },
  ],
  [
    'ProposalList',
    'lists',
    { '@id': 'urn:test:c', name: 'Bread' },
    { class: 'Proposal', name: 'Bread', listedIn: ['urn:test:one'] },
  ],
  [
    'RecipeProcess',
    'hasRecipeInput',
    { '@id': 'urn:test:c', action: 'use' },
    { class: 'RecipeFlow', action: 'use', recipeInputOf: 'urn:test:one' },
  ],
  [
    'RecipeProcess',
    'hasRecipeOutput',
    { '@id': 'urn:test:c', action: 'use' },
    { class: 'RecipeFlow', action: 'use', recipeOutputOf: 'urn:test:one' },
  ],
  [
    'RecipeExchange',
    'recipeStipulates',
    { '@id': 'urn:test:c', action: 'use' },
    { class: 'RecipeFlow', action: 'use', recipeClauseOf: 'urn:test:one' },
  ],
  [
    'RecipeExchange',
    'recipeStipulatesReciprocal',
    { '@id': 'urn:test:c', action: 'use' },
    { class: 'RecipeFlow', action: 'use', recipeReciprocalClauseOf: 'urn:test:one' },
  ],
  [
    'Commitment',
    'fulfilledBy',
    { '@id': 'urn:test:c', action: 'use' },
    { class: 'EconomicEvent', action: 'use', fulfills: ['urn:test:one'] },
  ],
  [
    'Claim',
    'settledBy',
    { '@id': 'urn:test:c', action: 'use' },
    { class: 'EconomicEvent', action: 'use', settles: ['urn:test:one'] },
  ],
])('%s %s is kept by the record below it', (type, word, below, expected) => {
  const own = ['Commitment', 'Claim'].includes(type) ? { action: 'transfer' } : {};
  const found = records([{ '@type': type, '@id': 'urn:test:one', ...own, [word]: [below] }]);
  expect(found['urn:test:c']).toEqual(expected);
});

test('what a proposal publishes and what an event names may be told in full where it is named', () => {
  const found = records({
    '@type': 'Proposal',
    '@id': 'urn:test:offer',
    purpose: { '@id': 'vf:offer' },
    publishes: [
      {
        '@type': 'Intent',
        action: 'transfer',
        provider: { '@type': 'Organization', '@id': 'urn:test:mill', name: 'Mill' },
      },
    ],
    reciprocal: { action: 'transfer', receiver: { '@id': 'urn:test:mill' } },
  });
  expect(found).toMatchObject({
    'urn:test:offer': { purpose: 'offer', publishes: ['urn:test:made-1'] },
    'urn:test:made-1': { class: 'Intent', action: 'transfer', provider: 'urn:test:mill' },
    'urn:test:mill': { class: 'Organization', name: 'Mill' },
  });
});

test('blank nodes that name each other are records with ids of their own, measures and units among them are read where they are named', () => {
  const { entries, problems } = read({
    '@context': { '@vocab': namespaces[0] },
    '@graph': [
      {
        '@id': '_:e',
        '@type': 'EconomicEvent',
        action: 'produce',
        outputOf: { '@id': '_:p' },
        resourceQuantity: { '@id': '_:m' },
      },
      { '@id': '_:p', '@type': 'Process', name: 'Brew' },
      {
        '@id': '_:m',
        hasNumericalValue: { '@type': 'http://www.w3.org/2001/XMLSchema#double', '@value': '1.905E2' },
        hasUnit: { '@id': 'urn:test:our-unit' },
      },
      {
        '@id': 'urn:test:our-unit',
        '@type': 'Unit',
        label: 'our kilo',
        omUnitIdentifier: 'http://www.ontology-of-units-of-measure.org/resource/om-2/kilogram',
      },
    ],
  });
  expect(problems).toEqual([]);
  expect(entries.map(({ id, body }) => [id, body])).toEqual([
    [
      'urn:test:made-0',
      {
        action: 'produce',
        outputOf: 'urn:test:made-1',
        resourceQuantity: { hasNumericalValue: '190.5', hasUnit: 'kilogram' },
      },
    ],
    ['urn:test:made-1', { name: 'Brew' }],
  ]);
});

test.each([
  'kg',
  'kilogram',
  'om2:kilogram',
  'http://www.ontology-of-units-of-measure.org/resource/om-2/kilogram',
  { '@id': 'om:kilogram' },
  { symbol: 'kg' },
  { '@type': 'Unit', label: 'kilogram' },
])('the unit %j is kilogram', (hasUnit) => {
  const found = records([
    {
      '@id': 'urn:test:a',
      '@type': 'EconomicEvent',
      action: 'produce',
      resourceQuantity: { hasNumericalValue: 1, hasUnit },
    },
  ]);
  expect(found['urn:test:a']).toMatchObject({ resourceQuantity: { hasUnit: 'kilogram' } });
});

test('a link whose ends disagree is refused, one whose keeper does not come along is told', () => {
  const process = { '@type': 'Process', '@id': 'urn:test:brew', hasInput: 'urn:test:work' };
  const work = { '@type': 'EconomicEvent', '@id': 'urn:test:work', action: 'work', inputOf: 'urn:test:other' };
  expect(codes([process, work])).toEqual([['linked.disagree', 'urn:test:brew', '/hasInput']]);
  const { entries, problems } = read([process]);
  expect(problems.map((each) => [each.code, describeProblem(each).remedy])).toEqual([
    ['linked.elsewhere', 'Send that record too, or record or revise it with inputOf: urn:test:brew.'],
  ]);
  expect(entries).toHaveLength(1);
});

test('misspelt and former words are read with a warning that names the right one', () => {
  const { entries, problems } = read({
    '@context': { '@vocab': namespaces[1] },
    '@graph': [
      {
        '@id': 'urn:test:r',
        '@type': 'EconomicResource',
        resourceConformsTo: 'urn:test:s',
        locatedAt: 'urn:test:here',
        lot: 'urn:test:l',
      },
      { '@id': 'urn:test:rp', '@type': 'RecipeProcess', basedOn: 'urn:test:ps' },
      {
        '@id': 'urn:test:f',
        '@type': 'RecipeFlow',
        action: 'deliver-service',
        recipeoutputOf: 'urn:test:rp',
        resourceSpecifiedAs: 'urn:test:s',
      },
      { '@id': 'urn:test:e', '@type': 'EconomicEvent', action: 'pack', resourceConforms: 'urn:test:s' },
      { '@id': 'urn:test:l', '@type': 'ProductBatch', batchNumber: 'L-1', expiryDate: '2026-01-01' },
      {
        '@id': 'urn:test:o',
        '@type': 'Organization',
        'http://www.w3.org/2000/01/rdf-schema#label': { '@language': 'nl', '@value': 'Molen' },
      },
    ],
  });
  const told = problems.map(({ code, values }) => [code, values['field'], values['expected']]);
  expect(told.toSorted()).toEqual(
    [
      ['field.former', 'resourceConformsTo', 'conformsTo'],
      ['field.former', 'locatedAt', 'currentLocation'],
      ['field.ignored', 'locatedAt', ''],
      ['field.former', 'lot', 'ofBatchLot'],
      ['field.former', 'basedOn', 'processConformsTo'],
      ['field.former', 'deliver-service', 'deliverService'],
      ['field.former', 'recipeoutputOf', 'recipeOutputOf'],
      ['field.former', 'resourceSpecifiedAs', 'resourceConformsTo'],
      ['field.former', 'pack', 'combine'],
      ['field.former', 'resourceConforms', 'resourceConformsTo'],
      ['field.former', 'batchNumber', 'batchLotCode'],
      ['field.former', 'expiryDate', 'expirationDate'],
      ['field.former', 'http://www.w3.org/2000/01/rdf-schema#label', 'name'],
    ].sort(),
  );
  expect(entries.map(({ class: name, body }) => ({ class: name, ...body }))).toEqual([
    { class: 'EconomicResource', conformsTo: 'urn:test:s', ofBatchLot: 'urn:test:l' },
    { class: 'RecipeProcess', processConformsTo: 'urn:test:ps' },
    { class: 'RecipeFlow', action: 'deliverService', recipeOutputOf: 'urn:test:rp', resourceConformsTo: 'urn:test:s' },
    { class: 'EconomicEvent', action: 'combine', resourceConformsTo: 'urn:test:s' },
    { class: 'BatchLotRecord', batchLotCode: 'L-1', expirationDate: '2026-01-01' },
    { class: 'Organization', name: 'Molen' },
  ]);
});

test('what follows from events is not read from linked data, and told; in plain JSON it is refused', () => {
  const stock = { conformsTo: 'urn:test:s', onhandQuantity: { hasNumericalValue: 5, hasUnit: 'kg' } };
  expect(codes([{ '@id': 'urn:test:r', '@type': 'EconomicResource', ...stock }])).toEqual([
    ['field.ignored', 'urn:test:r', '/onhandQuantity'],
  ]);
  expect(codes([{ id: 'urn:test:r', type: 'EconomicResource', ...stock }])).toEqual([
    ['field.derived', 'urn:test:r', '/onhandQuantity'],
  ]);
});

test('at the structural level what a class does not know is left out and told', () => {
  const given = [
    {
      type: 'EconomicEvent',
      id: 'urn:test:e',
      action: 'transfer-custody',
      atLocation: 'urn:test:here',
      revisionId: '7',
    },
  ];
  const { entries, problems } = read(given, { strictness: 'structural' });
  expect(problems.map(({ code, values }) => [code, values['field']])).toEqual([
    ['field.former', 'transfer-custody'],
    ['field.left', 'atLocation'],
    ['field.left', 'revisionId'],
  ]);
  expect(entries.map(({ body }) => body)).toEqual([{ action: 'transferCustody' }]);
  expect(read(given).problems.filter(({ code }) => code === 'field.unknown')).toHaveLength(2);
});

test('an object that stands where a record is named and says nothing that can be read is refused as such', () => {
  const made = { '@type': 'EconomicEvent', '@id': 'urn:test:e', action: 'produce' };
  expect(codes([{ ...made, outputOf: { '@id': 'urn:test:x', '@type': 'Doing', name: 'Brew' } }])).toEqual([
    ['class.unknown', 'urn:test:x', '/type'],
  ]);
  expect(codes([{ ...made, provider: { name: 'who?' } }])).toMatchObject([['class.unknown', '#2', '/type']]);
  expect(codes([{ ...made, provider: [{ '@id': 'urn:a:1' }, { '@id': 'urn:a:2' }] }])).toEqual([
    ['field.type', 'urn:test:e', '/provider'],
  ]);
  const forbidden = records([
    { ...made, resourceQuantity: { 'vf:__proto__': { x: 1 }, hasUnit: 'kg', hasNumericalValue: 1 } },
  ]);
  expect(forbidden).toEqual({});
});

test('times with hours of one digit, numbers where a text stands and words of neighbouring vocabularies are read as they are meant', () => {
  const given = {
    '@context': {
      '@vocab': namespaces[0],
      time: 'http://www.w3.org/2006/time#',
      skos: 'http://www.w3.org/2004/02/skos/core#',
    },
    '@graph': [
      { '@id': 'urn:x:book', '@type': 'EconomicResource', conformsTo: 'urn:x:kind', trackingIdentifier: 3409888 },
      {
        '@id': 'urn:x:out',
        '@type': 'EconomicEvent',
        action: 'use',
        hasPointInTime: '2019-04-18T8:30:08-5:00',
        'skos:note': 'from the shelf',
      },
      { '@id': 'urn:x:step', '@type': 'RecipeProcess', 'time:hasDuration': { hasUnit: 'hour', hasNumericalValue: 2 } },
      {
        '@id': 'urn:x:milk',
        '@type': 'Intent',
        action: 'transfer',
        resourceQuantity: { hasUnit: 'gallon-US', hasNumericalValue: 3 },
      },
    ],
  };
  expect(records(given)).toMatchObject({
    'urn:x:book': { trackingIdentifier: '3409888' },
    'urn:x:out': { hasPointInTime: '2019-04-18T08:30:08-05:00', note: 'from the shelf' },
    'urn:x:step': { hasDuration: { hasUnit: 'hour', hasNumericalValue: '2' } },
    'urn:x:milk': { resourceQuantity: { hasUnit: 'gallon-US', hasNumericalValue: '3' } },
  });
});

/** A brewery in Ghent and its neighbour, small enough to check by hand. */
export const network = {
  network: 'brouwcoop',
  name: 'Brouwcoop (invented)',
  zone: 'Europe/Brussels',
  members: ['urn:test:brewery', 'urn:test:grower'],
  invented: true,
  allocation: 'mass',
  accountingPeriod: 'year',
  basis: [{ of: 'population', value: '260000', unit: 'one', source: 'City of Ghent' }],
};

const content = (of: string, layer: string, value: string) => ({
  type: 'Property',
  id: `urn:test:${of}-${layer}`,
  of: `urn:test:${of}`,
  layer,
  value,
  unit: 'kg',
  per: 'kg',
  source: 'weighed',
  status: 'sourced',
});

/** Who there is, what they deal with, and what a brew is. */
export const knowledge = [
  { type: 'Organization', id: 'urn:test:brewery', name: 'Brouwcoop (invented)' },
  { type: 'Organization', id: 'urn:test:grower', name: 'Zwamkelder (invented)' },
  { type: 'Person', id: 'urn:test:ann', name: 'Ann (invented)' },
  { type: 'ResourceSpecification', id: 'urn:test:malt', name: 'Malt', defaultUnitOfResource: 'kg' },
  { type: 'ResourceSpecification', id: 'urn:test:grain', name: 'Spent grain', defaultUnitOfResource: 'kg' },
  content('malt', 'mass', '1'),
  content('grain', 'mass', '1'),
  content('malt', 'carbon', '0.43'),
  {
    type: 'ProcessSpecification',
    id: 'urn:test:brewing',
    name: 'Brewing',
    allocation: { rule: 'mass', roles: [{ specification: 'urn:test:grain', role: 'product' }] },
  },
  { type: 'EconomicResource', id: 'urn:test:silo', conformsTo: 'urn:test:malt', name: 'Malt silo' },
  { type: 'EconomicResource', id: 'urn:test:yard', conformsTo: 'urn:test:grain', name: 'Grain in the yard' },
  { type: 'EconomicResource', id: 'urn:test:cellar', conformsTo: 'urn:test:grain', name: 'Grain in the cellar' },
  {
    type: 'Process',
    id: 'urn:test:brew-1',
    name: 'Brew 1',
    basedOn: 'urn:test:brewing',
    inScopeOf: 'urn:test:brewery',
  },
];

const kg = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kg' });

/** An event with the fields that most of them share; what is given wins. */
export const event = (id: string, fields: Record<string, unknown>) => ({
  type: 'EconomicEvent',
  id: `urn:test:${id}`,
  provider: 'urn:test:brewery',
  receiver: 'urn:test:brewery',
  ...fields,
});

/** 3,000 kg of malt stood there; 190 were mashed; 205 kg of spent grain came out and 120 of them went to the grower. */
export const events = [
  event('opening', {
    action: 'raise',
    resourceInventoriedAs: 'urn:test:silo',
    resourceQuantity: kg('3000'),
    hasPointInTime: '2025-01-01',
  }),
  event('mash', {
    action: 'consume',
    inputOf: 'urn:test:brew-1',
    resourceInventoriedAs: 'urn:test:silo',
    resourceQuantity: kg('190'),
    hasPointInTime: '2025-03-12T08:00:00+01:00',
  }),
  event('lauter', {
    action: 'produce',
    outputOf: 'urn:test:brew-1',
    resourceInventoriedAs: 'urn:test:yard',
    resourceQuantity: kg('205'),
    hasPointInTime: '2025-03-12T14:00:00+01:00',
  }),
  event('delivery', {
    action: 'transfer',
    receiver: 'urn:test:grower',
    resourceInventoriedAs: 'urn:test:yard',
    toResourceInventoriedAs: 'urn:test:cellar',
    resourceQuantity: kg('120'),
    hasPointInTime: '2025-03-13',
  }),
];

import { classOfWord } from '../kit.ts';
import type { Places } from '../read.ts';
import { idOf, type Sent } from './book.ts';
import { allocations, expected } from './kinds.ts';
import { contents, kitWords, links, specifications } from './specifications.ts';

/** Members and others: short name, what they are called, their ward (none: outside the city's books), how they are classified. */
const agents: readonly (readonly [name: string, called: string, ward: string | undefined, classified: string])[] = [
  ['farm', 'Akkergenoten, grain farm', 'Drongen', 'cooperative'],
  ['mill', 'Stenen Molen, mill', 'Mariakerke', 'enterprise'],
  ['brewery', 'Brouwcoop, brewery', 'Muide - Meulestede - Afrikalaan', 'cooperative'],
  ['bakery', 'Bakkerij Desem', 'Ledeberg', 'cooperative'],
  ['grower', 'Zwamkelder, mushroom grower', 'Rabot - Blaisantvest', 'enterprise'],
  ['composter', 'Humuswerf, composter', 'Gentbrugge', 'association'],
  ['van', 'Deelbus, shared electric van', 'Muide - Meulestede - Afrikalaan', 'association'],
  ['shop-a', 'Korfwinkel, food co-op shop', 'Binnenstad', 'cooperative'],
  ['shop-b', 'Hoekwinkel, food co-op shop', 'Dampoort', 'cooperative'],
  ['kitchen', 'Buurtkeuken Zuid, neighbourhood kitchen', 'Nieuw Gent - UZ', 'association'],
  ['sharer', 'Deeltafel, food redistribution', 'Brugse Poort - Rooigem', 'association'],
  ['gardens', 'Buurttuinen, neighbourhood gardens', 'Brugse Poort - Rooigem', 'community'],
  ['fund', 'Graanlus vzw, commons fund', 'Binnenstad', 'for-benefit association'],
  ['maltster', 'Loonmouterij, malts for a fee', 'Gentse Kanaaldorpen en -zone', 'outside firm'],
  ['feed-buyer', 'Feed buyer', undefined, 'outside'],
  ['bran-trader', 'Bran trader', undefined, 'outside'],
  ['waste-contractor', 'Waste contractor', undefined, 'waste collection'],
  ['city-parks', 'City parks', undefined, 'outside'],
  ['haulier', 'Haulier', undefined, 'outside'],
  ['wholesaler', 'Wholesaler', undefined, 'outside'],
  ['cafes', 'Cafes', undefined, 'outside'],
  ['households', 'Households', undefined, 'outside'],
  ['grid', 'Electricity grid', undefined, 'outside'],
  ['gas-company', 'Gas company', undefined, 'outside'],
  ['water-company', 'Water company', undefined, 'outside'],
  ['sewer-company', 'Sewer company', undefined, 'sewerage'],
];

/** How many of the agents, from the first, are members. */
const memberCount = 13;

const nature = [
  ['atmosphere', 'Atmosphere'],
  ['soil', 'Soil'],
  ['surface-water', 'Surface water'],
] as const;

/** The agents with their places: the centroid of the ward, moved by 300 m in a direction that the seed decides. */
export function agentRecords(wards: Places, random: () => number): Sent[] {
  const people = agents.flatMap(([name, called, ward, classified]): Sent[] => {
    const organization = {
      '@type': 'Organization',
      '@id': idOf('agent', name),
      name: `${called} (invented)`,
      classifiedAs: [classified],
    };
    if (!ward) return [organization];
    const place = placeRecord({ name, ward, wards, direction: 2 * Math.PI * random() });
    return [place, { ...organization, primaryLocation: idOf('place', name) }];
  });
  const others = nature.map(([name, called]) => ({
    '@type': 'EcologicalAgent',
    '@id': idOf('agent', name),
    name: called,
  }));
  return [...people, ...others];
}

const metresPerDegree = 111_195;

interface Site {
  readonly name: string;
  readonly ward: string;
  readonly wards: Places;
  readonly direction: number;
}

function placeRecord({ name, ward, wards, direction }: Site): Sent {
  const found = wards.features.find(({ properties }) => properties.name === ward);
  if (!found?.properties.centroid) throw new Error(`no ward ${ward}`);
  const [east, north] = found.properties.centroid as [number, number];
  const lat = north + (300 * Math.sin(direction)) / metresPerDegree;
  const long = east + (300 * Math.cos(direction)) / (metresPerDegree * Math.cos((north * Math.PI) / 180));
  return {
    '@type': 'SpatialThing',
    '@id': idOf('place', name),
    name: `${ward} (invented place)`,
    lat: lat.toFixed(5),
    long: long.toFixed(5),
  };
}

const classesIn = (more: Sent | undefined) => (more?.['resourceClassifiedAs'] as readonly string[] | undefined) ?? [];

/** Specifications, their contents, and what ties them to nature and to background figures. */
export function specificationRecords(): Sent[] {
  const specs = specifications.map(([name, called, unit, more]) => ({
    '@type': 'ResourceSpecification',
    '@id': idOf('spec', name),
    name: called,
    ...(unit ? { defaultUnitOfResource: unit } : {}),
    ...more,
    ...(kitWords.has(name) ? { resourceClassifiedAs: [classOfWord(name), ...classesIn(more)] } : {}),
  }));
  const properties = contents().map(({ of, layer, ...fields }) => ({
    '@type': 'Property',
    '@id': idOf('fact', `${of}-${layer}`),
    of: idOf('spec', of),
    layer,
    ...fields,
  }));
  const background = links.map(([of, row, factor, per, match]) => ({
    '@type': 'BackgroundLink',
    '@id': idOf('fact', `${of}-background`),
    of: idOf('spec', of),
    dataset: 'energy-factors',
    version: '1.0.0',
    row,
    factor,
    per,
    match,
  }));
  const elementary = [
    ['methane', 'CH4, biogenic'],
    ['nitrous-oxide', 'N2O'],
  ].map(([of, flow]) => ({
    '@type': 'ElementaryLink',
    '@id': idOf('fact', `${of}-elementary`),
    of: idOf('spec', of!),
    flow,
    compartment: 'air',
  }));
  return [...specs, ...properties, ...background, ...elementary];
}

/** Kinds of process with the role of each output, and the gaps that nobody measures. */
export function kindRecords(): Sent[] {
  const kinds = allocations.map(({ kind, name, rule, roles }) => ({
    '@type': 'ProcessSpecification',
    '@id': idOf('kind', kind),
    name,
    allocation: {
      rule,
      roles: Object.entries(roles).map(([specification, role]) => ({
        specification: idOf('spec', specification),
        role,
      })),
    },
  }));
  const gaps = expected.map(([of, kind, low, high, source]) => ({
    '@type': 'ExpectedUnmeasuredFlow',
    '@id': idOf('fact', `${of}-${kind}`),
    of: idOf('kind', of),
    kind,
    low,
    high,
    source,
  }));
  return [...kinds, ...gaps];
}

/** The record of the network; it is founded without members, who join when they are recorded. */
export const networkRecord = (op: 'record' | 'revise'): Sent => ({
  '@type': 'Network',
  '@id': 'urn:throughflow:network:grain-loop',
  ...(op === 'revise' ? { op } : {}),
  name: 'Grain loop (invented)',
  note: 'Fourteen invented producers and neighbours in the wards of Ghent; the year 2025. Figures are plausible, not measured.',
  zone: 'Europe/Brussels',
  ...(op === 'revise' ? { currency: idOf('spec', 'euro') } : {}),
  members: op === 'revise' ? agents.slice(0, memberCount).map(([name]) => idOf('agent', name)) : [],
  policies: { negativeStock: 'warn', holder: 'warn' },
  lotMethod: 'average',
  accountingPeriod: 'month',
  allocation: 'mass',
  invented: true,
  basis,
});

const basis = [
  {
    of: 'population of the city',
    value: '263621',
    unit: 'one',
    year: '2019',
    source: 'City of Ghent, 31 December 2019',
  },
  {
    of: 'food-years',
    value: '201',
    unit: 'one',
    year: '2025',
    source: 'assumed: bread sold at 10.3 MJ/kg, people who need 2,300 kcal a day',
  },
  { of: "share of food in a person's climate budget", value: '0.30', unit: 'one', source: 'assumed' },
  { of: 'value added', value: '400000', unit: 'EUR', year: '2025', source: 'assumed' },
  { of: 'bread eaters', value: '1599', unit: 'one', year: '2025', source: 'assumed: 43 kg of bread a head and year' },
];

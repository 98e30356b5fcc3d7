import type { Sent } from './book.ts';

const kg = 'kilogram';

/** What people eat and drink. */
const food = 'urn:throughflow:need:food';

/** Short name, what it is called, the unit in which it is kept, and other fields. */
export const specifications: readonly (readonly [
  name: string,
  called: string,
  unit?: string | undefined,
  more?: Sent,
])[] = [
  ['barley', 'Barley', kg],
  ['wheat', 'Wheat', kg],
  ['straw', 'Straw', kg],
  ['malt', 'Malt', kg],
  ['rootlets', 'Malt rootlets', kg],
  ['flour', 'Flour', kg, { resourceClassifiedAs: [food] }],
  ['bran', 'Bran', kg],
  ['hops', 'Hops', kg],
  ['spent-grain', "Brewer's spent grain", kg, { resourceClassifiedAs: ['EWC 02 07 04 if discarded'] }],
  ['trub', 'Trub', kg],
  ['wort', 'Wort, 12 P', 'litre'],
  ['beer', 'Beer, 5.1 % vol', 'litre', { resourceClassifiedAs: [food] }],
  ['yeast-slurry', 'Yeast slurry', kg],
  ['bakers-yeast', "Baker's yeast", kg],
  ['salt', 'Salt', kg],
  ['bread', 'Bread', kg, { resourceClassifiedAs: [food, 'contains gluten'] }],
  ['unsold-bread', 'Unsold bread', kg, { resourceClassifiedAs: ['contains gluten'] }],
  ['spawn', 'Mushroom spawn', kg],
  ['mushrooms', 'Oyster mushrooms', kg, { resourceClassifiedAs: [food] }],
  ['mushroom-culture', 'Growing mushroom culture', kg],
  ['spent-substrate', 'Spent mushroom substrate', kg],
  ['trimmings', 'Trimmings of trees and hedges', kg],
  ['windrow-material', 'Material in a windrow', kg],
  ['compost', 'Compost', kg],
  ['seed-grain', 'Certified seed', kg],
  ['mineral-nitrogen', 'Mineral fertiliser (kilograms of nitrogen)', kg],
  ['gas', 'Natural gas (upper heating value, as invoiced)', 'kilowattHour'],
  ['electricity', 'Electricity', 'kilowattHour'],
  ['diesel', 'Diesel', 'litre'],
  ['water', 'Drinking water', 'litre'],
  ['waste-water', 'Waste water', 'litre'],
  ['methane', 'Methane (CH4) to air', kg],
  ['nitrous-oxide', 'Nitrous oxide (N2O) to air', kg],
  ['work', 'Work', undefined, { defaultUnitOfEffort: 'hour' }],
  ['haulage', 'Haulage by lorry (one load)', 'one'],
  ['keg', 'Keg of 20 l', 'one'],
  ['crate', 'Crate with 24 bottles of 33 cl (7.92 l)', 'one'],
  ['electric-van', 'Electric cargo van with trailer', 'one', { defaultUnitOfEffort: 'kilometre' }],
  ['euro', 'Euro', 'euro', { mediumOfExchange: true }],
  ['graan', 'Graan, credit among members', 'one', { mediumOfExchange: true }],
];

/** Those that are words of the starter kits, so that what is known of these serves here too. */
export const kitWords: ReadonlySet<string> = new Set([
  'barley',
  'wheat',
  'straw',
  'malt',
  'flour',
  'bran',
  'hops',
  'spent-grain',
  'trub',
  'wort',
  'beer',
  'yeast-slurry',
  'bakers-yeast',
  'salt',
  'bread',
  'unsold-bread',
  'spawn',
  'mushrooms',
  'spent-substrate',
  'trimmings',
  'compost',
]);

interface Makeup {
  readonly spec: string;
  /** Parts of the fresh mass, in percent; of the dry matter for carbon and nitrogen; MJ per kilogram of dry matter. */
  readonly water: number;
  readonly carbon?: number;
  readonly nitrogen?: number;
  readonly energy?: number;
  /** EUR per kilogram (per litre for beer). */
  readonly price?: number;
  /** The source of the water content where one was read; all else is assumed. */
  readonly source?: string;
}

const companion = 'Oxford Companion to Beer, "spent grain": 75 to 80 % water';

const makeups: readonly Makeup[] = [
  { spec: 'barley', water: 12, carbon: 45, nitrogen: 1.7, energy: 18.4, price: 0.25 },
  { spec: 'seed-grain', water: 12, carbon: 45, nitrogen: 1.7, energy: 18.4 },
  { spec: 'wheat', water: 14.5, carbon: 45, nitrogen: 2.1, energy: 18.4, price: 0.28 },
  { spec: 'straw', water: 12, carbon: 45, nitrogen: 0.6, energy: 18, price: 0.11 },
  { spec: 'malt', water: 5, carbon: 45, nitrogen: 1.7, energy: 18.4, price: 0.62 },
  { spec: 'rootlets', water: 7, carbon: 45, nitrogen: 4, energy: 18.4 },
  { spec: 'flour', water: 14.5, carbon: 45, nitrogen: 2, energy: 18.4, price: 0.75 },
  { spec: 'bran', water: 13.5, carbon: 45, nitrogen: 2.6, energy: 18.4, price: 0.18 },
  { spec: 'hops', water: 10, carbon: 45, nitrogen: 3, energy: 18.4 },
  { spec: 'spent-grain', water: 78, carbon: 47, nitrogen: 4, energy: 20.5, price: 0.02, source: companion },
  { spec: 'wort', water: 88, carbon: 40 },
  { spec: 'bread', water: 39, carbon: 45, nitrogen: 2, price: 4.2 },
  { spec: 'unsold-bread', water: 38, carbon: 45, nitrogen: 2 },
  { spec: 'yeast-slurry', water: 85, carbon: 45, nitrogen: 7.5, energy: 19 },
  { spec: 'bakers-yeast', water: 70, carbon: 45, nitrogen: 7.5, energy: 19 },
  { spec: 'salt', water: 0, carbon: 0, nitrogen: 0, energy: 0 },
  { spec: 'spawn', water: 54.7, carbon: 43, nitrogen: 2, energy: 18 },
  { spec: 'mushrooms', water: 90, carbon: 43, nitrogen: 4.5, energy: 18, price: 11 },
  { spec: 'spent-substrate', water: 62, carbon: 46, nitrogen: 2.35, energy: 18, price: 0 },
  { spec: 'trub', water: 80, carbon: 45, nitrogen: 4, energy: 18 },
  { spec: 'trimmings', water: 50, carbon: 43, nitrogen: 1.1, energy: 18 },
  { spec: 'compost', water: 42, carbon: 44, nitrogen: 2.1, energy: 18, price: 0.015 },
];

const fluid: readonly (readonly [
  spec: string,
  per: string,
  mass: string,
  status: 'sourced' | 'assumed',
  source: string,
])[] = [
  ['wort', 'litre', '1.048', 'sourced', 'Balling, brewing textbooks: 12 P'],
  ['beer', 'litre', '1.008', 'assumed', 'assumed for the sample'],
  ['water', 'litre', '1', 'sourced', 'density of water'],
  ['waste-water', 'litre', '1', 'assumed', 'density of water; what is dissolved in it is left out'],
  ['diesel', 'litre', '0.832', 'assumed', 'assumed: 43 MJ/kg at 35.9 MJ/l'],
  ['gas', 'kilowattHour', '0.0667', 'assumed', 'assumed: 15 kWh (upper) per kilogram of H gas'],
  ['electricity', 'kilowattHour', '0', 'sourced', 'has no mass'],
];

/** The content of one layer in one unit of a specification. */
interface Content extends Sent {
  readonly of: string;
  readonly layer: string;
}

const assumed = { status: 'assumed', source: 'assumed for the sample' } as const;
const digits = (value: number): string => String(Math.round(value * 1e6) / 1e6);

function contentsOf({ spec, water, carbon, nitrogen, energy, price, source }: Makeup): Content[] {
  const dry = 1 - water / 100;
  const perKilogram = (layer: string, value: number | undefined, more: Sent): Content[] =>
    value === undefined ? [] : [{ of: spec, layer, value: digits(value), per: kg, ...assumed, ...more }];
  const wet = source ? { unit: kg, status: 'sourced', source } : { unit: kg };
  const part = (percent: number | undefined) => (percent === undefined ? undefined : (percent / 100) * dry);
  return [
    ...perKilogram('water', water / 100, wet),
    ...perKilogram('carbon', part(carbon), { unit: kg, origin: 'biogenic' }),
    ...perKilogram('nitrogen', part(nitrogen), { unit: kg }),
    ...perKilogram('energy', energy === undefined ? undefined : energy * dry, { unit: 'megajoule', basis: 'gross' }),
    ...perKilogram('price', price, { unit: 'EUR' }),
  ];
}

/** Things that hold nothing but themselves: their other layers are zero. */
const empty = {
  water: { carbon: '0', nitrogen: '0', energy: '0' },
  electricity: { water: '0', carbon: '0', nitrogen: '0' },
  diesel: { water: '0', nitrogen: '0' },
  gas: { water: '0', nitrogen: '0' },
  methane: { water: '0', nitrogen: '0' },
  'nitrous-oxide': { water: '0', carbon: '0', energy: '0' },
  'mineral-nitrogen': { water: '0', carbon: '0', energy: '0' },
};

function contentsOfFluids(): Content[] {
  const masses = fluid.map(([of, per, value, status, source]) => ({
    of,
    layer: 'mass',
    value,
    unit: kg,
    per,
    status,
    source,
  }));
  const water = ['water', 'waste-water'].map((of) => ({
    of,
    layer: 'water',
    value: '1',
    unit: kg,
    per: kg,
    ...assumed,
  }));
  const none = Object.entries({ ...empty, 'waste-water': empty.water }).flatMap(([of, layers]) =>
    Object.entries(layers).map(([layer, value]) => ({
      of,
      layer,
      value,
      unit: layer === 'energy' ? 'megajoule' : kg,
      per: of === 'electricity' || of === 'gas' ? 'kilowattHour' : kg,
      ...(layer === 'energy' ? { basis: 'gross' } : {}),
      ...assumed,
    })),
  );
  return [...masses, ...water, ...none, ...fuels];
}

const fermented =
  'Balling: of 134.8 kg of extract 87.6 kg ferment to 42.4 kg of ethanol, 40.6 kg of CO2 (5.0 kg stay) and 4.7 kg of yeast; 1,056.5 kg of beer';

/** What a kilogram of beer holds: 42.4 kg of ethanol (52.14 % carbon), 47.2 kg of extract (40 %) and 5.0 kg of CO2 (27.29 %) in 1,056.5 kg. */
const beerHolds: readonly Content[] = [
  {
    of: 'beer',
    layer: 'carbon',
    value: '0.04009',
    unit: kg,
    per: kg,
    origin: 'biogenic',
    status: 'sourced',
    source: fermented,
  },
  { of: 'beer', layer: 'water', value: '0.9105', unit: kg, per: kg, status: 'sourced', source: fermented },
];

const fuels: readonly Content[] = [
  {
    of: 'gas',
    layer: 'carbon',
    value: '0.049738',
    unit: kg,
    per: 'kilowattHour',
    origin: 'fossil',
    status: 'sourced',
    source: 'IPCC 2006, volume 2: 56.1 kg CO2 per GJ (lower), 0.903 lower per upper, 12/44 carbon',
  },
  {
    of: 'methane',
    layer: 'carbon',
    value: '0.7487',
    unit: kg,
    per: kg,
    origin: 'biogenic',
    status: 'sourced',
    source: 'atomic masses: 12.011 / 16.043',
  },
  {
    of: 'methane',
    layer: 'energy',
    value: '55.5',
    unit: 'megajoule',
    per: kg,
    basis: 'gross',
    status: 'sourced',
    source: 'upper heating value of methane',
  },
  {
    of: 'nitrous-oxide',
    layer: 'nitrogen',
    value: '0.6365',
    unit: kg,
    per: kg,
    status: 'sourced',
    source: 'atomic masses: 28.014 / 44.013',
  },
  {
    of: 'diesel',
    layer: 'energy',
    value: '38.4',
    unit: 'megajoule',
    per: 'litre',
    basis: 'gross',
    status: 'assumed',
    source: 'assumed: 7 % above the lower value of 35.9 MJ/l',
  },
  {
    of: 'diesel',
    layer: 'carbon',
    value: '0.7255',
    unit: kg,
    per: 'litre',
    origin: 'fossil',
    status: 'sourced',
    source: 'IPCC 2006, volume 2: 74.1 kg CO2 per GJ (lower) at 35.9 MJ/l, 12/44 carbon',
  },
  {
    of: 'mineral-nitrogen',
    layer: 'nitrogen',
    value: '1',
    unit: kg,
    per: kg,
    status: 'sourced',
    source: 'counted in kilograms of N',
  },
  ...beerHolds,
  { of: 'beer', layer: 'price', value: '4.3', unit: 'EUR', per: 'litre', ...assumed },
];

/** Every content of every specification. */
export const contents = (): Content[] => [...makeups.flatMap(contentsOf), ...contentsOfFluids()];

/** Background of what is bought or was there: specification, row of energy-factors, units of the row in one `per`, quality of the match. */
export const links: readonly (readonly [of: string, row: string, factor: string, per: string, match: string])[] = [
  ['gas', 'natural-gas', '3250800', 'kilowattHour', 'exact'],
  ['electricity', 'electricity-grid', '3600000', 'kilowattHour', 'near'],
  ['diesel', 'diesel', '35900000', 'litre', 'exact'],
  ['water', 'drinking-water', '1', 'cubicMetre', 'near'],
  ['waste-water', 'waste-water', '1', 'cubicMetre', 'near'],
  ...['mineral-nitrogen', 'hops', 'bakers-yeast', 'salt', 'spawn', 'seed-grain', 'trimmings'].map(own),
  ...[
    'barley',
    'wheat',
    'straw',
    'malt',
    'flour',
    'compost',
    'yeast-slurry',
    'mushroom-culture',
    'windrow-material',
  ].map(own),
  ...['keg', 'crate', 'electric-van'].map((of): [string, string, string, string, string] => [
    of,
    of,
    '1',
    'one',
    'near',
  ]),
  ['haulage', 'lorry-load', '1', 'one', 'near'],
];

function own(of: string): [string, string, string, string, string] {
  return [of, of, '1', kg, 'near'];
}

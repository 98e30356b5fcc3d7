type Role = 'product' | 'co-product' | 'recyclable' | 'waste' | 'emission';

interface Allocation {
  readonly kind: string;
  readonly name: string;
  readonly rule: 'mass' | 'price';
  readonly roles: Readonly<Record<string, Role>>;
}

/**
 * What each output is to its process. By-products that serve again (straw, bran, spent grain ...) leave free of burden;
 * spent substrate is waste, whose composting is charged to the grower who made it, so that compost comes free.
 */
export const allocations: readonly Allocation[] = [
  {
    kind: 'growing-barley',
    name: 'Growing barley',
    rule: 'mass',
    roles: { barley: 'product', straw: 'recyclable', 'nitrous-oxide': 'emission' },
  },
  {
    kind: 'growing-wheat',
    name: 'Growing wheat',
    rule: 'mass',
    roles: { wheat: 'product', straw: 'recyclable', 'nitrous-oxide': 'emission' },
  },
  {
    kind: 'malting',
    name: 'Malting',
    rule: 'mass',
    roles: { malt: 'product', rootlets: 'recyclable', 'waste-water': 'waste' },
  },
  { kind: 'milling', name: 'Milling', rule: 'mass', roles: { flour: 'product', bran: 'recyclable' } },
  {
    kind: 'brewing',
    name: 'Brewing',
    rule: 'mass',
    roles: { wort: 'product', 'spent-grain': 'recyclable', trub: 'recyclable' },
  },
  {
    kind: 'fermenting',
    name: 'Fermenting and packing',
    rule: 'mass',
    roles: { beer: 'product', 'yeast-slurry': 'recyclable', 'waste-water': 'waste' },
  },
  { kind: 'baking', name: 'Baking', rule: 'mass', roles: { bread: 'product', 'waste-water': 'waste' } },
  { kind: 'setting-apart', name: 'Setting unsold bread apart', rule: 'mass', roles: { 'unsold-bread': 'product' } },
  {
    kind: 'growing-mushrooms',
    name: 'Growing oyster mushrooms',
    rule: 'mass',
    roles: { mushrooms: 'product', 'spent-substrate': 'waste' },
  },
  {
    kind: 'composting',
    name: 'Composting',
    rule: 'mass',
    roles: { compost: 'recyclable', methane: 'emission', 'nitrous-oxide': 'emission' },
  },
  {
    kind: 'van-trips',
    name: 'Trips of the shared van',
    rule: 'mass',
    roles: {
      wheat: 'product',
      flour: 'product',
      bran: 'product',
      straw: 'product',
      'spent-grain': 'product',
      trub: 'product',
      'unsold-bread': 'product',
      'spent-substrate': 'product',
      compost: 'product',
    },
  },
];

const burnt = 'flue gas of the gas that is burnt: its whole mass';

/** Gaps that nobody measures: kind of process, kind of gap, kilograms per kilogram that goes in (low, high), source. */
export const expected: readonly (readonly [of: string, kind: string, low: string, high: string, source: string])[] = [
  ['malting', 'vapour', '0.11', '0.165', 'recipe: 600 kg per tonne of barley'],
  ['malting', 'respiration', '0.003', '0.008', 'recipe: 5.9 % of the dry matter; CO2 less O2'],
  ['malting', 'combustion', '0.0095', '0.0115', burnt],
  ['malting', 'loss', '0', '0.002', 'recipe: solids that the steep water takes along'],
  ['milling', 'vapour', '0', '0.01', 'recipe'],
  ['milling', 'loss', '0.005', '0.016', 'recipe: dust'],
  ['brewing', 'vapour', '0.055', '0.078', 'recipe: 8 % of the kettle'],
  ['brewing', 'combustion', '0.028', '0.032', burnt],
  ['brewing', 'loss', '0', '0.006', 'recipe: what stays in vessels and pipes'],
  ['fermenting', 'fermentation', '0.005', '0.035', 'Balling: 0.9565 kg CO2 per 2.0665 kg of extract'],
  ['fermenting', 'loss', '0.006', '0.055', 'recipe: 4 to 6 % of the beer goes to the drain'],
  [
    'baking',
    'vapour',
    '0.03',
    '0.2',
    'Hamelman, Bread: 10 to 20 % of the dough, less of it with the water that cleans',
  ],
  ['baking', 'fermentation', '0.001', '0.008', 'recipe'],
  ['baking', 'loss', '0.001', '0.012', 'recipe: dough that sticks'],
  ['baking', 'combustion', '0.0145', '0.0155', burnt],
  ['setting-apart', 'vapour', '0', '0.03', 'recipe: from 39 to 38 % of water'],
  ['growing-mushrooms', 'vapour', '0.16', '0.32', 'recipe: 136 kg per batch'],
  ['growing-mushrooms', 'respiration', '0.03', '0.06', 'recipe: 31 % of the dry matter; CO2 less O2'],
  ['composting', 'vapour', '0.25', '0.62', 'recipe: vapour less rain'],
  ['composting', 'respiration', '0.05', '0.12', 'recipe: 45 % of the dry matter; CO2 less O2'],
  ['composting', 'loss', '0', '0.09', 'recipe: ammonia and leachate, a quarter of the nitrogen'],
  ['composting', 'combustion-of-diesel', '0.002', '0.003', burnt],
  ...['growing-barley', 'growing-wheat'].flatMap((crop): [string, string, string, string, string][] => [
    [crop, 'respiration', '-20', '1', 'what crops build from the air and the sun'],
    [crop, 'vapour', '-20', '1', 'rain less what evaporates'],
    [crop, 'loss', '-2', '1', 'nitrogen from rain, seed and soil, and back to them'],
  ]),
];

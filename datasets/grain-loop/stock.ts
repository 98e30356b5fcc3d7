import { type Book, idOf, type Sent } from './book.ts';
import { at } from './calendar.ts';
import { raise } from './deed.ts';

/** Every named stock: short name, specification, what it is called, and the lot that it belongs to. */
const stocks: readonly (readonly [name: string, specification: string, called: string, lot?: string])[] = [
  ['barley-b24', 'barley', 'Barley of 2024 at the farm', 'b24'],
  ['barley-b25', 'barley', 'Barley of 2025 at the farm', 'b25'],
  ['barley-b24-brewery', 'barley', "The brewery's barley for malting, harvest 2024", 'b24'],
  ['barley-b25-brewery', 'barley', "The brewery's barley for malting, harvest 2025", 'b25'],
  ['wheat-2024', 'wheat', 'Wheat of 2024 at the farm', 'w24'],
  ['wheat-w25-1', 'wheat', 'Wheat of 2025, field 1, at the farm', 'w25-1'],
  ['wheat-w25-2', 'wheat', 'Wheat of 2025, field 2, at the farm', 'w25-2'],
  ['wheat-w25-3', 'wheat', 'Wheat of 2025, field 3, at the farm', 'w25-3'],
  ['wheat-silo', 'wheat', 'Wheat in the silo of the mill'],
  ['straw-2024', 'straw', 'Straw of 2024 at the farm'],
  ['straw', 'straw', 'Straw of 2025 at the farm'],
  ['straw-field-3', 'straw', 'Straw of 2025 of field 3 (growth regulator used)'],
  ['straw-grower', 'straw', 'Straw at the mushroom cellar'],
  ['malt-2024', 'malt', 'Malt of 2024 at the brewery', 'm24'],
  ['malt-b24', 'malt', 'Malt of barley B24 at the brewery', 'b24'],
  ['malt-b25', 'malt', 'Malt of barley B25 at the brewery', 'b25'],
  ['rootlets', 'rootlets', 'Malt rootlets'],
  ['flour-mill', 'flour', 'Flour at the mill'],
  ['flour-bakery-2024', 'flour', 'Flour of 2024 at the bakery'],
  ['flour-bakery', 'flour', 'Flour at the bakery'],
  ['flour-kitchen', 'flour', 'Flour at the kitchen'],
  ['bran-mill', 'bran', 'Bran at the mill'],
  ['bran-grower', 'bran', 'Bran at the mushroom cellar'],
  ['hops', 'hops', 'Hops at the brewery'],
  ['spent-grain', 'spent-grain', 'Spent grain at the brewery'],
  ['spent-grain-bakery', 'spent-grain', 'Spent grain at the bakery'],
  ['spent-grain-grower', 'spent-grain', 'Spent grain at the mushroom cellar'],
  ['spent-grain-composter', 'spent-grain', 'Spent grain at the composter'],
  ['trub', 'trub', 'Trub at the brewery'],
  ['trub-composter', 'trub', 'Trub at the composter'],
  ['wort', 'wort', 'Wort at the brewery'],
  ['yeast-2024', 'yeast-slurry', 'Yeast slurry of 2024 at the brewery'],
  ['yeast', 'yeast-slurry', 'Yeast slurry at the brewery'],
  ['beer', 'beer', 'Beer at the brewery'],
  ['beer-shop-a', 'beer', 'Beer at shop A'],
  ['beer-shop-b', 'beer', 'Beer at shop B'],
  ['salt', 'salt', 'Salt at the bakery'],
  ['bakers-yeast', 'bakers-yeast', "Baker's yeast at the bakery"],
  ['bread', 'bread', 'Bread at the bakery'],
  ['bread-shop-a', 'bread', 'Bread at shop A'],
  ['bread-shop-b', 'bread', 'Bread at shop B'],
  ['unsold-bread', 'unsold-bread', 'Unsold bread at the bakery'],
  ['unsold-bread-brewery', 'unsold-bread', 'Unsold bread at the brewery'],
  ['bread-kitchen', 'unsold-bread', 'Unsold bread at the kitchen'],
  ['bread-sharer', 'unsold-bread', 'Unsold bread at the sharers'],
  ['spawn', 'spawn', 'Spawn at the mushroom cellar'],
  ['mushrooms', 'mushrooms', 'Oyster mushrooms at the cellar'],
  ['mushrooms-shop-a', 'mushrooms', 'Oyster mushrooms at shop A'],
  ['mushrooms-shop-b', 'mushrooms', 'Oyster mushrooms at shop B'],
  ['spent-substrate', 'spent-substrate', 'Spent substrate at the cellar'],
  ['spent-substrate-composter', 'spent-substrate', 'Spent substrate at the composter'],
  ['trimmings', 'trimmings', 'Trimmings at the composter'],
  ['compost-2024', 'compost', 'Compost of 2024 at the composter'],
  ['compost', 'compost', 'Compost at the composter'],
  ['compost-farm', 'compost', 'Compost at the farm'],
  ['compost-gardens', 'compost', 'Compost at the gardens'],
  ['seed-barley', 'seed-grain', 'Seed barley at the farm'],
  ['mineral-nitrogen', 'mineral-nitrogen', 'Mineral fertiliser at the farm (kilograms of nitrogen)'],
  ['diesel-farm', 'diesel', 'Diesel at the farm'],
  ['diesel-composter', 'diesel', 'Diesel at the composter'],
  ['gas-brewery', 'gas', 'Gas meter of the brewery'],
  ['gas-bakery', 'gas', 'Gas meter of the bakery'],
  ['electricity-brewery', 'electricity', 'Electricity meter of the brewery'],
  ['electricity-bakery', 'electricity', 'Electricity meter of the bakery'],
  ['electricity-mill', 'electricity', 'Electricity meter of the mill'],
  ['electricity-grower', 'electricity', 'Electricity meter of the mushroom cellar'],
  ['electricity-van', 'electricity', 'Charging post of the van'],
  ['water-brewery', 'water', 'Water meter of the brewery'],
  ['water-bakery', 'water', 'Water meter of the bakery'],
  ['kegs', 'keg', 'Kegs of the brewery'],
  ['crates', 'crate', 'Crates of the brewery'],
  ['euro-farm', 'euro', 'Bank account of the farm'],
  ['euro-brewery', 'euro', 'Bank account of the brewery'],
  ['van-1', 'electric-van', 'The shared van with its trailer'],
  ['load-wheat', 'wheat', 'Wheat in the van'],
  ['load-flour', 'flour', 'Flour in the van'],
  ['load-bran', 'bran', 'Bran in the van'],
  ['load-straw', 'straw', 'Straw in the van'],
  ['load-spent-grain', 'spent-grain', 'Spent grain in the van'],
  ['load-trub', 'trub', 'Trub in the van'],
  ['load-unsold-bread', 'unsold-bread', 'Unsold bread in the van'],
  ['load-spent-substrate', 'spent-substrate', 'Spent substrate in the van'],
  ['load-compost', 'compost', 'Compost in the van'],
  ...[1, 2, 3].map((place): [string, string, string] => [
    `windrow-material-${place}`,
    'windrow-material',
    `Windrow ${place} of autumn 2024`,
  ]),
];

/** Lots with the code that stands on the sack. */
const lots: Readonly<Record<string, string>> = {
  b24: 'B24',
  b25: 'B25',
  w24: 'W24',
  'w25-1': 'W25-1',
  'w25-2': 'W25-2',
  'w25-3': 'W25-3',
  m24: 'M24',
};

/** The records of all stocks; `cultures` is the number of mushroom batches that stood on the shelves on 1 January. */
export function stockRecords(cultures: number): Sent[] {
  const shelves = Array.from({ length: cultures }, (_, place): [string, string, string] => [
    `culture-${place + 1}`,
    'mushroom-culture',
    `Mushroom culture ${place + 1} of 2024`,
  ]);
  const lotRecords = Object.entries(lots).map(([name, code]) => ({
    '@type': 'BatchLotRecord',
    '@id': idOf('lot', name),
    batchLotCode: code,
  }));
  const records = [...stocks, ...shelves].map(([name, specification, called, lot]) => ({
    '@type': 'EconomicResource',
    '@id': idOf('stock', name),
    conformsTo: idOf('spec', specification),
    name: called,
    ...(lot ? { ofBatchLot: idOf('lot', lot) } : {}),
  }));
  return [...lotRecords, ...records];
}

/** What is there on 1 January 2025. */
export function openStocks(book: Book): void {
  const time = at(0, 6);
  const opening = [
    ['barley-b24', 'farm', 10_500, 'kilogram'],
    ['wheat-2024', 'farm', 40_000, 'kilogram'],
    ['straw-2024', 'farm', 20_000, 'kilogram'],
    ['malt-2024', 'brewery', 3000, 'kilogram'],
    ['yeast-2024', 'brewery', 40, 'kilogram'],
    ['flour-bakery-2024', 'bakery', 1000, 'kilogram'],
    ['compost-2024', 'composter', 6000, 'kilogram'],
    ['kegs', 'brewery', 120, 'one'],
    ['crates', 'brewery', 300, 'one'],
    ['van-1', 'van', 1, 'one'],
  ] as const;
  for (const [resource, agent, quantity, unit] of opening) raise(book, { resource, agent, quantity, unit, time });
}

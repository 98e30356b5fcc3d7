/** Recipes in kilograms per batch unless a name says otherwise; `gap` is what goes in and is never weighed coming out. */

/** Malting, per 1,000 kg of barley. */
export const malting = {
  barley: 1000,
  water: 3320,
  malt: 830,
  rootlets: 34,
  wasteWater: 2832.5,
  gasLowerKWh: 622.5,
  electricityKWh: 124.5,
  gap: { vapour: 600.5, respiration: 23 },
};

/** Milling, per 1,000 kg of wheat. */
export const milling = {
  wheat: 1000,
  flour: 780,
  bran: 205,
  electricityKWh: 60,
  workHours: 3,
  gap: { vapour: 4.2, loss: 10.8 },
};

/** One brew of 1,000 litres, without and with unsold bread in the grist. */
export const brewing = {
  plain: {
    malt: 190,
    bread: 0,
    hops: 2,
    water: 1245.9,
    wort: 1123.1,
    spentGrain: 205.1,
    trub: 12,
    gap: { vapour: 97.7 },
  },
  bread: {
    malt: 152,
    bread: 58,
    hops: 2,
    water: 1229.7,
    wort: 1131.2,
    spentGrain: 200.1,
    trub: 12,
    gap: { vapour: 98.4 },
  },
} as const;

/** Fermenting and packing of that brew; `water` cleans and leaves as waste water. */
export const packing = {
  plain: {
    yeast: 8,
    water: 4754.1,
    beerLitres: 1000,
    slurry: 39.1,
    surplus: 31.1,
    gap: { fermentation: 35.6, loss: 48.4 },
  },
  bread: {
    yeast: 8,
    water: 4770.3,
    beerLitres: 1000,
    slurry: 39.3,
    surplus: 31.3,
    gap: { fermentation: 35.8, loss: 56.1 },
  },
} as const;

/** Energy and work of the brewery per brew, by step. */
export const breweryPerBrew = {
  brewing: { gasLowerKWh: 600, electricityKWh: 100, workHours: 9 },
  packing: { electricityKWh: 100, workHours: 13 },
};

/** One baking day; `water` is all the water of the day, of which `wasteWater` cleans. */
export const baking = {
  plain: {
    flour: 170,
    water: 750,
    wasteWater: 642,
    salt: 3.1,
    yeast: 2,
    spentGrain: 0,
    bread: 239.8,
    gap: { vapour: 39, fermentation: 1.8, loss: 2.5 },
  },
  grain: {
    flour: 170,
    water: 750,
    wasteWater: 648,
    salt: 3.1,
    yeast: 2,
    spentGrain: 14,
    bread: 246.6,
    gap: { vapour: 40.1, fermentation: 1.8, loss: 2.6 },
  },
} as const;

/** Energy and work of a baking day. */
export const bakeryPerDay = { gasLowerKWh: 190, electricityKWh: 60, workHours: 19 };

/** Bread dries by a day: what is 39 % water when baked is 38 % water when it is left over. */
export const dryingOfBread = 0.61 / 0.62;

/** One batch of oyster mushrooms: flushes as shares of the crop, on days after the start. */
export const growing = {
  straw: 120,
  spentGrain: 205,
  bran: 27,
  water: 205.3,
  spawn: 15,
  mushrooms: 113.1,
  flushes: [
    { day: 24, kilograms: 67.9 },
    { day: 38, kilograms: 33.9 },
    { day: 52, kilograms: 11.3 },
  ],
  substrateDay: 53,
  substrate: 298.5,
  electricityKWh: 300,
  workHours: 14,
  gap: { vapour: 135.8, respiration: 24.9 },
} as const;

/** A windrow: so much dry matter goes in, so much compost comes out twelve weeks later. */
export const composting = {
  dryMatter: 2120,
  dryShare: { substrate: 0.38, spentGrain: 0.22, trub: 0.2, trimmings: 0.5 },
  compost: 2010.75,
  weeks: 12,
  workHours: 9,
  dieselLitresPerTonne: 3,
  /** Kilograms per kilogram of wet input. */
  methane: 0.004,
  nitrousOxide: 0.00024,
} as const;

/** The fields: hectares, tonnes per hectare as harvested and as stored (dried), N in kilograms per hectare. */
export const crops = {
  barley: { grainKg: (5000 * 0.86) / 0.88, strawKg: 2800, mineralN: 70, seedKg: 160, dieselLitres: 95, workHours: 11 },
  wheat: { grainKg: (6500 * 0.85) / 0.855, strawKg: 3800, mineralN: 120, seedKg: 170, dieselLitres: 70, workHours: 8 },
  sowing: { dieselLitres: 25, workHours: 3 },
  /** N2O in kilograms per kilogram of N that is spread: 1 % of it, as N2O. */
  nitrousOxide: (0.01 * 44) / 28,
  nitrogenOfCompost: 0.58 * 0.021,
} as const;

/** Lower over upper heating value of natural gas: invoices state the upper one. */
export const lowerOfUpper = 0.903;

/** Kilograms per litre. */
export const density = { wort: 1.048, beer: 1.008 };

/** The year by month: brews, of them bread brews, days with spent-grain bread, mushroom batches. */
export const year = {
  brews: [6, 6, 7, 7, 8, 9, 10, 8, 7, 7, 7, 8],
  breadBrews: [0, 0, 0, 0, 4, 4, 4, 4, 4, 4, 4, 4],
  grainBreadDays: [12, 12, 14, 14, 16, 18, 20, 16, 14, 14, 14, 16],
  mushroomBatches: [4, 4, 5, 5, 6, 6, 4, 0, 5, 5, 5, 6],
  /** Share of the year's 6 % of bread that is left over, by month (more in the heat of August). */
  unsoldWeights: [0.97, 0.95, 0.97, 0.98, 0.97, 1, 1.02, 1.45, 1, 0.97, 0.97, 0.98],
  unsoldShare: 0.06,
  vanKm: 12_000,
} as const;

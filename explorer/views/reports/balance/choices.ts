/** In what a balance is drawn: a layer, energy by either of its heating values. */
export const balanceLayers = [
  'mass',
  'dry-mass',
  'water',
  'carbon',
  'nitrogen',
  'phosphorus',
  'energy',
  'energy-net',
  'energy-gross',
  'exergy',
  'price',
] as const;
export type BalanceLayer = (typeof balanceLayers)[number];

import type { SupplyInput } from './supply-picture.ts';
import type { World } from './world.ts';

/** Lays out a chain of supply. What merges and draws it is loaded when one is asked for first. */
const supply = async (_: World, input: SupplyInput) => (await import('./supply-picture.ts')).drawSupply(input);

/** The jobs of the footprints view. */
export const footprintJobs = { supply };

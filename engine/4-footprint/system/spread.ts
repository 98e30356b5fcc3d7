import { intensitiesOf } from './intensity.ts';
import type { PreparedSystem } from './prepared-system.ts';

/** An entry of A or B that is uncertain. Entries of one exchange vary together, those of different ones independently. */
export interface UncertainEntry {
  /** The same for all entries that come from one exchange; they stand one behind the other. */
  readonly exchange: number;
  readonly matrix: 'technosphere' | 'biosphere';
  readonly row: number;
  /** Place of the process. */
  readonly column: number;
  /** How much the entry changes with one standard deviation of its exchange, with its sign, in the unit of its row. */
  readonly deviation: number;
}

/** What a unit of a flow counts for in each category, row by row as C has it. */
function factorsOf({ characterisation: C }: PreparedSystem['system'], flow: number): Float64Array {
  const factors = new Float64Array(C.rows);
  for (let e = C.start[flow]!; e < C.start[flow + 1]!; e++) factors[C.row[e]!]! += C.value[e]!;
  return factors;
}

/**
 * The standard deviation of what a demand carries of each category, in its unit, to the first order: dh = -Lambda_i s_j dA_ij + c_e s_j dB_ej, summed
 * over the entries of one exchange, squared and summed over the exchanges. `scaling` is s, by process.
 * Source: R. Heijungs and S. Suh, The Computational Structure of Life Cycle Assessment (2002), ch. 6 (perturbation theory).
 */
export function spreadsOf(
  prepared: PreparedSystem,
  { scaling, uncertain }: { readonly scaling: Float64Array; readonly uncertain: readonly UncertainEntry[] },
): Float64Array {
  const width = prepared.system.categories.length;
  const lambdas = intensitiesOf(
    prepared,
    Array.from({ length: width }, (_, k) => k),
  ).map(({ value }) => value);
  const variance = new Float64Array(width);
  const change = new Float64Array(width);
  uncertain.forEach(({ exchange, matrix, row, column, deviation }, place) => {
    const by = scaling[column]! * deviation;
    if (by !== 0 && matrix === 'biosphere')
      factorsOf(prepared.system, row).forEach((factor, k) => {
        change[k]! += factor * by;
      });
    if (by !== 0 && matrix === 'technosphere') for (let k = 0; k < width; k++) change[k]! -= lambdas[k]![row]! * by;
    if (uncertain[place + 1]?.exchange === exchange) return;
    for (let k = 0; k < width; k++) variance[k]! += change[k]! ** 2;
    change.fill(0);
  });
  return variance.map(Math.sqrt);
}

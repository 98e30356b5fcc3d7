import type { Balance } from './balances.ts';
import { lostIn, reactions } from './stoichiometry.ts';
import type { UnmeasuredFlow } from './unmeasured.ts';

/** How much of the energy or exergy that was used up came out again in goods. */
export interface Efficiency {
  readonly layer: 'energy' | 'exergy';
  /** Out by in less stock change; NaN where a content is not known. */
  readonly efficiency: number;
  /** What did not come out in goods or stock: of energy, heat that left; of exergy, what left with unmeasured flows and what was destroyed. */
  readonly lost: number;
  /** Exergy that unmeasured flows took along, by their standard chemical exergy; 0 of energy. */
  readonly unmeasured: number;
  /** Exergy that no longer is: lost less unmeasured; 0 of energy, which is never destroyed. */
  readonly destroyed: number;
  readonly unit: string;
}

/**
 * Energy and exergy efficiency of a subject: out / (in - stock change), and the exergy destroyed, in - out - stock change - loss -
 * what unmeasured flows take along (J. Szargut, D. Morris, F. Steward, Exergy Analysis, 1988). One for each of the two layers that is there.
 */
export function efficiencies(balances: readonly Balance[], flows: readonly UnmeasuredFlow[]): Efficiency[] {
  return balances.flatMap((balance) => {
    const { layer, unit, out, unaccounted, unknown, stock } = balance;
    if (layer !== 'energy' && layer !== 'exergy') return [];
    const used = balance.in - stock.change;
    const isKnown = unknown.length === 0 && balance.began && balance.ended && used > 0;
    const unmeasured = layer === 'exergy' ? exergyOf(flows) : 0;
    return {
      layer,
      efficiency: isKnown ? out / used : Number.NaN,
      lost: isKnown ? unaccounted : Number.NaN,
      unmeasured,
      destroyed: layer === 'energy' ? 0 : isKnown ? unaccounted - unmeasured : Number.NaN,
      unit,
    };
  });
}

/** Chemical exergy of what left for the air less what came from it; each kind is counted by its first part. */
const exergyOf = (flows: readonly UnmeasuredFlow[]): number =>
  flows.reduce((sum, { kind, substance, amount }) => {
    const [first] = reactions[kind];
    return substance === first?.substance ? sum + (amount / first.amount) * (lostIn(kind, 'exergy') ?? 0) : sum;
  }, 0);

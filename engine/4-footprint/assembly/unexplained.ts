import type { LotResult, LotSystem } from '../lot/lot-system.ts';
import { solveLots } from '../lot/lots.ts';
import { type Component, componentAt, width } from './burden.ts';

/** Components that an overdraw has as the average of its pool has them; of the others it has none, and rests on nothing that is known. */
const asAverage: readonly Component[] = ['value', 'low', 'high', 'fossil', 'biogenic', 'land-use', 'none', 'soil'];

/** What one unit of an overdraw brings in: the average m_i, all of its value unexplained. */
export function overdrawBurden(intensity: Float64Array, pool: number): Float64Array {
  const burden = new Float64Array(width);
  for (const each of asAverage) burden[componentAt[each]] = intensity[pool * width + componentAt[each]]!;
  burden[componentAt.unexplained] = burden[componentAt.value]!;
  return burden;
}

/** The system in which every overdraw that counts came in as something bought at m_i. */
function explainedSystem(system: LotSystem, { counted, intensity }: LotResult): LotSystem {
  const bought = system.pools.bought.map((quantity, i) => quantity + counted[i]!);
  const boughtBurden = system.pools.boughtBurden.slice();
  counted.forEach((quantity, i) => {
    if (quantity === 0) return;
    overdrawBurden(intensity, i).forEach((burden, k) => {
      boughtBurden[i * width + k]! += quantity * burden;
    });
  });
  return { ...system, pools: { ...system.pools, bought, boughtBurden } };
}

/**
 * Solves a period whose indicators are the components of a burden, and tells what rests on an overdraw apart: the values are those of the equations,
 * the components follow from taking V_i for something that was bought at m_i and rests on nothing.
 */
export function solveExplained(system: LotSystem): LotResult {
  const result = solveLots(system);
  if (result.counted.every((quantity) => quantity === 0)) return result;
  const { intensity, processBurden, workInProgress } = solveLots(explainedSystem(system, result));
  return { ...result, intensity, processBurden, workInProgress };
}

import { solveSplit } from '../../0-base/matrix/solve-split.ts';
import { splitOf } from '../../0-base/matrix/prepared.ts';
import { intensityOf } from './intensity.ts';
import type { PreparedSystem } from './prepared-system.ts';
import { nobody } from './square.ts';

/** Processes of one component are solved so many at a time. */
const together = 256;

/** The diagonal of the inverse, times the pivots, at some places of a component: one solve for each, within the component alone. */
function ownShares(prepared: PreparedSystem, component: number, places: readonly number[]): number[] {
  const split = splitOf(prepared.adjoint, component);
  const shares: number[] = [];
  for (let from = 0; from < places.length; from += together) {
    const some = places.slice(from, from + together);
    const units = some.map((place) => new Float64Array(split.size).fill(1, place, place + 1));
    solveSplit(split, units, { kept: prepared.adjoint.kept[component] }).forEach(({ x }, k) => {
      shares.push(x[some[k]!]!);
    });
  }
  return shares;
}

/**
 * loop_j = 1 / (A_pj (A^-1)_jp), where p is the product of process j: the part of a process's total that is not counted again through the circle
 * that it stands in. For the processes asked about, in their order; 1 outside of circles, NaN for a process without a product.
 * Source: openLCA, InversionResult.java.
 */
export function loopFactors(prepared: PreparedSystem, processes: readonly number[]): Float64Array {
  const { components, square, system } = prepared;
  const factors = new Float64Array(processes.length).fill(Number.NaN);
  const asked = new Map<number, { at: number; place: number }[]>();
  const placeOf = new Int32Array(components.order.length);
  components.order.forEach((product, place) => {
    placeOf[product] = place;
  });
  processes.forEach((j, at) => {
    const product = system.production[j]!;
    if (product === nobody || square.maker[product] !== j) return;
    const component = components.of[product]!;
    const place = placeOf[product]! - components.start[component]!;
    asked.set(component, [...(asked.get(component) ?? []), { at, place }]);
  });
  for (const [component, list] of asked) {
    const shares = ownShares(
      prepared,
      component,
      list.map(({ place }) => place),
    );
    list.forEach(({ at }, k) => {
      factors[at] = 1 / shares[k]!;
    });
  }
  return factors;
}

/**
 * The total that passes through each of some processes for a scaling, T_j = Lambda_p A_pj s_j loop_j, in the unit of the category: its own burden
 * and that of all that supplies it, each counted once. The maker of all that is demanded has the whole score.
 */
export function upstreamTotals(
  prepared: PreparedSystem,
  { category, scaling, processes }: UpstreamQuestion,
): Float64Array {
  const { square, system } = prepared;
  const intensity = intensityOf(prepared, category).value;
  return loopFactors(prepared, processes).map((loop, at) => {
    const j = processes[at]!;
    const product = system.production[j]!;
    return loop * intensity[product]! * square.made[product]! * square.sign[product]! * scaling[j]!;
  });
}

interface UpstreamQuestion {
  readonly category: number;
  /** s, one number a process. */
  readonly scaling: Float64Array;
  readonly processes: readonly number[];
}

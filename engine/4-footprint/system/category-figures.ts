import { exactDot } from '../../0-base/matrix/sum.ts';
import type { Problem } from '../../0-base/problem.ts';
import type { Indicator } from '../background.ts';
import { circleProblems } from './circles.ts';
import type { Certificate } from './figure-account.ts';
import { intensitiesOf } from './intensity.ts';
import type { SystemFlow } from './linked-system.ts';
import type { PreparedSystem } from './prepared-system.ts';
import { spreadsOf, type UncertainEntry } from './spread.ts';
import { certificateOf, inventoryOf, scalingOf } from './scaling.ts';

/** What a demand carries of one category. */
export interface CategoryFigure {
  readonly category: Indicator;
  /** Lambda . f, in the unit of the category. */
  readonly total: number;
  readonly certificate: Certificate;
  /** One standard deviation, in the unit of the category, to the first order; where entries of the system tell how uncertain they are. */
  readonly deviation?: number;
}

/** How much of which product, by its place, and what of the system is uncertain. */
interface CategoryQuestion {
  readonly product: number;
  readonly amount: number;
  readonly uncertain?: readonly UncertainEntry[] | undefined;
}

/** A flow that crosses the border for a demand and is counted by no category. */
export interface UncountedFlow {
  readonly flow: SystemFlow;
  /** In the unit of the flow. */
  readonly amount: number;
}

/** Flows of an inventory without a factor in any category: purchases first, then by how much there is of each. */
function uncountedOf(
  { flows, characterisation: C }: PreparedSystem['system'],
  inventory: Float64Array,
): UncountedFlow[] {
  const isCounted = (flow: number) => C.start[flow + 1]! > C.start[flow]!;
  return flows
    .map((flow, place) => ({ flow, amount: inventory[place]! }))
    .filter(({ amount }, place) => amount !== 0 && !isCounted(place))
    .sort((a, b) => rank(b) - rank(a) || Math.abs(b.amount) - Math.abs(a.amount));
}

const rank = ({ flow }: UncountedFlow): number => Number(flow.kind === 'purchase');

/**
 * What an amount of a product carries of every category, each with its certificate: total = Lambda_k . f, one solve a category for Lambda (kept)
 * and one for the scaling s, whose remainder Lambda_k . (f - A s) is the certificate of all; and the flows g = B s that no category counts.
 * Amount in the unit of the product.
 * Problems: those of the system, its intensities and its scaling.
 */
export function categoryFigures(
  prepared: PreparedSystem,
  { product, amount, uncertain = [] }: CategoryQuestion,
): {
  readonly figures: readonly CategoryFigure[];
  readonly uncounted: readonly UncountedFlow[];
  readonly problems: readonly Problem[];
} {
  const { categories, products } = prepared.system;
  const demand = new Float64Array(products.length);
  demand[product] = amount;
  const intensities = intensitiesOf(
    prepared,
    categories.map((_, category) => category),
  );
  const { value: scaling, problems } = scalingOf(prepared, demand);
  const spreads = uncertain.length > 0 ? spreadsOf(prepared, { scaling, uncertain }) : undefined;
  const figures = categories.map((category, place) => ({
    category,
    total: exactDot(intensities[place]!.value, demand),
    certificate: certificateOf(prepared, place, { demand, scaling }),
    ...(spreads && { deviation: spreads[place]! }),
  }));
  const ofIntensities = intensities.flatMap(({ problems: each }) => each);
  const uncounted = uncountedOf(prepared.system, inventoryOf(prepared.system, scaling));
  return {
    figures,
    uncounted,
    problems: [...prepared.problems, ...circleProblems(prepared), ...ofIntensities, ...problems],
  };
}

import { intensitiesOf } from '../../../engine/4-footprint/system/product-system.ts';
import { type CaseResult, differencesOf, type Table } from './check.ts';
import { product, systemOf, tableOf, transposed } from './matrix.ts';

type Demand = Readonly<Record<string, number>>;

/** The scores of a demand, one an indicator: sum over the products of amount x intensity. */
function scoresOf(intensity: Table, products: readonly string[], demand: Demand): number[] {
  const widths = intensity[0]!.map((_, k) => k);
  return widths.map((k) =>
    Object.entries(demand).reduce((sum, [name, amount]) => sum + amount * intensity[products.indexOf(name)]![k]!, 0),
  );
}

function intensityOf(A: Table, burden: Table): number[][] {
  const solved = intensitiesOf(systemOf(A), Float64Array.from(transposed(burden).flat()));
  return tableOf(solved.value, burden.length);
}

export interface DemandsCase {
  readonly A: Table;
  readonly B: Table;
  readonly C: Table;
  readonly products: readonly string[];
  readonly demands: Readonly<Record<string, Demand>>;
  readonly expected_scores: Readonly<Record<string, readonly number[]>>;
}

/** matrix-demands: one solve for all demands, by the intensities. */
export function runDemands({ A, B, C, products, demands, expected_scores }: DemandsCase): CaseResult {
  const intensity = intensityOf(A, product(C, B));
  const differences = Object.entries(expected_scores).flatMap(([name, expected]) =>
    differencesOf(expected, scoresOf(intensity, products, demands[name]!), name),
  );
  return { passed: differences.length === 0, differences, unknownKeys: [] };
}

export interface VariantsCase {
  readonly cases: readonly {
    readonly name: string;
    readonly A: Table;
    readonly B: Table;
    readonly demand: Demand;
    readonly products?: readonly string[];
    readonly expected_e: number | readonly number[];
  }[];
}

/** matrix-variants: where the rows have no names, the demand names the first of them in its order. */
export function runVariants({ cases }: VariantsCase): CaseResult {
  const differences = cases.flatMap(({ name, A, B, demand, products, expected_e }) => {
    const scores = scoresOf(intensityOf(A, B), products ?? Object.keys(demand), demand);
    return differencesOf(expected_e, typeof expected_e === 'number' ? scores[0] : scores, name);
  });
  return { passed: differences.length === 0, differences, unknownKeys: [] };
}

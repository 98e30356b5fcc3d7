import { exactDot } from '../../../engine/0-base/matrix/sum.ts';
import { intensityOf } from '../../../engine/4-footprint/system/intensity.ts';
import { prepareSystem } from '../../../engine/4-footprint/system/prepared-system.ts';
import { type CaseResult, differencesOf } from './check.ts';
import { systemOf, type Tables } from './matrix.ts';
import { demandOf } from './matrix-system.ts';

type Demand = Readonly<Record<string, number>>;

/** The scores of some demands, one a row of C (or of B without C), by the intensities: solved once. */
function scorer(tables: Tables): (demand: Demand | readonly number[]) => number[] {
  const prepared = prepareSystem(systemOf(tables));
  return (given) => {
    const demand = demandOf(prepared, given);
    return prepared.system.categories.map((_, k) => exactDot(intensityOf(prepared, k).value, demand));
  };
}

export interface DemandsCase extends Tables {
  readonly demands: Readonly<Record<string, Demand>>;
  readonly expected_scores: Readonly<Record<string, number | readonly number[]>>;
}

const compare = (expected: number | readonly number[], scores: readonly number[], name: string) =>
  differencesOf(expected, typeof expected === 'number' ? scores[0] : scores, name);

/** matrix-demands: one solve for all demands, by the intensities. */
export function runDemands(given: DemandsCase): CaseResult {
  const scoresOf = scorer(given);
  const differences = Object.entries(given.expected_scores).flatMap(([name, expected]) =>
    compare(expected, scoresOf(given.demands[name]!), name),
  );
  return { passed: differences.length === 0, differences, unknownKeys: [] };
}

export interface VariantsCase {
  readonly cases: readonly (Tables & {
    readonly name?: string;
    readonly demand: Demand | readonly number[];
    readonly expected_e: number | readonly number[];
  })[];
}

/** matrix-variants: where the rows have no names, the demand names the first of them in its order. */
export function runVariants({ cases }: VariantsCase): CaseResult {
  const differences = cases.flatMap((given, place) => {
    const names = Array.isArray(given.demand) ? undefined : Object.keys(given.demand);
    const scores = scorer({ ...given, products: given.products ?? names })(given.demand);
    return compare(given.expected_e, scores, given.name ?? `${place + 1}`);
  });
  return { passed: differences.length === 0, differences, unknownKeys: [] };
}

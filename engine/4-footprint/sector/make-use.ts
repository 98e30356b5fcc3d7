import type { SparseMatrix } from '../../0-base/matrix/sparse.ts';
import type { Problem } from '../../0-base/problem.ts';
import type { SystemFlow } from '../system/linked-system.ts';
import { balanceProblems, outputProblems } from './check.ts';
import { withValueAdded } from './input-output.ts';
import { columnSums, multiply, perColumn, rowSums } from './matrix.ts';
import type { DemandColumn, Sector, SectorCoefficients, Understood } from './sector.ts';

/**
 * A make table V (industries x commodities) and a use table U (commodities x industries), in a currency, with the interventions of
 * industries (flows x industries) and what each industry adds in value. Final demand Y: commodities x demand columns, where it is known.
 */
export interface MakeUseTables {
  readonly industries: readonly Sector[];
  readonly commodities: readonly Sector[];
  readonly currency: string;
  readonly make: SparseMatrix;
  readonly use: SparseMatrix;
  readonly demands: readonly DemandColumn[];
  readonly demand?: SparseMatrix;
  readonly flows: readonly SystemFlow[];
  readonly interventions: SparseMatrix;
  readonly valueAdded?: Float64Array;
  /** Outputs as published, by industry and by commodity; else the sums of the make table, which rounding takes apart from them. */
  readonly industryOutput?: Float64Array;
  readonly commodityOutput?: Float64Array;
}

/** Both tables per unit of output. */
export interface NormalisedTables {
  /** V_n = V diag(q)^-1, industries x commodities: of whom a unit of a commodity comes; each column sums to 1. */
  readonly market: SparseMatrix;
  /** U_n = U diag(x)^-1, commodities x industries: what a unit of an industry's output takes in. */
  readonly inputs: SparseMatrix;
  /** x as published, else V 1, by industry. */
  readonly industryOutput: Float64Array;
  /** q as published, else 1 V, by commodity. */
  readonly commodityOutput: Float64Array;
}

/** V_n and U_n, by industry technology. Source: useeior, BuildModel.R; Miller and Blair, ch. 5. */
export function normalised({ make, use, ...stated }: MakeUseTables): NormalisedTables {
  const { industryOutput = rowSums(make), commodityOutput = columnSums(make) } = stated;
  return {
    market: perColumn(make, commodityOutput),
    inputs: perColumn(use, industryOutput),
    industryOutput,
    commodityOutput,
  };
}

/** Sums of one sector that the tables give twice. */
function balances({ industries, commodities, make, use, demand, valueAdded }: MakeUseTables, both: NormalisedTables) {
  const byIndustry = { sectors: industries, row: both.industryOutput, first: 'output' };
  const byCommodity = { sectors: commodities, row: both.commodityOutput, first: 'output' };
  const found = [
    ...balanceProblems({ ...byIndustry, second: 'row of the make table', column: rowSums(make) }),
    ...balanceProblems({ ...byCommodity, second: 'column of the make table', column: columnSums(make) }),
  ];
  if (valueAdded) {
    const column = columnSums(use).map((each, j) => each + valueAdded[j]!);
    found.push(...balanceProblems({ ...byIndustry, second: 'column of the use table with its value added', column }));
  }
  if (!demand) return found;
  const sold = rowSums(demand);
  const column = rowSums(use).map((each, i) => each + sold[i]!);
  return [...found, ...balanceProblems({ ...byCommodity, second: 'row of the use table', column })];
}

const problemsOf = (tables: MakeUseTables, both: NormalisedTables): Problem[] => [
  ...outputProblems(tables.industries, both.industryOutput),
  ...outputProblems(tables.commodities, both.commodityOutput),
  ...balances(tables, both),
];

/**
 * Coefficients by commodity: A = U_n V_n and S = B V_n, with B the interventions per unit of an industry's output; or by industry: A = V_n U_n
 * and S = B. Value added is the last flow where it is known. Problems: sector.output, sector.balance.
 */
export function makeUseCoefficients(
  tables: MakeUseTables,
  by: 'commodity' | 'industry' = 'commodity',
): Understood<SectorCoefficients> {
  const both = normalised(tables);
  const { market, inputs, industryOutput, commodityOutput } = both;
  const { flows, interventions } = withValueAdded(tables);
  const direct = perColumn(interventions, industryOutput);
  const shared = { flows, currency: tables.currency };
  const value: SectorCoefficients =
    by === 'commodity'
      ? {
          ...shared,
          sectors: tables.commodities,
          requirements: multiply(inputs, market),
          interventions: multiply(direct, market),
          output: commodityOutput,
        }
      : {
          ...shared,
          sectors: tables.industries,
          requirements: multiply(market, inputs),
          interventions: direct,
          output: industryOutput,
        };
  return { value, problems: problemsOf(tables, both) };
}

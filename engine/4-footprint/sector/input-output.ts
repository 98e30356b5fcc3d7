import { entries } from '../../0-base/matrix/entries.ts';
import type { SparseMatrix } from '../../0-base/matrix/sparse.ts';
import type { Problem } from '../../0-base/problem.ts';
import type { SystemFlow } from '../system/linked-system.ts';
import { runFor } from '../system/technosphere.ts';
import { balanceProblems, emptyColumns, outputProblems } from './check.ts';
import { leontiefSystem } from './sector-system.ts';
import { columnSums, eachEntry, perColumn, rowSums } from './matrix.ts';
import { type DemandColumn, type Sector, type SectorCoefficients, type Understood, valueAddedFlow } from './sector.ts';

/**
 * A table of what sectors sell to each other, in a currency: transactions Z (sectors x sectors), final demand Y (sectors x demand columns),
 * interventions F (flows x sectors) and those of final demand itself F_Y (flows x demand columns). Exports are a column of Y, imports
 * are not in Z where the table has no regions.
 */
export interface InputOutputTable {
  readonly sectors: readonly Sector[];
  readonly demands: readonly DemandColumn[];
  readonly flows: readonly SystemFlow[];
  readonly currency: string;
  readonly transactions: SparseMatrix;
  readonly demand: SparseMatrix;
  readonly interventions: SparseMatrix;
  readonly households?: SparseMatrix;
  /** What each sector adds in value, in the currency, where the table says so. */
  readonly valueAdded?: Float64Array;
  /** Output as the table says it; else the sum of its row. */
  readonly output?: Float64Array;
}

/** x = Z 1 + Y 1: all that each sector sells, in the currency. */
function outputOf({ transactions, demand }: InputOutputTable): Float64Array {
  const sold = rowSums(demand);
  return rowSums(transactions).map((each, i) => each + sold[i]!);
}

function problemsOf(table: InputOutputTable, output: Float64Array): Problem[] {
  const { sectors, transactions, valueAdded } = table;
  const bought = columnSums(transactions);
  const found = outputProblems(sectors, output);
  const sums = { sectors, row: output, first: 'row' };
  if (table.output) found.push(...balanceProblems({ ...sums, second: 'stated output', column: table.output }));
  if (!valueAdded) return [...found, ...emptyColumns(sectors, output, bought)];
  const column = bought.map((each, j) => each + valueAdded[j]!);
  return [...found, ...balanceProblems({ ...sums, second: 'column with its value added', column })];
}

/**
 * A = Z x^-1 and S = F x^-1, with value added as the last flow where the table has it. A sector whose output is not above zero keeps no
 * coefficients; everything else is computed. Problems: sector.output, sector.balance, sector.column.
 * Source: R. Miller and P. Blair, Input-Output Analysis (2nd ed.), ch. 2; pymrio, iomath.py.
 */
export function inputOutputCoefficients(table: InputOutputTable): Understood<SectorCoefficients> {
  const { sectors, currency, transactions } = table;
  const output = outputOf(table);
  const { flows, interventions } = withValueAdded(table);
  const value: SectorCoefficients = {
    sectors,
    flows,
    currency,
    requirements: perColumn(transactions, output),
    interventions: perColumn(interventions, output),
    output,
  };
  return { value, problems: problemsOf(table, output) };
}

/**
 * Transactions Z = A diag(x) from requirements A (currency per currency) and final demand Y, in the currency: where output x is not told it is
 * solved from (I - A) x = Y 1; what cannot be solved sells nothing. Source: Miller and Blair, ch. 2.
 */
export function transactionsOf(requirements: SparseMatrix, demand: SparseMatrix, output?: Float64Array): SparseMatrix {
  const x = output ?? soldFor(requirements, rowSums(demand));
  const flows = entries();
  eachEntry(requirements, (row, column, value) => flows.add(row, column, value * x[column]!));
  return flows.matrix(requirements.rows, requirements.columns);
}

/** x of (I - A) x = y. */
function soldFor(requirements: SparseMatrix, demand: Float64Array): Float64Array {
  const sectors = Array.from(demand, (_, place) => ({ id: `${place}`, name: `${place}` }));
  const { value } = runFor(leontiefSystem(sectors, requirements), demand);
  return value.map((each) => (Number.isFinite(each) ? each : 0));
}

/** What {@link withValueAdded} asks for. */
type Added = Pick<InputOutputTable, 'flows' | 'interventions' | 'valueAdded' | 'currency'>;

/** Interventions with value added as one more flow, where it is known and not yet among them. */
export function withValueAdded({ flows, interventions, valueAdded, currency }: Added): {
  readonly flows: readonly SystemFlow[];
  readonly interventions: SparseMatrix;
} {
  const added = valueAddedFlow(currency);
  if (!valueAdded || flows.some(({ id }) => id === added.id)) return { flows, interventions };
  const more = entries();
  eachEntry(interventions, more.add);
  valueAdded.forEach((each, j) => {
    more.add(interventions.rows, j, each);
  });
  return { flows: [...flows, added], interventions: more.matrix(interventions.rows + 1, valueAdded.length) };
}

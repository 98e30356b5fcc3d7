import { accountsOf, multipliersOf, type Rows } from '../../../engine/4-footprint/sector/accounts.ts';
import { domesticCoefficients } from '../../../engine/4-footprint/sector/domestic.ts';
import { downstreamOf } from '../../../engine/4-footprint/sector/downstream.ts';
import { type InputOutputTable, inputOutputCoefficients } from '../../../engine/4-footprint/sector/input-output.ts';
import { denseOf, perRow } from '../../../engine/4-footprint/sector/matrix.ts';
import type { SparseMatrix } from '../../../engine/0-base/matrix/sparse.ts';
import { type CaseResult, check, type Table } from './check.ts';
import { sparseOf, tableOf, transposed } from './matrix.ts';
import { asColumn, asExpected, asRows, inShape, inverseOf, type Written } from './tables.ts';

type Names = number | readonly string[];

export interface InputOutputCase {
  readonly Z: Table;
  readonly Y?: Written;
  readonly y?: Written;
  /** Output, where final demand is not given. */
  readonly x?: Written;
  readonly F?: Written;
  /** What final demand puts out itself: flows x columns of Y. */
  readonly F_Y?: Written;
  readonly sectors?: Names;
  readonly regions?: Names;
  readonly expected: Readonly<Record<string, unknown>>;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const countOf = (names: Names): number => (typeof names === 'number' ? names : names.length);
const nameOf = (names: Names | undefined, place: number, what: string): string =>
  typeof names === 'object' ? names[place]! : `${what} ${place + 1}`;

/** Final demand as given, or what is left of the output. */
function demandOf({ Z, Y, y, x }: InputOutputCase): Table {
  const given = Y ?? y;
  return given ? asColumn(given) : asColumn(x!).map((row, i) => [row[0]! - sum(Z[i]!)]);
}

function tableFrom(given: InputOutputCase): InputOutputTable {
  const { Z, regions = 1, F, F_Y } = given;
  const Y = demandOf(given);
  const perRegion = given.sectors === undefined ? Z.length / countOf(regions) : countOf(given.sectors);
  const columnsEach = Y[0]!.length / (Z.length / perRegion);
  const region = (place: number, each: number) => nameOf(regions, Math.floor(place / each), 'region');
  const flows = (F ?? F_Y) === undefined ? [] : asRows((F ?? F_Y)!);
  const interventions = sparseOf(F ? asRows(F) : flows.map(() => Z.map(() => 0)));
  return {
    sectors: Z.map((_, i) => ({
      id: `${i + 1}`,
      name: nameOf(given.sectors, i % perRegion, 'sector'),
      region: region(i, perRegion),
    })),
    demands: Y[0]!.map((_, j) => ({ id: `${j + 1}`, name: 'demand', region: region(j, columnsEach) })),
    flows: flows.map((_, k) => ({ id: `${k + 1}`, name: `flow ${k + 1}`, unit: 'one', kind: 'emission' })),
    currency: 'EUR',
    transactions: sparseOf(Z),
    demand: sparseOf(Y),
    interventions: {
      ...interventions,
      columns: Z.length,
      start: F ? interventions.start : new Int32Array(Z.length + 1),
    },
    ...(F_Y && { households: sparseOf(asRows(F_Y)) }),
  };
}

const rowsOf = ({ width, value }: Rows): number[][] => tableOf(value, width);
const byFlow = (rows: Rows): number[][] => transposed(rowsOf(rows));
const written = (matrix: SparseMatrix): number[][] => tableOf(denseOf(matrix), matrix.columns);
const plus = (a: Table, b: Table): number[][] => a.map((row, i) => row.map((each, j) => each + b[i]![j]!));

/** Sums over the columns of each region. */
const regional = (table: Table, regions: readonly string[], regionOf: readonly string[]): number[][] =>
  table.map((row) => regions.map((region) => sum(row.filter((_, j) => regionOf[j] === region))));

/** pymrio's accounts; those by region include what final demand puts out itself. */
function accountKeys(table: InputOutputTable) {
  const { value } = inputOutputCoefficients(table);
  const accounts = accountsOf(table, value);
  const { regions, names } = accounts;
  const ofDemand = regions.flatMap((region) => names.map(() => region));
  const ofSector = table.sectors.map(({ region = '' }) => region);
  const told = (rows: Rows) => (expected: unknown) => asExpected(rowsOf(rows), expected);
  const summed = (rows: Rows, of: readonly string[]) => regional(rowsOf(rows), regions, of);
  const own = rowsOf(accounts.households);
  return {
    D_cba: told(accounts.consumption),
    D_pba: told(accounts.production),
    D_imp: told(accounts.imports),
    D_exp: told(accounts.exports),
    D_cba_reg: () => plus(summed(accounts.consumption, ofDemand), own),
    D_pba_reg: () => plus(summed(accounts.production, ofSector), own),
    D_imp_reg: () => summed(accounts.imports, ofDemand),
    D_exp_reg: () => summed(accounts.exports, ofSector),
  };
}

/** F_Y per unit of final demand. */
function householdIntensity({ households, demand }: InputOutputTable): number[][] {
  const spent = transposed(written(demand)).map(sum);
  return written(households!).map((row) => row.map((each, j) => each / spent[j]!));
}

export function run(given: InputOutputCase): CaseResult {
  const table = tableFrom(given);
  const { sectors, transactions } = table;
  const { value } = inputOutputCoefficients(table);
  const allocation = perRow(transactions, value.output);
  const domestic = domesticCoefficients(value);
  const multipliers = (of: typeof value) => (expected: unknown) => asExpected(byFlow(multipliersOf(of)), expected);
  const downstream = (expected: unknown) => asExpected(byFlow(downstreamOf(table, value)), expected);
  return check(given, {
    x: (expected) => inShape([...value.output], expected),
    y: (expected) => inShape(written(table.demand).map(sum), expected),
    Z: () => given.Z,
    F_Y: (expected) => asExpected(asRows(given.F_Y!), expected),
    A: () => written(value.requirements),
    S: (expected) => asExpected(written(value.interventions), expected),
    S_Y: (expected) => asExpected(householdIntensity(table), expected),
    L: () => inverseOf(sectors, value.requirements),
    L_d: () => inverseOf(sectors, domestic.requirements),
    B: () => written(allocation),
    G: () => inverseOf(sectors, allocation),
    Ghosh: () => inverseOf(sectors, allocation),
    M: multipliers(value),
    M_d: multipliers(domestic),
    ...accountKeys(table),
    'M_down (Ghosh)': downstream,
    M_down: downstream,
  });
}

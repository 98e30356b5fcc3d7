import { intensitiesOf, scalingOf } from '../../../engine/4-footprint/system/product-system.ts';
import { type CaseResult, check, type Table } from './check.ts';
import { identity, product, systemOf, tableOf, transposed } from './matrix.ts';

export interface InputOutputCase {
  readonly Z: Table;
  readonly Y?: Table;
  readonly y?: readonly number[];
  readonly F?: Table;
  readonly sectors?: number;
  readonly regions?: number;
  readonly expected: Readonly<Record<string, unknown>>;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const scaleColumns = (table: Table, by: readonly number[]) => table.map((row) => row.map((each, j) => each * by[j]!));
const minus = (a: Table, b: Table) => a.map((row, i) => row.map((each, j) => each - b[i]![j]!));

/** The demand of each region on the diagonals of its blocks: sectors of all regions x regions and sectors. */
const diagonalDemand = (Y: Table, sectors: number): number[][] =>
  Y.map((row, i) => row.flatMap((each) => Array.from({ length: sectors }, (_, k) => (k === i % sectors ? each : 0))));

/** Without what a region makes for itself. */
const withoutDomestic = (table: Table, sectors: number): number[][] =>
  table.map((row, i) => row.map((each, j) => (Math.floor(i / sectors) === Math.floor(j / sectors) ? 0 : each)));

/** The (I - A)^-1 of a table of coefficients. */
function inverseOf(A: Table): number[][] {
  const unit = identity(A.length);
  const system = systemOf(minus(unit, A));
  return tableOf(scalingOf(system, Float64Array.from(unit.flat())).value, A.length);
}

/** S (G^T - I) with the Ghosh inverse G = (I - x^-1 Z)^-1. */
function downstream(Z: Table, x: readonly number[], S: Table): number[][] {
  const G = inverseOf(Z.map((row, i) => row.map((each) => each / x[i]!)));
  return product(S, minus(transposed(G), identity(x.length)));
}

/** The multipliers S (I - A)^-1, by the adjoint. */
function multipliers(A: Table, S: Table): number[][] {
  const solved = intensitiesOf(systemOf(minus(identity(A.length), A)), Float64Array.from(transposed(S).flat()));
  return transposed(tableOf(solved.value, S.length));
}

export function run(given: InputOutputCase): CaseResult {
  const { Z, F = [] } = given;
  const Y = given.Y ?? given.y!.map((each) => [each]);
  const sectors = given.sectors ?? Z.length;
  const x = Z.map((row, i) => sum(row) + sum(Y[i]!));
  const inverse = x.map((each) => 1 / each);
  const A = scaleColumns(Z, inverse);
  const S = scaleColumns(F, inverse);
  const caused = () => product(inverseOf(A), diagonalDemand(Y, sectors));
  const traded = () => withoutDomestic(caused(), sectors);
  return check(given, {
    x: () => x,
    A: () => A,
    S: () => S,
    L: () => inverseOf(A),
    M: () => multipliers(A, S),
    D_cba: () => product(S, caused()),
    D_pba: () => scaleColumns(S, product(inverseOf(A), Y).map(sum)),
    D_imp: () => product(S, traded()),
    D_exp: () => scaleColumns(S, traded().map(sum)),
    'M_down (Ghosh)': () => downstream(Z, x, S),
    M_down: () => downstream(Z, x, S),
  });
}

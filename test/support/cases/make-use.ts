import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import papa from 'papaparse';
import { multipliersOf } from '../../../engine/4-footprint/sector/accounts.ts';
import { type MakeUseTables, makeUseCoefficients, normalised } from '../../../engine/4-footprint/sector/make-use.ts';
import { denseOf } from '../../../engine/4-footprint/sector/matrix.ts';
import type { Sector, SectorCoefficients } from '../../../engine/4-footprint/sector/sector.ts';
import { spectralRadius } from '../spectral-radius.ts';
import { type CaseResult, check, type Table } from './check.ts';
import { sparseOf, tableOf, transposed } from './matrix.ts';
import { asColumn, asExpected, asRows, inShape, inverseOf, type Written } from './tables.ts';

/** A table in the case itself, or a CSV file of it with sectors as its first row and column. */
type Given = Written | string;

export interface MakeUseCase {
  readonly make?: Given;
  readonly V?: Given;
  readonly use?: Given;
  readonly U?: Given;
  readonly Y?: Written;
  readonly y?: Written;
  /** Interventions of industries: F as amounts, B per unit of their output. */
  readonly F?: Written;
  readonly B?: Written;
  readonly value_added?: Written;
  readonly W?: Written;
  readonly expected: Readonly<Record<string, unknown>>;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

interface Labelled {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly values: Table;
}

/** A file's path as the case tells it: from its folder, or from one above. */
function pathOf(name: string, folder: string): string {
  const found = ['.', '..', '../..', '../../data', '../data', '../../..']
    .map((way) => resolve(folder, way, name))
    .find((path) => existsSync(path));
  if (!found) throw new Error(`there is no file ${name}`);
  return found;
}

function readLabelled(given: Given, folder: string): Labelled {
  if (typeof given !== 'string') {
    const values = asRows(given);
    return { rows: values.map((_, i) => `${i + 1}`), columns: values[0]!.map((_, j) => `${j + 1}`), values };
  }
  const { data } = papa.parse<string[]>(readFileSync(pathOf(given, folder), 'utf8'), { skipEmptyLines: true });
  const [[, ...columns] = [], ...body] = data;
  return { rows: body.map(([name]) => name!), columns, values: body.map(([, ...cells]) => cells.map(Number)) };
}

const isTotal = (name: string): boolean => /^total/i.test(name);

const sectorsOf = (names: readonly string[]): Sector[] => names.map((name) => ({ id: name, name }));

/** The part of a table under some names; a name that it lacks is a row or column of zeros. */
const part = ({ rows, columns, values }: Labelled, wanted: readonly string[], over: readonly string[]): number[][] =>
  wanted.map((row) => over.map((column) => values[rows.indexOf(row)]?.[columns.indexOf(column)] ?? 0));

function valueAddedOf({ value_added, W }: MakeUseCase, use: Labelled, industries: readonly string[]): number[] {
  const given = value_added ?? W;
  if (given) return transposed(asRows(given)).map(sum);
  const rows = use.rows.filter((name) => /^V\d|value added$/i.test(name) && !isTotal(name));
  return transposed(part(use, rows, industries)).map(sum);
}

const turned = ({ rows, columns, values }: Labelled): Labelled => ({
  rows: columns,
  columns: rows,
  values: transposed(values),
});

/** The totals that a table states of its rows. */
const totalOf = (table: Labelled, rows: readonly string[], total: string): number[] | undefined =>
  table.columns.includes(total) ? part(table, rows, [total]).map(sum) : undefined;

function tablesFrom(given: MakeUseCase, folder: string): MakeUseTables {
  const [make, use] = [readLabelled((given.make ?? given.V)!, folder), readLabelled((given.use ?? given.U)!, folder)];
  const industries = make.rows.filter((name) => use.columns.includes(name) && !isTotal(name));
  const commodities = make.columns.filter((name) => use.rows.includes(name) && !isTotal(name));
  const stated = {
    industryOutput: totalOf(make, industries, 'Total Industry Output'),
    commodityOutput: totalOf(turned(make), commodities, 'Total Commodity Output'),
  };
  const output = stated.industryOutput ?? part(make, industries, commodities).map(sum);
  const added = valueAddedOf(given, use, industries);
  const direct = given.F ?? given.B;
  const flows = direct ? asRows(direct).map((row) => (given.F ? row : row.map((each, j) => each * output[j]!))) : [];
  const demand = given.Y ?? given.y;
  return {
    industries: sectorsOf(industries),
    commodities: sectorsOf(commodities),
    currency: 'USD',
    ...(stated.industryOutput && { industryOutput: Float64Array.from(stated.industryOutput) }),
    ...(stated.commodityOutput && { commodityOutput: Float64Array.from(stated.commodityOutput) }),
    make: sparseOf(part(make, industries, commodities)),
    use: sparseOf(part(use, commodities, industries)),
    demands: [],
    ...(demand && { demand: sparseOf(asColumn(demand)) }),
    flows: flows.map((_, k) => ({ id: `${k + 1}`, name: `${k + 1}`, unit: 'one', kind: 'emission' as const })),
    interventions: {
      ...sparseOf(flows),
      columns: industries.length,
      ...(flows.length === 0 && { start: new Int32Array(industries.length + 1) }),
    },
    ...(added.length > 0 && { valueAdded: Float64Array.from(added) }),
  };
}

const written = (matrix: Parameters<typeof denseOf>[0]): number[][] => tableOf(denseOf(matrix), matrix.columns);
const multipliers = (of: SectorCoefficients): number[][] => {
  const { width, value } = multipliersOf(of);
  return transposed(tableOf(value, width));
};

/** What a value says of each sector: a number for all of them, a list, or an object by name. */
function bySector(list: readonly number[], sectors: readonly Sector[], expected: unknown): unknown {
  if (typeof expected === 'number') {
    const far = list.reduce(
      (worst, each) => (Math.abs(each - expected) > Math.abs(worst - expected) ? each : worst),
      expected,
    );
    return far;
  }
  if (Array.isArray(expected)) return inShape(list, expected);
  return Object.fromEntries(sectors.map(({ id }, j) => [id, list[j]]));
}

export function run(given: MakeUseCase, folder = '.'): CaseResult {
  const tables = tablesFrom(given, folder);
  const both = normalised(tables);
  const [commodity, industry] = (['commodity', 'industry'] as const).map(
    (by) => makeUseCoefficients(tables, by).value,
  ) as [SectorCoefficients, SectorCoefficients];
  const added = (expected: unknown) => bySector(multipliers(commodity).at(-1)!, commodity.sectors, expected);
  const columns = (of: SectorCoefficients) => (expected: unknown) =>
    bySector(transposed(written(of.requirements)).map(sum), of.sectors, expected);
  const inverse = (of: SectorCoefficients) => inverseOf(of.sectors, of.requirements);
  const inverseSums = (of: SectorCoefficients) => (expected: unknown) =>
    bySector(transposed(inverse(of)).map(sum), of.sectors, expected);
  const withoutAdded = (of: SectorCoefficients, table: Table) => table.slice(0, tables.flows.length || of.flows.length);
  const total = (of: SectorCoefficients) => (expected: unknown) =>
    asExpected(withoutAdded(of, multipliers(of)), expected);
  const direct = (of: SectorCoefficients) => (expected: unknown) =>
    asExpected(withoutAdded(of, written(of.interventions)), expected);
  const radius = () => spectralRadius(commodity.requirements);
  return check(given, {
    x: (expected) => bySector([...both.industryOutput], tables.industries, expected),
    q: (expected) => bySector([...both.commodityOutput], tables.commodities, expected),
    V_n: () => written(both.market),
    U_n: () => written(both.inputs),
    A: () => written(commodity.requirements),
    A_commodity: () => written(commodity.requirements),
    A_industry: () => written(industry.requirements),
    B: direct(industry),
    B_industry: direct(industry),
    B_commodity: direct(commodity),
    L: () => inverse(commodity),
    L_commodity: () => inverse(commodity),
    L_industry: () => inverse(industry),
    M: total(commodity),
    M_commodity: total(commodity),
    M_industry: total(industry),
    column_sums: columns(commodity),
    'column sums': columns(commodity),
    A_column_sums: columns(commodity),
    V_n_column_sums: (expected) => bySector(transposed(written(both.market)).map(sum), tables.commodities, expected),
    multipliers: inverseSums(commodity),
    output_multipliers: inverseSums(commodity),
    L_column_sums: inverseSums(commodity),
    value_added_multiplier: added,
    value_added_multipliers: added,
    'value added multiplier': added,
    rho: radius,
    spectral_radius: radius,
    'rho(A)': radius,
  });
}

import { entries } from '../../../engine/0-base/matrix/entries.ts';
import {
  type InputOutputTable,
  inputOutputCoefficients,
  transactionsOf,
} from '../../../engine/4-footprint/sector/input-output.ts';
import { makeUseCoefficients } from '../../../engine/4-footprint/sector/make-use.ts';
import type { Sector, SectorCoefficients } from '../../../engine/4-footprint/sector/sector.ts';
import type { SystemFlow } from '../../../engine/4-footprint/system/linked-system.ts';
import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import { type Label, type LabelledTable, placeOf, readLabelled, type Sheet } from './labelled.ts';

/** What sheets and files are called that hold the tables of sectors. */
const names = {
  make: ['make', 'v', 'supply'],
  uses: ['uses', 'u'],
  transactions: ['z', 't', 'transactions', 'trade_flows_z'],
  coefficients: ['a'],
  output: ['x'],
  demand: ['y', 'fd', 'final demand', 'demand', 'finald_demand_y'],
  interventions: ['f', 'satellite', 'interventions', 'extensions', 'emissions'],
  households: ['f_y', 'f_hh', 'households', 'fdemissions'],
  valueAdded: ['va', 'value added', 'value-added', 'w', 'factor_input'],
} as const;
type Part = keyof typeof names;

/** What a sheet holds by its name; undefined where the name says nothing. */
function partOf(name: string): Part | undefined {
  const base = name
    .split('/')
    .at(-1)!
    .replace(/\.\w+$/, '')
    .trim()
    .toLowerCase();
  const isNamed = (each: string) => each === base || each === `${base}s`;
  return (Object.keys(names) as Part[]).find((part) => names[part].some(isNamed));
}

const isTotal = ({ name }: Label): boolean => /^(sub)?total/i.test(name) || name === '';
const isAdded = ({ name }: Label): boolean =>
  /value.added|^V\d+$|wages|compensation of employees|taxes|operating surplus/i.test(name);

/** One name for a sector wherever it stands: region and name. */
const keyOf = ({ region = '', name }: Label): string => JSON.stringify([region, name]);

const idOf = ({ region, name }: Label): string => (region === undefined ? name : `${region} | ${name}`);

const sectorOf = (sheet: string, label: Label): Sector => ({
  id: idOf(label),
  name: label.name,
  ...(label.region !== undefined && { region: label.region }),
  at: placeOf(sheet, label.at),
});

const seatsOf = (labels: readonly Label[]): Map<string, number> =>
  new Map(labels.map((label, place) => [keyOf(label), place]));

/** The part of a table whose rows and columns have a seat, as a matrix. */
function matrixOf(table: LabelledTable, rows: ReadonlyMap<string, number>, columns: ReadonlyMap<string, number>) {
  const matrix = entries();
  const seats = table.columns.map((label) => columns.get(keyOf(label)));
  table.rows.forEach((label, i) => {
    const row = rows.get(keyOf(label));
    if (row === undefined) return;
    seats.forEach((column, j) => {
      if (column !== undefined) matrix.add(row, column, table.values[i]![j]!);
    });
  });
  return matrix.matrix(rows.size, columns.size);
}

/** Labels of one table that another lacks. Problem: sector.unmatched. */
function unmatched(
  labels: readonly Label[],
  [found, expected]: readonly [LabelledTable, string],
  known: ReadonlySet<string>,
) {
  return labels
    .filter((label) => !known.has(keyOf(label)))
    .map(({ name, at }) => {
      const place = `${found.sheet}, ${labels === found.columns ? 'column' : 'row'} ${at}`;
      return problem('sector.unmatched', '', { name, found: found.sheet, expected, at: place }, place);
    });
}

/** What tables come to: coefficients, what kind they were, and what was wrong. */
export interface SectorsRead {
  readonly kind: 'make-use' | 'input-output';
  readonly value: SectorCoefficients;
  readonly problems: readonly Problem[];
}

const folderOf = (sheet: string): string => sheet.split('/').slice(0, -1).join('/');
const isUnits = (sheet: string): boolean =>
  /^units?$/i.test(
    sheet
      .split('/')
      .at(-1)!
      .replace(/\.\w+$/, '')
      .trim(),
  );

/** Units that stand in a file of their own, by the folder that they are for and the name of what is counted; '' names a folder's only one. */
type Units = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads files of units as pymrio writes them: the last column is the unit of what the column before names. */
function unitsOf(sheets: readonly Sheet[]): Units {
  return new Map(
    sheets
      .filter(({ name }) => isUnits(name))
      .map(({ name, cells }) => {
        const body = cells.slice(1).filter((row) => row.some((cell) => cell.trim() !== ''));
        const named = body.map((row) => [row.at(-2)?.trim() ?? '', row.at(-1)?.trim() ?? ''] as const);
        const [only, ...others] = new Set(named.map(([, unit]) => unit));
        return [folderOf(name), new Map([...named, ...(only && others.length === 0 ? [['', only] as const] : [])])];
      }),
  );
}

interface Tables extends Partial<Record<Part, LabelledTable>> {
  readonly interventionTables: readonly LabelledTable[];
  readonly units: Units;
}

/** Flows of satellite tables, and their amounts by sector. */
function satellites(tables: readonly LabelledTable[], sectors: ReadonlyMap<string, number>, units: Units) {
  const all = tables.flatMap((table) => table.rows.filter((row) => !isTotal(row)).map((label) => ({ table, label })));
  const seen = new Map<string, number>();
  const flows = all.map(({ table, label }): SystemFlow => {
    const repeat = seen.get(label.name) ?? 0;
    seen.set(label.name, repeat + 1);
    return {
      id: repeat === 0 ? label.name : `${label.name} (${repeat + 1})`,
      name: label.name,
      unit: label.unit ?? units.get(folderOf(table.sheet))?.get(label.name) ?? 'one',
      kind: /resource|extraction|input/i.test(label.compartment ?? '') ? 'resource' : 'emission',
      ...(label.compartment !== undefined && { compartment: label.compartment }),
    };
  });
  const interventions = entries();
  all.forEach(({ table, label }, flow) => {
    const values = table.values[table.rows.indexOf(label)]!;
    table.columns.forEach((column, j) => {
      const sector = sectors.get(keyOf(column));
      if (sector !== undefined) interventions.add(flow, sector, values[j]!);
    });
  });
  return { flows, interventions: interventions.matrix(flows.length, sectors.size) };
}

/** What rows of value added sum to by sector; undefined where no table has such a row. */
function addedOf(tables: readonly (LabelledTable | undefined)[], sectors: ReadonlyMap<string, number>, all = false) {
  const added = new Float64Array(sectors.size);
  let known = false;
  for (const table of tables)
    table?.rows.forEach((row, i) => {
      if (isTotal(row) || !(all || isAdded(row))) return;
      known = true;
      table.columns.forEach((column, j) => {
        const sector = sectors.get(keyOf(column));
        if (sector !== undefined) added[sector]! += table.values[i]![j]!;
      });
    });
  return known ? added : undefined;
}

const valueAddedOf = (tables: Tables, inside: LabelledTable, sectors: ReadonlyMap<string, number>) =>
  tables.valueAdded ? addedOf([tables.valueAdded], sectors, true) : addedOf([inside], sectors);

function readMakeUse(tables: Tables, make: LabelledTable, use: LabelledTable, currency: string): SectorsRead {
  const industries = make.rows.filter((row) => !isTotal(row));
  const commodities = make.columns.filter((column) => !isTotal(column));
  const [byIndustry, byCommodity] = [seatsOf(industries), seatsOf(commodities)];
  const demands = use.columns.filter((column) => !isTotal(column) && !byIndustry.has(keyOf(column)));
  const used = new Set(use.columns.map(keyOf));
  const sold = new Set(use.rows.map(keyOf));
  const stray = use.rows.filter((row) => !isTotal(row) && !isAdded(row) && !byCommodity.has(keyOf(row)));
  const valueAdded = valueAddedOf(tables, use, byIndustry);
  const read = makeUseCoefficients({
    industries: industries.map((label) => sectorOf(make.sheet, label)),
    commodities: commodities.map((label) => ({
      ...sectorOf(make.sheet, label),
      at: `${make.sheet}, column ${label.at}`,
    })),
    currency,
    make: matrixOf(make, byIndustry, byCommodity),
    use: matrixOf(use, byCommodity, byIndustry),
    demands: demands.map((label) => ({ id: idOf(label), name: label.name })),
    ...(demands.length > 0 && { demand: matrixOf(use, byCommodity, seatsOf(demands)) }),
    ...satellites(tables.interventionTables, byIndustry, tables.units),
    ...(valueAdded && { valueAdded }),
  });
  const problems = [
    ...unmatched(industries, [make, use.sheet], used),
    ...unmatched(commodities, [make, use.sheet], sold),
    ...unmatched(stray, [use, make.sheet], new Set()),
    ...read.problems,
  ];
  return { kind: 'make-use', value: read.value, problems };
}

/** The one unit in which a table is told: by its rows, or in a file of units beside it. */
function unitIn({ sheet, rows }: LabelledTable, units: Units): string | undefined {
  const [only, ...others] = new Set(rows.flatMap(({ unit }) => unit ?? []));
  return others.length === 0 ? (only ?? units.get(folderOf(sheet))?.get('')) : undefined;
}

/** Output as a table of its own tells it. */
function outputIn({ output }: Tables, sectors: ReadonlyMap<string, number>): Float64Array | undefined {
  if (!output) return undefined;
  const given = new Float64Array(sectors.size);
  output.rows.forEach((label, i) => {
    const sector = sectors.get(keyOf(label));
    if (sector !== undefined) given[sector] = output.values[i]![0] ?? 0;
  });
  return given;
}

function readInputOutput(tables: Tables, table: LabelledTable, currency: string): SectorsRead {
  const heads = new Set(table.columns.map(keyOf));
  const labels = table.rows.filter((row) => !isTotal(row) && heads.has(keyOf(row)));
  const seats = seatsOf(labels);
  const demandTable = tables.demand ?? table;
  const demands = demandTable.columns.filter(
    (column) => !isTotal(column) && (tables.demand !== undefined || !seats.has(keyOf(column))),
  );
  const own = { ...table, rows: table.rows.filter((row) => !isTotal(row) && !seats.has(keyOf(row)) && !isAdded(row)) };
  const ownValues = own.rows.map((row) => table.values[table.rows.indexOf(row)]!);
  const satelliteTables = [...tables.interventionTables, { ...own, values: ownValues }];
  const valueAdded = valueAddedOf(tables, table, seats);
  const inside = matrixOf(table, seats, seats);
  const demand = matrixOf(demandTable, seats, seatsOf(demands));
  const given: InputOutputTable = {
    sectors: labels.map((label) => sectorOf(table.sheet, label)),
    demands: demands.map((label) => ({
      id: idOf(label),
      name: label.name,
      ...(label.region !== undefined && { region: label.region }),
    })),
    currency,
    transactions: tables.transactions ? inside : transactionsOf(inside, demand, outputIn(tables, seats)),
    demand,
    ...satellites(satelliteTables, seats, tables.units),
    ...(valueAdded && { valueAdded }),
  };
  const read = inputOutputCoefficients(given);
  const strayDemand = tables.demand
    ? unmatched(
        tables.demand.rows.filter((row) => !isTotal(row)),
        [tables.demand, table.sheet],
        new Set(seats.keys()),
      )
    : [];
  return { kind: 'input-output', value: read.value, problems: [...strayDemand, ...read.problems] };
}

/** The tables among some sheets; of a single sheet it is the table of transactions with all that stands around it. */
function tablesFrom(sheets: readonly Sheet[]): { tables: Tables; problems: Problem[] } {
  const problems: Problem[] = [];
  const tables: Partial<Record<Part, LabelledTable>> = {};
  const interventionTables: LabelledTable[] = [];
  for (const sheet of sheets) {
    // One table alone is called as its model is, which says nothing of what it holds.
    const part = sheets.length === 1 ? 'transactions' : partOf(sheet.name);
    if (!part || isUnits(sheet.name)) continue;
    const read = readLabelled(sheet);
    problems.push(...read.problems);
    if (part === 'interventions') interventionTables.push(read.table);
    else tables[part] ??= read.table;
  }
  return { tables: { ...tables, interventionTables, units: unitsOf(sheets) }, problems };
}

/**
 * Reads tables of sectors from sheets or files that are named for what they hold: make and use, or Z (else A) with Y and F (pymrio's layout, or one table
 * with final demand beside and value added or flows below). Problems name sheet, row and column: table.cell, sector.table, sector.unmatched,
 * sector.output, sector.balance, sector.column.
 */
export function readSectors(
  sheets: readonly Sheet[],
  currency: string,
): SectorsRead | { readonly value?: undefined; readonly problems: readonly Problem[] } {
  const { tables, problems } = tablesFrom(sheets);
  const { make, uses } = tables;
  const transactions = tables.transactions ?? tables.coefficients;
  const missing = (value: Part) => ({
    problems: [...problems, problem('sector.table', '', { value, known: names[value].join(', ') })],
  });
  if (make && !uses) return missing('uses');
  if (uses && !make) return missing('make');
  if (!transactions && !make) return missing('transactions');
  if (transactions === tables.coefficients && transactions && !tables.demand && !tables.output)
    return missing('demand');
  const unit = transactions && unitIn(transactions, tables.units);
  const read = transactions
    ? readInputOutput(tables, transactions, unit ?? currency)
    : readMakeUse(tables, make!, uses!, currency);
  if (read.value.sectors.length === 0) return missing(transactions ? 'transactions' : 'make');
  return { ...read, problems: [...problems, ...read.problems] };
}

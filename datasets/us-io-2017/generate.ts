import Papa from 'papaparse';
import { codeNames } from './code-names.ts';

/** A table of the source: the names of its rows and columns, and its cells as written. */
interface Labelled {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cell: (row: string, column: string) => number;
}

const isTotal = (name: string): boolean => name.startsWith('Total');
const isFinal = (name: string): boolean => /^F\d/.test(name);
const isAdded = (name: string): boolean => /^V\d/.test(name);

function readLabelled(text: string): Labelled {
  const [[, ...columns] = [], ...body] = Papa.parse<string[]>(text, { skipEmptyLines: true }).data;
  const values = new Map(body.map(([name, ...cells]) => [name!, cells]));
  return {
    rows: [...values.keys()],
    columns,
    cell: (row, column) => Number(values.get(row)?.[columns.indexOf(column)] ?? 0),
  };
}

const write = (header: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  `${Papa.unparse([[...header], ...rows.map((row) => [...row])], { newline: '\n' })}\n`;

/** The cells of a part of a table that are not zero, one a row. */
const long = (table: Labelled, rows: readonly string[], columns: readonly string[]) =>
  rows.flatMap((row) =>
    columns.flatMap((column) => {
      const amount = table.cell(row, column);
      return amount === 0 ? [] : [[row, column, amount] as const];
    }),
  );

const nameOf = (code: string): string => codeNames[code] ?? code;

/** The dataset's tables from the make and the use table of the source: amounts in millions of dollars, totals told apart. */
export function usIo(given: { readonly make: string; readonly use: string }): Record<string, string> {
  const [make, use] = [readLabelled(given.make), readLabelled(given.use)];
  const industries = make.rows.filter((name) => !isTotal(name));
  const commodities = make.columns.filter((name) => !isTotal(name));
  const sectors = [
    ...industries.map((code) => ['industry', code, nameOf(code), make.cell(code, 'Total Industry Output')] as const),
    ...commodities.map((code) => ['commodity', code, nameOf(code), make.cell('Total Commodity Output', code)] as const),
  ];
  const final = use.columns.filter(isFinal);
  const added = use.rows.filter(isAdded);
  const named = (rows: ReturnType<typeof long>, at: 0 | 1) =>
    rows.map(([row, column, amount]) => [row, column, nameOf([row, column][at]!), amount]);
  return {
    'sectors.csv': write(['kind', 'code', 'name', 'output'], sectors),
    'make.csv': write(['industry', 'commodity', 'amount'], long(make, industries, commodities)),
    'use.csv': write(['commodity', 'industry', 'amount'], long(use, commodities, industries)),
    'demand.csv': write(['commodity', 'category', 'name', 'amount'], named(long(use, commodities, final), 1)),
    'value-added.csv': write(['component', 'industry', 'name', 'amount'], named(long(use, added, industries), 0)),
  };
}

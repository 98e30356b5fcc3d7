import { parse } from 'papaparse';
import { type Problem, problem } from '../../0-base/problem.ts';
import { type DateOrder, detectDateOrder } from './date-order.ts';
import { type DecimalMark, type Detected, detectDecimalMark } from './decimal-mark.ts';
import type { TableContext, TableRow } from './context.ts';
import { headingsOf, readHeader, type TableField } from './header.ts';
import { type Proposed, proposals } from './proposal.ts';
import { readRow } from './row.ts';

/** A table as it was understood, for a preview row by row. */
export interface TableReading {
  readonly columns: readonly { readonly heading: string; readonly field: TableField | undefined }[];
  readonly decimalMark: Detected<DecimalMark>;
  readonly dateOrder: Detected<DateOrder>;
  readonly rows: readonly TableRow[];
  readonly proposed: readonly Proposed[];
  readonly problems: readonly Problem[];
}

const required = ['date', 'action', 'resource', 'quantity'] as const satisfies readonly TableField[];

/**
 * Reads a producer's table (CSV, or cells pasted from a spreadsheet) into events, one a row.
 * Decimal mark and date order are found per column unless given; unknown names become proposed records, never silently.
 * Problems: table.header, table.cell, table.formula, table.name, table.choice, table.ambiguous, unit.unknown, field.missing.
 */
export function readTable(text: string, context: TableContext): TableReading {
  const lines = parse<string[]>(text.replace(/^\ufeff/, ''), { skipEmptyLines: 'greedy' }).data;
  const headings = (lines[0] ?? []).map((heading) => heading.trim());
  const fields = readHeader(headings);
  const cells = lines.slice(1).map((line) => cellsOf(line, fields));
  const decimalMark = choose(context.decimalMark, () => detectDecimalMark(column(cells, 'quantity')));
  const dateOrder = choose(context.dateOrder, () => detectDateOrder(column(cells, 'date')));
  const columns = headings.map((heading, place) => ({ heading, field: fields[place] }));
  const missing = required.filter((field) => !fields.includes(field));
  const problems = missing.map((field) => problem('table.header', '', { field, known: headingsOf(field) }));
  if (missing.length > 0) return { columns, decimalMark, dateOrder, rows: [], proposed: [], problems };
  if (!dateOrder.certain)
    problems.push(
      problem('table.ambiguous', '/date', {
        value: column(cells, 'date')[0] ?? '',
        first: 'day first',
        second: 'month first',
      }),
    );
  if (!decimalMark.certain)
    problems.push(
      problem('table.ambiguous', '/quantity', {
        value: column(cells, 'quantity').find((cell) => /[.,]/.test(cell)) ?? '',
        first: 'point as decimal mark',
        second: 'comma as decimal mark',
      }),
    );
  const needed = proposals(context);
  const reading = { context, needed, decimalMark: decimalMark.choice, dateOrder: dateOrder.choice };
  const rows = cells.map((row, place) => readRow(row, place + 2, reading));
  return { columns, decimalMark, dateOrder, rows, proposed: needed.list(), problems };
}

const choose = <T>(given: T | undefined, detect: () => Detected<T>): Detected<T> =>
  given === undefined ? detect() : { choice: given, certain: true };

const cellsOf = (line: readonly string[], fields: readonly (TableField | undefined)[]): TableRow['cells'] =>
  Object.fromEntries(fields.flatMap((field, place) => (field ? [[field, (line[place] ?? '').trim()]] : [])));

const column = (rows: readonly TableRow['cells'][], field: TableField): string[] =>
  rows.flatMap((row) => (row[field] ? [row[field]] : []));

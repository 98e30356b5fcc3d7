import { type Problem, problem } from '../../0-base/problem.ts';
import { type DateOrder, detectDateOrder, readDate } from './date-order.ts';
import { type DecimalMark, type Detected, detectDecimalMark } from './decimal-mark.ts';
import { type Cells, isBlank, isRemark, readCells } from './cells.ts';
import type { TableContext, TableRow } from './context.ts';
import { headingsOf, readHeader, type TableField } from './header.ts';
import { type Proposed, proposals } from './proposal.ts';
import { readRow } from './row.ts';

/** A table as it was understood, for a preview row by row. */
export interface TableReading {
  readonly cells: Cells;
  readonly columns: readonly { readonly heading: string; readonly field: TableField | undefined }[];
  readonly decimalMark: Detected<DecimalMark>;
  readonly dateOrder: Detected<DateOrder>;
  readonly rows: readonly TableRow[];
  readonly proposed: readonly Proposed[];
  readonly problems: readonly Problem[];
}

const required = ['date', 'action', 'resource', 'quantity'] as const satisfies readonly TableField[];

/**
 * Reads a producer's table (CSV, cells pasted from a spreadsheet, or cells as edited) into events, one a row.
 * Lines that begin with # are remarks, as the example of a template is. Decimal mark and date order are found per column unless given; unknown names become proposed records, never silently.
 * Problems: table.quotes, table.header, table.width, table.cell, table.formula, table.name, table.choice, table.ambiguous,
 * choice.unknown, unit.unknown, number.negative, number.precision, text.invalid, field.type, field.missing.
 */
export function readTable(given: string | Cells, context: TableContext): TableReading {
  const { cells, problems } = typeof given === 'string' ? readCells(given) : { cells: given, problems: [] };
  const [head, ...lines] = cells.flatMap((each, place) =>
    isBlank(each) || isRemark(each) ? [] : [{ each, line: place + 1 }],
  );
  const headings = (head?.each ?? []).map((heading) => heading.trim());
  const fields = readHeader(headings);
  const named = lines.map(({ each, line }) => ({ line, cells: cellsOf(each, fields), width: widthOf(each) }));
  const texts = named.map((each) => each.cells);
  const decimalMark = choose(context.decimalMark, () => detectDecimalMark(column(texts, 'quantity')));
  const dateOrder = choose(context.dateOrder, () => detectDateOrder(column(texts, 'date')));
  const columns = headings.map((heading, place) => ({ heading, field: fields[place] }));
  const missing = required.filter((field) => !fields.includes(field));
  problems.push(...missing.map((field) => problem('table.header', '', { field, known: headingsOf(field) })));
  if (problems.length > 0) return { cells, columns, decimalMark, dateOrder, rows: [], proposed: [], problems };
  problems.push(...openQuestions(texts, { decimalMark, dateOrder }));
  const needed = proposals(context);
  const reading = { context, needed, decimalMark: decimalMark.choice, dateOrder: dateOrder.choice };
  const rows = named.map((each) => readRow({ ...each, expected: headings.length }, reading));
  return { cells, columns, decimalMark, dateOrder, rows, proposed: needed.list(), problems };
}

/** What the columns leave open: each with a cell that can be read both ways, where there is one. */
function openQuestions(
  cells: readonly TableRow['cells'][],
  { decimalMark, dateOrder }: Pick<TableReading, 'decimalMark' | 'dateOrder'>,
): Problem[] {
  const ask = (field: TableField, isOpen: (cell: string) => boolean, [first, second]: readonly [string, string]) => {
    const all = column(cells, field);
    const value = all.find(isOpen) ?? all[0] ?? '';
    return problem('table.ambiguous', `/${field}`, { value, first, second });
  };
  const isOpenDate = (cell: string) => readDate(cell, 'dmy') !== readDate(cell, 'mdy');
  return [
    ...(dateOrder.certain ? [] : [ask('date', isOpenDate, ['day first', 'month first'])]),
    ...(decimalMark.certain
      ? []
      : [ask('quantity', (cell) => /[.,]/.test(cell), ['point as decimal mark', 'comma as decimal mark'])]),
  ];
}

/** Cells up to the last one in which something stands. */
const widthOf = (line: readonly string[]): number => line.findLastIndex((cell) => cell.trim() !== '') + 1;

const choose = <T>(given: T | undefined, detect: () => Detected<T>): Detected<T> =>
  given === undefined ? detect() : { choice: given, certain: true };

const cellsOf = (line: readonly string[], fields: readonly (TableField | undefined)[]): TableRow['cells'] =>
  Object.fromEntries(fields.flatMap((field, place) => (field ? [[field, (line[place] ?? '').trim()]] : [])));

const column = (rows: readonly TableRow['cells'][], field: TableField): string[] =>
  rows.flatMap((row) => (row[field] ? [row[field]] : []));

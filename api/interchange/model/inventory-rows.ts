import { type Problem, type ProblemCode, problem } from '../../../engine/0-base/problem.ts';
import { type Cells, isBlank, isRemark } from '../../../engine/1-record/table/cells.ts';
import { type DecimalMark, detectDecimalMark, readNumber } from '../../../engine/1-record/table/decimal-mark.ts';
import { tableLanguages } from '../../../engine/1-record/table/header.ts';
import { letters } from '../table-in.ts';
import { type InventoryTable, inventoryFields } from './inventory-fields.ts';

/** A line of a table: what stands in it by field, and under headings that are no fields. */
export interface Row {
  readonly table: InventoryTable;
  readonly line: number;
  /** A filled cell; undefined where nothing stands. */
  readonly cell: (field: string) => string | undefined;
  /** Cells under headings of one's own. */
  readonly own: readonly (readonly [string, string])[];
  /** Tells what is wrong with a cell. */
  readonly say: (code: ProblemCode, field: string, values?: Record<string, string>) => Problem;
  readonly mark: DecimalMark;
}

/** Where a line stood, as later problems name it. */
export const originOf = ({ table, line }: Row): string => `${table} line ${line}`;

const key = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');

/** The field that a heading stands for, in any language. */
function fieldOf(table: InventoryTable, heading: string): string | undefined {
  const wanted = key(heading);
  return inventoryFields[table].find(
    ({ name, heading: words }) => name === wanted || tableLanguages.some((language) => words[language] === wanted),
  )?.name;
}

const numberFields = new Set(['amount', 'share', 'value', 'mass', 'energy', 'price']);

/** Numbers with an exponent, as programs write small ones. */
const exponent = /^([+-]?\d+(?:[.,]\d+)?)[eE]([+-]?\d{1,3})$/;

/** The number of a cell; undefined when it is none. */
export function numberIn(cell: string, mark: DecimalMark): number | undefined {
  const parts = exponent.exec(cell);
  const text = readNumber(parts ? parts[1]! : cell, mark);
  return text === undefined ? undefined : Number(parts ? `${text}e${parts[2]}` : text);
}

function problemsOfHead(
  table: InventoryTable,
  headings: readonly string[],
  fields: readonly (string | undefined)[],
): Problem[] {
  const known = inventoryFields[table].map(({ name }) => name).join(', ');
  const strange = table === 'flows' ? [] : headings.filter((heading, place) => heading !== '' && !fields[place]);
  const missing = inventoryFields[table].filter(({ name, required }) => required && !fields.includes(name));
  return [
    ...strange.map((field) => problem('field.unknown', '', { field, class: table, known, sheet: table }, table)),
    ...missing.map(({ name, heading }) =>
      problem('table.header', '', { field: name, known: `${heading.en}, ${heading.nl}`, sheet: table }, table),
    ),
  ];
}

/**
 * Reads the lines of one table; the decimal mark is found over all its columns of numbers, remarks and blank lines are passed over.
 * Problems: field.unknown, table.header (then no line is read), field.missing, table.formula; each with sheet, row and column.
 */
export function readRows(table: InventoryTable, cells: Cells): { rows: Row[]; problems: Problem[] } {
  const lines = cells.flatMap((each, place) => (isBlank(each) || isRemark(each) ? [] : [{ each, line: place + 1 }]));
  const [head, ...rest] = lines;
  const headings = (head?.each ?? []).map((heading) => heading.trim());
  const fields = headings.map((heading) => fieldOf(table, heading));
  const problems = head ? problemsOfHead(table, headings, fields) : [];
  if (problems.some(({ code }) => code === 'table.header')) return { rows: [], problems };
  const numbers = rest.flatMap(({ each }) =>
    each
      .filter((_, place) => numberFields.has(fields[place] ?? (table === 'flows' ? 'mass' : '')))
      .map((cell) => cell.trim()),
  );
  const mark = detectDecimalMark(numbers).choice;
  const rows = rest.map(({ each, line }): Row => {
    const text = (place: number) => each[place]?.trim() || undefined;
    const cell = (field: string) => (fields.includes(field) ? text(fields.indexOf(field)) : undefined);
    const say: Row['say'] = (code, field, values = {}) => {
      const place = fields.includes(field) ? fields.indexOf(field) : headings.indexOf(field);
      const value = (text(place) ?? '').slice(0, 80);
      const at = { sheet: table, row: `${line}`, ...(place >= 0 && { column: letters(place) }) };
      return problem(code, `/${field}`, { field, value, ...at, ...values }, `${table} line ${line}`);
    };
    const own = headings.flatMap((heading, place) => {
      const value = text(place);
      return heading !== '' && !fields[place] && value !== undefined ? [[heading, value] as const] : [];
    });
    return { table, line, cell, own, say, mark };
  });
  const required = inventoryFields[table].filter((field) => field.required);
  const whole = rows.filter((row) => {
    const missing = required.filter(({ name }) => row.cell(name) === undefined);
    const formulas = inventoryFields[table].filter(({ name }) => /^[=@]/.test(row.cell(name) ?? ''));
    problems.push(
      ...missing.map(({ name }) => row.say('field.missing', name)),
      ...formulas.map(({ name }) => row.say('table.formula', name)),
    );
    return missing.length === 0 && formulas.length === 0;
  });
  return { rows: whole, problems };
}

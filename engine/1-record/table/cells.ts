import papa from 'papaparse';
import { type Problem, problem } from '../../0-base/problem.ts';

/** The cells of a table, line by line, as written. Lines without anything in them count, so that numbers stay those of the file. */
export type Cells = readonly (readonly string[])[];

/**
 * Takes text apart into cells (RFC 4180; comma, semicolon, tab or bar, whichever fits; a byte-order mark is read over).
 * `delimiter` names the one between cells where it is known. Problem: table.quotes, since behind a quote that is never closed nobody knows where a cell ends.
 */
export function readCells(text: string, delimiter = ''): { cells: Cells; problems: Problem[] } {
  const { data, errors } = papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimiter });
  const open = errors.find(({ type }) => type === 'Quotes');
  return { cells: data, problems: open ? [problem('table.quotes', '', { value: `${(open.row ?? 0) + 1}` })] : [] };
}

/** The delimiter of the headings; the cells below them may hold others, as lists do. */
export function delimiterOf(text: string): string {
  const head = text.split(/\r?\n/, 1)[0]!;
  const [most] = [',', ';', '\t', '|'].toSorted((a, b) => head.split(b).length - head.split(a).length);
  return most!;
}

/** Whether nothing stands in a line. */
export const isBlank = (line: readonly string[]): boolean => line.every((cell) => cell.trim() === '');

/** Whether a line only tells how to fill in the others: its first filled cell begins with a number sign. */
export const isRemark = (line: readonly string[]): boolean =>
  line
    .find((cell) => cell.trim() !== '')
    ?.trim()
    .startsWith('#') ?? false;

import papa from 'papaparse';
import { type Problem, problem } from '../../0-base/problem.ts';

/** The cells of a table, line by line, as written. Lines without anything in them count, so that numbers stay those of the file. */
export type Cells = readonly (readonly string[])[];

/**
 * Takes text apart into cells (RFC 4180; comma, semicolon, tab or bar, whichever fits; a byte-order mark is read over).
 * Problem: table.quotes, since behind a quote that is never closed nobody knows where a cell ends.
 */
export function readCells(text: string): { cells: Cells; problems: Problem[] } {
  const { data, errors } = papa.parse<string[]>(text.replace(/^\ufeff/, ''));
  const open = errors.find(({ type }) => type === 'Quotes');
  return { cells: data, problems: open ? [problem('table.quotes', '', { value: `${(open.row ?? 0) + 1}` })] : [] };
}

/** Whether nothing stands in a line. */
export const isBlank = (line: readonly string[]): boolean => line.every((cell) => cell.trim() === '');

/** What a cell of a table holds: text, a number, or nothing known. */
export type Cell = string | number | null | undefined;

/**
 * One cell of a CSV file (RFC 4180). A text that a spreadsheet would run as a formula is preceded by an apostrophe;
 * a number stays a number; what is unknown is empty.
 */
export function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined || Number.isNaN(cell)) return '';
  if (typeof cell === 'number') return String(cell);
  const harmless = /^[=+\-@\t\r\n]/.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A CSV file: the heads, then the rows. */
export const csvText = (heads: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [heads, ...rows]
    .map((row) => row.map(csvCell).join(','))
    .join('\r\n')
    .concat('\r\n');

/** One line of a table in a test: the cells by the names in its header; empty cells are left out. */
export type Line = Readonly<Record<string, string>>;

const cells = (line: string): string[] => line.split('|').map((cell) => cell.trim());

/** Reads a table written with bars: the first line names the columns, each further line is a row. */
export function linesOf(text: string): Line[] {
  const [header, ...rows] = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(cells);
  return rows.map((row) => {
    if (row.length !== header!.length)
      throw new Error(`${row.length} cells under ${header!.length} columns: ${row.join(' | ')}`);
    return Object.fromEntries(
      row.map((cell, place) => [header![place]!, cell] as const).filter(([, cell]) => cell !== ''),
    );
  });
}

import { csvText } from '../../engine/0-base/csv.ts';
import type { SheetTable } from './sheet.ts';

/** A mark by which spreadsheets know that a file is UTF-8. */
const utf8Mark = '\ufeff';

/** A table as CSV (RFC 4180): heads with their units, every row. */
export const csvOf = ({ columns, rows }: SheetTable): string =>
  `${utf8Mark}${csvText(
    columns.map(({ head, unit }) => (unit ? `${head} (${unit})` : head)),
    rows,
  )}`;

/** The columns and rows of a table for a program: what is not known is null, exact amounts are texts. */
export function jsonOf({ columns, rows }: SheetTable) {
  const typeOf = (place: number, number: boolean) =>
    !number ? 'text' : rows.some((row) => typeof row[place] === 'string') ? 'decimal' : 'number';
  return {
    columns: columns.map(({ id, head, unit, number }, place) => ({
      id,
      name: head,
      ...(unit && { unit }),
      type: typeOf(place, number),
    })),
    rows: rows.map((row) =>
      Object.fromEntries(
        columns.map(({ id }, place) => {
          const cell = row[place] ?? null;
          return [id, typeof cell === 'number' && !Number.isFinite(cell) ? null : cell];
        }),
      ),
    ),
  };
}

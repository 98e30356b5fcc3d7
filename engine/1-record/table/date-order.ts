import { parseTime } from '../../0-base/time.ts';
import type { Detected } from './decimal-mark.ts';

/** The order of day and month in a column of dates; a year of four digits in front is always read as such. */
export type DateOrder = 'dmy' | 'mdy';

const numeric = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?$/;

/** Finds the order under which most cells of a column are dates; a tie falls to day first and is not certain. */
export function detectDateOrder(cells: readonly string[]): Detected<DateOrder> {
  const telling = cells.filter((cell) => numeric.test(cell));
  const fitting = (order: DateOrder) => telling.filter((cell) => readDate(cell, order)).length;
  const [dayFirst, monthFirst] = [fitting('dmy'), fitting('mdy')];
  return { choice: monthFirst > dayFirst ? 'mdy' : 'dmy', certain: telling.length === 0 || dayFirst !== monthFirst };
}

/** A cell as an ISO 8601 date or time; undefined when it is none under this order. */
export function readDate(cell: string, order: DateOrder): string | undefined {
  const parts = numeric.exec(cell);
  if (!parts) return parseTime(cell, 'UTC') ? cell.replace(' ', 'T') : undefined;
  const [, first, second, year, clock] = parts;
  const [day, month] = order === 'dmy' ? [first!, second!] : [second!, first!];
  const date = `${year!.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const written =
    clock === undefined
      ? date
      : `${date}T${clock.padStart(clock.length === 4 || clock.length === 7 ? clock.length + 1 : clock.length, '0')}`;
  return parseTime(written, 'UTC') ? written : undefined;
}

import { parseTime } from '../../0-base/time.ts';
import type { Detected } from './decimal-mark.ts';

/** The order of day and month in a column of dates; a year of four digits in front is always read as such. */
export type DateOrder = 'dmy' | 'mdy';

const numeric = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?$/;

const yearFirst = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?$/;

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
  if (parts) {
    const [, first, second, year, clock] = parts;
    const [day, month] = order === 'dmy' ? [first!, second!] : [second!, first!];
    return written([year!.padStart(4, '20'), month, day], clock);
  }
  const [, year, month, day, clock] = yearFirst.exec(cell) ?? [];
  if (year !== undefined) return written([year, month!, day!], clock);
  return parseTime(cell, 'UTC') ? cell.replace(' ', 'T') : undefined;
}

/** Year, month, day and time of day in ISO 8601; undefined when there is no such moment. */
function written([year, month, day]: readonly [string, string, string], clock: string | undefined): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const text = clock === undefined ? date : `${date}T${clock.replace(/^\d:/, '0$&')}`;
  return parseTime(text, 'UTC') ? text : undefined;
}

import { type Day, firstDayOfMonth, monthOf } from '../0-base/time.ts';

/** A month or a year: first day and the day after the last. */
export interface Period {
  /** YYYY or YYYY-MM. */
  readonly name: string;
  readonly first: Day;
  readonly end: Day;
}

/** The period of a name (YYYY or YYYY-MM); undefined when it is none. */
export function parsePeriod(name: string): Period | undefined {
  const parts = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(name);
  if (!parts) return undefined;
  const month = (Number(parts[1]) - 1970) * 12 + Number(parts[2] ?? 1) - 1;
  return { name, first: firstDayOfMonth(month), end: firstDayOfMonth(month + (parts[2] ? 1 : 12)) };
}

/** The months or years from the one that holds `first` on, up to the end of `last`. */
export function periodsUntil(first: Day, last: Period, step: 'month' | 'year'): Period[] {
  const length = step === 'month' ? 1 : 12;
  const periods: Period[] = [];
  const start = Math.floor(monthOf(Math.min(first, last.first)) / length) * length;
  for (let month = start; firstDayOfMonth(month) < last.end; month += length)
    periods.push({ name: nameOf(month, step), first: firstDayOfMonth(month), end: firstDayOfMonth(month + length) });
  return periods;
}

function nameOf(month: number, step: 'month' | 'year'): string {
  const year = String(1970 + Math.floor(month / 12)).padStart(4, '0');
  return step === 'year' ? year : `${year}-${String((((month % 12) + 12) % 12) + 1).padStart(2, '0')}`;
}

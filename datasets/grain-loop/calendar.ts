/** A day of the year 2025, counted from 0 (1 January) to 364; days outside the year are negative or larger. */
export type DayNumber = number;

const start = Date.UTC(2025, 0, 1);
const dateOf = (day: DayNumber): Date => new Date(start + day * 86_400_000);

/** 2025-03-12 of day 70. */
export const isoDay = (day: DayNumber): string => dateOf(day).toISOString().slice(0, 10);

/** The day of a month (1 to 12) and day of month of 2025. */
export const dayAt = (month: number, dayOfMonth: number): DayNumber =>
  (Date.UTC(2025, month - 1, dayOfMonth) - start) / 86_400_000;

/** The month, 1 to 12. */
export const monthOf = (day: DayNumber): number => dateOf(day).getUTCMonth() + 1;

/** The last day of a month. */
export const lastDayOf = (month: number): DayNumber => dayAt(month + 1, 1) - 1;

/** 0 for Monday to 6 for Sunday. */
export const weekday = (day: DayNumber): number => (dateOf(day).getUTCDay() + 6) % 7;

/** The number of the week, 1 from the Monday on or before 1 January. */
export const weekOf = (day: DayNumber): number => Math.floor((day + weekday(0)) / 7) + 1;

/** Local wall time: at(70, 8.5) is 2025-03-12T08:30. */
export function at(day: DayNumber, hour: number): string {
  const minutes = Math.round(hour * 60);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${isoDay(day)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Every day of the year. */
export const days: readonly DayNumber[] = Array.from({ length: 365 }, (_, day) => day);

/** The evening on which the meters and invoices of a day's month are written down. */
export const monthEnd = (day: DayNumber): string => at(lastDayOf(monthOf(day)), 22);

import { firstDayOfMonth } from '../../../engine/0-base/time.ts';
import { locale } from '../../text/text.ts';

const month = () => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** 2025 as it is, 2025-03 as March 2025, '' as the words for all. */
export function formatPeriod(period: string, all: string): string {
  if (period === '') return all;
  return period.length === 4 ? period : month().format(new Date(`${period}-01T00:00Z`));
}

/** The days of 2025 or 2025-03; all days for ''. */
export function daysOf(period: string): { first: number; end: number } | undefined {
  if (period === '') return undefined;
  const [year, month] = period.split('-').map(Number);
  const first = (year! - 1970) * 12 + (month ?? 1) - 1;
  return { first: firstDayOfMonth(first), end: firstDayOfMonth(first + (month === undefined ? 12 : 1)) };
}

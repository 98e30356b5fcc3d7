import { locale } from '../../text/en.ts';

const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** 2025 as it is, 2025-03 as March 2025, '' as the words for all. */
export function formatPeriod(period: string, all: string): string {
  if (period === '') return all;
  return period.length === 4 ? period : month.format(new Date(`${period}-01T00:00Z`));
}

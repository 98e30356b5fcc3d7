import { formatDay } from '../../engine/0-base/time.ts';
import { writePlace, writeQuery } from '../state/url.ts';
import { daysOf } from './flows/period.ts';
import { query } from './ledger/view.ts';

/** Where the events of a period stand: 2025, 2025-03, or '' for all. */
export function eventsOfPeriod(network: string, period: string): string {
  const days = daysOf(period);
  const between = days && { from: formatDay(days.first), to: formatDay(days.end - 1) };
  return writePlace({ network, view: 'ledger', search: writeQuery(query, between ?? {}) });
}

import { formatDay, parseDay } from '../../../engine/0-base/time.ts';
import { formatDate, formatNumber } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { Answer } from '../../worker/http.ts';
import type { EventItem, NetworkItem, Page } from '../../worker/wire.ts';
import type { Request } from './report.ts';
import { say } from './words.ts';

/** So many lines are read at most; that there are more is told. */
const mostLines = 20_000;

/** First and last day; '' is open. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The period that is asked for; without one, the year in which something happened last. */
export async function periodOf({ client, opened, values }: Request): Promise<Answer<Period>> {
  const { from, to } = values;
  if (from || to) return { ok: true, tag: '', value: { from, to } };
  const networks = await client.get<{ items: readonly NetworkItem[] }>('/api/networks');
  if (!networks.ok) return networks;
  const year = networks.value.items.find(({ network }) => network === opened.network)?.lastDay?.slice(0, 4);
  return { ok: true, tag: '', value: year ? { from: `${year}-01-01`, to: `${year}-12-31` } : { from: '', to: '' } };
}

/** A period in words. */
export function periodWords({ from, to }: Period): string {
  const words = say().period;
  if (from && to) return words.both(formatDate(from), formatDate(to));
  if (from) return words.from(formatDate(from));
  return to ? words.to(formatDate(to)) : words.all;
}

/** The day before a day. */
export const dayBefore = (day: string): string => formatDay(parseDay(day)! - 1);

/** Parameters of an address of the API; empty ones are left out. */
export const parameters = (given: Readonly<Record<string, string>>): string =>
  new URLSearchParams(Object.entries(given).filter(([, value]) => value !== '')).toString();

/** All pages of a list, up to the most lines that are read; each with the page that it came on. */
export async function pagesOf<P extends Page<unknown>>({ client }: Request, address: string): Promise<Answer<P[]>> {
  const pages: P[] = [];
  let count = 0;
  let cursor: string | undefined;
  do {
    const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await client.get<P>(`${address}${more}`);
    if (!answer.ok) return answer;
    pages.push(answer.value);
    count += answer.value.items.length;
    cursor = answer.value.next;
  } while (cursor !== undefined && count < mostLines);
  return { ok: true, tag: '', value: pages };
}

/** Whether all of a list was read. */
const isWhole = (pages: readonly Page<unknown>[]): boolean => pages.at(-1)?.next === undefined;

/** What is told of a list that is longer than what is read of it. */
export const leftOut = (pages: readonly Page<unknown>[]): string[] =>
  isWhole(pages)
    ? []
    : [
        say().firstOnly(
          formatNumber(
            pages.reduce((sum, { items }) => sum + items.length, 0),
            9,
          ),
        ),
      ];

/** What is told of a report as it was known earlier. */
export const asKnown = ({ values }: Request): string[] =>
  values.recorded ? [say().asKnown(formatDate(values.recorded))] : [];

/** The events that a filter finds, in the order of happening. */
export function eventsOf(
  request: Request,
  filter: Readonly<Record<string, string>>,
): Promise<Answer<Page<EventItem>[]>> {
  const { recorded } = request.values;
  const given = parameters({ limit: '1000', sort: 'happened', recorded, ...filter });
  return pagesOf<Page<EventItem>>(request, `/api/networks/${request.opened.network}/economic-events?${given}`);
}

/** The word for a correction, for a line that is one. */
export const correctionWord = (isCorrection: boolean): string => (isCorrection ? text.ledger.events.correction : '');

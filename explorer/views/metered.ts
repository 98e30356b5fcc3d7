import { formatInstant, parseTime } from '../../engine/0-base/time.ts';
import type { Measure } from '../../engine/1-record/field.ts';
import type { Body } from '../../engine/1-record/kind.ts';
import { metersText } from '../text/meters.ts';
import { formatDaysIn, formatMeasure, formatShare, formatTime, measureIn } from '../text/format.ts';
import type { WireProblem } from '../worker/http.ts';
import type { Opened } from '../worker/world.ts';
import { nameOf, plainName, usualUnit } from './names.ts';

/** What was used of a stock between two readings, or by an invoice. */
export interface SpanItem {
  readonly resource: string;
  readonly reading: string;
  readonly since?: string;
  readonly from: string;
  readonly until: string;
  readonly quantity: Measure;
  readonly how: 'difference' | 'rollover' | 'invoice';
  readonly basis?: 'net' | 'gross';
  readonly isSpread: boolean;
}

/** Two figures of the same days. */
export interface PairItem {
  readonly resource: string;
  readonly meter: Measure;
  readonly invoice: Measure;
  readonly readings: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly difference: Measure;
  /** Of the meter's figure; nothing where that is zero. */
  readonly share: number | null;
}

/** What meters and invoices say. */
export interface Metered {
  readonly items: readonly SpanItem[];
  readonly pairs: readonly PairItem[];
  readonly warnings: readonly WireProblem[];
}

/** The address of what meters and invoices say, of one stock or of all. */
export const meteredAddress = (network: string, resource = ''): string =>
  `/api/networks/${network}/metered${resource && `?resource=${encodeURIComponent(resource)}`}`;

/** The page of a reading. */
export const readingPage = (network: string, reading: string): string =>
  `/${network}/ledger?reading=${encodeURIComponent(reading)}`;

/** What a stock is called. */
export const stockName = ({ facts }: Pick<Opened, 'facts'>, id: string): string => plainName(nameOf(facts, id));

/** A measure in the unit in which its stock is counted. */
export const inUsual = ({ facts }: Pick<Opened, 'facts'>, resource: string, measure: Measure): Measure =>
  measureIn(measure, usualUnit(facts, resource));

const hourIn = (zone: string, at: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

/** A period in words: whole days by their first and last one, else from moment to moment. */
export function whenWords({ zone }: Pick<Opened, 'zone'>, from: string, until: string): string {
  const [begin, end] = [Date.parse(from), Date.parse(until)];
  const isWhole = [begin, end].every((at) => hourIn(zone, at) === '00:00');
  const { days } = metersText();
  return isWhole ? formatDaysIn(begin, end - 1, zone) : days(formatTime(from, zone), formatTime(until, zone));
}

/** A written time as a moment, read in the zone of the network; a day alone stays a day for whom it is told. */
function momentOf(text: string | undefined, zone: string): string {
  const read = parseTime(text ?? '', zone);
  return read ? (text?.length === 10 ? text : formatInstant(read.instant)) : (text ?? '');
}

/** What a reading says, and when: in its own words. */
export function readingWords(opened: Pick<Opened, 'zone'>, body: Body<'Reading'>): { amount: string; when: string } {
  const measure = body.index ?? body.resourceQuantity;
  const { zone } = opened;
  const [at, from, to] = [body.hasPointInTime, body.hasBeginning, body.hasEnd].map((text) => momentOf(text, zone));
  const isDays = [body.hasBeginning, body.hasEnd].every((text) => text?.length === 10);
  const period = isDays
    ? formatDaysIn(Date.parse(from!), Date.parse(to!), zone)
    : metersText().days(formatTime(from!, zone), formatTime(to!, zone));
  const when = body.index ? formatTime(at!, zone) : period;
  return { amount: measure ? formatMeasure(measure) : '', when };
}

/** A reading as the heading of its page. */
export function readingSentence(opened: Opened, body: Body<'Reading'>): string {
  const { page } = metersText();
  const { amount, when } = readingWords(opened, body);
  return (body.index ? page.index : page.invoice)(stockName(opened, body.of), amount, when);
}

const withoutSign = ({ hasNumericalValue, hasUnit }: Measure): Measure => ({
  hasNumericalValue: hasNumericalValue.replace(/^-/, ''),
  hasUnit,
});

/** Whether the two figures of a pair differ. */
export const isApart = ({ difference }: PairItem): boolean => Number(difference.hasNumericalValue) !== 0;

/** Two figures of the same days in a sentence: neither overwrites the other. */
export function pairSentence(opened: Opened, pair: PairItem): string {
  const say = metersText();
  const when = whenWords(opened, pair.from, pair.until);
  const written = (measure: Measure) => formatMeasure(inUsual(opened, pair.resource, measure));
  if (!isApart(pair)) return say.same(when, written(pair.meter));
  const share = formatShare(Math.abs(pair.share ?? Number.NaN));
  const isMore = !pair.difference.hasNumericalValue.startsWith('-');
  const by = written(withoutSign(pair.difference));
  return (isMore ? say.more : say.less)(when, written(pair.meter), written(pair.invoice), by, share);
}

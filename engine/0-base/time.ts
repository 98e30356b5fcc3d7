/** A moment: whole microseconds since 1970-01-01T00:00:00Z (a safe integer until the year 2255). */
export type Instant = number;

/** A day: whole days since 1970-01-01 in some zone. */
export type Day = number;

/** A time as written: `day` when no time of day was given (then the instant is the beginning of that day in the zone). */
export interface WrittenTime {
  readonly instant: Instant;
  readonly precision: 'day' | 'instant';
}

const microsecondsPerDay = 86_400_000_000;
const form = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d:?[0-5]\d)?)?$/;

/** Reads an ISO 8601 date or time; without an offset it is meant in `zone` (IANA name). Undefined when it is neither, or before the year 1000 (a year of two digits is a slip). */
export function parseTime(text: string, zone: string): WrittenTime | undefined {
  const parts = form.exec(text);
  if (!parts) return undefined;
  const [year, month, day, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if (!isDate(year!, month!, day!) || hour > 23 || minute > 59 || second > 59) return undefined;
  const local =
    Date.UTC(year!, month! - 1, day!, hour, minute, second) * 1000 + Number((parts[7] ?? '').padEnd(6, '0'));
  const offset = parts[8] === undefined ? undefined : offsetOf(parts[8]);
  if (Math.abs(offset ?? 0) > widestOffset) return undefined;
  const instant = offset === undefined ? instantIn(zone, local) : local - offset;
  return { instant, precision: parts[4] === undefined ? 'day' : 'instant' };
}

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** No clock on earth stands further from UTC. */
const widestOffset = 14 * 3_600_000_000;

function offsetOf(text: string): number {
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text[0] === '-' ? -minutes : minutes) * 60_000_000;
}

/** A local wall time (microseconds as if UTC) to the instant; a time skipped by the clock moves forward, a doubled one is the first. */
function instantIn(zone: string, local: number): Instant {
  const first = local - zoneOffset(zone, local - microsecondsPerDay);
  const second = local - zoneOffset(zone, local + microsecondsPerDay);
  const fits = [first, second].filter((instant) => instant + zoneOffset(zone, instant) === local);
  return fits.length > 0 ? Math.min(...fits) : Math.max(first, second);
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const fields = {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    } as const;
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...fields });
    formats.set(zone, format);
  }
  return format;
}

/** Microseconds that the clocks of the zone stand ahead of UTC. Zones change at whole quarters of an hour, so one look-up serves each. */
function zoneOffset(zone: string, instant: Instant): number {
  const quarter = Math.floor(instant / 900_000_000);
  const known = offsetsOf(zone);
  const before = known.get(quarter);
  if (before !== undefined) return before;
  const offset = measureOffset(zone, quarter * 900_000);
  known.set(quarter, offset);
  return offset;
}

function offsetsOf(zone: string): Map<number, number> {
  const known = offsets.get(zone) ?? new Map<number, number>();
  if (known.size > 200_000) known.clear();
  offsets.set(zone, known);
  return known;
}

function measureOffset(zone: string, milliseconds: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(milliseconds)) parts[type] = Number(value);
  const { year, month, day, hour, minute, second } = parts;
  return (Date.UTC(year!, month! - 1, day!, hour!, minute!, second!) - milliseconds) * 1000;
}

/** Whether a name is a time zone that this machine knows. */
export function isZone(zone: string): boolean {
  try {
    return formatOf(zone) !== undefined;
  } catch {
    return false;
  }
}

/** 2025-03-12T13:30:00Z, with as many decimals of a second as there are. */
export function formatInstant(instant: Instant): string {
  const date = new Date(Math.floor(instant / 1000)).toISOString();
  const micro = (((instant % 1_000_000) + 1_000_000) % 1_000_000).toString().padStart(6, '0').replace(/0+$/, '');
  return `${date.slice(0, 19)}${micro ? `.${micro}` : ''}Z`;
}

/** The day on which an instant falls in a zone. */
export const dayOf = (instant: Instant, zone: string): Day =>
  Math.floor((instant + zoneOffset(zone, instant)) / microsecondsPerDay);

/** 2025-03-12. */
export const formatDay = (day: Day): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** The day of a text like 2025-03-12; undefined when it is none. */
export function parseDay(text: string): Day | undefined {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? parseTime(text, 'UTC') : undefined;
  return time && time.instant / microsecondsPerDay;
}

/** The instant at which a day begins in a zone. */
export const startOfDay = (day: Day, zone: string): Instant => instantIn(zone, day * microsecondsPerDay);

/** Months since January 1970 of a day. */
export function monthOf(day: Day): number {
  const date = new Date(day * 86_400_000);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** The first day of a month counted since January 1970. */
export const firstDayOfMonth = (month: number): Day =>
  Date.UTC(1970 + Math.floor(month / 12), ((month % 12) + 12) % 12, 1) / 86_400_000;

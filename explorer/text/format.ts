import {
  compare,
  type Decimal,
  decimal,
  divide,
  formatDecimal,
  isNegative,
  negate,
  parseDecimal,
} from '../../engine/0-base/decimal.ts';
import { coherentUnit, findUnit, fromCoherent, toCoherent, type Unit } from '../../engine/0-base/unit.ts';
import type { Measure } from '../../engine/1-record/field.ts';
import { locale, text } from './text.ts';

/** A number followed by its unit never breaks between them. */
const glue = '\u00a0';

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const known = formatters.get(key) ?? new Intl.NumberFormat(locale, options);
  formatters.set(key, known);
  return known;
}

/** A number with at most `digits` significant digits: 1,250 and 0.0123; unknown (NaN) is "unknown", never 0. */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return text.shell.unknown;
  const shown = formatter({ maximumSignificantDigits: digits }).format(value);
  return shown === '-0' ? '0' : shown.replace('-', '−');
}

/** A decimal text with all its digits, grouped: 1,250.5. */
export function formatExact(text: string): string {
  const parsed = parseDecimal(text);
  if (!parsed) return text;
  // Intl formats a decimal text exactly, without going through a double.
  const written = formatDecimal(parsed) as Intl.StringNumericLiteral;
  return formatter({ maximumFractionDigits: 20 }).format(written).replace('-', '−');
}

/** A share of one as percent: 4.3 %. */
export const formatShare = (value: number, digits = 2): string =>
  Number.isNaN(value) ? text.shell.unknown : `${formatNumber(value * 100, digits)}${glue}%`;

/** The symbol of a unit: kg, L, kWh; a unit that is not in the table speaks for itself. */
export const unitSymbol = (id: string): string => findUnit(id)?.symbol ?? id;

/** A quantity as it was recorded, every digit: 1,250.5 kg. */
export const formatMeasure = (measure: { hasNumericalValue: string; hasUnit: string }): string =>
  `${formatExact(measure.hasNumericalValue)}${glue}${unitSymbol(measure.hasUnit)}`;

/** The units in which people read each dimension, small to large, with the size from which each is used. */
const ladders: Readonly<Record<string, readonly (readonly [unit: string, from: string])[]>> = {
  mass: [
    ['gram', '0'],
    ['kilogram', '1'],
    ['tonne', '1000'],
  ],
  volume: [
    ['litre', '0'],
    ['cubicMetre', '10'],
  ],
  energy: [
    ['wattHour', '0'],
    ['kilowattHour', '360000'],
  ],
  power: [['watt', '0']],
  length: [
    ['metre', '0'],
    ['kilometre', '1000'],
  ],
  area: [
    ['squareMetre', '0'],
    ['hectare', '10000'],
  ],
  time: [
    ['second-Time', '0'],
    ['minute-Time', '60'],
    ['hour', '3600'],
  ],
  count: [['one', '0']],
};

/** The unit in which a coherent amount reads well: 1,250 kg in tonnes. Zero keeps the coherent unit. */
function readableUnit(coherent: Unit, amount: Decimal): Unit {
  const size = isNegative(amount) ? negate(amount) : amount;
  if (size.coefficient === 0n) return coherent;
  const ladder = ladders[coherent.dimension] ?? [[coherent.id, '0']];
  const fitting = ladder.filter(([, from]) => compare(size, decimal(from)) >= 0);
  return findUnit(fitting.at(-1)![0])!;
}

const decimalOf = (value: number): Decimal | undefined =>
  Number.isFinite(value) ? parseDecimal(Math.abs(value) < 1e-9 ? '0' : value.toFixed(9)) : undefined;

/**
 * A computed amount in a unit that reads well, with at most `digits` significant digits: 1,250 kg -> 1.25 t.
 * An unknown unit is written as it is; an unknown amount says so.
 */
export function formatAmount(value: number, unitId: string, digits = 3): string {
  const unit = findUnit(unitId);
  const exact = decimalOf(value);
  if (!unit || !exact) return `${formatNumber(value, digits)}${Number.isNaN(value) ? '' : `${glue}${unitId}`}`;
  const coherent = toCoherent({ value: exact, unit });
  const shown = readableUnit(coherentUnit(unit.dimension), coherent);
  return `${formatNumber(Number(formatDecimal(fromCoherent(coherent, shown))), digits)}${glue}${shown.symbol}`;
}

/** A computed range in the unit that its upper end reads well in: 50,000 – 135,000 t. */
export function formatRange(low: number, high: number, unitId: string, digits = 3): string {
  const { symbol, divisor } = scaleFor(high, unitId);
  return `${formatNumber(low / divisor, digits)} – ${formatNumber(high / divisor, digits)}${glue}${symbol}`;
}

/** One unit for a whole column or axis, chosen for its largest amount: the symbol for the head, and what to divide by. */
export function scaleFor(largest: number, unitId: string): { symbol: string; divisor: number } {
  const unit = findUnit(unitId);
  const exact = decimalOf(largest);
  if (!unit || !exact) return { symbol: unitId, divisor: 1 };
  const coherent = coherentUnit(unit.dimension);
  const shown = readableUnit(coherent, toCoherent({ value: exact, unit }));
  return { symbol: shown.symbol, divisor: Number(formatDecimal(divide(shown.factor, unit.factor, 18))) };
}

const dates = new Map<string, Intl.DateTimeFormat>();

function dateFormat(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + zone + JSON.stringify(options);
  const known = dates.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  dates.set(key, known);
  return known;
}

const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** 12 Mar 2025, of a text like 2025-03-12. */
export const formatDate = (text: string): string =>
  dateFormat('UTC', day).format(new Date(`${text.slice(0, 10)}T00:00Z`));

/** 12 Mar 2025: the day of a moment (milliseconds) in the zone of the network. */
export const formatDayIn = (milliseconds: number, zone: string): string => dateFormat(zone, day).format(milliseconds);

/** 1–30 Jun 2025: from the day of one moment to that of another (milliseconds) in the zone of the network. */
export const formatDaysIn = (from: number, to: number, zone: string): string =>
  dateFormat(zone, day).formatRange(from, to);

/** 12 Mar 2025, 14:30 in the zone of the network; a day without a time stays a day. */
export function formatTime(text: string, zone: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return formatDate(text);
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : dateFormat(zone, { ...day, ...time }).format(date);
}

/** A date on an axis whose ticks stand `step` milliseconds apart: with its day, its month or its year alone. */
export function formatTick(milliseconds: number, step: number): string {
  const days = step / 86_400_000;
  if (days > 360) return dateFormat('UTC', { year: 'numeric' }).format(milliseconds);
  const options =
    days > 27 ? ({ month: 'short', year: '2-digit' } as const) : ({ day: 'numeric', month: 'short' } as const);
  return dateFormat('UTC', options).format(milliseconds);
}

/** Dimensions whose coherent unit nobody counts in: litres and kilowatt-hours, not cubic metres and joules. */
const seldomCoherent = ['volume', 'energy', 'time'];

/** The unit in which the largest of these measures reads well, where nobody has said in which it is counted. */
export function readableUnitOf(measures: readonly Measure[]): string | undefined {
  const unit = findUnit(measures[0]?.hasUnit ?? '');
  if (!unit || !seldomCoherent.includes(unit.dimension)) return measures[0]?.hasUnit;
  const coherent = coherentUnit(unit.dimension);
  const sizes = measures.flatMap(({ hasNumericalValue }) => parseDecimal(hasNumericalValue) ?? []);
  const largest = sizes
    .map((size) => (isNegative(size) ? negate(size) : size))
    .reduce((a, b) => (compare(a, b) < 0 ? b : a));
  return readableUnit(coherent, toCoherent({ value: largest, unit })).id;
}

/** What kind of amount a measure is, and how large in the coherent unit: only amounts of one kind can be compared. */
export function rankOf(measure: Measure | undefined): { kind: string; size: number | null } {
  const unit = findUnit(measure?.hasUnit ?? '');
  const value = parseDecimal(measure?.hasNumericalValue ?? '');
  if (!measure || !value) return { kind: '', size: null };
  if (!unit) return { kind: measure.hasUnit, size: Number(measure.hasNumericalValue) };
  return { kind: unit.dimension, size: Number(formatDecimal(toCoherent({ value, unit }))) };
}

/** A measure in another unit of its dimension, every digit: a stock kept in m³ as the litres in which it is counted. */
export function measureIn(measure: Measure, unitId: string | undefined): Measure {
  const [from, to] = [findUnit(measure.hasUnit), findUnit(unitId ?? '')];
  const value = parseDecimal(measure.hasNumericalValue);
  if (!unitId || !from || !to || !value || from.dimension !== to.dimension) return measure;
  return { hasNumericalValue: formatDecimal(fromCoherent(toCoherent({ value, unit: from }), to)), hasUnit: to.id };
}

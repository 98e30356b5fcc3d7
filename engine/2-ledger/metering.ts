import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  formatDecimal,
  isNegative,
  isZero,
  multiply,
  round,
  subtract,
  toNumber,
  zero,
} from '../0-base/decimal.ts';
import { type Problem, problem } from '../0-base/problem.ts';
import { dayOf, formatInstant, type Instant, parseTime, startOfDay } from '../0-base/time.ts';
import { findUnit, fromCoherent, toCoherent } from '../0-base/unit.ts';
import type { Measure } from '../1-record/field.ts';
import type { Body } from '../1-record/kind.ts';
import type { EconomicEvent } from '../1-record/observation.ts';
import { metered } from './action.ts';

/** A reading with its id. */
export interface ReadingRecord {
  readonly id: string;
  readonly body: Body<'Reading'>;
}

/** What was used between two readings of a meter, or by an invoice; in the unit of the later reading. */
export interface Metered {
  /** The reading that ends it, or the invoice. */
  readonly reading: string;
  /** The reading that begins it. */
  readonly since?: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly quantity: Measure;
  /** `rollover`: the meter went past its last number once. */
  readonly how: 'difference' | 'rollover' | 'invoice';
  readonly basis?: 'net' | 'gross' | undefined;
}

/** Two figures of one period, neither of which overwrites the other. */
export interface MeteredPair {
  readonly meter: Measure;
  readonly invoice: Measure;
  readonly readings: readonly string[];
  readonly from: Instant;
  readonly until: Instant;
  /** Invoice less meter, and its part of the meter's figure. */
  readonly difference: Measure;
  readonly share: number;
}

/** What the readings of one stock say. */
export interface Metering {
  readonly spans: readonly Metered[];
  readonly pairs: readonly MeteredPair[];
  readonly problems: readonly Problem[];
}

/**
 * What was used of one stock by its meters and invoices, in the order of time: index - index before; past the last number of the meter
 * + 10^digits; between two meters nothing is known. Of a period that an invoice and readings tell exactly both figures are compared.
 * Warnings: reading.meter (another meter), reading.backwards (a lower index), heating.basis (figures of different heating values).
 */
export function meteringOf(readings: readonly ReadingRecord[], zone: string): Metering {
  const problems: Problem[] = [];
  const shown = readings
    .filter(({ body }) => body.index !== undefined)
    .map((each) => ({ ...each, at: instantOf(each.body.hasPointInTime!, zone) }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const spans: Metered[] = [];
  for (let place = 1; place < shown.length; place++) {
    const [before, after] = [shown[place - 1]!, shown[place]!];
    const used = usedBetween(before, after, problems);
    if (!used) continue;
    const { index, basis } = after.body;
    const quantity = { hasNumericalValue: formatDecimal(used.quantity), hasUnit: index!.hasUnit };
    const period = { since: before.id, from: before.at, until: after.at };
    spans.push({ reading: after.id, ...period, quantity, how: used.how, basis });
  }
  for (const { id, body } of readings)
    if (body.resourceQuantity)
      spans.push({
        reading: id,
        from: instantOf(body.hasBeginning!, zone),
        until: endOf(body.hasEnd!, zone),
        quantity: body.resourceQuantity,
        how: 'invoice',
        basis: body.basis,
      });
  spans.sort((a, b) => a.from - b.from || a.until - b.until);
  return { spans, pairs: pairsOf(spans, problems), problems };
}

const instantOf = (text: string, zone: string): Instant => parseTime(text, zone)!.instant;

/** The end of a period: a day is in it to its end. */
function endOf(text: string, zone: string): Instant {
  const { instant, precision } = parseTime(text, zone)!;
  return precision === 'day' ? startOfDay(dayOf(instant, zone) + 1, zone) : instant;
}

const ten = decimal('10');

function usedBetween(
  before: ReadingRecord,
  after: ReadingRecord,
  problems: Problem[],
): { quantity: Decimal; how: 'difference' | 'rollover' } | undefined {
  const said = (code: 'reading.meter' | 'reading.backwards') => {
    const [name, found] = [before.body.meter ?? '-', after.body.meter ?? '-'];
    const [from, to] = [before, after].map(({ body }) => `${body.index!.hasNumericalValue} ${body.index!.hasUnit}`);
    const values: Record<string, string> = { name, found, value: to!, expected: from! };
    problems.push(problem(code, '/index', values, after.id));
    return undefined;
  };
  if (before.body.meter !== after.body.meter) return said('reading.meter');
  const first = inUnitOf(before.body.index!, after.body.index!.hasUnit);
  if (!first) return said('reading.backwards');
  const quantity = subtract(decimal(after.body.index!.hasNumericalValue), first);
  if (!isNegative(quantity)) return { quantity, how: 'difference' };
  const digits = Number(after.body.digits ?? before.body.digits ?? 0);
  const turn = Array.from({ length: digits }).reduce<Decimal>((all) => multiply(all, ten), decimal('1'));
  const turned = add(quantity, turn);
  return digits > 0 && !isNegative(turned) ? { quantity: turned, how: 'rollover' } : said('reading.backwards');
}

/** A measure's number in another unit of its dimension; undefined in another dimension. */
function inUnitOf({ hasNumericalValue, hasUnit }: Measure, wanted: string): Decimal | undefined {
  const [from, to] = [findUnit(hasUnit), findUnit(wanted)];
  if (!from || !to || from.dimension !== to.dimension) return undefined;
  return from === to
    ? decimal(hasNumericalValue)
    : fromCoherent(toCoherent({ value: decimal(hasNumericalValue), unit: from }), to);
}

/** An invoice beside the readings that together tell of the same period. */
function pairsOf(spans: readonly Metered[], problems: Problem[]): MeteredPair[] {
  const read = spans.filter(({ how }) => how !== 'invoice');
  return spans.flatMap((invoice): MeteredPair[] => {
    if (invoice.how !== 'invoice') return [];
    const inside = read.filter(({ from, until }) => from >= invoice.from && until <= invoice.until);
    const isWhole =
      inside[0]?.from === invoice.from &&
      inside.at(-1)?.until === invoice.until &&
      inside.every((each, place) => place === 0 || inside[place - 1]!.until === each.from);
    if (!isWhole) return [];
    if (inside.some(({ basis }) => basis !== invoice.basis)) {
      problems.push(problem('heating.basis', '/basis', { name: invoice.reading }, invoice.reading));
      return [];
    }
    const unit = invoice.quantity.hasUnit;
    const parts = inside.map(({ quantity }) => inUnitOf(quantity, unit));
    if (parts.some((each) => each === undefined)) return [];
    const sum = (parts as Decimal[]).reduce(add, zero);
    const difference = subtract(decimal(invoice.quantity.hasNumericalValue), sum);
    const shown = (value: Decimal): Measure => ({ hasNumericalValue: formatDecimal(value), hasUnit: unit });
    return [
      {
        meter: shown(sum),
        invoice: invoice.quantity,
        readings: [...inside.map(({ reading }) => reading), invoice.reading],
        from: invoice.from,
        until: invoice.until,
        difference: shown(difference),
        share: isZero(sum) ? Number.NaN : toNumber(difference) / toNumber(sum),
      },
    ];
  });
}

/** How much each of some processes weighs in a spread. */
export interface Weighed {
  readonly process: string;
  readonly weight: Decimal;
}

/**
 * A quantity spread over processes by weight: quantity x weight / sum of weights, cut to `digits` decimals, the rest given in units of the last
 * decimal to those that were cut most (largest remainder), so that the parts sum to the whole exactly. Without weight there are no parts.
 */
export function spreadOver(quantity: Measure, weights: readonly Weighed[], digits = 3): ReadonlyMap<string, Decimal> {
  const whole = decimal(quantity.hasNumericalValue);
  const sum = weights.reduce<Decimal>((all, { weight }) => add(all, weight), zero);
  if (isZero(sum) || isNegative(sum)) return new Map();
  const step = divide(decimal('1'), decimal(`1${'0'.repeat(digits)}`), digits);
  const parts = weights.map(({ process, weight }) => {
    const exact = divide(multiply(whole, weight), sum, digits + 9);
    const near = round(exact, digits);
    const part = compare(near, exact) > 0 ? subtract(near, step) : near;
    return { process, part, cut: subtract(exact, part) };
  });
  let rest = parts.reduce<Decimal>((all, { part }) => subtract(all, part), whole);
  const byCut = [...parts].sort((a, b) => compare(b.cut, a.cut) || (a.process < b.process ? -1 : 1));
  const given = new Map(parts.map(({ process, part }) => [process, part]));
  for (const { process } of byCut) {
    if (compare(rest, zero) <= 0) break;
    const more = compare(rest, step) < 0 ? rest : step;
    given.set(process, add(given.get(process)!, more));
    rest = subtract(rest, more);
  }
  return given;
}

/** What the events of a span are made from: whose stock it is, of what, and what each process had of it. */
export interface Proposed {
  readonly span: Metered;
  readonly reading: Body<'Reading'>;
  readonly holder: string | undefined;
  readonly specification: string;
  readonly parts: ReadonlyMap<string, Decimal>;
}

/** The events that a span proposes: of an invoice what was bought of whoever sent it, then what each process used; marked as spread, not measured. */
export function meteredEvents({ span, reading, holder, specification, parts }: Proposed): EconomicEvent[] {
  const period = { hasBeginning: formatInstant(span.from), hasEnd: formatInstant(span.until) };
  const { provider } = reading;
  const isBought = span.how === 'invoice' && provider !== undefined && holder !== undefined && provider !== holder;
  const bought: EconomicEvent = {
    action: metered.bought,
    ...(provider !== undefined && { provider }),
    ...(holder !== undefined && { receiver: holder }),
    toResourceInventoriedAs: reading.of,
    resourceConformsTo: specification,
    resourceQuantity: span.quantity,
    hasPointInTime: period.hasBeginning,
    spreadFrom: span.reading,
  };
  const used = [...parts].map(([process, part]): EconomicEvent => ({
    action: metered.used,
    inputOf: process,
    ...(holder !== undefined && { provider: holder, receiver: holder }),
    resourceInventoriedAs: reading.of,
    resourceQuantity: { hasNumericalValue: formatDecimal(part), hasUnit: span.quantity.hasUnit },
    ...period,
    spreadFrom: span.reading,
  }));
  return isBought ? [bought, ...used] : used;
}

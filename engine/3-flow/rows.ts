import { type Decimal, parseDecimal, toNumber } from '../0-base/decimal.ts';
import { type Day, dayOf, parseDay } from '../0-base/time.ts';
import { coherentUnit, findUnit, toCoherent } from '../0-base/unit.ts';
import type { Body } from '../1-record/kind.ts';
import type { Figure } from '../1-record/published.ts';
import type { EventEffects, Movement } from '../2-ledger/shape.ts';
import { type FlowRow, flowRoles, noCorrection, type RowRole, roleCodes } from './columns.ts';

/** The rows of one event: one per movement, on the day in `zone` (IANA name) on which it happened (DESIGN.md section 6). */
export function flowRows(effects: EventEffects, zone: string): FlowRow[] {
  const { event } = effects;
  const day = dayOf(event.happened, zone);
  const corrects = event.root === event.id ? noCorrection : event.rootSequence;
  return effects.movements.map((movement) => {
    const quantity = toNumber(movement.quantity);
    return {
      from: movement.from,
      to: movement.to,
      specification: movement.specification,
      process: movement.process ?? '',
      day,
      quantity,
      low: quantity,
      high: quantity,
      unit: movement.unit,
      // What is bought by an invoice is what it says; what a process had of it is shared out.
      status: event.body.spreadFrom !== undefined && movement.process !== undefined ? 'spread' : 'measured',
      role: roleOf(movement, effects),
      burden: movement.burden,
      sequence: event.sequence,
      corrects,
    };
  });
}

function roleOf({ role }: Movement, { postings }: EventEffects): RowRole {
  return roleCodes[role] === roleCodes.transfer && !postings.some((each) => each.account === 'accounting')
    ? 'custody'
    : role;
}

/** A published flow as it is stored. */
export interface StoredPublishedFlow {
  readonly id: string;
  readonly sequence: number;
  readonly body: Body<'PublishedFlow'>;
}

/**
 * The rows of a published flow: one for each dimension that its figures are in, between agents, never stock or burden.
 * Figures that disagree are a range, whatever period they speak of: `low` and `high` are the extremes of all of the dimension,
 * in coherent units a year, `quantity` is the low end; the row stands at the latest year that a figure names. Figures that do not
 * say what time they are per, or in an unknown unit, are kept in the record only; without a usable one the amount is unknown.
 */
export function publishedRows({ sequence, body }: StoredPublishedFlow): FlowRow[] {
  const usable = body.figures.flatMap((figure) => readFigure(figure) ?? []);
  const dimensions = [...new Set(usable.map((each) => each.unit))];
  const since = Number(body.since ?? 0);
  const base = {
    from: { kind: 'agent', agent: body.from },
    to: { kind: 'agent', agent: body.to },
    specification: body.specification,
    process: '',
    role: flowRoles[roleCodes.transfer]!,
    burden: 'carries',
    sequence,
    corrects: noCorrection,
  } as const;
  if (dimensions.length === 0) {
    const day = firstDayOfYear(since);
    return [{ ...base, day, quantity: Number.NaN, low: Number.NaN, high: Number.NaN, unit: '', status: 'unknown' }];
  }
  return dimensions.map((unit) => {
    const figures = usable.filter((each) => each.unit === unit);
    const low = Math.min(...figures.map((each) => each.low));
    const high = Math.max(...figures.map((each) => each.high));
    const year = Math.max(...figures.map((each) => each.year));
    const day = firstDayOfYear(year > 0 ? year : since);
    return { ...base, day, quantity: low, low, high, unit, status: 'published' };
  });
}

interface UsableFigure {
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  /** The year that its period names, 0 for none. */
  readonly year: number;
}

const timesAYear: Readonly<Record<Figure['per'], number | undefined>> = {
  year: 1,
  month: 12,
  day: 365,
  unknown: undefined,
};

function readFigure(figure: Figure): UsableFigure | undefined {
  const times = timesAYear[figure.per];
  const unit = findUnit(figure.unit);
  const numbers = [figure.value, figure.low, figure.high].flatMap((text) => readNumber(text) ?? []);
  if (times === undefined || unit === undefined || numbers.length === 0) return undefined;
  const amounts = numbers.map((value) => toNumber(toCoherent({ value, unit })) * times);
  return {
    low: Math.min(...amounts),
    high: Math.max(...amounts),
    unit: coherentUnit(unit.dimension).id,
    year: Number(/\b(?:1[89]|2\d)\d\d\b/.exec(figure.period)?.[0] ?? 0),
  };
}

const readNumber = (text: string | undefined): Decimal | undefined =>
  text === undefined ? undefined : parseDecimal(text);

/** Of what is no year of four digits the first day of 1970. */
const firstDayOfYear = (year: number): Day => parseDay(`${Math.trunc(year)}-01-01`) ?? 0;

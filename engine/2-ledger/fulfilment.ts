import { add, compare, type Decimal, formatDecimal, isNegative, isZero, subtract, zero } from '../0-base/decimal.ts';
import { addUnder, groupBy } from '../0-base/group.ts';
import { type Instant, parseTime } from '../0-base/time.ts';
import { coherentUnit, findUnit, fromCoherent } from '../0-base/unit.ts';
import type { Measure } from '../1-record/field.ts';
import { readAmount } from './amount.ts';
import { fill } from './fulfil.ts';
import type { links, Promised } from './promise.ts';
import type { Allocation } from './shape.ts';

/** An intent, a commitment or a claim as it is recorded. */
export interface PromiseRecord {
  readonly id: string;
  readonly class: (typeof links)[keyof typeof links];
  readonly body: Promised;
}

/** What is left of what an event was allocated, with the event at the root of its corrections. */
export interface AllocatedEvent extends Allocation {
  readonly event: string;
}

/** One that answers a promise: an event, or a commitment that satisfies an intent, and how much of it does. */
export interface Answering {
  readonly id: string;
  readonly class: 'EconomicEvent' | 'Commitment';
  readonly resourceQuantity?: Measure;
  readonly effortQuantity?: Measure;
}

/** Of one kind of quantity: what was asked for, what was done, what is open of it, what went beyond. */
export interface Progress {
  readonly asked?: Measure;
  readonly done: Measure;
  readonly remaining?: Measure;
  readonly over?: Measure;
}

/** How far a promise has come. */
export interface Fulfilment {
  readonly id: string;
  readonly class: PromiseRecord['class'];
  readonly resource?: Progress;
  readonly effort?: Progress;
  /** Of an intent: what commitments have taken on. */
  readonly promised?: { readonly resource?: Progress; readonly effort?: Progress };
  readonly answeredBy: readonly Answering[];
  /** `open`: nothing was done; `begun`; `met`; `over`: more than was asked for; `finished`: somebody said that it is over. */
  readonly state: 'open' | 'begun' | 'met' | 'over' | 'finished';
  /** What is open though its time is over. */
  readonly late: boolean;
}

const counts = ['resource', 'effort'] as const;
type Counted = (typeof counts)[number];
type Sums = Readonly<Record<Counted, Decimal>>;
const fields = { resource: 'resourceQuantity', effort: 'effortQuantity' } as const;
const none: Sums = { resource: zero, effort: zero };
const plus = (a: Sums, b: Sums): Sums => ({
  resource: add(a.resource, b.resource),
  effort: add(a.effort, b.effort),
});

/** What a commitment takes on of an intent. */
interface Taken extends Sums {
  readonly commitment: string;
}

/**
 * How far each promise has come: by events that answer it, and intents also by commitments that satisfy them. Amounts are in the
 * unit in which each was asked for. An event that fulfils a commitment answers the commitment's intents through it.
 */
export function fulfilmentsOf(
  promises: readonly PromiseRecord[],
  allocations: readonly AllocatedEvent[],
  { now, zone }: { readonly now: Instant; readonly zone: string },
): Fulfilment[] {
  const taken = takenOf(promises);
  const byTarget = groupBy(allocations, ({ target }) => target);
  return promises.map((promise) => {
    const by = taken.get(promise.id) ?? [];
    const through = by.flatMap(({ commitment }) => byTarget.get(commitment) ?? []);
    const known = new Set(through.map(({ event }) => event));
    const direct = (byTarget.get(promise.id) ?? []).filter(({ event }) => !known.has(event));
    return fulfilmentOf(promise, { direct, by, through, late: isOver(promise.body, { now, zone }) });
  });
}

interface Answers {
  readonly direct: readonly AllocatedEvent[];
  readonly by: readonly Taken[];
  readonly through: readonly AllocatedEvent[];
  readonly late: boolean;
}

function fulfilmentOf({ id, class: name, body }: PromiseRecord, { direct, by, through, late }: Answers): Fulfilment {
  const done = [...direct, ...through].reduce<Sums>(plus, none);
  const promised = by.reduce<Sums>(plus, none);
  const shown = progressOf(body, done);
  const dimensions = { resource: dimensionOf(body, 'resource'), effort: dimensionOf(body, 'effort') };
  const part = (each: Sums) => ({
    ...(!isZero(each.resource) && { resourceQuantity: measureOf(body, 'resource', each.resource) }),
    ...(!isZero(each.effort) && { effortQuantity: measureOf(body, 'effort', each.effort) }),
  });
  const isMeasured = counts.some((each) => dimensions[each] !== undefined);
  const state = body.finished
    ? 'finished'
    : stateOf(body, { done, isMeasured, answers: direct.length + through.length });
  return {
    id,
    class: name,
    ...shown,
    ...(by.length > 0 && { promised: progressOf(body, promised) }),
    answeredBy: [
      ...by.map((each) => ({ id: each.commitment, class: 'Commitment' as const, ...part(each) })),
      ...direct.map((each) => ({ id: each.event, class: 'EconomicEvent' as const, ...part(each) })),
    ],
    state,
    late: late && (state === 'open' || state === 'begun'),
  };
}

const askedOf = (body: Promised, counted: Counted) =>
  readAmount(body[fields[counted]], { field: fields[counted], mayTakeAway: true }).amount;
const dimensionOf = (body: Promised, counted: Counted) => askedOf(body, counted)?.dimension;

/** An amount in the unit of what was asked for; what asked for nothing that is measured counts in pieces and hours. */
function measureOf(body: Promised, counted: Counted, value: Decimal): Measure {
  const unit = findUnit(body[fields[counted]]?.hasUnit ?? '') ?? coherentUnit(counted === 'effort' ? 'time' : 'count');
  return { hasNumericalValue: formatDecimal(fromCoherent(value, unit)), hasUnit: unit.id };
}

function progressOf(body: Promised, done: Sums): Pick<Fulfilment, Counted> {
  const all = counts.map((counted) => {
    const asked = askedOf(body, counted);
    if (!asked && isZero(done[counted])) return [counted, undefined] as const;
    const open = subtract(asked?.quantity ?? zero, done[counted]);
    const measure = (value: Decimal) => measureOf(body, counted, value);
    return [
      counted,
      {
        ...(asked && { asked: body[fields[counted]]! }),
        done: measure(done[counted]),
        ...(asked && { remaining: measure(isNegative(open) ? zero : open) }),
        ...(asked && isNegative(open) && { over: measure(subtract(zero, open)) }),
      } satisfies Progress,
    ] as const;
  });
  return Object.fromEntries(all.filter(([, progress]) => progress !== undefined)) as Pick<Fulfilment, Counted>;
}

function stateOf(
  body: Promised,
  { done, isMeasured, answers }: { readonly done: Sums; readonly isMeasured: boolean; readonly answers: number },
): Fulfilment['state'] {
  if (!isMeasured) return answers > 0 ? 'met' : 'open';
  const compared = counts.flatMap((counted) => {
    const asked = askedOf(body, counted);
    return asked ? [compare(done[counted], asked.quantity)] : [];
  });
  if (compared.every((each) => each >= 0)) return compared.some((each) => each > 0) ? 'over' : 'met';
  return counts.every((each) => isZero(done[each])) ? 'open' : 'begun';
}

const isOver = (
  { due, hasEnd, hasPointInTime }: Promised,
  { now, zone }: { readonly now: Instant; readonly zone: string },
): boolean => {
  const end = parseTime(due ?? hasEnd ?? hasPointInTime ?? '', zone);
  return end !== undefined && endOf(end) <= now;
};

const day = 86_400_000_000;
/** A day is over when it ends. */
const endOf = ({ instant, precision }: NonNullable<ReturnType<typeof parseTime>>): Instant =>
  precision === 'day' ? instant + day : instant;

/** What commitments take on of each intent, in the order in which they were recorded. */
function takenOf(promises: readonly PromiseRecord[]): ReadonlyMap<string, readonly Taken[]> {
  const intents = new Map(promises.filter((each) => each.class === 'Intent').map((each) => [each.id, each]));
  const taken = new Map<string, Taken[]>();
  for (const { id, class: name, body } of promises) {
    if (name !== 'Commitment') continue;
    const targets = (body.satisfies ?? []).flatMap((target) => intents.get(target) ?? []);
    const parts = new Map(targets.map((each) => [each.id, { ...none }]));
    for (const counted of counts)
      for (const [target, part] of partsOf(body, { targets, counted, taken })) parts.get(target)![counted] = part;
    for (const [target, part] of parts) addUnder(taken, target, { commitment: id, ...part });
  }
  return taken;
}

interface Sharing {
  readonly targets: readonly PromiseRecord[];
  readonly counted: Counted;
  readonly taken: ReadonlyMap<string, readonly Taken[]>;
}

/** How a commitment's quantity goes over the intents that it satisfies: as it says, the rest in order. */
function partsOf(body: Promised, { targets, counted, taken }: Sharing): Map<string, Decimal> {
  const whole = askedOf(body, counted)?.quantity ?? zero;
  const told = new Map(
    (body.allocated ?? []).map((each) => [
      each.to,
      readAmount(each[fields[counted]], { field: fields[counted], mayTakeAway: true }).amount?.quantity ?? zero,
    ]),
  );
  const left = [...told.values()].reduce((rest, each) => subtract(rest, each), whole);
  const others = targets
    .filter(({ id }) => !told.has(id))
    .map(({ id, body: intent }) => ({
      id,
      asked: { resource: askedOf(intent, 'resource'), effort: askedOf(intent, 'effort') },
      done: (taken.get(id) ?? []).reduce<Sums>(plus, none),
    }));
  return new Map([...told, ...fill(others, counted, isNegative(left) ? zero : left)]);
}

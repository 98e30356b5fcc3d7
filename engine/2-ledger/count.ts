import {
  add,
  compare,
  decimal,
  type Decimal,
  formatDecimal,
  isNegative,
  isZero,
  negate,
  subtract,
  zero,
} from '../0-base/decimal.ts';
import { type Problem, problem } from '../0-base/problem.ts';
import { dayOf, type Instant, parseTime, startOfDay } from '../0-base/time.ts';
import { coherentUnit, findUnit, fromCoherent, toCoherent, unitsOf } from '../0-base/unit.ts';
import type { Measure } from '../1-record/field.ts';
import type { Body, Entry } from '../1-record/kind.ts';
import type { EconomicEvent } from '../1-record/observation.ts';
import { actions, adjusting } from './action.ts';
import { readAmount } from './amount.ts';
import { type Draft, findBody, nameOf } from './draft.ts';
import { contentOf } from './pack.ts';
import type { Given, RecordedEvent } from './shape.ts';

type Count = Body<'Count'>;

/** What was counted, in the unit in which it is kept: so many packs are what they hold. */
const countedQuantity = ({ resourceQuantity }: Count, pack: Body<'Pack'> | undefined): Measure =>
  pack ? contentOf(pack, decimal(resourceQuantity.hasNumericalValue)) : resourceQuantity;

/** What the ledger had on hand before the moment of a count, and each change of that moment, in the coherent unit. */
export interface LedgerAt {
  readonly before: Decimal;
  readonly then: readonly {
    /** When it happened, the event that it goes back to, its number, and the count that it resolves. */
    readonly happened: Instant;
    readonly root: string;
    readonly rootSequence: number;
    readonly resolves?: string | undefined;
    readonly onhand: Decimal;
  }[];
}

/** A count against the ledger, in the unit of the count. */
export interface CountDifference {
  readonly counted: Measure;
  /** What the ledger said at that moment, in the order that the count says. */
  readonly ledger: Measure;
  /** What the events that resolve it have added. */
  readonly resolved: Measure;
  /** counted - ledger - resolved: what is still open. */
  readonly difference: Measure;
  readonly isOpen: boolean;
}

interface Counted {
  readonly id: string;
  readonly count: Count;
  readonly pack?: Body<'Pack'> | undefined;
}

/**
 * The difference of a count to the ledger, which is never stored: counted - (all that happened before the count, and of its
 * own moment what was done before it) - what resolves it. Late events therefore move it; an answer as of a recorded time
 * takes the lines known by then.
 */
export function differenceOf({ id, count, pack }: Counted, { before, then }: LedgerAt): CountDifference {
  const counted = countedQuantity(count, pack);
  const unit = findUnit(counted.hasUnit)!;
  const total = (lines: LedgerAt['then']) => lines.reduce((sum, { onhand }) => add(sum, onhand), zero);
  const others = then.filter(({ resolves }) => resolves !== id);
  const ledger = add(before, total(others.filter(isBefore(count, then))));
  const resolved = total(then.filter(({ resolves }) => resolves === id));
  const value = toCoherent({ value: decimal(counted.hasNumericalValue), unit });
  const open = subtract(subtract(value, ledger), resolved);
  const shown = (quantity: Decimal): Measure => measureIn(quantity, counted.hasUnit);
  return { counted, ledger: shown(ledger), resolved: shown(resolved), difference: shown(open), isOpen: !isZero(open) };
}

/** Whether a change of the count's own moment came before it: all of them, none, or those up to an event. */
function isBefore({ order, after }: Count, then: LedgerAt['then']): (line: LedgerAt['then'][number]) => boolean {
  if (after === undefined) return () => order !== 'first';
  const last = then.find(({ root }) => root === after);
  return (line) =>
    last !== undefined &&
    (line.happened < last.happened || (line.happened === last.happened && line.rootSequence <= last.rootSequence));
}

/** In the given unit where that is exact, else in the coherent one. */
function measureIn(quantity: Decimal, name: string): Measure {
  const unit = findUnit(name)!;
  const shown = fromCoherent(quantity, unit);
  const exact = compare(toCoherent({ value: shown, unit }), quantity) === 0;
  const [value, in_] = exact ? [shown, unit] : [quantity, coherentUnit(unit.dimension)];
  return { hasNumericalValue: formatDecimal(value), hasUnit: in_.id };
}

/** The event that would settle what is open of a count, ready to be recorded: at its moment, after it in order. */
export function resolution(
  { id, count }: Counted,
  { difference, isOpen }: CountDifference,
  holder: string | undefined,
): EconomicEvent | undefined {
  if (!isOpen) return undefined;
  const value = decimal(difference.hasNumericalValue);
  const less = isNegative(value);
  return {
    action: less ? adjusting.less : adjusting.more,
    ...(holder && { provider: holder, receiver: holder }),
    resourceInventoriedAs: count.of,
    resourceQuantity: { ...difference, hasNumericalValue: formatDecimal(less ? negate(value) : value) },
    hasPointInTime: count.hasPointInTime,
    resolves: id,
  };
}

/**
 * When a count was made, in the zone of its network: of a day without a time all of the day is its moment, so that what
 * else happened on that day comes before it unless it says otherwise. What resolves it happens at `from`.
 */
export function momentOf({ hasPointInTime }: Count, zone: string): { from: Instant; until: Instant } {
  const { instant, precision } = parseTime(hasPointInTime, zone)!;
  if (precision === 'instant') return { from: instant, until: instant };
  return { from: instant, until: startOfDay(dayOf(instant, zone) + 1, zone) - 1 };
}

const day = 86_400_000_000;

/**
 * What is wrong with a count. Problems: unit.dimension, resource.specification (a pack of something else), time.future,
 * count.order (the event that it comes after is of another moment or resource), record.fixed (what it is a count of).
 */
export function countProblems(draft: Draft, entry: Entry): Problem[] {
  if (entry.class !== 'Count') return [];
  const count = entry.body as Count;
  const { recorded, zone } = draft.context;
  if (momentOf(count, zone).from > recorded + day)
    return [problem('time.future', '/hasPointInTime', { value: count.hasPointInTime, limit: '24 hours' })];
  return [...fixedProblems(draft, entry.id, count), ...unitProblems(draft, count), ...orderProblems(draft, count)];
}

/** What a count is of, and when, its resolution repeats: so neither can be changed. */
function fixedProblems({ ledger }: Draft, id: string, count: Count): Problem[] {
  const before = ledger.records.get(id)?.body as Count | undefined;
  const fixed = ['of', 'holder', 'hasPointInTime', 'order', 'after', 'pack'] as const;
  return before && fixed.some((field) => before[field] !== count[field])
    ? [problem('record.fixed', '/op', { class: 'Count', value: id })]
    : [];
}

function unitProblems(draft: Draft, count: Count): Problem[] {
  const resource = findBody(draft, 'EconomicResource', count.of);
  const pack = findBody(draft, 'Pack', count.pack);
  if (pack && resource?.conformsTo !== undefined && pack.of !== resource.conformsTo) {
    const values = {
      name: nameOf(draft, count.of),
      expected: nameOf(draft, resource.conformsTo),
      found: nameOf(draft, pack.of),
    };
    return [problem('resource.specification', '/pack', values)];
  }
  const field = 'resourceQuantity';
  const written = readAmount(count.resourceQuantity, { field, mayTakeAway: false }).amount;
  const found = pack ? readAmount(countedQuantity(count, pack), { field, mayTakeAway: false }).amount : written;
  const preferred = findBody(draft, 'ResourceSpecification', resource?.conformsTo)?.defaultUnitOfResource;
  const kept = draft.ledger.heads.get(count.of)?.dimension ?? (preferred ? findUnit(preferred)?.dimension : undefined);
  const wanted = pack && written && written.dimension !== 'count' ? 'count' : kept;
  const given = wanted === 'count' && pack ? written : found;
  if (!given || !wanted || given.dimension === wanted) return [];
  const known = unitsOf(wanted)
    .map(({ symbol }) => symbol)
    .join(', ');
  const values = {
    value: count.resourceQuantity.hasUnit,
    found: given.dimension,
    name: nameOf(draft, count.of),
    expected: wanted,
    known,
  };
  return [problem('unit.dimension', '/resourceQuantity/hasUnit', values)];
}

function orderProblems(draft: Draft, count: Count): Problem[] {
  const { after, of, hasPointInTime } = count;
  const event = after === undefined ? undefined : draft.ledger.events.get(after)?.event;
  if (!event) return [];
  const { resourceInventoriedAs, toResourceInventoriedAs } = event.body;
  const { from, until } = momentOf(count, draft.context.zone);
  const isThen = from <= event.happened && event.happened <= until;
  if (isThen && [resourceInventoriedAs, toResourceInventoriedAs].includes(of)) return [];
  return [problem('count.order', '/after', { value: after!, name: nameOf(draft, of), expected: hasPointInTime })];
}

/** Whether an event that says that it resolves a count can: it adds or takes away of what was counted, where and when it was. Problem: count.mismatch. */
export function resolutionProblems(draft: Draft, event: RecordedEvent, { body, row }: Given): Problem[] {
  const count = findBody(draft, 'Count', body.resolves);
  if (!count) return [];
  const adjusts = row === actions[adjusting.more] || row === actions[adjusting.less];
  const wrong =
    (!adjusts && 'action') ||
    (body.resourceInventoriedAs !== count.of && 'resourceInventoriedAs') ||
    (count.holder !== undefined && event.sides.receiver !== count.holder && 'receiver') ||
    (event.happened !== momentOf(count, draft.context.zone).from && 'hasPointInTime');
  if (!wrong) return [];
  const values = { name: nameOf(draft, count.of), expected: count.hasPointInTime, field: wrong };
  return [problem('count.mismatch', `/${wrong}`, values)];
}

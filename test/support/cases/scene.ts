import { findUnit } from '../../../engine/0-base/unit.ts';
import { schemas } from '../../../engine/1-record/kind.ts';
import type { EconomicEvent } from '../../../engine/1-record/observation.ts';
import { findAction } from '../../../engine/2-ledger/action.ts';

export type Keyed = Readonly<Record<string, unknown>>;
export type CaseMeasure = number | { readonly hasNumericalValue: number | string; readonly hasUnit: string };
export type PromiseName = 'Intent' | 'Commitment' | 'Claim';
export type CaseEvent = Keyed & { readonly id?: string; readonly action: string };
export type Expected = Readonly<Record<string, Keyed>>;

/** One run of events: what is there before, what happens, what is expected then (cases/FORMATS.md, kind event-effects). */
export interface Scene {
  readonly name?: string;
  readonly before?: Readonly<Record<string, Keyed>>;
  readonly processes?: Readonly<Record<string, Keyed>>;
  readonly events?: readonly CaseEvent[];
  /** What was wished for, promised and claimed, by name. */
  readonly intents?: Readonly<Record<string, Keyed>>;
  readonly commitments?: Readonly<Record<string, Keyed>>;
  readonly claims?: Readonly<Record<string, Keyed>>;
  readonly expectedFulfilment?: Expected;
  readonly expected?: Expected;
  readonly expectedAfterEach?: readonly Expected[];
  readonly expectedAfterEachDerived?: Keyed;
  readonly expectedAfterEvent?: Readonly<Record<string, Expected>>;
  readonly expectedProcessTotals?: Readonly<Record<string, Readonly<Record<string, CaseMeasure>>>>;
}

/** What the vocabulary calls the columns of a case. */
const longNames: Readonly<Record<string, string>> = {
  accountable: 'primaryAccountable',
  accounting: 'accountingQuantity',
  onhand: 'onhandQuantity',
  location: 'currentLocation',
};
export const shortNames = new Map(Object.entries(longNames).map(([short, long]) => [long, short]));

/** The first of some columns that says something, by its short or its long name. */
export const columnOf = (given: Keyed, ...names: string[]): unknown =>
  names
    .flatMap((name) => [given[name], given[longNames[name] ?? name]])
    .find((each) => each !== undefined && each !== null) ?? undefined;

/** The unit of a plain number: that of the first event on the resource. */
export function usualUnit({ events = [] }: Scene, resource: string): string {
  const [first] = events.flatMap((event) => {
    const named = [event['resourceInventoriedAs'], event['toResourceInventoriedAs']].includes(resource);
    const quantity = event['resourceQuantity'];
    return named && typeof quantity === 'object' && quantity !== null
      ? [(quantity as { hasUnit: string }).hasUnit]
      : [];
  });
  return first ?? 'one';
}

export type EconomicMeasure = NonNullable<EconomicEvent['resourceQuantity']>;

export function measureOf(given: CaseMeasure, usual = 'one'): EconomicMeasure {
  const { hasNumericalValue, hasUnit } =
    typeof given === 'number' ? { hasNumericalValue: given, hasUnit: usual } : given;
  return { hasNumericalValue: String(hasNumericalValue), hasUnit: findUnit(hasUnit)?.id ?? hasUnit };
}

const isMeasure = (value: unknown): value is Exclude<CaseMeasure, number> =>
  typeof value === 'object' && value !== null && 'hasNumericalValue' in value;

/** The unit in which a quantity is expected, when it says one. */
export const unitOf = (value: unknown): string | undefined => (isMeasure(value) ? value.hasUnit : undefined);

/** A measure as its number, a list of one as its member, what is contained in order of name. */
export function plainValue(value: unknown, column: string): unknown {
  if (column === 'contains') return [value].flat().sort();
  if (column.endsWith('edBy')) return [value].flat().sort().join();
  if (Array.isArray(value)) return value.length === 0 ? null : plainValue(value[0], column);
  return isMeasure(value) ? Number(value.hasNumericalValue) : value;
}

/** Fields that name what a case does not describe. */
const undescribed = new Set([
  'plannedWithin',
  'independentDemandOf',
  'clauseOf',
  'reciprocalClauseOf',
  'realizationOf',
  'reciprocalRealizationOf',
  'stage',
]);

/** A flow of a case in our fields; what its class does not have, and what names plans and agreements, is left out. */
export function bodyOf(given: CaseEvent, name: 'EconomicEvent' | PromiseName = 'EconomicEvent'): EconomicEvent {
  const fields = Object.entries(given).filter(
    ([field, value]) => field in schemas[name].shape && !undescribed.has(field) && value !== null,
  );
  const quantity = (field: string, value: unknown) =>
    field.endsWith('Quantity') ? measureOf(value as CaseMeasure) : value;
  return Object.fromEntries(fields.map(([field, value]) => [field, quantity(field, value)])) as EconomicEvent;
}

/** Published examples put parts into what the same process makes without naming it: here it is named. */
export function withContainer(body: EconomicEvent, events: readonly CaseEvent[]): EconomicEvent {
  const isOpen = findAction(body.action)?.containedEffect === 'update' && body.toResourceInventoriedAs === undefined;
  const made = isOpen && events.find((each) => each['outputOf'] === body.inputOf && each['resourceInventoriedAs']);
  return made ? { ...body, toResourceInventoriedAs: String(made['resourceInventoriedAs']) } : body;
}

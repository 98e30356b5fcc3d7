import {
  add,
  compare,
  type Decimal,
  decimal,
  formatDecimal,
  isNegative,
  parseDecimal,
  subtract,
  zero,
} from '../../../engine/0-base/decimal.ts';
import { findUnit, fromCoherent, toCoherent } from '../../../engine/0-base/unit.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Measure } from '../../../engine/1-record/field.ts';
import { findAction } from '../../../engine/2-ledger/action.ts';
import { readAmount } from '../../../engine/2-ledger/amount.ts';
import { fill } from '../../../engine/2-ledger/fulfil.ts';
import { measureIn } from '../../text/format.ts';
import type { PromiseItem } from '../../worker/wire.ts';
import { byUrgency, isOpen, processIn, progressOf } from '../promise.ts';
import type { Draft } from './draft.ts';
import { type RecordKind, recordKinds } from './kinds.ts';
import { readTyped } from './number.ts';
import { type ChoiceContext, likelyThere } from './options.ts';
import { unpacked } from './pack.ts';

/** What is open for somebody who gives or receives, late first; of wishes those that a batch waits for. */
export const openFor = (facts: Facts, items: readonly PromiseItem[], me: string): PromiseItem[] =>
  byUrgency(facts, items).filter(
    (item) =>
      isOpen(item) &&
      (item.provider === me || item.receiver === me) &&
      (item.class !== 'Intent' || (processIn(item) !== undefined && item.promised === undefined)),
  );

/** The kind of event in the form by which a promise can be answered; undefined where the form has none. */
export function kindFor({ action }: PromiseItem): RecordKind | undefined {
  const own = recordKinds.find((kind) => kind.action === action);
  if (own) return own;
  const row = findAction(action);
  return row?.flowRole === 'transfer' && row.impliedTransfer === 'none'
    ? recordKinds.find(({ receiver }) => receiver)
    : undefined;
}

const sameAs = ({
  class: name,
  action,
  resourceConformsTo,
  resourceInventoriedAs,
  provider,
  receiver,
  ...item
}: PromiseItem) =>
  JSON.stringify([
    name,
    action,
    resourceConformsTo ?? resourceInventoriedAs,
    provider,
    receiver,
    processIn(item as PromiseItem),
  ]);

/** What is open beside a promise of the same thing between the same two, for the same batch. */
export const alike = (facts: Facts, items: readonly PromiseItem[], chosen: PromiseItem): PromiseItem[] =>
  byUrgency(facts, items).filter((item) => item.id !== chosen.id && isOpen(item) && sameAs(item) === sameAs(chosen));

/** The form that answers promises of the same thing: all that is open of them; undefined where the form has no such event. */
export function draftFor(context: ChoiceContext, items: readonly PromiseItem[]): Partial<Draft> | undefined {
  const [first] = items;
  const kind = first && kindFor(first);
  if (!first || !kind) return undefined;
  const provider = first.provider ?? context.me;
  const receiver = first.receiver ?? context.me;
  const thing = thingFor(context, first, { kind, provider });
  const open = openTogether(items);
  return {
    kind: kind.id,
    thing,
    newStock: true,
    process: processIn(first) ?? '',
    quantity: open?.hasNumericalValue ?? '',
    unit: open?.hasUnit ?? '',
    to: kind.receiver ? receiver : '',
    toResource: kind.receiver ? likelyThere(context, thing, receiver) : '',
    answers: items.map(({ id }) => id),
    parts: {},
    sides: { provider, receiver, action: kind.action === first.action ? '' : first.action },
  };
}

/** The thing itself; else of what is made the stock that there is, of what is taken the fullest one of whoever gives; else its kind. */
function thingFor(
  { facts, stocks }: ChoiceContext,
  item: PromiseItem,
  { kind, provider }: { readonly kind: RecordKind; readonly provider: string },
): string {
  if (item.resourceInventoriedAs) return item.resourceInventoriedAs;
  const specification = item.resourceConformsTo ?? '';
  if (kind.thing === 'skill') return specification;
  const size = (measure: Measure | undefined) => Number(measure?.hasNumericalValue ?? 0);
  const own = [...stocks.values()]
    .filter((stock) => stock.specification === specification && stock.accountable === provider)
    .filter(({ resource }) => facts.EconomicResource?.has(resource))
    .sort((a, b) => size(b.onhand) - size(a.onhand));
  return own[0]?.resource ?? specification;
}

/** What is open of several promises together, in the unit of the first. */
function openTogether(items: readonly PromiseItem[]): Measure | undefined {
  const open = items.flatMap((item) => progressOf(item)?.remaining ?? []);
  const [first] = open;
  if (!first) return undefined;
  const sum = open.reduce((all, each) => add(all, decimal(measureIn(each, first.hasUnit).hasNumericalValue)), zero);
  return { hasNumericalValue: formatDecimal(sum), hasUnit: first.hasUnit };
}

/** How much of an event goes to one promise, and what then stays open of it or goes beyond it. */
export interface Part {
  readonly item: PromiseItem;
  readonly part: Measure;
  readonly left?: Measure;
  readonly over?: Measure;
}

/** How what is typed goes over the promises that it answers: as the reader says, and the rest as the ledger does it. */
export function partsOf(
  facts: Facts,
  items: readonly PromiseItem[],
  given: Draft,
): { readonly parts: readonly Part[]; readonly isTooMuch: boolean } | undefined {
  const draft = unpacked(given, facts);
  const unit = findUnit(draft.unit);
  const whole = parseDecimal(readTyped(draft.quantity)?.value ?? '');
  const chosen = draft.answers.flatMap((id) => items.find((item) => item.id === id) ?? []);
  if (!unit || !whole || chosen.length === 0) return undefined;
  const counted = chosen[0]!.effort ? 'effort' : 'resource';
  const said = new Map(
    chosen.flatMap(({ id }) => {
      const typed = parseDecimal(readTyped(draft.parts[id] ?? '')?.value ?? '');
      return typed ? [[id, toCoherent({ value: typed, unit })] as const] : [];
    }),
  );
  const left = [...said.values()].reduce((rest, each) => subtract(rest, each), toCoherent({ value: whole, unit }));
  const amounts = (measure: Measure | undefined) => readAmount(measure, { field: '', mayTakeAway: true }).amount;
  const others = chosen
    .filter(({ id }) => !said.has(id))
    .map(({ id, resource, effort }) => ({
      id,
      asked: { resource: amounts(resource?.asked), effort: amounts(effort?.asked) },
      done: {
        resource: amounts(resource?.done)?.quantity ?? zero,
        effort: amounts(effort?.done)?.quantity ?? zero,
      },
    }));
  const shares = new Map([...said, ...fill(others, counted, isNegative(left) ? zero : left)]);
  return {
    parts: chosen.map((item) => partOf(item, shares.get(item.id) ?? zero, unit.id)),
    isTooMuch: isNegative(left),
  };
}

function partOf(item: PromiseItem, share: Decimal, unitId: string): Part {
  const remaining = progressOf(item)?.remaining;
  const shown = findUnit(remaining?.hasUnit ?? unitId)!;
  const measure = (value: Decimal): Measure => ({
    hasNumericalValue: formatDecimal(fromCoherent(value, shown)),
    hasUnit: shown.id,
  });
  const part = measureIn(measure(share), unitId);
  if (!remaining) return { item, part };
  const rest = subtract(toCoherent({ value: decimal(remaining.hasNumericalValue), unit: shown }), share);
  return compare(rest, zero) < 0
    ? { item, part, over: measure(subtract(zero, rest)) }
    : { item, part, left: measure(rest) };
}

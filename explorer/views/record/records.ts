import {
  compare,
  formatDecimal,
  isNegative,
  negate,
  parseDecimal,
  subtract,
  zero,
} from '../../../engine/0-base/decimal.ts';
import { findUnit, fromCoherent, toCoherent } from '../../../engine/0-base/unit.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Measure } from '../../../engine/1-record/field.ts';
import { text } from '../../text/text.ts';
import { formatDate } from '../../text/format.ts';
import { type Draft, type DraftField, newKindName, newProcess, newStockThere } from './draft.ts';
import { countedLess, kindOf, type RecordKind } from './kinds.ts';
import { readTyped } from './number.ts';
import { unpacked } from './pack.ts';

/** What is still missing or wrong in the form, by field; the text is in the catalogue under this name. */
export type Gap =
  | { readonly field: DraftField; readonly gap: 'missing' }
  | { readonly field: 'quantity'; readonly gap: 'number' | 'zero' | 'same' }
  | { readonly field: 'thing'; readonly gap: 'theirs' }
  | { readonly field: 'unit'; readonly gap: 'unit' };

export type NewRecord = { readonly '@type': string; readonly '@id': string } & Readonly<Record<string, unknown>>;

export interface FormContext {
  readonly facts: Facts;
  /** What the books say is on hand of the chosen stock; for a count. */
  readonly onHand?: Measure | undefined;
  readonly newId: () => string;
}

/** The records that a filled form becomes: the event, and before it the process and the stock that it begins. */
export function recordsOf(filled: Draft, given: FormContext): { records: NewRecord[]; gaps: Gap[] } {
  const typed = unpacked(filled, given.facts);
  const kind = kindOf(typed.kind);
  const gaps = gapsOf(typed, kind);
  const { draft, context, records: kinds } = withNewKinds(typed, kind, given);
  const amount = gaps.length === 0 ? amountOf(draft, kind, context.onHand) : undefined;
  if (amount && 'gap' in amount) gaps.push(amount);
  if (!amount || 'gap' in amount) return { records: [], gaps };
  const process = processOf(draft, kind, context);
  const thing = thingOf(draft, kind, context);
  const there = thereOf(draft, kind, context);
  const moment = draft.time ? `${draft.day}T${draft.time}` : draft.day;
  const count = kind.id === 'counted' && context.onHand ? [countOf(draft, { moment, id: context.newId() })] : [];
  const event: NewRecord = {
    '@type': 'EconomicEvent',
    '@id': draft.event,
    action: draft.sides.action || amount.action,
    provider: draft.sides.provider || draft.me,
    receiver: draft.sides.receiver || (kind.receiver ? draft.to : draft.me),
    ...(kind.process && { [kind.process]: process.id }),
    ...thing.fields,
    ...there.fields,
    [kind.quantity]: amount.measure,
    hasPointInTime: moment,
    ...(count[0] && { resolves: count[0]['@id'] }),
    ...(draft.note.trim() && { note: draft.note.trim() }),
    ...(draft.visibility && { visibility: draft.visibility }),
    ...answersOf(draft, kind, given.facts),
  };
  return { records: [...kinds, ...process.records, ...thing.records, ...there.records, ...count, event], gaps };
}

/** What was counted, kept as it was said beside the event that brings the stock to it. */
const countOf = (draft: Draft, { moment, id }: { readonly moment: string; readonly id: string }): NewRecord => ({
  '@type': 'Count',
  '@id': id,
  of: draft.thing,
  holder: draft.me,
  resourceQuantity: { hasNumericalValue: readTyped(draft.quantity)!.value, hasUnit: findUnit(draft.unit)!.id },
  hasPointInTime: moment,
  ...(draft.note.trim() && { note: draft.note.trim() }),
});

/** The promises that an event answers, and how much of it goes to each where the reader said so. */
function answersOf({ answers, parts, unit }: Draft, kind: RecordKind, facts: Facts): object {
  if (answers.length === 0) return {};
  const link = facts.Intent?.has(answers[0]!) ? 'satisfies' : facts.Claim?.has(answers[0]!) ? 'settles' : 'fulfills';
  const allocated = answers.flatMap((to) => {
    const typed = readTyped(parts[to] ?? '');
    return typed ? [{ to, [kind.quantity]: { hasNumericalValue: typed.value, hasUnit: unit } }] : [];
  });
  return { [link]: answers, ...realized(answers, facts), ...(allocated.length > 0 && { allocated }) };
}

/** The agreement that an event realises by what it fulfils: the one whose clauses these are. */
function realized(answers: readonly string[], facts: Facts): object {
  const only = (side: 'clauseOf' | 'reciprocalClauseOf') => {
    const agreements = new Set(answers.map((id) => facts.Commitment?.get(id)?.[side]));
    const [agreement] = agreements;
    return agreements.size === 1 ? agreement : undefined;
  };
  const [one, other] = [only('clauseOf'), only('reciprocalClauseOf')];
  return { ...(one && { realizationOf: one }), ...(other && { reciprocalRealizationOf: other }) };
}

/** Kinds of thing and batch that the form names for the first time, as records, and the form as if they were known. */
function withNewKinds(draft: Draft, kind: RecordKind, context: FormContext) {
  const thing = newKindName(draft.thing);
  const batch = kind.process && draft.process === newProcess ? newKindName(draft.processSpecification) : undefined;
  const unit = { [kind.quantity === 'effortQuantity' ? 'defaultUnitOfEffort' : 'defaultUnitOfResource']: draft.unit };
  const [thingId, batchId] = [thing && context.newId(), batch && context.newId()];
  const records: NewRecord[] = [];
  if (thingId) records.push({ '@type': 'ResourceSpecification', '@id': thingId, name: thing, ...unit });
  if (batchId) records.push({ '@type': 'ProcessSpecification', '@id': batchId, name: batch });
  const { ResourceSpecification: things = new Map(), ProcessSpecification: batches = new Map() } = context.facts;
  const facts: Facts = {
    ...context.facts,
    ResourceSpecification: thing && thingId ? new Map([...things, [thingId, { name: thing }]]) : things,
    ProcessSpecification: batch && batchId ? new Map([...batches, [batchId, { name: batch }]]) : batches,
  };
  const settled = {
    ...draft,
    ...(thingId && { thing: thingId }),
    ...(batchId && { processSpecification: batchId }),
  };
  return { draft: settled, context: { ...context, facts }, records };
}

function gapsOf(draft: Draft, kind: RecordKind): Gap[] {
  const gaps: Gap[] = [];
  const need = (field: DraftField) => {
    if (!draft[field]) gaps.push({ field, gap: 'missing' });
  };
  need('me');
  if (kind.process) need(draft.process === newProcess ? 'processSpecification' : 'process');
  need('thing');
  if (!draft.quantity.trim()) gaps.push({ field: 'quantity', gap: 'missing' });
  else if (!readTyped(draft.quantity)) gaps.push({ field: 'quantity', gap: 'number' });
  else if (kind.id !== 'counted' && /^[0.]*$/.test(readTyped(draft.quantity)!.value))
    gaps.push({ field: 'quantity', gap: 'zero' });
  if (!draft.unit) gaps.push({ field: 'unit', gap: 'missing' });
  else if (!findUnit(draft.unit)) gaps.push({ field: 'unit', gap: 'unit' });
  if (kind.receiver && !draft.sides.receiver) need('to');
  need('day');
  return gaps;
}

/** The amount as typed; a count becomes the difference between what was counted and what the books say. */
function amountOf(
  draft: Draft,
  kind: RecordKind,
  onHand: Measure | undefined,
): { action: string; measure: Measure } | Gap {
  const unit = findUnit(draft.unit)!;
  const value = readTyped(draft.quantity)!.value;
  const typed = { action: kind.action, measure: { hasNumericalValue: value, hasUnit: unit.id } };
  if (kind.id !== 'counted' || !onHand) return typed;
  const books = findUnit(onHand.hasUnit);
  const before = parseDecimal(onHand.hasNumericalValue);
  if (!books || !before || books.dimension !== unit.dimension) return { field: 'unit', gap: 'unit' };
  const counted = toCoherent({ value: parseDecimal(value)!, unit });
  const difference = subtract(counted, toCoherent({ value: before, unit: books }));
  if (compare(difference, zero) === 0) return { field: 'quantity', gap: 'same' };
  const less = isNegative(difference);
  const shown = formatDecimal(fromCoherent(less ? negate(difference) : difference, unit));
  return { action: less ? countedLess : kind.action, measure: { hasNumericalValue: shown, hasUnit: unit.id } };
}

function processOf(
  draft: Draft,
  kind: RecordKind,
  { facts, newId }: FormContext,
): { id: string; records: NewRecord[] } {
  if (!kind.process || draft.process !== newProcess) return { id: draft.process, records: [] };
  const id = newId();
  const usual = facts.ProcessSpecification?.get(draft.processSpecification)?.name ?? '';
  const record = {
    '@type': 'Process',
    '@id': id,
    name: draft.label.trim() || nameNotTaken(text.record.batchOf(usual, formatDate(draft.day)), facts),
    basedOn: draft.processSpecification,
    inScopeOf: draft.me,
    hasBeginning: draft.day,
  };
  return { id, records: [record] };
}

/** A name for a batch that no other one has: the second of a day is no. 2. */
export function nameNotTaken(name: string, facts: Facts): string {
  const taken = new Set([...(facts.Process?.values() ?? [])].map((process) => process.name));
  let number = 1;
  const numbered = () => (number === 1 ? name : text.record.batchAgain(name, String(number)));
  while (taken.has(numbered())) number += 1;
  return numbered();
}

function thingOf(
  draft: Draft,
  kind: RecordKind,
  { facts, newId }: FormContext,
): { fields: object; records: NewRecord[] } {
  if (facts.EconomicResource?.has(draft.thing)) return { fields: { resourceInventoriedAs: draft.thing }, records: [] };
  if (!kind.begins || !(draft.newStock || kind.id === 'counted'))
    return { fields: { resourceConformsTo: draft.thing }, records: [] };
  const id = newId();
  const usual = facts.ResourceSpecification?.get(draft.thing)?.name ?? '';
  const record = {
    '@type': 'EconomicResource',
    '@id': id,
    conformsTo: draft.thing,
    name: draft.stockName.trim() || usual,
  };
  return { fields: { resourceInventoriedAs: id }, records: [record] };
}

/** The stock at the receiver into which it goes. */
function thereOf(
  draft: Draft,
  kind: RecordKind,
  { facts, newId }: FormContext,
): { fields: object; records: NewRecord[] } {
  if (!kind.receiver || !draft.toResource) return { fields: {}, records: [] };
  if (draft.toResource !== newStockThere) return { fields: { toResourceInventoriedAs: draft.toResource }, records: [] };
  const id = newId();
  const conformsTo = facts.EconomicResource?.get(draft.thing)?.conformsTo ?? draft.thing;
  const name = facts.ResourceSpecification?.get(conformsTo)?.name ?? '';
  return {
    fields: { toResourceInventoriedAs: id },
    records: [{ '@type': 'EconomicResource', '@id': id, conformsTo, name }],
  };
}

import { findUnit } from '../../../engine/0-base/unit.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Measure } from '../../../engine/1-record/field.ts';
import { findAction } from '../../../engine/2-ledger/action.ts';
import type { WireProblem } from '../../worker/http.ts';
import type { NewRecord } from '../record/records.ts';
import { readTyped } from '../record/number.ts';

/** A flow that is promised, offered or asked for, as typed. */
export interface FlowDraft {
  readonly action: string;
  readonly provider: string;
  readonly receiver: string;
  /** Id of a specification. */
  readonly thing: string;
  readonly quantity: string;
  readonly unit: string;
  /** A day, or ''. */
  readonly due: string;
  readonly note: string;
}

export type FlowField = keyof FlowDraft;

/** What is missing in a form, by field. */
export interface FlowGap {
  readonly field: FlowField;
  readonly gap: 'missing' | 'number';
}

const fieldsByPath: readonly (readonly [path: RegExp, field: FlowField])[] = [
  [/^\/(resource|effort)Quantity\/hasUnit/, 'unit'],
  [/^\/(resource|effort)Quantity/, 'quantity'],
  [/^\/provider/, 'provider'],
  [/^\/receiver/, 'receiver'],
  [/^\/resourceConformsTo/, 'thing'],
  [/^\/due/, 'due'],
];

/** The field of the form that a problem of the server belongs to; undefined when it belongs to none. */
export const flowFieldOf = ({ path = '' }: Pick<WireProblem, 'path'>): FlowField | undefined =>
  fieldsByPath.find(([pattern]) => pattern.test(path))?.[1];

/** Which sides must be known: of a promise both, of a wish the one whose it is. */
export type Sides = readonly ('provider' | 'receiver')[];

/** What can be promised without a process, what is handed over first. */
export const promisedActions = ['transfer', 'transferCustody', 'deliverService', 'work'] as const;

/** An empty flow. */
export const emptyFlow = (given: Partial<FlowDraft> = {}): FlowDraft => ({
  action: promisedActions[0],
  provider: '',
  receiver: '',
  thing: '',
  quantity: '',
  unit: '',
  due: '',
  note: '',
  ...given,
});

/** Whether a flow is counted in effort. */
export const isEffort = (action: string): boolean => findAction(action)?.requires.includes('effortQuantity') ?? false;

/** What is missing or wrong in a typed flow. */
export function flowGaps(draft: FlowDraft, sides: Sides): FlowGap[] {
  const needed: readonly FlowField[] = [...sides, 'thing', 'quantity', 'unit'];
  const gaps = needed
    .filter((field) => draft[field].trim() === '')
    .map((field): FlowGap => ({ field, gap: 'missing' }));
  const isWrong = draft.quantity.trim() !== '' && amountOf(draft) === undefined;
  return isWrong ? [...gaps.filter(({ field }) => field !== 'quantity'), { field: 'quantity', gap: 'number' }] : gaps;
}

/** The amount as typed; undefined when it is no number above zero, or the unit is none. */
function amountOf({ quantity, unit }: Pick<FlowDraft, 'quantity' | 'unit'>): Measure | undefined {
  const typed = readTyped(quantity);
  const found = findUnit(unit);
  if (!typed || (unit !== '' && !found) || /^[0.]*$/.test(typed.value)) return undefined;
  return { hasNumericalValue: typed.value, hasUnit: found?.id ?? '' };
}

/** The fields of an intent, a commitment or a claim that a typed flow becomes. */
function flowFields(draft: FlowDraft): Record<string, unknown> {
  const { action, provider, receiver, thing, due, note } = draft;
  return {
    action,
    ...(provider && { provider }),
    ...(receiver && { receiver }),
    resourceConformsTo: thing,
    [isEffort(action) ? 'effortQuantity' : 'resourceQuantity']: amountOf(draft),
    ...(due && { due }),
    ...(note.trim() && { note: note.trim() }),
  };
}

/** A promise of one to another, within a plan when that is chosen. */
export const commitmentOf = (
  id: string,
  draft: FlowDraft,
  more: Readonly<Record<string, unknown>> = {},
): NewRecord => ({
  '@type': 'Commitment',
  '@id': id,
  ...flowFields(draft),
  ...more,
});

/** What is owed for an event. */
export const claimOf = (id: string, draft: FlowDraft, triggeredBy: string): NewRecord => ({
  '@type': 'Claim',
  '@id': id,
  ...flowFields(draft),
  triggeredBy,
});

/** How an offer or a request is published. */
export interface Publishing {
  readonly purpose: 'offer' | 'request';
  readonly name: string;
  readonly proposedTo: string;
  readonly listedIn: string;
  /** What is asked or given in return; '' thing for nothing. */
  readonly inReturn: FlowDraft;
}

/** An offer or a request: what one would give or take, what in return, and the proposal that publishes both. */
export function proposalRecords(draft: FlowDraft, { purpose, ...how }: Publishing, newId: () => string): NewRecord[] {
  const intent = { '@type': 'Intent', '@id': newId(), ...flowFields(draft) };
  const back =
    how.inReturn.thing === '' ? undefined : { '@type': 'Intent', '@id': newId(), ...flowFields(how.inReturn) };
  const proposal = {
    '@type': 'Proposal',
    '@id': newId(),
    ...(how.name.trim() && { name: how.name.trim() }),
    purpose,
    publishes: [intent['@id']],
    ...(back && { reciprocal: [back['@id']] }),
    ...(how.proposedTo && { proposedTo: [how.proposedTo] }),
    ...(how.listedIn && { listedIn: [how.listedIn] }),
  };
  return [intent, ...(back ? [back] : []), proposal];
}

/** Promises to each other: an agreement, what is stipulated, and what in return. */
export function agreementRecords(
  { name, given, inReturn }: { readonly name: string; readonly given: FlowDraft; readonly inReturn: FlowDraft },
  newId: () => string,
): NewRecord[] {
  const id = newId();
  return [
    { '@type': 'Agreement', '@id': id, ...(name.trim() && { name: name.trim() }) },
    commitmentOf(newId(), given, { clauseOf: id }),
    ...(inReturn.thing === '' ? [] : [commitmentOf(newId(), inReturn, { reciprocalClauseOf: id })]),
  ];
}

/** The flow that takes a wish on: the same, with the other side filled in, and as much as is still open. */
export function takeOnDraft(
  facts: Facts,
  intent: string,
  { me, open }: { me: string; open: Measure | undefined },
): FlowDraft {
  const body = facts.Intent?.get(intent);
  const asked = open ?? body?.resourceQuantity ?? body?.effortQuantity;
  return emptyFlow({
    action: body?.action ?? '',
    provider: body?.provider ?? me,
    receiver: body?.receiver ?? me,
    thing: body?.resourceConformsTo ?? facts.EconomicResource?.get(body?.resourceInventoriedAs ?? '')?.conformsTo ?? '',
    quantity: asked?.hasNumericalValue ?? '',
    unit: asked?.hasUnit ?? '',
    due: body?.due ?? '',
  });
}

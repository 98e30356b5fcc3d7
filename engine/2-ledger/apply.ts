import { zero } from '../0-base/decimal.ts';
import { type Draft, findBody, put } from './draft.ts';
import { afterPosting, newHead, noPosition, placeOf } from './head.ts';
import { afterAllocation } from './fulfil.ts';
import type { Allocation, Amount, Change, EventEffects, Posting } from './shape.ts';
import type { DatedValue, Head, LedgerEvent } from './state.ts';
import { afterCorrection, stands } from './correction.ts';

interface Amounts {
  readonly amount: Amount | undefined;
  readonly effort: Amount | undefined;
}

/** Puts the effects of a new event into the ledger: its record, its postings and its changes. */
export function applyEvent(draft: Draft, effects: EventEffects, amounts: Amounts): void {
  keepEvent(draft, effects, amounts);
  for (const posting of effects.postings) applyPosting(draft, posting, amounts);
  for (const head of stockHeads(draft, effects.postings)) count(draft, head, 1);
  for (const change of effects.changes) insertChange(draft, change, effects);
  for (const each of effects.allocations) applyAllocation(draft, each);
}

function applyAllocation({ ledger, ...draft }: Draft, allocation: Allocation): void {
  const { target } = allocation;
  put({ ledger, ...draft }, ledger.promises, target, afterAllocation(ledger.promises.get(target), allocation));
}

/** Puts a correction into the ledger: its postings, and what becomes of its root. */
export function applyCorrection(
  draft: Draft,
  effects: EventEffects,
  { root, ...amounts }: Amounts & { root: LedgerEvent },
): void {
  keepEvent(draft, effects, amounts);
  const after = afterCorrection(root, amounts);
  put(draft, draft.ledger.events, root.event.id, after);
  for (const posting of effects.postings) applyPosting(draft, posting, amounts);
  for (const each of effects.allocations) applyAllocation(draft, each);
  if (stands(root) === stands(after)) return;
  for (const head of stockHeads(draft, effects.postings)) count(draft, head, stands(after) ? 1 : -1);
  for (const change of root.changes) (stands(after) ? insertChange : removeChange)(draft, change, effects);
}

function keepEvent(draft: Draft, { event, changes, allocations }: EventEffects, { amount, effort }: Amounts): void {
  const { id, body, sequence } = event;
  put(draft, draft.ledger.records, id, { class: 'EconomicEvent', id, body, retired: false, sequence });
  put(draft, draft.ledger.events, id, {
    event,
    changes,
    resourceTotal: amount?.quantity ?? zero,
    effortTotal: effort?.quantity ?? zero,
    corrected: false,
    allocations,
  });
}

function headOf(draft: Draft, resource: string): Head {
  draft.touched.add(resource);
  const known = draft.ledger.heads.get(resource);
  if (known) return known;
  const head = newHead(resource, findBody(draft, 'EconomicResource', resource)?.conformsTo ?? '');
  put(draft, draft.ledger.heads, resource, head);
  return head;
}

function applyPosting(draft: Draft, posting: Posting, { amount }: Amounts): void {
  const head = headOf(draft, posting.resource);
  put(draft, head.positions, posting.holder, afterPosting(head.positions.get(posting.holder) ?? noPosition, posting));
  if (head.dimension !== undefined || !amount) return;
  head.dimension = amount.dimension;
  draft.undo.push(() => {
    head.dimension = undefined;
  });
}

const stockHeads = (draft: Draft, postings: readonly Posting[]): Head[] =>
  [...new Set(postings.map((each) => each.resource))].map((resource) => headOf(draft, resource));

/** Counts an event in or out; a resource of which nothing stands is free to be begun again, in another dimension. */
function count(draft: Draft, head: Head, step: 1 | -1): void {
  const { dimension } = head;
  head.live += step;
  if (head.live === 0) head.dimension = undefined;
  draft.undo.push(() => {
    head.live -= step;
    head.dimension = dimension;
  });
}

function insertChange(draft: Draft, { resource, attribute, value }: Change, { event }: EventEffects): void {
  const values = headOf(draft, resource).attributes[attribute];
  const dated: DatedValue = { value, happened: event.happened, sequence: event.rootSequence };
  values.splice(placeOf(values, dated), 0, dated);
  draft.undo.push(() => values.splice(values.lastIndexOf(dated), 1));
}

function removeChange(draft: Draft, { resource, attribute }: Change, { event }: EventEffects): void {
  const values = headOf(draft, resource).attributes[attribute];
  const place = placeOf(values, { happened: event.happened, sequence: event.rootSequence });
  if (values[place]?.sequence !== event.rootSequence) return;
  const [removed] = values.splice(place, 1);
  draft.undo.push(() => values.splice(place, 0, removed!));
}

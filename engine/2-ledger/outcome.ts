import { type Decimal, add, decimal, isZero, zero } from '../0-base/decimal.ts';
import { problem } from '../0-base/problem.ts';
import { findAction } from './action.ts';
import { type Draft, nameOf } from './draft.ts';
import type { EventEffects, Posting } from './shape.ts';

/** Warns of an event that is to move something and ends where it began, in the same hands: action.noEffect. Likely somebody else, or another stock, was meant. */
export function checkOutcome(draft: Draft, { event, postings, movements, changes }: EventEffects): void {
  const { action, provider, receiver, resourceQuantity } = event.body;
  const row = findAction(action);
  const isMove = [row?.accountingEffect, row?.onhandEffect].includes('decrementIncrement');
  if (!isMove || provider === undefined || provider !== receiver || event.root !== event.id) return;
  if (isZero(decimal(resourceQuantity?.hasNumericalValue ?? '0'))) return;
  const isSeen = changes.some(({ attribute }) => attribute !== 'accountable') || movements.length > 0;
  if (isSeen || postings.some((each) => !isZero(netOf(postings, each)))) return;
  draft.warnings.push(problem('action.noEffect', '/receiver', { action, provider: nameOf(draft, provider) }, event.id));
}

/** What some postings come to on one account of a resource at a holder. */
export const netOf = (postings: readonly Posting[], key: Pick<Posting, 'resource' | 'holder' | 'account'>): Decimal =>
  postings
    .filter((each) => each.resource === key.resource && each.holder === key.holder && each.account === key.account)
    .reduce((total, each) => add(total, each.quantity), zero);

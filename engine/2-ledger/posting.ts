import { type Decimal, negate } from '../0-base/decimal.ts';
import { isInPlace, type Leg, type Place } from './leg.ts';
import type { Account, Posting } from './shape.ts';

/**
 * The postings of one leg by a quantity: what its row's accounting and onhand effects say, in that order.
 * decrementIncrement gives a balanced pair, and nothing when both sides are one place.
 */
export function postingsOf(leg: Leg, quantity: Decimal): Posting[] {
  const postings: Posting[] = [];
  const less = negate(quantity);
  for (const account of accounts) {
    const effect = leg.row[`${account}Effect`];
    if (effect === 'notApplicable' || (effect === 'decrementIncrement' && isInPlace(leg))) continue;
    if (effect.startsWith('decrement')) post(postings, leg.giver, { account, quantity: less });
    if (effect !== 'decrement') post(postings, leg.taker, { account, quantity });
  }
  return postings;
}

const accounts = ['accounting', 'onhand'] as const satisfies readonly Account[];

function post(postings: Posting[], { resource, holder }: Place, amount: Pick<Posting, 'account' | 'quantity'>): void {
  if (resource) postings.push({ resource: resource.id, holder, account: amount.account, quantity: amount.quantity });
}

import { type Decimal, negate } from '../0-base/decimal.ts';
import type { QuantityEffect } from './action.ts';
import { isInPlace, type Leg, type Place } from './leg.ts';
import type { Account, Posting } from './shape.ts';

/**
 * The postings of one leg by a quantity: what its row's accounting and onhand effects say, in that order.
 * decrementIncrement gives a balanced pair, and nothing when both sides are one place.
 */
export function postingsOf(leg: Leg, quantity: Decimal): Posting[] {
  return [
    ...accountPostings(leg, { account: 'accounting', effect: leg.row.accountingEffect, quantity }),
    ...accountPostings(leg, { account: 'onhand', effect: leg.row.onhandEffect, quantity }),
  ];
}

interface Effect {
  readonly account: Account;
  readonly effect: QuantityEffect;
  readonly quantity: Decimal;
}

function accountPostings(leg: Leg, { account, effect, quantity }: Effect): Posting[] {
  const taken = () => post(leg.giver, account, negate(quantity));
  const given = () => post(leg.taker, account, quantity);
  if (effect === 'decrement') return taken();
  if (effect === 'increment' || effect === 'incrementTo') return given();
  return effect === 'notApplicable' || isInPlace(leg) ? [] : [...taken(), ...given()];
}

const post = ({ resource, holder }: Place, account: Account, quantity: Decimal): Posting[] =>
  resource ? [{ resource: resource.id, holder, account, quantity }] : [];

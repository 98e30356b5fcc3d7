import { type Decimal, add, isNegative, zero } from '../0-base/decimal.ts';
import type { Instant } from '../0-base/time.ts';
import { afterPosting, attributeNames, compareKeys, noPosition } from './head.ts';
import type { Account, Attribute, Change, Posting } from './shape.ts';
import type { Position } from './state.ts';

/** A posting with when its event happened and the place in the journal of the event that made it. */
export interface DatedPosting extends Posting {
  readonly happened: Instant;
  readonly sequence: number;
}

/**
 * A change with its order (happened and sequence of the event at the root of a chain of corrections), and with the
 * sequences from which and up to which it stands: a correction that backs the event out wholly ends it.
 */
export interface DatedChange extends Change {
  readonly happened: Instant;
  readonly sequence: number;
  readonly since: number;
  readonly until?: number | undefined;
}

/** The position of every holder of one resource, of what happened up to `happened` and was recorded up to `sequence`. */
export function stockAsOf(
  postings: Iterable<DatedPosting>,
  happened: Instant,
  sequence: number,
): Map<string, Position> {
  const positions = new Map<string, Position>();
  for (const posting of postings)
    if (posting.happened <= happened && posting.sequence <= sequence)
      positions.set(posting.holder, afterPosting(positions.get(posting.holder) ?? noPosition, posting));
  return positions;
}

/** The attributes of one resource, of what happened up to `happened` as known at `sequence`: of each the last by (happened, sequence). */
export function attributesAsOf(
  changes: Iterable<DatedChange>,
  happened: Instant,
  sequence: number,
): Record<Attribute, string | null> {
  const values = Object.fromEntries(attributeNames.map((name) => [name, null])) as Record<Attribute, string | null>;
  const standing = [...changes].filter(
    (each) =>
      each.happened <= happened && each.since <= sequence && (each.until === undefined || each.until > sequence),
  );
  for (const { attribute, value } of standing.sort(compareKeys)) values[attribute] = value;
  return values;
}

/** A moment at which a holder's stock fell below zero in the order of happening; balance in the coherent unit. */
export interface LateNegative {
  readonly holder: string;
  readonly account: Account;
  readonly happened: Instant;
  readonly sequence: number;
  readonly balance: Decimal;
}

/**
 * The anomalies of one resource: where, in the order of (happened, sequence), a position falls below zero that was not
 * (problem stock.lateNegative). What is recorded late can mend them, so they are listed, never refused.
 */
export function lateNegatives(postings: Iterable<DatedPosting>): LateNegative[] {
  const balances = new Map<string, Decimal>();
  return netByEvent(postings).flatMap(({ net, ...at }) => {
    const key = JSON.stringify([at.account, at.holder]);
    const before = balances.get(key) ?? zero;
    const balance = add(before, net);
    balances.set(key, balance);
    return isNegative(balance) && !isNegative(before) ? [{ ...at, balance }] : [];
  });
}

type Net = Omit<LateNegative, 'balance'> & { readonly net: Decimal };

/** What each event does to each holder's account, in the order of happening: what passes through one event does not count. */
function netByEvent(postings: Iterable<DatedPosting>): Net[] {
  const nets = new Map<string, Net>();
  for (const { holder, account, happened, sequence, quantity } of postings) {
    const key = JSON.stringify([sequence, account, holder]);
    const net = add(nets.get(key)?.net ?? zero, quantity);
    nets.set(key, { holder, account, happened, sequence, net });
  }
  return [...nets.values()].sort(compareKeys);
}

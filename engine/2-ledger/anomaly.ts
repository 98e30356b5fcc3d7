import { add, compare, type Decimal, isNegative, zero } from '../0-base/decimal.ts';
import { groupBy } from '../0-base/group.ts';
import type { Instant } from '../0-base/time.ts';
import type { Account } from './shape.ts';

/** What one event did to what somebody has of a resource on both accounts, in the coherent unit. */
export interface StockLine {
  readonly resource: string;
  readonly holder: string;
  readonly happened: Instant;
  readonly accounting: Decimal;
  readonly onhand: Decimal;
}

/** A time during which somebody had less than nothing of a resource, as it happened. */
export interface NegativeSpan {
  readonly resource: string;
  readonly holder: string;
  readonly account: Account;
  /** When it fell below zero. */
  readonly from: Instant;
  /** When it was no longer; left out while it still is. */
  readonly until?: Instant;
  readonly lowest: Decimal;
  /** When it first was at its lowest. */
  readonly lowestAt: Instant;
}

/**
 * Every time during which stock was below zero in the order of happening, whatever the order of recording was: balance(t) =
 * sum of what happened up to t. Events of one moment have no order among each other, so only what is left after all of them
 * counts. Policies look at the order of recording instead (policy.ts); this is what late events bring to light.
 */
export function negativeSpans(lines: readonly StockLine[]): NegativeSpan[] {
  const places = groupBy(lines, ({ resource, holder }) => JSON.stringify([resource, holder]));
  return [...places.values()].flatMap((place) =>
    (['onhand', 'accounting'] as const).flatMap((account) => spansOf(place, account)),
  );
}

function spansOf(lines: readonly StockLine[], account: Account): NegativeSpan[] {
  const { resource, holder } = lines[0]!;
  const spans: NegativeSpan[] = [];
  let open: NegativeSpan | undefined;
  for (const { happened, balance } of balancesOf(lines, account)) {
    if (isNegative(balance)) {
      open ??= { resource, holder, account, from: happened, lowest: balance, lowestAt: happened };
      if (compare(balance, open.lowest) < 0) open = { ...open, lowest: balance, lowestAt: happened };
    } else if (open) {
      spans.push({ ...open, until: happened });
      open = undefined;
    }
  }
  return open ? [...spans, open] : spans;
}

/** What was there after each moment in which something happened. */
function balancesOf(lines: readonly StockLine[], account: Account): { happened: Instant; balance: Decimal }[] {
  const ordered = [...lines].sort((a, b) => a.happened - b.happened);
  const balances: { happened: Instant; balance: Decimal }[] = [];
  let balance = zero;
  for (const line of ordered) {
    balance = add(balance, line[account]);
    if (balances.at(-1)?.happened === line.happened) balances.pop();
    balances.push({ happened: line.happened, balance });
  }
  return balances;
}

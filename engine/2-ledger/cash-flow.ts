import { add, type Decimal, isZero } from '../0-base/decimal.ts';
import { groupBy } from '../0-base/group.ts';
import { type StatementLine, statementLines, type Turnover, turnover } from './statement.ts';

/** What an event did to the money of one holder. */
export interface CashEntry {
  readonly event: string;
  readonly happened: number;
  readonly sequence: number;
  readonly holder: string;
  readonly change: Decimal;
  readonly takesBack: boolean;
}

/** A payment as a cash flow has it: in, out and what there is after it. */
export interface CashLine {
  readonly entry: CashEntry;
  readonly in: Decimal;
  readonly out: Decimal;
  readonly balance: Decimal;
}

/** The money of somebody, or of several together, over a period: opening + in - out = closing, exactly. */
export interface CashFlow {
  readonly lines: readonly CashLine[];
  readonly opening: Decimal;
  readonly in: Decimal;
  readonly out: Decimal;
  readonly closing: Decimal;
  /** Payments among those of whom it is: they change nothing and stand on no line. */
  readonly within: number;
}

const both = (quantity: Decimal) => ({ accounting: quantity, onhand: quantity });

/** The cash flow of one medium of exchange: what each event changed for all holders together, in the order of happening. */
export function cashFlow(opening: Decimal, entries: readonly CashEntry[]): CashFlow {
  const events = [...groupBy(entries, ({ event }) => event).values()].map((parts) => ({
    ...parts[0]!,
    change: parts.map(({ change }) => change).reduce(add),
  }));
  const paid = events
    .filter(({ change }) => !isZero(change))
    .sort((a, b) => a.happened - b.happened || a.sequence - b.sequence)
    .map((entry) => ({ entry, holder: entry.holder, takesBack: entry.takesBack, change: both(entry.change) }));
  const whole: Turnover = turnover(both(opening), paid);
  return {
    lines: statementLines(both(opening), paid).map(({ entry: { entry }, ...line }) => ({ entry, ...amountsOf(line) })),
    opening,
    in: whole.in.accounting,
    out: whole.out.accounting,
    closing: whole.closing.accounting,
    within: events.length - paid.length,
  };
}

const amountsOf = ({ balance, ...sides }: Pick<StatementLine, 'in' | 'out' | 'balance'>) => ({
  in: sides.in.accounting,
  out: sides.out.accounting,
  balance: balance.accounting,
});

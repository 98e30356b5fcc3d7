import { add, type Decimal, isNegative, negate, subtract, zero } from '../0-base/decimal.ts';
import { noPosition } from './head.ts';
import type { Account, RecordedEvent } from './shape.ts';
import type { Position } from './state.ts';

/** What an event did to a stock at one holder, as a statement takes it. */
export interface StatementEntry {
  readonly holder: string;
  readonly change: Position;
  /** Whether it is a correction that takes back: it lessens the side on which what it corrects stands. */
  readonly takesBack: boolean;
}

/** What there was, what came in and went out, and what is left: opening + in - out = closing, exactly. */
export interface Turnover {
  readonly opening: Position;
  readonly in: Position;
  readonly out: Position;
  readonly closing: Position;
}

/** A line of a statement: the amount on its side (negative where something is taken back) and what there is after it. */
export interface StatementLine<E extends StatementEntry = StatementEntry> {
  readonly entry: E;
  readonly in: Position;
  readonly out: Position;
  readonly balance: Position;
}

const each = (make: (account: Account) => Decimal): Position => ({
  accounting: make('accounting'),
  onhand: make('onhand'),
});

/** a + b, account by account. */
export const plus = (a: Position, b: Position): Position => each((account) => add(a[account], b[account]));

/** a - b, account by account. */
export const minus = (a: Position, b: Position): Position => each((account) => subtract(a[account], b[account]));

/** Whether an event is a correction that takes back. */
export const takesBack = ({ id, root, body }: Pick<RecordedEvent, 'id' | 'root' | 'body'>): boolean =>
  id !== root &&
  [body.resourceQuantity, body.effortQuantity].some((measure) => measure?.hasNumericalValue.startsWith('-') === true);

/** Whether an amount stands under "in": what came in, or what is taken back of it. */
export const isIn = (quantity: Decimal, takesBack: boolean): boolean => isNegative(quantity) === takesBack;

/** The two sides of an entry: in - out is what it changes. */
function sidesOf({ change, takesBack }: StatementEntry): { in: Position; out: Position } {
  return {
    in: each((account) => (isIn(change[account], takesBack) ? change[account] : zero)),
    out: each((account) => (isIn(change[account], takesBack) ? zero : negate(change[account]))),
  };
}

/** The lines of a statement in the order of its entries, from what there was on. */
export function statementLines<E extends StatementEntry>(opening: Position, entries: readonly E[]): StatementLine<E>[] {
  let balance = opening;
  return entries.map((entry) => {
    balance = plus(balance, entry.change);
    return { entry, ...sidesOf(entry), balance };
  });
}

/** Puts what is left to what there was, came in and went out. */
export const turnoverOf = ({ opening, ...sides }: Pick<Turnover, 'opening' | 'in' | 'out'>): Turnover => ({
  opening,
  ...sides,
  closing: minus(plus(opening, sides.in), sides.out),
});

/** The turnover of all entries of a stock, or of several holders together. */
export function turnover(opening: Position, entries: readonly StatementEntry[]): Turnover {
  const sides = entries.map(sidesOf);
  const sum = (side: 'in' | 'out') => sides.reduce((total, entry) => plus(total, entry[side]), noPosition);
  return turnoverOf({ opening, in: sum('in'), out: sum('out') });
}

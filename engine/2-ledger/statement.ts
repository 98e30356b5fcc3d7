import { add, type Decimal, isNegative, negate, subtract, zero } from '../0-base/decimal.ts';
import { noPosition } from './head.ts';
import type { Account } from './shape.ts';
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
const minus = (a: Position, b: Position): Position => each((account) => subtract(a[account], b[account]));

/** Whether an amount stands under "in": what came in, or what is taken back of it. */
const isIn = (quantity: Decimal, takesBack: boolean): boolean => isNegative(quantity) === takesBack;

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

/** Sums that a store made by the sign of each change, with those apart that take back: these stand on the other side. */
export interface SignedSums {
  /** Of what was more than nothing, and of what was less, taken as more. */
  readonly more: Position;
  readonly less: Position;
  readonly takenBack: readonly Position[];
}

/** The sides of a turnover from sums by sign. */
export function sidesFromSums({ more, less, takenBack }: SignedSums): { in: Position; out: Position } {
  const moved = takenBack.map((change) => ({ change, takesBack: true, holder: '' }));
  const bySign = moved.map((entry) => sidesOf({ ...entry, takesBack: false }));
  const bySide = moved.map(sidesOf);
  const put = (side: 'in' | 'out', sum: Position) =>
    bySide.reduce((total, entry, place) => minus(plus(total, entry[side]), bySign[place]![side]), sum);
  return { in: put('in', more), out: put('out', less) };
}

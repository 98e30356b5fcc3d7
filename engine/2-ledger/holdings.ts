import { compare, type Decimal, isNegative, isZero, subtract, zero } from '../0-base/decimal.ts';
import type { Position } from './state.ts';

/** Who has what of a stock. */
export interface HeldStock {
  readonly resource: string;
  readonly positions: ReadonlyMap<string, Position>;
}

/** What an agent has to do with a stock: what is in their hands, what they answer for, and what of it is elsewhere. */
export interface Holding extends Position {
  readonly resource: string;
  /** What they answer for and others have in their hands. */
  readonly withOthers: Decimal;
  /** What is in their hands and others answer for. */
  readonly ofOthers: Decimal;
  /** Those who have some of it, or answer for some of it. */
  readonly others: readonly string[];
}

const surplus = (a: Decimal, b: Decimal): Decimal => (compare(a, b) > 0 ? subtract(a, b) : zero);
const inHands = ({ accounting, onhand }: Position): Decimal => surplus(onhand, accounting);
const elsewhere = ({ accounting, onhand }: Position): Decimal => surplus(accounting, onhand);

/**
 * An agent's own view of stocks: onhand + withOthers = accounting + ofOthers, exactly. With whom a thing is follows from the
 * other positions of the same stock; a stock of which all is elsewhere names nobody where it was handed on as another stock.
 */
export function holdingsOf(agent: string, stocks: readonly HeldStock[]): Holding[] {
  return stocks.flatMap(({ resource, positions }) => {
    const own = positions.get(agent);
    if (!own || (isZero(own.accounting) && isZero(own.onhand))) return [];
    const [withOthers, ofOthers] = [elsewhere(own), inHands(own)];
    const isOther = (position: Position) =>
      (!isZero(withOthers) && !isZero(inHands(position))) || (!isZero(ofOthers) && !isZero(elsewhere(position)));
    const others = [...positions].filter(([holder, each]) => holder !== agent && isOther(each));
    return [{ resource, ...own, withOthers, ofOthers, others: others.map(([holder]) => holder) }];
  });
}

/** Whether less than nothing is in the hands of the agent, or in their books: something is not recorded. */
export const isShort = ({ accounting, onhand }: Position): boolean => isNegative(accounting) || isNegative(onhand);

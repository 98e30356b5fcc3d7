import { type Problem, problem } from '../0-base/problem.ts';
import { type Method, methodName, sameMethod } from '../4-footprint/background.ts';

/**
 * What there is of an indicator in a period: at most that much (ceiling, of nature) or at least (floor, of what people
 * need). `high` is where the high risk begins, `period` a year or another name, `source` says who published it.
 */
export interface Budget {
  readonly indicator: string;
  readonly direction: 'ceiling' | 'floor';
  readonly value: number;
  readonly high?: number;
  readonly period: string;
  readonly method: Method;
  readonly source: string;
}

/** A footprint or a level reached, in its own method and unit. */
export interface Score {
  readonly indicator: string;
  readonly value: number;
  readonly method: Method;
}

/** A score over its budget: `within` is at most 1 of a ceiling or at least 1 of a floor; `high` is past the high risk. */
export interface Quotient {
  readonly ratio: number;
  readonly standing: 'within' | 'beyond' | 'high';
}

/** The part of a budget that falls to someone: value x share, high x share; the share has no unit. */
export function budgetOf(budget: Budget, share: number): Budget {
  const { high, ...rest } = budget;
  return { ...rest, value: budget.value * share, ...(high !== undefined && { high: high * share }) };
}

function standingOf({ direction, value, high }: Budget, score: number): Quotient['standing'] {
  const past = (limit: number) => (direction === 'ceiling' ? score > limit : score < limit);
  if (!past(value)) return 'within';
  return high !== undefined && past(high) ? 'high' : 'beyond';
}

/**
 * Divides a score by a budget: ratio = score / budget, no unit (pyaesa's ASR, McElroy's sustainability quotient).
 * Problems, each with nothing returned: method.mismatch where method, version or unit differ; budget.none where the
 * budget is not above zero: a quotient is never infinite. A score that is no number has none either; what it comes from says why.
 */
export function quotient(score: Score, budget: Budget): { readonly value?: Quotient; readonly problems: Problem[] } {
  if (!sameMethod(score.method, budget.method)) {
    const values = { name: score.indicator, found: methodName(score.method), expected: methodName(budget.method) };
    return { problems: [problem('method.mismatch', '', values)] };
  }
  if (!(budget.value > 0)) return { problems: [problem('budget.none', '', { name: budget.indicator })] };
  if (!Number.isFinite(score.value)) return { problems: [] };
  return { value: { ratio: score.value / budget.value, standing: standingOf(budget, score.value) }, problems: [] };
}

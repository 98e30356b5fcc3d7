import type { Day } from '../0-base/time.ts';

/** From a day on, one coherent unit of a thing holds `factor` of the layer, and at least `low` and at most `high` of it. */
export interface ContentStep {
  readonly from: Day;
  readonly factor: number;
  readonly low: number;
  readonly high: number;
}

/** A content without a range. */
export const exactly = (from: Day, factor: number): ContentStep => ({ from, factor, low: factor, high: factor });

/** The step that has begun on a day, the last of several; undefined before the first. */
export function stepOn(steps: readonly ContentStep[], day: Day): ContentStep | undefined {
  let found: ContentStep | undefined;
  for (const step of steps) if (step.from <= day) found = step;
  return found;
}

/** The content of one coherent unit on a day: the last step that has begun; NaN when none has. */
export const contentOn = (steps: readonly ContentStep[], day: Day): number => stepOn(steps, day)?.factor ?? Number.NaN;

type Combine = (a: ContentStep, b: ContentStep) => Omit<ContentStep, 'from'>;

/** What two contents come to from each day on on which one of them changes and both are known. */
function combined(a: readonly ContentStep[], b: readonly ContentStep[], combine: Combine): ContentStep[] {
  const days = [...new Set([...a, ...b].map(({ from }) => from))].sort((x, y) => x - y);
  return days.flatMap((from) => {
    const [left, right] = [stepOn(a, from), stepOn(b, from)];
    return left && right ? [{ from, ...combine(left, right) }] : [];
  });
}

/** a + b. */
export const added = (a: readonly ContentStep[], b: readonly ContentStep[]): ContentStep[] =>
  combined(a, b, (x, y) => ({ factor: x.factor + y.factor, low: x.low + y.low, high: x.high + y.high }));

/** a - b, and never less than nothing at the low end. */
export const subtracted = (a: readonly ContentStep[], b: readonly ContentStep[]): ContentStep[] =>
  combined(a, b, (x, y) => ({
    factor: x.factor - y.factor,
    low: Math.max(0, x.low - y.high),
    high: x.high - y.low,
  }));

/** a times b, for contents that are not negative. */
export const multiplied = (a: readonly ContentStep[], b: readonly ContentStep[]): ContentStep[] =>
  combined(a, b, (x, y) => ({ factor: x.factor * y.factor, low: x.low * y.low, high: x.high * y.high }));

/** a times a number that is not negative. */
export const scaled = (a: readonly ContentStep[], by: number): ContentStep[] =>
  a.map(({ from, factor, low, high }) => ({ from, factor: factor * by, low: low * by, high: high * by }));

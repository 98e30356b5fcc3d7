import type { Day } from '../0-base/time.ts';

/** So much on a day, in the coherent unit. */
export interface Occasion {
  readonly day: Day;
  readonly quantity: number;
}

/** How often something comes: on so many days, usually so many days apart (undefined when it came once). */
export interface Rhythm {
  readonly times: number;
  readonly everyDays: number | undefined;
}

/** The days between occasions that follow each other. */
export const gapsOf = (days: readonly Day[]): number[] => days.slice(1).map((day, place) => day - days[place]!);

/** The rhythm of occasions in the order of their days; `everyDays` is the median of the gaps. */
export function rhythmOf(occasions: readonly Occasion[]): Rhythm {
  const gaps = gapsOf(occasions.map(({ day }) => day)).sort((a, b) => a - b);
  return { times: occasions.length, everyDays: gaps[Math.floor((gaps.length - 1) / 2)] };
}

/** The sum of occasions. */
export const totalOf = (occasions: readonly Occasion[]): number =>
  occasions.reduce((sum, { quantity }) => sum + quantity, 0);

/** What came on a day and is not used up yet. */
interface Portion {
  readonly day: Day;
  left: number;
}

/**
 * How much of what comes on some days could have been used on others: each day takes the oldest first, and what has stood longer than
 * `keepingDays` is lost. Both lists are in the order of their days and in one unit. Never more than either sum.
 */
export function meet(offered: readonly Occasion[], wanted: readonly Occasion[], keepingDays: number): number {
  const standing: Portion[] = [];
  let [next, oldest, met] = [0, 0, 0];
  for (const { day, quantity } of wanted) {
    for (; next < offered.length && offered[next]!.day <= day; next++)
      standing.push({ day: offered[next]!.day, left: offered[next]!.quantity });
    let open = quantity;
    for (; oldest < standing.length; oldest++) {
      const portion = standing[oldest]!;
      if (portion.day + keepingDays < day) continue;
      const taken = Math.min(open, portion.left);
      portion.left -= taken;
      open -= taken;
      met += taken;
      if (portion.left > 0) break;
    }
  }
  return met;
}

import { type DayNumber, dayAt, days, lastDayOf, monthOf, weekday } from './calendar.ts';
import { growing, year } from './recipe.ts';

/** One brew: its day, whether bread is in it, and where its spent grain goes (kilograms). */
export interface Brew {
  readonly day: DayNumber;
  readonly kind: 'plain' | 'bread';
  readonly spentGrain: number;
  toBakery: number;
  toGrower: number;
}

/** What is fixed before the year begins. */
export interface Plan {
  readonly brews: readonly Brew[];
  readonly bakes: ReadonlyMap<DayNumber, 'plain' | 'grain'>;
  /** Days on which mushroom batches start; negative ones started in 2024. */
  readonly batches: readonly DayNumber[];
}

const closed = (day: DayNumber): boolean =>
  day === dayAt(1, 1) || day === dayAt(12, 25) || (day >= dayAt(8, 4) && day <= dayAt(8, 17));

/** The bakery bakes from Tuesday to Sunday, and on the Monday on which it opens again after the summer. */
const isBakingDay = (day: DayNumber): boolean =>
  day >= 0 && day < 365 && !closed(day) && (weekday(day) !== 0 || day === dayAt(8, 18));

/** Brew days that are set by hand: a Wednesday for the slip of the pen, the closed weeks, the wait for malt, packing before New Year. */
const given: Readonly<Record<number, readonly number[]>> = {
  3: [4, 8, 12, 15, 20, 25, 29],
  8: [1, 7, 18, 21, 23, 26, 28, 30],
  9: [2, 9, 11, 16, 18, 23, 25],
  12: [2, 4, 6, 9, 11, 13, 16, 18],
};

/** `count` of the candidates, spread evenly. */
const spread = (candidates: readonly DayNumber[], count: number): DayNumber[] =>
  Array.from({ length: count }, (_, place) => candidates[Math.floor((place * candidates.length) / count)]!);

function brewDays(month: number): DayNumber[] {
  const byHand = given[month];
  if (byHand) return byHand.map((day) => dayAt(month, day));
  const fit = (day: DayNumber) =>
    monthOf(day) === month &&
    [1, 3, 5].includes(weekday(day)) &&
    isBakingDay(day) &&
    isBakingDay(day + 1) &&
    monthOf(day + 1) === month;
  return spread(days.filter(fit), year.brews[month - 1]!);
}

/** The bread brews are the last of their month: then enough bread was left over. */
function brewsOf(month: number): Omit<Brew, 'spentGrain'>[] {
  const list = brewDays(month);
  return list.map((day, place) => ({
    day,
    kind: place >= list.length - year.breadBrews[month - 1]! ? 'bread' : 'plain',
    toBakery: 0,
    toGrower: 0,
  }));
}

/** The days of a month on which spent grain of at most 48 hours is there, in the number that the month's table says. */
function grainBreadDays(month: number, brews: readonly DayNumber[]): DayNumber[] {
  const within = (age: number) =>
    days.filter(
      (day) => monthOf(day) === month && isBakingDay(day) && brews.some((brew) => brew <= day && day - brew <= age),
    );
  const fresh = within(1);
  const older = within(2).filter((day) => !fresh.includes(day));
  return [...fresh, ...older].slice(0, year.grainBreadDays[month - 1]!);
}

/** Splits the spent grain: the bakery's days first, then the mushroom batches of the month, the rest is composted. */
function split(brews: readonly Brew[], grainDays: readonly DayNumber[], month: number): DayNumber[] {
  for (const day of grainDays) {
    const newest = brews.filter((brew) => brew.day <= day && day - brew.day <= 2).at(-1)!;
    newest.toBakery += 14;
  }
  const starts: DayNumber[] = [];
  const wanted = year.mushroomBatches[month - 1]! * growing.spentGrain;
  let delivered = 0;
  for (const brew of brews) {
    brew.toGrower = Math.round(10 * Math.min(brew.spentGrain - brew.toBakery, wanted - delivered)) / 10;
    delivered = Math.round(10 * (delivered + brew.toGrower)) / 10;
    while (starts.length < Math.floor(delivered / growing.spentGrain)) starts.push(brew.day);
  }
  return starts;
}

/** Batches of last autumn that still grow: as those of this autumn, a year earlier, so that the year gives what a year's batches give. */
const stillGrowing = (starts: readonly DayNumber[]): DayNumber[] =>
  starts.filter((day) => day + growing.substrateDay > 364).map((day) => day - 365);

/** The plan of the year; `grainOf` says how much spent grain a brew gives. */
export function planYear(grainOf: (kind: Brew['kind']) => number): Plan {
  const bakes = new Map<DayNumber, 'plain' | 'grain'>();
  for (const day of days) if (isBakingDay(day)) bakes.set(day, 'plain');
  const months = Array.from({ length: 12 }, (_, place) => place + 1);
  const starts: DayNumber[] = [];
  const all = months.flatMap((month) => {
    const brews = brewsOf(month).map((brew): Brew => ({ ...brew, spentGrain: grainOf(brew.kind) }));
    const grainDays = grainBreadDays(
      month,
      brews.map(({ day }) => day),
    );
    for (const day of grainDays) bakes.set(day, 'grain');
    starts.push(...split(brews, grainDays, month));
    return brews;
  });
  const inYear = starts.filter((day) => day <= lastDayOf(12));
  return { brews: all, bakes, batches: [...stillGrowing(inYear), ...inYear] };
}

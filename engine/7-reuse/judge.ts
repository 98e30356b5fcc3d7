import type { Day } from '../0-base/time.ts';
import type { Candidate } from './candidate.ts';
import { distanceKm, type Position } from '../1-record/distance.ts';
import { type Classes, factorOf, type Ground } from './ground.ts';
import type { Carriage, Wording } from './knowledge.ts';
import type { Contents } from './mass.ts';
import { meet, type Occasion, totalOf } from './occasion.ts';
import type { Need, Surplus } from './shape.ts';

/** What keeps a surplus from serving a need, with the figures that say so. */
export type Obstacle =
  | { readonly is: 'holder' }
  | { readonly is: 'state'; readonly offered: string; readonly needed: string }
  | { readonly is: 'grade'; readonly offered: string; readonly needed: string }
  | { readonly is: 'keeping'; readonly days: number; readonly condition: Wording | undefined; readonly waits: number }
  | { readonly is: 'moment' }
  | { readonly is: 'distance'; readonly worthKm: number }
  | { readonly is: 'amounts'; readonly ratio: number }
  | { readonly is: 'supplied'; readonly by: string; readonly km: number | undefined }
  | { readonly is: 'promised' }
  | { readonly is: 'mass'; readonly of: string }
  | { readonly is: 'condition'; readonly condition: Wording };

/** Obstacles that only say that something is not known yet. */
const unknowns: ReadonlySet<Obstacle['is']> = new Set(['mass', 'condition']);

/** plausible: it could be tried. unknown: something has to be found out first. rejected: it cannot, and why. */
export type Verdict = 'plausible' | 'unknown' | 'rejected';

/** The verdict that obstacles lead to. */
export const verdictOf = (obstacles: readonly Obstacle[]): Verdict =>
  obstacles.some(({ is }) => !unknowns.has(is)) ? 'rejected' : obstacles.length > 0 ? 'unknown' : 'plausible';

/** A surplus and a need, judged. */
export interface Pair extends Candidate {
  readonly id: string;
  readonly verdict: Verdict;
  readonly obstacles: readonly Obstacle[];
  /** As the crow flies; undefined when a place is not known. */
  readonly km: number | undefined;
  /** What could have moved in the period, in `unit`; NaN when the two cannot be compared. */
  readonly amount: number;
  readonly unit: string;
  /** The same in kilograms; NaN when its mass is not known. */
  readonly kilograms: number;
  /** Kilograms (or units) of the needed thing that one of the offered thing replaces. */
  readonly factor: number;
  /** What would fill the whole need, in `unit`. */
  readonly whole: number;
  /** How long the offered thing keeps, in days; undefined when nothing says. */
  readonly keepingDays: number | undefined;
}

/** What a pair is judged by. */
export interface Bench {
  readonly contents: Contents;
  readonly classes: Classes;
  readonly carriage: Carriage | undefined;
  readonly positionOf: (agent: string) => Position | undefined;
  /** The last day of the period. */
  readonly today: Day;
}

/** Less than this part of the other amount is not worth a word between two houses. */
const leastRatio = 0.01;

/** Judges a candidate: how much could have moved, how far, and everything that speaks against it. */
export function judgePair(candidate: Candidate, bench: Bench): Pair {
  const { surplus, need, ground } = candidate;
  const km = kmBetween(bench, surplus.holder, need.holder);
  const keeping = bench.classes.keepingOf(surplus.specification);
  const measure = measureOf(candidate, bench);
  const movable = amountOf({ surplus, ...measure, keepingDays: keeping?.days ?? Number.POSITIVE_INFINITY, bench });
  const obstacles = [
    ...fixedObstacles(candidate, bench, km),
    ...(measure.comparable ? movingObstacles(candidate, measure, movable, bench) : []),
    ...(measure.comparable ? [] : [{ is: 'mass', of: measure.unknown } as const]),
    ...distanceObstacles(candidate, bench, km),
  ];
  const massOf = bench.contents.massOf(surplus.specification, surplus.unit);
  return {
    ...candidate,
    id: JSON.stringify([surplus.id, need.id]),
    verdict: verdictOf(obstacles),
    obstacles,
    km,
    amount: measure.comparable ? movable : Number.NaN,
    unit: surplus.unit,
    kilograms: measure.comparable ? movable * massOf : Number.NaN,
    factor: factorOf(ground),
    whole: measure.whole,
    keepingDays: keeping?.days,
  };
}

function kmBetween({ positionOf }: Bench, from: string, to: string): number | undefined {
  const [here, there] = [positionOf(from), positionOf(to)];
  return here && there && distanceKm(here, there);
}

/** What is wanted, day by day, in the unit of the surplus. */
interface Measure {
  readonly comparable: boolean;
  readonly wanted: readonly Occasion[];
  readonly whole: number;
  /** The thing whose mass would have to be known. */
  readonly unknown: string;
}

/** Turns the days of a need into amounts of what is offered: through mass where the two are not the same thing in the same unit. */
function measureOf({ surplus, need, ground }: Candidate, { contents }: Bench): Measure {
  const [here, there] = [surplus, need].map(({ specification, unit }) => contents.massOf(specification, unit)) as [
    number,
    number,
  ];
  const isSame = surplus.specification === need.specification && surplus.unit === need.unit;
  if (!isSame && !(here > 0 && there > 0))
    return {
      comparable: false,
      wanted: [],
      whole: Number.NaN,
      unknown: here > 0 ? need.specification : surplus.specification,
    };
  const perNeeded = isSame ? 1 : there / here / factorOf(ground);
  const most = mostPerDay(ground, need, { here, there });
  const wanted = need.occasions.map(({ day, quantity }) => ({
    day,
    quantity: Math.min(quantity * perNeeded, most(quantity)),
  }));
  return { comparable: true, wanted, whole: need.quantity * perNeeded, unknown: '' };
}

/** The most that may be offered on a day: what a batch ever took, or the share that a dataset sets. */
function mostPerDay(ground: Ground, need: Need, mass: { here: number; there: number }): (needed: number) => number {
  if (ground.is === 'precedent') {
    const batchesPerDay = need.batches / need.occasions.length;
    return () => (ground.precedent.mostPerBatch * batchesPerDay) / mass.here;
  }
  const share = ground.is === 'substitution' ? ground.substitution.share : undefined;
  return share === undefined ? () => Number.POSITIVE_INFINITY : (needed) => (share * needed * mass.there) / mass.here;
}

interface Moving {
  readonly surplus: Surplus;
  readonly wanted: readonly Occasion[];
  readonly keepingDays: number;
  readonly bench: Bench;
}

/** What comes and goes meets day by day; what stands idle could have served any of the days, if it still keeps. */
function amountOf({ surplus, wanted, keepingDays, bench }: Moving): number {
  if (surplus.kind !== 'idle') return meet(surplus.occasions, wanted, keepingDays);
  return bench.today - surplus.idleSince! > keepingDays ? 0 : Math.min(surplus.quantity, totalOf(wanted));
}

function fixedObstacles({ surplus, need, ground }: Candidate, { classes, positionOf }: Bench, km: number | undefined) {
  const found: Obstacle[] = [];
  if (surplus.holder === need.holder) found.push({ is: 'holder' });
  if (need.state !== undefined && need.state !== surplus.state)
    found.push({ is: 'state', offered: surplus.state ?? '', needed: need.state });
  const needed = classes.gradeOf(need.specification);
  const offered = classes.gradeOf(surplus.specification);
  if (needed === 'food' && offered !== undefined && offered !== 'food' && ground.is !== 'precedent')
    found.push({ is: 'grade', offered, needed });
  const [supplier] = need.suppliers;
  if (need.origin === 'member' && supplier !== undefined && surplus.holder !== need.holder) {
    const [here, there] = [positionOf(supplier), positionOf(need.holder)];
    const theirs = here && there && distanceKm(here, there);
    const isNearer = theirs !== undefined && km !== undefined && theirs <= km;
    if (supplier === surplus.holder || isNearer) found.push({ is: 'supplied', by: supplier, km: theirs });
  }
  if (ground.is === 'substitution' && ground.substitution.condition !== undefined)
    found.push({ is: 'condition', condition: ground.substitution.condition });
  return found;
}

function movingObstacles(
  { surplus }: Candidate,
  { wanted }: Measure,
  movable: number,
  { classes, today }: Bench,
): Obstacle[] {
  const keeping = classes.keepingOf(surplus.specification);
  if (movable === 0 && keeping) {
    const waits = surplus.kind === 'idle' ? today - surplus.idleSince! : shortestWait(surplus.occasions, wanted);
    return [{ is: 'keeping', days: keeping.days, condition: keeping.condition, waits }];
  }
  if (movable === 0) return [{ is: 'moment' }];
  const [offered, asked] = [surplus.quantity, totalOf(wanted)];
  const ratio = Math.min(offered, asked) / Math.max(offered, asked);
  return ratio < leastRatio ? [{ is: 'amounts', ratio }] : [];
}

/** The fewest days from a day on which something came to one on which it was wanted; NaN when nothing was wanted afterwards. */
function shortestWait(offered: readonly Occasion[], wanted: readonly Occasion[]): number {
  let shortest = Number.NaN;
  let next = 0;
  for (const { day } of offered) {
    while (next < wanted.length && wanted[next]!.day < day) next += 1;
    const wait = wanted[next] && wanted[next]!.day - day;
    if (wait !== undefined && !(wait >= shortest)) shortest = wait;
  }
  return shortest;
}

/** How far it is worth being carried: its price, or that of what it replaces, over what a kilometre costs. */
function distanceObstacles(
  { surplus, need, ground }: Candidate,
  { contents, carriage }: Bench,
  km: number | undefined,
): Obstacle[] {
  if (!carriage || km === undefined || contents.currency !== carriage.currency) return [];
  const worth = Math.max(
    contents.priceOf(surplus.specification) || 0,
    (contents.priceOf(need.specification) || 0) * factorOf(ground),
  );
  const worthKm = worth / (carriage.perTonneKm / 1000);
  return worth > 0 && km > worthKm ? [{ is: 'distance', worthKm }] : [];
}

import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Ground } from '../../../engine/7-reuse/ground.ts';
import type { Obstacle } from '../../../engine/7-reuse/judge.ts';
import type { Wording } from '../../../engine/7-reuse/knowledge.ts';
import type { ToldNeed, ToldSurplus } from '../../../engine/7-reuse/told.ts';
import { formatAmount, formatDate, formatNumber, formatShare } from '../../text/format.ts';
import { reuseText } from '../../text/reuse.ts';
import { language } from '../../text/text.ts';
import { formatPeriod } from '../flows/period.ts';
import { kindName, nameOf, plainName } from '../names.ts';
import type { PairRow, ReuseItems } from './answer.ts';

const say = reuseText;

/** The name of a record without the mark of samples. */
export const called = (facts: Facts, id: string): string => plainName(nameOf(facts, id));

const inWords = (wording: Wording | undefined): string => wording?.[language] ?? wording?.['en'] ?? '';
const days = (count: number): string => formatNumber(count);

/** Why a surplus may serve a need. */
export function groundSentence(facts: Facts, ground: Ground): string {
  const words = say().grounds;
  if (ground.is === 'specification') return words.specification;
  if (ground.is === 'class') return words.class(ground.class);
  if (ground.is === 'precedent') {
    const { kind, batches, factor } = ground.precedent;
    return words.precedent(called(facts, kind), formatNumber(batches.with), formatNumber(factor, 2));
  }
  const { factor, source } = ground.substitution;
  return words.substitution(formatNumber(factor.low), formatNumber(factor.high), source);
}

/** What speaks against a pair. */
export function obstacleSentence(facts: Facts, obstacle: Obstacle): string {
  const words = say().obstacles;
  switch (obstacle.is) {
    case 'state':
      return words.state(obstacle.offered, obstacle.needed);
    case 'grade':
      return words.grade(gradeWord(obstacle.offered), gradeWord(obstacle.needed));
    case 'keeping': {
      const waits = obstacle.waits as number | null;
      const wait = waits === null || Number.isNaN(waits) ? '' : dayCount(waits);
      return words.keeping(days(obstacle.days), inWords(obstacle.condition), wait);
    }
    case 'distance':
      return words.distance(formatNumber(obstacle.worthKm, 2));
    case 'amounts':
      return words.amounts(formatShare(obstacle.ratio));
    case 'supplied':
      return words.supplied(called(facts, obstacle.by), obstacle.km === undefined ? '' : formatNumber(obstacle.km, 2));
    case 'mass':
      return words.mass(called(facts, obstacle.of));
    case 'condition':
      return words.condition(inWords(obstacle.condition));
    default:
      return words[obstacle.is];
  }
}

const gradeWord = (grade: string): string => {
  const words: Readonly<Record<string, string>> = say().obstacles.grades;
  return words[grade] ?? grade;
};

/** 3 days, in the language that is spoken. */
const dayCount = (count: number): string => say().days(days(count));

/** The reasons of a pair: what speaks against it, else what speaks for it. */
export const reasonOf = (facts: Facts, { obstacles, ground }: Pick<PairRow, 'obstacles' | 'ground'>): string =>
  obstacles.length > 0
    ? obstacles.map((each) => obstacleSentence(facts, each)).join('; ')
    : groundSentence(facts, ground);

/** How often something comes or goes, or since when it stands. */
export function rhythmSentence({ rhythm, ...side }: ToldSurplus | ToldNeed): string {
  if ('idleSince' in side && side.idleSince) return say().idle(formatDate(side.idleSince));
  return say().rhythm(formatNumber(rhythm.times), rhythm.everyDays === undefined ? '' : formatNumber(rhythm.everyDays));
}

/** How far apart the two are. */
export const distanceSentence = (km: number | null): string =>
  km === null ? say().placeUnknown : say().distance(formatNumber(km, 2));

/** An amount, or that it is not known. */
export const amountSentence = (amount: number | null, unit: string): string =>
  amount === null ? say().amountUnknown : formatAmount(amount, unit);

/** What was found, the most telling first. */
export function finding(facts: Facts, items: ReuseItems, rows: readonly PairRow[]): string[] {
  const { totals } = items;
  const words = say().finding;
  const period = formatPeriod(items.period, items.period);
  const [first] = rows.filter(({ verdict }) => verdict === 'plausible');
  const surpluses = formatNumber(totals.surpluses);
  if (!first) return [words.none(surpluses, period)];
  return [
    words.some(formatNumber(totals.plausible), surpluses, period),
    words.largest(
      amountSentence(first.amount, first.unit),
      kindName(facts, first.surplus.specification),
      called(facts, first.surplus.holder),
      kindName(facts, first.need.specification),
      called(facts, first.need.holder),
      distanceSentence(first.km),
    ),
  ];
}

/** What is told beside it: how many need data or are rejected, and what was not looked at. */
export function besides({ totals, pairs, carriage }: ReuseItems): string[] {
  const words = say().finding;
  const all = totals.plausible + totals.unknown + totals.rejected;
  return [
    ...(totals.unknown + totals.rejected > 0
      ? [words.others(formatNumber(totals.unknown), formatNumber(totals.rejected))]
      : []),
    ...(pairs.length < all ? [words.notListed(formatNumber(pairs.length), formatNumber(all))] : []),
    ...(totals.notCompared > 0 ? [words.notCompared(formatNumber(totals.notCompared))] : []),
    say().scope,
    ...(carriage ? [say().carriage(formatNumber(carriage.perTonneKm), carriage.currency, carriage.source)] : []),
  ];
}

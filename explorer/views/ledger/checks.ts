import { decimal, formatDecimal, isNegative, negate } from '../../../engine/0-base/decimal.ts';
import type { Measure } from '../../../engine/1-record/field.ts';
import { checksText } from '../../text/checks.ts';
import { formatMeasure, formatTime, measureIn } from '../../text/format.ts';
import type { AnomalyItems, CountItem, LoanItem } from '../../worker/wire.ts';
import type { Opened } from '../../worker/world.ts';
import { nameOf, plainName, usualUnit } from '../names.ts';
import type { NewRecord } from '../record/records.ts';

const shownIn = (opened: Opened, resource: string, measure: Measure): string =>
  formatMeasure(measureIn(measure, usualUnit(opened.facts, resource)));

/** By how much a count is less or more than the ledger says, as a sentence. */
export function differenceSentence(opened: Opened, { resource, difference }: CountItem): string {
  const value = decimal(difference.hasNumericalValue);
  const less = isNegative(value);
  const amount = { ...difference, hasNumericalValue: formatDecimal(less ? negate(value) : value) };
  return checksText()[less ? 'less' : 'more'](shownIn(opened, resource, amount));
}

/** What was counted when, and what the ledger has. */
export const countSentence = (opened: Opened, { resource, happened, counted, ledger }: CountItem): string =>
  checksText().count(
    formatTime(happened, opened.zone),
    shownIn(opened, resource, counted),
    shownIn(opened, resource, ledger),
  );

/** When a stock was below zero in somebody's hands, as things happened. */
export function belowSentences(opened: Opened, { negative }: AnomalyItems): string[] {
  const at = (moment: string) => formatTime(moment, opened.zone);
  return negative
    .filter(({ account }) => account === 'onhand')
    .map(({ resource, holder, from, until, lowest, lowestAt }) => {
      const who = plainName(nameOf(opened.facts, holder));
      const amount = shownIn(opened, resource, lowest);
      return until === undefined
        ? checksText().stillBelow(who, at(from), amount, at(lowestAt))
        : checksText().below(who, at(from), at(until), amount, at(lowestAt));
    });
}

/** What of a stock is with somebody else, and since when: lent, or under way with whoever carries it or works on it. */
export function loanSentences(opened: Opened, loans: readonly LoanItem[]): string[] {
  const name = (id: string) => plainName(nameOf(opened.facts, id));
  return loans.flatMap(({ resource, holder, process, parts }) =>
    parts.map(({ since, quantity }) => {
      const said = [shownIn(opened, resource, quantity), name(holder), formatTime(since, opened.zone)] as const;
      return process === undefined ? checksText().lent(...said) : checksText().underWay(...said, name(process));
    }),
  );
}

/** The proposed event as a record to be sent. */
export const settling = ({ proposal }: CountItem, id: string): NewRecord => ({
  '@type': 'EconomicEvent',
  '@id': id,
  ...proposal,
});

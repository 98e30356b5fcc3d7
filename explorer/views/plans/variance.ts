import { findUnit } from '../../../engine/0-base/unit.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Measure } from '../../../engine/1-record/field.ts';
import type { RecipeDifference } from '../../../engine/6-plan/difference.ts';
import type { VarianceBy, VarianceRow } from '../../../engine/6-plan/variance.ts';
import type { Column } from '../../marks/table.ts';
import { formatExact, formatMeasure, measureIn, rankOf, readableUnitOf, unitSymbol } from '../../text/format.ts';
import { plansText } from '../../text/plans.ts';
import { kindName, nameOf, plainName, usualUnit } from '../names.ts';
import { plannedSentence, plannedWord } from '../promise.ts';

/** A measure in the unit in which people count its thing; time in hours. */
function inUsual(facts: Facts, specification: string, measure: Measure, among: readonly Measure[]): Measure {
  if (findUnit(measure.hasUnit)?.dimension === 'time') return measureIn(measure, 'hour');
  return measureIn(measure, usualUnit(facts, specification) ?? readableUnitOf(among));
}

/** The address of a plan against what happened. */
export const varianceAddress = (network: string, plan: string, by: VarianceBy): string =>
  `/api/networks/${network}/plans/${encodeURIComponent(plan)}/variance?by=${by}`;

type Amount = keyof typeof varianceTerms;

/** What each figure of a plan against what happened means. */
export const varianceTerms = {
  planned: 'planned',
  actual: 'fulfilled',
  difference: 'variance',
  unplanned: 'unplanned',
} as const;

/** The columns of a plan against what happened, by batch, thing or agent; each line in the unit in which its thing is counted. */
export function varianceColumns(facts: Facts, by: VarianceBy): Column<VarianceRow>[] {
  const say = plansText().variance.columns;
  const name = (id: string) => plainName(nameOf(facts, id));
  const usual = (row: VarianceRow, which: Amount) =>
    inUsual(facts, row.specification, row[which], [row.planned, row.actual]);
  const amount = (which: Amount): Column<VarianceRow> => ({
    id: which,
    head: say[which],
    about: varianceTerms[which],
    value: (row) => usual(row, which).hasNumericalValue,
    show: (row) => formatExact(usual(row, which).hasNumericalValue),
    rank: (row) => rankOf(row[which]),
  });
  return [
    { id: by, head: say[by], value: ({ key }) => name(key) },
    { id: 'action', head: say.action, value: ({ action }) => plannedWord(action) },
    ...(by === 'resource'
      ? []
      : [{ id: 'what', head: say.resource, value: ({ specification }: VarianceRow) => name(specification) }]),
    amount('planned'),
    amount('actual'),
    amount('difference'),
    amount('unplanned'),
    { id: 'unit', head: say.unit, value: (row) => unitSymbol(usual(row, 'planned').hasUnit) },
  ];
}

/** How a local variant differs in one flow, in a sentence: Use up Malt: 190 kg becomes 170 kg. */
export function differenceSentence(facts: Facts, row: RecipeDifference): string {
  const say = plansText().recipe;
  const shown = (measure: Measure) =>
    formatMeasure(inUsual(facts, row.specification, measure, [row.original ?? row.variant!]));
  const what = plannedSentence(row.action, kindName(facts, row.specification));
  if (row.original && row.variant) return `${what}: ${say.was(shown(row.original), shown(row.variant))}`;
  return `${what}: ${row.variant ? say.added(shown(row.variant)) : say.removed(row.original ? shown(row.original) : '')}`;
}

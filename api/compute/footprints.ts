import { type Problem, problem } from '../../engine/0-base/problem.ts';
import type { BiogenicRule } from '../../engine/4-footprint/figure-source.ts';
import { type FootprintRequest, type Footprints, footprints } from '../../engine/4-footprint/footprints.ts';
import type { RuleSpread } from '../../engine/4-footprint/footprint-result.ts';
import { ruleSpread } from '../../engine/4-footprint/rule-spread.ts';
import { readAllocation } from './allocation.ts';
import type { Shelf } from './shelf.ts';
import { remembered, type World } from './world.ts';

/** Which footprint, over which time; climate change in the last year that was recorded unless told. */
export interface FootprintQuery {
  readonly period?: string | undefined;
  readonly indicator?: string | undefined;
  /** Rules of allocation instead of the recorded ones (readAllocation). */
  readonly allocation?: string | undefined;
  /** How biogenic carbon counts. */
  readonly biogenic?: BiogenicRule | undefined;
  /** Whether the spread over all rules of allocation is told. */
  readonly spread?: boolean | undefined;
}

/** `spread` is empty unless it was asked for. */
export type FootprintAnswer = Footprints & { readonly spread: readonly RuleSpread[]; readonly sequence: number };

/** What the engine is asked for a query. Problems: parameter.invalid. */
export function footprintRequest(
  { table, facts, lastYear, background: own }: World,
  shelf: Shelf,
  { period = lastYear, indicator: wanted = 'climate', allocation, biogenic }: FootprintQuery,
): { readonly value: FootprintRequest } | { readonly problems: Problem[] } {
  const indicator = shelf.indicators.find(({ id }) => id === wanted);
  if (!indicator) {
    const expected = `one of ${shelf.indicators.map(({ id }) => id).join(', ')}`;
    return { problems: [problem('parameter.invalid', '', { field: 'indicator', value: wanted, expected })] };
  }
  const choice = readAllocation(allocation, facts);
  if ('problems' in choice) return choice;
  const { rows, factors } = shelf.background;
  const background = own.length === 0 ? shelf.background : { rows: [...rows, ...own], factors };
  return { value: { table, facts, background, indicator, period, biogenic, allocation: choice.value } };
}

/** A text that is the same for the same question. */
export const questionKey = ({ period, indicator, allocation, biogenic }: FootprintQuery, { lastYear }: World): string =>
  JSON.stringify([period ?? lastYear, indicator ?? 'climate', allocation ?? '', biogenic ?? 'zero']);

/** The footprints of a network in a period, counted once for each question. Problems: parameter.invalid. */
export function footprintsOf(
  world: World,
  shelf: Shelf,
  query: FootprintQuery,
): { value: FootprintAnswer } | { problems: Problem[] } {
  const request = footprintRequest(world, shelf, query);
  if ('problems' in request) return request;
  const found = remembered(world, `footprint ${questionKey(query, world)}`, () => footprints(request.value));
  const key = `rule spread ${questionKey({ ...query, allocation: undefined }, world)}`;
  const spread = query.spread ? remembered(world, key, () => ruleSpread(request.value)) : [];
  return { value: { ...found, spread, sequence: world.sequence } };
}

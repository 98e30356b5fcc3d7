import type { BasisRow, BudgetRow } from '../../datasets/read.ts';
import { toNumber, decimal } from '../../engine/0-base/decimal.ts';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import type { Body } from '../../engine/1-record/kind.ts';
import { parsePeriod } from '../../engine/4-footprint/period.ts';
import { type Budget, budgetOf, type Quotient, quotient } from '../../engine/5-threshold/budget.ts';
import { type Party, principles, sharesOf } from '../../engine/5-threshold/sharing.ts';
import { footprintsOf } from './footprints.ts';
import { type BudgetSet, countKey, type Shelf } from './shelf.ts';
import type { World } from './world.ts';

/** Which budgets, shared how, over which time. */
export interface ThresholdQuery {
  readonly period?: string | undefined;
  readonly set?: string | undefined;
  readonly sharing?: string | undefined;
  readonly indicator?: string | undefined;
}

/** One footprint against the part of the world's budget that falls to the network. */
export interface Threshold {
  readonly indicator: string;
  readonly name: string;
  readonly unit: string;
  /** The footprint of the period; absent when nothing is known that could count. */
  readonly score?: number;
  /** How low and how high the score can be, where figures that it rests on are ranges. */
  readonly range?: { readonly low: number; readonly high: number };
  /** How many kinds of goods should count in the score and have no figure. */
  readonly missing?: number;
  /** The network's part of the world, without unit; absent when a number for the sharing rule is missing. */
  readonly share?: number;
  readonly budget?: Budget;
  readonly quotient?: Quotient;
  readonly problems: readonly Problem[];
}

export interface ThresholdAnswer {
  readonly period: string;
  readonly set: string;
  readonly sharing: string;
  readonly sequence: number;
  readonly items: readonly Threshold[];
}

type PrincipleId = keyof typeof principles;
const isPrinciple = (id: string): id is PrincipleId => Object.hasOwn(principles, id);

/** Footprints against shared budgets. Problems: dataset.unknown, parameter.invalid. */
export function thresholdsOf(
  world: World,
  shelf: Shelf,
  query: ThresholdQuery,
): { value: ThresholdAnswer } | { problems: Problem[] } {
  const { set = 'ef-budgets', sharing = 'equal-per-capita', period = world.lastYear } = query;
  const chosen = shelf.budgets.get(set);
  if (!chosen) return { problems: [problem('dataset.unknown', '', { value: set })] };
  if (!isPrinciple(sharing)) {
    const expected = `one of ${Object.keys(principles).join(', ')}`;
    return { problems: [problem('parameter.invalid', '', { field: 'sharing', value: sharing, expected })] };
  }
  const wanted = chosen.budgets.filter(({ indicator }) => (query.indicator ?? indicator) === indicator);
  if (query.indicator !== undefined && wanted.length === 0) {
    const expected = `one of ${chosen.budgets.map(({ indicator }) => indicator).join(', ')}`;
    return { problems: [problem('parameter.invalid', '', { field: 'indicator', value: query.indicator, expected })] };
  }
  const items = wanted.map((budget) => thresholdOf({ world, shelf, chosen, sharing, period, budget }));
  return { value: { period, set, sharing, sequence: world.sequence, items } };
}

interface Comparison {
  readonly world: World;
  readonly shelf: Shelf;
  readonly chosen: BudgetSet;
  readonly sharing: PrincipleId;
  readonly period: string;
  readonly budget: BudgetRow;
}

function thresholdOf(given: Comparison): Threshold {
  const { world, shelf, sharing, period, budget: row } = given;
  const { indicator, name, unit } = row;
  if (!isCounted(shelf, row)) return { indicator, name, unit, problems: [] };
  const footprint = footprintsOf(world, shelf, { period, indicator });
  if (!('value' in footprint)) return { indicator, name, unit, problems: footprint.problems };
  const { total: score, totalRange, indicator: counted, gaps } = footprint.value;
  const range = totalRange.low < totalRange.high && { range: totalRange };
  const missing = new Set(gaps.map(({ specification }) => specification)).size;
  const shares = sharesOf(principles[sharing], partiesOf(given, score));
  const share = shares.value?.[0];
  if (share === undefined) return { indicator, name, unit, score, ...range, missing, problems: shares.problems };
  const budget = budgetOf(budgetFrom(row), share * partOfYear(period));
  const divided = quotient({ indicator, value: score, method: counted.method }, budget);
  const ratio = divided.value && { quotient: divided.value };
  return { indicator, name, unit, score, ...range, missing, share, budget, ...ratio, problems: divided.problems };
}

/** Whether anything on the shelf counts in the budget's own method; a footprint of nothing known is not zero. */
const isCounted = ({ counted }: Shelf, { indicator, method: id, version, unit }: BudgetRow): boolean =>
  counted.has(countKey(indicator, { id, version, unit }));

function budgetFrom({ method, version, unit, high, ...row }: BudgetRow): Budget {
  const { indicator, direction, value, period, source } = row;
  const limits = { value, ...(high !== null && { high }) };
  return { indicator, direction, ...limits, period, method: { id: method, version, unit }, source };
}

/** The network, and the rest of the world; a number of the network counts only in the unit in which the world's is given. */
function partiesOf({ world, chosen, budget }: Comparison, score: number): [Party, Party] {
  const ours = basisOf(networkOf(world));
  const numbers = { own: new Map<string, number>(), rest: new Map<string, number>() };
  for (const row of chosen.basis) {
    const field = row.of.replace(/^world /, '');
    const own = ours.get(field);
    if (own === undefined || own.unit !== row.unit) continue;
    numbers.own.set(field, own.value);
    numbers.rest.set(field, row.value - own.value);
  }
  const rest = budget.world === null ? {} : { impact: budget.world - score };
  const name = networkOf(world)?.name ?? '';
  return [
    { ...partyOf(name, numbers.own), impact: score },
    { ...partyOf('the rest of the world', numbers.rest), ...rest },
  ];
}

interface Basis {
  readonly value: number;
  readonly unit: string;
}

/**
 * The figures of a network by what they are of. Where it states food-years and the share of food in a budget instead of
 * people, it feeds as many people as food-years x share: their whole budget falls to it.
 */
function basisOf(network: Body<'Network'> | undefined): Map<string, Basis> {
  const figures = new Map<string, Basis>();
  for (const { of, value, unit } of network?.basis ?? []) figures.set(of, { value: toNumber(decimal(value)), unit });
  const [years, share] = ['food-years', "share of food in a person's climate budget"].map((name) => figures.get(name));
  if (years && share && !figures.has('population'))
    figures.set('population', { value: years.value * share.value, unit: years.unit });
  return figures;
}

function partyOf(name: string, numbers: ReadonlyMap<BasisRow['of'], number>): Party {
  const [population, gdp, valueAdded] = ['population', 'gdp', 'value added'].map((field) => numbers.get(field));
  return {
    name,
    ...(population !== undefined && { population }),
    ...(gdp !== undefined && { gdp }),
    ...(valueAdded !== undefined && { valueAdded }),
  };
}

const networkOf = ({ facts }: World): Body<'Network'> | undefined => facts.Network?.values().next().value;

/** The part of its year that a period is. */
function partOfYear(name: string): number {
  const [period, year] = [parsePeriod(name)!, parsePeriod(name.slice(0, 4))!];
  return (period.end - period.first) / (year.end - year.first);
}

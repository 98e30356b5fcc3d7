import type { Resource } from '../../datasets/read.ts';
import type { FlowTable } from '../../engine/3-flow/columns.ts';
import type { Footprints } from '../../engine/4-footprint/footprint-result.ts';
import type { Quotient } from '../../engine/5-threshold/budget.ts';
import { boundaryRatio } from '../../engine/5-threshold/boundary.ts';
import { problemSentence } from '../text/problem.ts';
import { text } from '../text/text.ts';
import { nameOf } from '../views/flows/names.ts';
import { isMeasured } from '../views/flows/parts.ts';
import { daysOf, formatPeriod } from '../views/flows/period.ts';
import { kindName, usualUnit } from '../views/names.ts';
import { perUsualUnit } from '../views/per-usual-unit.ts';
import type { ThresholdsQuery } from '../views/thresholds/view.ts';
import type { AccountLine, Contribution, FootprintTable, Thresholds, Wedge } from '../views/thresholds/wedge.ts';
import type { Answer, WireProblem } from './http.ts';
import type { World } from './world.ts';

/** One line of the answer of /thresholds. */
export interface ThresholdItem {
  readonly indicator: string;
  readonly name: string;
  readonly unit: string;
  readonly score?: number;
  readonly range?: { readonly low: number; readonly high: number };
  readonly missing?: number;
  readonly share?: number;
  readonly budget?: {
    readonly value: number;
    readonly direction?: 'ceiling' | 'floor';
    readonly method: { readonly id: string; readonly version: string };
    readonly source: string;
  };
  readonly quotient?: Quotient;
  readonly warnings: readonly WireProblem[];
}

const addressOf = (world: World, noun: string, parameters: Readonly<Record<string, string>>) => {
  const given = Object.entries(parameters).filter(([, value]) => value !== '');
  return `/api/networks/${world.network}/${noun}?${new URLSearchParams(given)}`;
};

/** The thresholds of the network or of the world. */
function doughnut(
  world: World,
  { scope, period, sharing }: Pick<ThresholdsQuery, 'scope' | 'period' | 'sharing'>,
): Promise<Answer<Thresholds>> {
  return scope === 'world' ? worldDoughnut(world) : networkThresholds(world, period, sharing);
}

async function networkThresholds(world: World, period: string, sharing: string): Promise<Answer<Thresholds>> {
  const address = addressOf(world, 'thresholds', { period, sharing, set: 'ef-budgets' });
  const answer = await world.ask.json<{ period: string; items: readonly ThresholdItem[] }>(address);
  if (!answer.ok) return answer;
  const { items, period: told } = answer.value;
  const wedges = items
    .map(wedgeOf)
    .map(isRecorded(world.table, told) ? (wedge) => wedge : (wedge) => blank(wedge, told));
  return {
    ...answer,
    value: {
      period: told,
      hasFloor: items.some(({ budget }) => budget?.direction === 'floor'),
      wedges: [...wedges.filter(isKnown), ...wedges.filter((each) => !isKnown(each))],
    },
  };
}

/** Whether anything was recorded in a period: where nothing was, there is no figure, not a zero. */
export function isRecorded(table: FlowTable, period: string): boolean {
  const days = daysOf(period);
  return table.columns.day.some(
    (day, row) => row < table.count && isMeasured(table, row) && (!days || (day >= days.first && day < days.end)),
  );
}

/** A threshold of which nothing is known in a period. */
function blank({ id, name, unit, budget, share, method, source, reason }: Wedge, period: string): Wedge {
  const why = reason ?? text.thresholds.notRecorded(formatPeriod(period, period));
  const known = { ...(share !== undefined && { share }), ...(budget !== undefined && { budget }) };
  return { id, name, unit, standing: 'unknown', method, source, ...known, reason: why };
}

const isKnown = ({ ratio }: Wedge) => ratio !== undefined;

/** The name of a threshold in the language that is spoken. */
const nameIn = (indicator: string, name: string): string => text.thresholds.names[indicator] ?? name;

/** A line of the answer as a wedge; what is missing has its reason. */
export function wedgeOf(item: ThresholdItem): Wedge {
  const { indicator, name, unit, score, range, missing = 0, share, budget, quotient, warnings } = item;
  const [why] = warnings;
  const reason = why
    ? problemSentence(why)
    : score === undefined
      ? text.thresholds.noFigures
      : text.thresholds.noBudget;
  return {
    id: indicator,
    name: nameIn(indicator, name),
    unit,
    standing: quotient?.standing ?? 'unknown',
    method: budget ? `${budget.method.id} ${budget.method.version}` : '',
    source: budget?.source ?? '',
    ...(score !== undefined && { score }),
    ...(range && { range }),
    ...(missing > 0 && { missing }),
    ...(share !== undefined && { share }),
    ...(budget && { budget: budget.value }),
    ...(quotient ? { ratio: quotient.ratio } : { reason }),
  };
}

/** Where the world stands, beside which a network's own doughnut is drawn. */
async function worldDoughnut({ ask }: World): Promise<Answer<Thresholds>> {
  const about = await ask.json<{ resources: readonly Resource[] }>('/api/datasets/world');
  if (!about.ok) return about;
  // The reader of datasets is loaded only by those who look at the world.
  const { controlVariableRows, readTable } = await import('../../datasets/read.ts');
  const resource = about.value.resources.find(({ name }) => name === 'control-variables');
  const file = await ask.bytes(`/api/datasets/world/${resource?.path ?? ''}`);
  if (!file.ok) return file;
  const { rows } = resource ? readTable(new TextDecoder().decode(file.value), resource) : { rows: [] };
  const variables = controlVariableRows(rows, 'world').rows;
  const wedges = variables.map(
    ({ indicator, controlVariable, unit, value, boundary, preindustrial, source }): Wedge => {
      const natural = preindustrial === null ? {} : { natural: preindustrial };
      const ratio = boundaryRatio({ indicator, value, boundary, ...natural }).value;
      const standing = ratio === undefined ? 'unknown' : ratio > 1 ? 'beyond' : 'within';
      const numbers = { score: value, budget: boundary };
      const found = ratio === undefined ? { reason: text.thresholds.noBudget } : { ratio };
      const name = nameIn(indicator, controlVariable);
      return { id: indicator, name, unit, standing, method: indicator, source, ...numbers, ...found };
    },
  );
  return { ...file, value: { period: variables[0]?.years ?? '', wedges } };
}

/** What counts for the score: all that came in but what was there before. */
const counting = ['bought', 'purchases', 'direct', 'unexplained'];

/** Both sides of the identity as lines, those that are nothing left out; what was raised stands apart from what was bought. */
export function accountOf({ identity, raised }: Pick<Footprints, 'identity' | 'raised'>): FootprintTable['identity'] {
  const lines = (side: Readonly<Record<string, number>>): AccountLine[] =>
    Object.entries(side)
      .map(([name, value]) => ({ name, value, counts: counting.includes(name) }))
      .filter(({ value }) => Math.abs(value) > 1e-9);
  const { opening, bought, ...rest } = identity.in;
  return {
    in: { lines: lines({ opening, raised, bought: bought - raised, ...rest }), sum: identity.sumIn },
    out: { lines: lines(identity.out), sum: identity.sumOut },
  };
}

/** The account of one footprint: where it arose, what a unit of product carries, what is missing. */
async function footprintTable(
  world: World,
  { indicator, period }: { readonly indicator: string; readonly period: string },
): Promise<Answer<FootprintTable>> {
  const answer = await world.ask.json<Footprints & { readonly warnings?: readonly WireProblem[] }>(
    addressOf(world, 'footprints', { indicator, period }),
  );
  if (!answer.ok) return answer;
  const { value } = answer;
  const named = (list: Footprints['agents']): Contribution[] =>
    list
      .map(({ of, value: amount, share }) => ({
        id: of,
        name: of === '' ? text.thresholds.panel.bought : nameOf(world.facts, of),
        value: amount,
        share,
      }))
      .sort((a, b) => b.value - a.value);
  const products = value.products
    .filter((each) => each.delivered > 0)
    .map(({ specification, intensity, unit, incomplete }) => ({
      name: kindName(world.facts, specification),
      ...perUsualUnit(intensity, unit, usualUnit(world.facts, specification)),
      incomplete,
    }));
  return {
    ...answer,
    value: {
      indicator,
      unit: value.indicator.method.unit,
      total: value.total,
      period: value.period,
      range: value.totalRange,
      primaryShare: value.primaryShare,
      delivered: named(value.delivered),
      identity: accountOf(value),
      processes: named(value.processSpecifications),
      agents: named(value.agents),
      products,
      gaps: [...new Set(value.gaps.map(({ specification }) => kindName(world.facts, specification)))],
    },
  };
}

/** The jobs of the thresholds view. */
export const thresholdJobs = { doughnut, worldDoughnut, footprintTable };

import { problem } from '../0-base/problem.ts';
import type { Facts } from '../1-record/facts.ts';
import type { FlowTable } from '../3-flow/columns.ts';
import { nettedTable } from '../3-flow/net.ts';
import { assemblePeriod, type LotContext } from './assembly/assemble.ts';
import { type Background, backgroundReader, type Indicator } from './background.ts';
import { closePeriod, nothingCarried } from './assembly/carry.ts';
import { lifetimes } from './assembly/durable.ts';
import type { Footprints } from './footprint-result.ts';
import { lackingIn, nothingLacking } from './assembly/incomplete.ts';
import { type LotPlan, lotPlan } from './assembly/lot-moves.ts';
import { solveLots } from './lot/lots.ts';
import { type Period, parsePeriod, periodsUntil } from './period.ts';
import { originsOf } from './origins.ts';
import { gapsOf, identityOf, poolFootprints, productFootprints, type SolvedPeriod } from './report.ts';
import { allocator } from './assembly/share.ts';

export type * from './footprint-result.ts';

/** What footprints are drawn from. */
export interface FootprintRequest {
  /** All flows of the network; corrections are netted here if they are not yet. */
  readonly table: FlowTable;
  readonly facts: Facts;
  readonly background: Background;
  readonly indicator: Indicator;
  /** YYYY or YYYY-MM. */
  readonly period: string;
}

/**
 * Footprints of lots, products and the network from recorded events, one indicator, one period (DESIGN.md section 7). Periods are chained from
 * the first event on, by month or year as the network accounts (a month that is asked for: by month), so that what a period opens with carries
 * what it closed with before. Published flows do not count. Problems: parameter.invalid, those of the assembly and of the solver.
 */
export function footprints(request: FootprintRequest): Footprints {
  const wanted = parsePeriod(request.period);
  const values = { field: 'period', value: request.period, expected: 'YYYY or YYYY-MM' };
  const refused = wanted ? [] : [problem('parameter.invalid', '', values)];
  const context = lotContext(request);
  const periods = wanted ? solvePeriods(context, wanted) : [];
  const { gaps, problems } = gapsOf(periods);
  return {
    indicator: request.indicator,
    period: request.period,
    pools: poolFootprints(periods),
    products: productFootprints(periods),
    ...originsOf(periods, namingOf(context)),
    identity: identityOf(periods),
    gaps,
    problems: [...refused, ...problems],
  };
}

/** All that the periods of a request share: the flows read into pools and moves, the readers of figures and rules. */
function lotContext({ table, facts, background, indicator }: FootprintRequest): LotContext {
  const network = [...(facts.Network?.values() ?? [])][0];
  const zone = network?.zone ?? 'UTC';
  return {
    plan: lotPlan(nettedTable(table), facts),
    facts,
    indicator,
    background: backgroundReader({ background, facts, indicator, zone, invented: network?.invented ?? false }),
    allocator: allocator({ facts, zone }),
    lifetimes: lifetimes(facts),
  };
}

/** Assembles and solves the chain of periods up to the wanted one; returns those that lie in it. */
function solvePeriods(context: LotContext, wanted: Period): SolvedPeriod[] {
  const network = [...(context.facts.Network?.values() ?? [])][0];
  const step = wanted.name.length > 4 ? 'month' : (network?.accountingPeriod ?? 'year');
  const periods = periodsUntil(firstDay(context.plan), wanted, step);
  const moves = movesByPeriod(context.plan, periods);
  const solved: SolvedPeriod[] = [];
  let carry = nothingCarried(context.plan.pools.length);
  let lacking = nothingLacking;
  periods.forEach((period, place) => {
    // A period without moves closes as it opened: an event dated in the wrong century costs nothing.
    if (moves[place]!.length === 0 && period.first < wanted.first) return;
    const assembled = assemblePeriod(context, { moves: moves[place]!, firstDay: period.first, carry });
    const result = solveLots(assembled.system);
    carry = closePeriod(assembled.draft, result, carry);
    lacking = lackingIn({ ...assembled, result }, lacking);
    if (period.first >= wanted.first) solved.push({ ...assembled, result, lacking });
  });
  return solved;
}

function firstDay({ moves, table }: LotPlan): number {
  let first = Number.POSITIVE_INFINITY;
  for (let move = 0; move < moves.count; move++) first = Math.min(first, table.columns.day[moves.row[move]!]!);
  return first;
}

/** Places of moves by period. */
function movesByPeriod({ moves, table }: LotPlan, periods: readonly Period[]): number[][] {
  const lists: number[][] = periods.map(() => []);
  const start = periods[0]?.first ?? 0;
  const placeOfDay = new Int32Array(Math.max(0, (periods.at(-1)?.end ?? 0) - start));
  periods.forEach(({ first, end }, place) => {
    placeOfDay.fill(place, first - start, end - start);
  });
  for (let move = 0; move < moves.count; move++) {
    const place = placeOfDay[table.columns.day[moves.row[move]!]! - start];
    if (place !== undefined) lists[place]!.push(move);
  }
  return lists;
}

function namingOf({ plan, facts }: LotContext) {
  const ids = plan.table.dictionaries.processes;
  return {
    groupOfProcess: ids.map((id) => facts.Process?.get(id)?.basedOn ?? id),
    agentOfProcess: plan.owners,
  };
}

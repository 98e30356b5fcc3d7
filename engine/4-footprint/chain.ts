import { nettedTable } from '../3-flow/net.ts';
import { type AssembledPeriod, assemblePeriod } from './assembly/assemble.ts';
import type { LotContext } from './assembly/context.ts';
import { closePeriod, nothingCarried } from './assembly/carry.ts';
import { lifetimes } from './assembly/durable.ts';
import { type Lacking, lackingIn, nothingLacking } from './assembly/incomplete.ts';
import { type LotPlan, lotPlan } from './assembly/lot-moves.ts';
import { allocator } from './assembly/share.ts';
import { solveExplained } from './assembly/unexplained.ts';
import { backgroundReader } from './background-reader.ts';
import type { FootprintRequest } from './footprint-request.ts';
import type { LotResult } from './lot/lot-system.ts';
import { type Period, periodsUntil } from './period.ts';

/** One period assembled and solved. */
export interface SolvedPeriod extends AssembledPeriod {
  readonly period: Period;
  readonly result: LotResult;
  readonly lacking: Lacking;
}

/** All that the periods of a request share: the flows read into pools and moves, the readers of figures and rules. */
export function lotContext({
  table,
  facts,
  background,
  indicator,
  biogenic,
  dataset,
  allocation,
}: FootprintRequest): LotContext {
  const network = [...(facts.Network?.values() ?? [])][0];
  const zone = network?.zone ?? 'UTC';
  return {
    plan: lotPlan(nettedTable(table), facts),
    facts,
    indicator,
    background: backgroundReader({
      background,
      facts,
      indicator,
      zone,
      invented: network?.invented ?? false,
      biogenic,
      dataset,
    }),
    allocator: allocator({ facts, zone, choice: allocation }),
    lifetimes: lifetimes(facts),
  };
}

/** The periods up to the one that was asked for, and those of them that lie in it. */
export interface PeriodChain {
  readonly chain: readonly SolvedPeriod[];
  readonly periods: readonly SolvedPeriod[];
}

/** Of a period that nobody understands. */
export const noPeriods: PeriodChain = { chain: [], periods: [] };

/** Assembles and solves the periods up to the wanted one, each opening with what the one before closed with. */
export function solvePeriods(context: LotContext, wanted: Period): PeriodChain {
  const network = [...(context.facts.Network?.values() ?? [])][0];
  const step = wanted.name.length > 4 ? 'month' : (network?.accountingPeriod ?? 'year');
  const spans = periodsUntil(firstDay(context.plan), wanted, step);
  const moves = movesByPeriod(context.plan, spans);
  const chain: SolvedPeriod[] = [];
  let carry = nothingCarried(context.plan.pools.length);
  let lacking = nothingLacking;
  spans.forEach((period, place) => {
    // A period without moves closes as it opened: an event dated in the wrong century costs nothing.
    if (moves[place]!.length === 0 && period.first < wanted.first) return;
    const assembled = assemblePeriod(context, { moves: moves[place]!, firstDay: period.first, carry });
    const result = solveExplained(assembled.system);
    carry = closePeriod({ ...assembled, result, index: chain.length }, carry);
    lacking = lackingIn({ ...assembled, result }, lacking);
    chain.push({ ...assembled, period, result, lacking });
  });
  return { chain, periods: chain.filter(({ period }) => period.first >= wanted.first) };
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

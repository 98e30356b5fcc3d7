import { problem } from '../0-base/problem.ts';
import type { LotContext } from './assembly/context.ts';
import { lotContext, noPeriods, solvePeriods } from './chain.ts';
import type { FootprintRequest } from './footprint-request.ts';
import type { Footprints } from './footprint-result.ts';
import { linkedFootprints, type LinkedFootprints } from './linked/linked-footprints.ts';
import { originsOf } from './origins.ts';
import { parsePeriod } from './period.ts';
import { creditLines, servedRules, standInShares } from './served.ts';
import { gapsOf, identityOf, poolFootprints, productFootprints } from './report.ts';

export type * from './footprint-request.ts';
export type * from './footprint-result.ts';

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
  const { periods } = wanted ? solvePeriods(context, wanted) : noPeriods;
  const { gaps, problems } = gapsOf(periods);
  const naming = namingOf(context);
  const origins = originsOf(periods, naming);
  return {
    indicator: request.indicator,
    period: request.period,
    biogenic: request.biogenic ?? 'zero',
    pools: poolFootprints(periods),
    products: productFootprints(periods),
    ...origins,
    standIns: standInShares(periods, origins.total),
    rules: servedRules(periods, naming.groupOfProcess),
    credits: creditLines(periods, naming.groupOfProcess),
    identity: identityOf(periods),
    gaps,
    problems: [...refused, ...problems],
  };
}

/**
 * The chain of periods of a request as one system of products and processes, for the account of any lot or product in it; undefined where the
 * period is none.
 */
export function linkedNetwork(request: FootprintRequest): LinkedFootprints | undefined {
  const wanted = parsePeriod(request.period);
  if (!wanted) return undefined;
  const context = lotContext(request);
  const { facts, indicator } = request;
  return linkedFootprints(solvePeriods(context, wanted), { facts, indicator, owners: context.plan.owners });
}

function namingOf({ plan, facts }: LotContext) {
  const ids = plan.table.dictionaries.processes;
  return {
    groupOfProcess: ids.map((id) => facts.Process?.get(id)?.basedOn ?? id),
    agentOfProcess: plan.owners,
  };
}

import { type Problem, problem } from '../0-base/problem.ts';
import type { Day } from '../0-base/time.ts';
import type { Facts } from '../1-record/facts.ts';
import { type Balance, balances } from './balance/balances.ts';
import type { FlowTable } from './columns.ts';
import type { LayerContent } from './layer.ts';

/** The balance of one process in one layer. */
export type ProcessBalance = Balance & { readonly process: string };

/** What balances are drawn from. */
export interface BalanceRequest {
  /** Netted (nettedTable), or a correction counts as a flow of its own. */
  readonly table: FlowTable;
  readonly facts: Facts;
  /** Contents of the table's rows; mass must be among them, for expected ranges are shares of the mass that went in. */
  readonly layers: readonly LayerContent[];
  /** First day and the day after the last. */
  readonly period?: { readonly first: Day; readonly end: Day };
  /** Only this process. */
  readonly process?: string;
  /** Part of the larger side within which a gap counts as closed; 0.01 unless told. */
  readonly tolerance?: number;
}

/** Balances and the problems that they raise. */
export interface ProcessBalances {
  readonly balances: readonly ProcessBalance[];
  /** balance.unexplained. */
  readonly problems: readonly Problem[];
}

/**
 * The balance of each process in each layer (balance/balances.ts). Rows without content are named, not counted as zero.
 * Returns balance.unexplained for each gap outside its range.
 */
export function processBalances({ process, ...request }: BalanceRequest): ProcessBalances {
  const found = balances({ ...request, kind: 'process', only: process });
  return {
    balances: found.map((each) => ({ ...each, process: each.subject })),
    problems: balanceProblems(found),
  };
}

/** balance.unexplained for each balance whose gap lies outside what is expected. */
export const balanceProblems = (found: readonly Balance[]): Problem[] =>
  found.filter(({ verdict }) => verdict === 'unexplained').map(flag);

function flag({ subject, beyond, layer, in: went }: Balance): Problem {
  const share = went === 0 ? '-' : `${((100 * beyond) / went).toFixed(1)} %`;
  return problem('balance.unexplained', '', { name: subject, value: beyond.toPrecision(6), layer, share }, subject);
}

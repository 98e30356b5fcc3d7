import type { Problem } from '../../engine/0-base/problem.ts';
import type { ProcessBalance } from '../../engine/3-flow/balance.ts';
import type { FlowTable } from '../../engine/3-flow/columns.ts';
import { nettedTable } from '../../engine/3-flow/net.ts';
import { type BatchQuestion, batchBalance } from '../views/record/batch-balance.ts';
import { type Recent, recentOf } from '../views/record/recent.ts';
import { type UsualEvent, usualEvents, type UsualQuestion } from '../views/record/usual.ts';
import type { TableAnswer, TableQuestion } from './table.ts';
import type { World } from './world.ts';

const netted = new WeakMap<FlowTable, FlowTable>();

/** The flow table with corrections merged into what they correct; made once per table. */
function nettedOf(table: FlowTable): FlowTable {
  const known = netted.get(table) ?? nettedTable(table);
  netted.set(table, known);
  return known;
}

/** The jobs of the record view. */
export const recordJobs = {
  /** What an agent used lately. */
  recent: ({ table }: World, { agent }: { agent: string }): Recent => recentOf(nettedOf(table), agent),
  /** What an agent most likely records next. */
  usual: ({ table, facts }: World, question: UsualQuestion): UsualEvent[] =>
    usualEvents(nettedOf(table), facts, question),
  /** How a batch balances, with what is typed but not recorded yet. */
  batch: (world: World, question: BatchQuestion): readonly ProcessBalance[] =>
    batchBalance({ ...world, table: nettedOf(world.table) }, question),
  /** A producer's table, read row by row; its reader is loaded when the first table comes. */
  table: async (world: World, question: TableQuestion): Promise<TableAnswer> =>
    (await import('./table.ts')).readProducerTable(world, question),
  /** What is wrong, in words: the list of all problems is long, and no page waits for it. */
  sentences: async (_: World, problems: readonly Problem[]): Promise<readonly string[]> =>
    (await import('./table.ts')).sentencesOf(problems),
};

import { sql } from 'drizzle-orm';
import { apply, forget, states, withhold } from './apply.ts';
import type { Database } from './database.ts';
import { digestRows } from './digest.ts';
import { dumpRows } from './dump.ts';
import { dropIndexes, makeIndexes } from './indexes.ts';
import { load, seek } from './load.ts';
import { findCounted, findHanded, findLowWeeks, findMoments, findPaired } from './query-checks.ts';
import { findRecord, listKnowledge, listLater, listRecords } from './query-list.ts';
import { findSequenceAt, findSpan, findTouched, listChanges } from './query-records.ts';
import { listSights } from './query-sight.ts';
import { listAllocations } from './query-promises.ts';
import { findHistory, findStock } from './query-stock.ts';
import { findStatement } from './query-statement.ts';
import * as rowModels from './row-models.ts';
import * as rowQueries from './row-queries.ts';

/** Clears away old versions of rows and counts the tables anew; PGlite does neither by itself. */
async function tidy(database: Database): Promise<void> {
  await database.execute(sql`vacuum (analyze)`);
}

/** Counts the tables anew, so that queries are planned for what they hold now; PGlite does not do so by itself. */
async function count(database: Database): Promise<void> {
  await database.execute(sql`analyze`);
}

/** Writes changed pages out, so that the log before them can go; PGlite does so only when it is closed. */
async function clearLog(database: Database): Promise<void> {
  await database.execute(sql`checkpoint`);
}

/** The functions of the store; each is one message to the thread of an embedded one. */
export const storeFunctions = {
  apply,
  forget,
  withhold,
  states,
  load,
  seek,
  findRecord,
  findSequenceAt,
  findSpan,
  findTouched,
  listChanges,
  listKnowledge,
  listLater,
  listAllocations,
  listRecords,
  listSights,
  findHistory,
  findStock,
  findCounted,
  findHanded,
  findLowWeeks,
  findMoments,
  findPaired,
  findStatement,
  dumpRows,
  digestRows,
  tidy,
  count,
  dropIndexes,
  makeIndexes,
  clearLog,
  ...rowModels,
  ...rowQueries,
};
export type StoreFunctions = typeof storeFunctions;

import type { Pool } from 'pg';
import { type StoreClient, StoreFailure } from '../client.ts';
import { openSession, type Session } from './session.ts';

/** Calls that may wait for a connection; more are refused at once, since they would not be answered in time. */
const longestQueue = 1000;
/** How often a question is asked again when its connection is cut: those of a server that was started again are all dead. */
const mostTries = 3;

/** Functions all of whose statements are planned once for any values: to plan them takes longer than to answer. */
const planned: ReadonlySet<string> = new Set(['findStock', 'findStatement', 'findHistory', 'findSequenceAt']);

interface Snapshot {
  readonly limitMs: number;
  /** Whether every statement in it is planned for any values; else the server decides. */
  readonly isPlanned?: boolean;
}

const beginning = ({ limitMs, isPlanned = false }: Snapshot): string =>
  `begin isolation level repeatable read read only; set local statement_timeout = ${limitMs}
  ${isPlanned ? '; set local plan_cache_mode = force_generic_plan' : ''}`;

/** Does something with one snapshot of the database, which nothing changes meanwhile. */
export async function withSnapshot<T>(pool: Pool, of: Snapshot, work: (session: Session) => Promise<T>): Promise<T> {
  if (pool.waitingCount > longestQueue) throw new StoreFailure('busy', 'too many calls wait');
  const session = await openSession(pool, { begin: beginning(of), limitMs: of.limitMs });
  try {
    const value = await work(session);
    await session.query('commit');
    session.release(false);
    return value;
  } catch (failure) {
    await giveUp(session, failure);
    throw failure;
  }
}

/** Ends a transaction that failed. A connection that may be cut is not asked anything more. */
async function giveUp(session: Session, failure: unknown): Promise<void> {
  if (failure instanceof StoreFailure && failure.reason === 'away') return session.release(true);
  await session.query('rollback').then(
    () => session.release(false),
    () => session.release(true),
  );
}

/** Functions of one statement that is soon done: they are a snapshot by themselves, and asked at every request. */
const singles: ReadonlySet<string> = new Set(['findHead', 'findJournal', 'readMark']);

/** Asks one statement. */
async function askOnce<T>(pool: Pool, { limitMs }: Snapshot, work: (session: Session) => Promise<T>): Promise<T> {
  if (pool.waitingCount > longestQueue) throw new StoreFailure('busy', 'too many calls wait');
  const session = await openSession(pool, { begin: undefined, limitMs });
  let failed = true;
  try {
    const value = await work(session);
    failed = false;
    return value;
  } finally {
    session.release(failed);
  }
}

/** The store to be read: each call on any connection, with a snapshot of its own. */
export function readingStore(pool: Pool, usualMs: number): Pick<StoreClient, 'call'> {
  const call: StoreClient['call'] = async (name, given, { limitMs = usualMs } = {}) => {
    const ask = singles.has(name) ? askOnce : withSnapshot;
    for (let tries = 1; ; tries++)
      try {
        return await ask(pool, { limitMs, isPlanned: planned.has(name) }, (session) => session.call(name, given));
      } catch (failure) {
        if (!(failure instanceof StoreFailure) || failure.reason !== 'away' || tries === mostTries) throw failure;
      }
  };
  return { call };
}

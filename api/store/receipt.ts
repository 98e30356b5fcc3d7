import { problem } from '../../engine/0-base/problem.ts';
import type { Problem } from '../../engine/0-base/problem.ts';
import type { Book } from './book.ts';
import { StoreFailure } from './client.ts';
import type { Answer, Receipt, Submission } from './house.ts';
import type { batches } from './schema.ts';
import { stockFromLines } from './stock.ts';

/** What could not be written to the journal of a network, and why. */
export class JournalFailure extends Error {
  readonly problem: Problem;
  constructor(given: Problem) {
    super(given.code);
    this.problem = given;
  }
}

/** What the system and the database say of a full or broken disk. */
const diskStates: readonly string[] = ['ENOSPC', 'EDQUOT', 'EIO', '53100', '58030'];

/** Why nothing is recorded: a full or broken disk is `journal.full`, everything else `store.failed`. */
export function writeProblem(failure: unknown): Problem {
  const { code = '', message } = failure as NodeJS.ErrnoException;
  if (failure instanceof JournalFailure) return failure.problem;
  if (diskStates.includes(failure instanceof StoreFailure ? failure.sqlState : code))
    return problem('journal.full', '');
  return problem('store.failed', '', { reason: message });
}

/** A failed query in words for the caller: what took too long may be asked again, the rest is ours. */
export function failureProblem(failure: unknown): Problem {
  if (!(failure instanceof StoreFailure)) throw failure;
  if (failure.reason === 'busy') return problem('store.busy', '', { limit: 'the time for one answer' });
  if (failure.reason === 'away') return problem('store.away', '', { reason: failure.message });
  return problem('store.failed', '', { reason: failure.reason });
}

/**
 * The receipt of a batch that was recorded before: the same answer again, since stock as of a recorded entry never changes.
 */
export async function repeatedReceipt(
  { store, slug }: Pick<Book, 'store' | 'slug'>,
  submission: Submission,
  batch: typeof batches.$inferSelect,
): Promise<Answer<Receipt>> {
  const { frame, sequence, recorded, firstSequence } = batch;
  try {
    const { resources, processes } = await store.call('findTouched', [slug, firstSequence, sequence]);
    const lines = await store.call('findStock', [slug, { resources, sequence }]);
    const stocks = stockFromLines(lines).sort((a, b) => (a.resource < b.resource ? -1 : 1));
    const warnings = batch.warnings === null ? [] : (JSON.parse(batch.warnings) as Problem[]);
    const ids = submission.entries.map(({ id }) => id);
    const entries = sequence - firstSequence + 1;
    const value: Receipt = { frame, sequence, recorded, entries, ids, stocks, processes, warnings, kind: 'repeated' };
    return { value, problems: warnings };
  } catch (failure) {
    return { problems: [failureProblem(failure)] };
  }
}

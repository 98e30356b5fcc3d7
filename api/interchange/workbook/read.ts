import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import type { DecimalMark } from '../../../engine/1-record/table/decimal-mark.ts';
import { startThread, ThreadEnded } from '../../compute/thread.ts';
import { unpackedLimit } from './unpack.ts';
import type { WorkbookJobs, WorkbookQuestion, WorkbookSheet } from './worker.ts';

/** Milliseconds and megabytes that reading one workbook may take. */
const usualLimitMs = 20_000;
const memoryMB = 256;

type Answer = { readonly sheets: readonly WorkbookSheet[]; readonly problems: readonly Problem[] };

let last: Promise<unknown> = Promise.resolve();

/** Reads a workbook (XLSX) in a thread of its own that ends with it, one after another: whatever it does to that thread, the server goes on. */
export function readWorkbook(bytes: Uint8Array, decimalMark: DecimalMark, limitMs = usualLimitMs): Promise<Answer> {
  const mine = last.then(() => readNow({ bytes, decimalMark }, limitMs));
  last = mine.catch(() => undefined);
  return mine;
}

async function readNow(question: WorkbookQuestion, limitMs: number): Promise<Answer> {
  const module = new URL('./worker.ts', import.meta.url);
  const thread = startThread<WorkbookJobs>(module, { limitMs, memoryMB, onEnd: () => undefined });
  try {
    return await thread.call('read', question);
  } catch (failure) {
    const why = whyEnded(failure, limitMs);
    if (!why) throw failure;
    return { sheets: [], problems: [why] };
  } finally {
    await thread.close();
  }
}

/** What a thread died of that was asked too much; undefined when it is a fault of ours. */
function whyEnded(failure: unknown, limitMs: number): Problem | undefined {
  if (failure instanceof ThreadEnded && failure.late) return problem('table.slow', '', { limit: `${limitMs / 1000}` });
  return (failure as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? problem('table.unpacked', '', { limit: `${unpackedLimit}` })
    : undefined;
}

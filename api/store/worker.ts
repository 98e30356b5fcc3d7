import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../engine/0-base/assert.ts';
import { openDatabase } from './embedded.ts';
import { storeFunctions } from './functions.ts';
import { makeIndexes } from './indexes.ts';
import type { Reply, Request } from './message.ts';

/** The thread in which the database lives: one message is one function of the store, answered in order. */
const port = parentPort;
assert(port !== null, 'the store runs in a worker thread');
const { database, close } = await openDatabase((workerData as { directory: string }).directory);
await makeIndexes(database);
const known = storeFunctions as Record<string, (database: unknown, ...given: readonly unknown[]) => Promise<unknown>>;

async function answer({ id, name, given }: Request): Promise<Reply> {
  try {
    const run = known[name];
    assert(run !== undefined, 'the store has no such function', { name });
    return { id, value: await run(database, ...given) };
  } catch (failure) {
    const { message, code, cause } = failure as {
      message: string;
      code?: string;
      cause?: { code?: string; message?: string };
    };
    return { id, failure: { message: cause?.message ?? message, code: cause?.code ?? code ?? '' } };
  }
}

port.on('message', async (request: Request | 'close') => {
  if (request === 'close') {
    await close();
    port.postMessage({ id: -1 });
    port.close();
    return;
  }
  port.postMessage(await answer(request));
});
port.postMessage({ id: 0 } satisfies Reply);

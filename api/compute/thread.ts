import type { MessagePort } from 'node:worker_threads';
import { startModule } from '../start-module.ts';
import type { Job, Jobs, Reply } from './serve-thread.ts';

/** Why a thread gave no answer: it took too long and was ended, or it died by itself. */
export class ThreadEnded extends Error {
  readonly late: boolean;
  constructor(late: boolean) {
    super(late ? 'the thread took too long and was ended' : 'the thread ended before it answered');
    this.late = late;
  }
}

/** A thread of our own whose messages are the functions that it serves. */
export interface Thread<J extends Jobs> {
  call<N extends keyof J & string>(
    name: N,
    input: Parameters<J[N]>[0],
    transfer?: readonly (ArrayBuffer | MessagePort)[],
  ): Promise<Awaited<ReturnType<J[N]>>>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (failure: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Starts a thread on a module that calls serveThread. A call that takes longer than the limit ends the thread. */
export function startThread<J extends Jobs>(
  module: URL,
  { limitMs, memoryMB, onEnd }: { limitMs: number; memoryMB?: number; onEnd: () => void },
): Thread<J> {
  const limits = memoryMB === undefined ? undefined : { maxOldGenerationSizeMb: memoryMB };
  const worker = startModule(module, undefined, limits);
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let over = false;

  /** Tells whoever waits that there will be no answer, and that this thread is not to be asked any more. */
  function fail(failure: Error): void {
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(failure);
    }
    waiting.clear();
    if (!over) onEnd();
    over = true;
  }

  worker.on('message', (reply: Reply) => {
    const { resolve, reject, timer } = waiting.get(reply.id) ?? {};
    waiting.delete(reply.id);
    clearTimeout(timer);
    if (reply.failure === undefined) resolve?.(reply.value as never);
    else reject?.(new Error(reply.failure));
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new ThreadEnded(false)));
  worker.unref();

  return {
    call: (name, input, transfer = []) =>
      new Promise((resolve, reject) => {
        const id = count++;
        const end = () => {
          fail(new ThreadEnded(true));
          void worker.terminate();
        };
        waiting.set(id, { resolve, reject, timer: setTimeout(end, limitMs) });
        worker.postMessage({ id, name, input } satisfies Job, transfer);
      }),
    close: async () => {
      await worker.terminate();
    },
  };
}

import { parentPort } from 'node:worker_threads';

/** The functions of a thread by name; each takes one plain value. */
export type Jobs = Readonly<Record<string, (input: never) => unknown>>;

/** What is sent to a thread and what comes back. */
export interface Job {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}
export interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly failure?: string;
}

/** Answers the messages of this thread with the given functions. */
export function serveThread(jobs: Jobs): void {
  const run = async ({ id, name, input }: Job): Promise<Reply> => {
    try {
      return { id, value: await jobs[name]!(input as never) };
    } catch (failure) {
      return { id, failure: failure instanceof Error ? (failure.stack ?? failure.message) : String(failure) };
    }
  };
  parentPort!.on('message', async (job: Job) => parentPort!.postMessage(await run(job)));
}

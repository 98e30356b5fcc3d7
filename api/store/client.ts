import type { Worker } from 'node:worker_threads';
import { startModule } from '../start-module.ts';
import type { StoreFunctions } from './functions.ts';
import type { Reply, Request } from './message.ts';

/** Why a call brought no answer: it took too long, the store cannot be reached, it failed (with SQL state), or it is closed. */
export class StoreFailure extends Error {
  readonly reason: 'busy' | 'away' | 'failed' | 'closed';
  readonly sqlState: string;
  constructor(reason: StoreFailure['reason'], message: string, sqlState = '') {
    super(message);
    this.reason = reason;
    this.sqlState = sqlState;
  }
}

type Arguments<F> = F extends (database: never, ...given: infer Given) => unknown ? Given : never;
type Result<F> = F extends (...given: never) => Promise<infer Value> ? Value : never;

/** The store from outside: its functions by name. Calls are answered one at a time; those of the sequencer go first. */
export interface StoreClient {
  call<Name extends keyof StoreFunctions>(
    name: Name,
    given: Arguments<StoreFunctions[Name]>,
    options?: { readonly limitMs?: number; readonly first?: boolean },
  ): Promise<Result<StoreFunctions[Name]>>;
  close(): Promise<void>;
}

interface Waiting extends Request {
  readonly limitMs: number;
  readonly resolve: (value: never) => void;
  readonly reject: (failure: StoreFailure) => void;
}

/** Calls that may wait; more are refused at once, since they would not be answered in time. */
const longestQueue = 1000;

/** Time that the thread gets to close the database; one that is stuck in a query never does. */
const closeLimitMs = 30_000;

/** Has a thread close its database and resolves when it is gone; after its time it is ended as it is, which loses nothing. */
async function leave(worker: Worker): Promise<void> {
  const gone = new Promise((resolve) => worker.once('exit', resolve));
  const timer = setTimeout(() => void worker.terminate(), closeLimitMs);
  worker.postMessage('close');
  await gone;
  clearTimeout(timer);
}

/** Starts the thread of the store. A call that runs over its time ends that thread (nothing else stops a query) and starts another. */
export function openStore(options: { directory: string; limitMs: number }): StoreClient {
  const urgent: Waiting[] = [];
  const ordinary: Waiting[] = [];
  let worker: Worker | undefined;
  let running: Waiting | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ready = false;
  let closed = false;
  /** When the last thread that was ended is gone. */
  let gone: Promise<unknown> = Promise.resolve();
  let count = 0;

  function start(): void {
    ready = false;
    const fresh = startModule(new URL('./worker.ts', import.meta.url), { directory: options.directory });
    worker = fresh;
    fresh.on('message', (reply: Reply) => fresh === worker && receive(reply));
    fresh.on('error', (failure: Error) => fresh === worker && restart(new StoreFailure('failed', failure.message)));
    fresh.on('exit', () => fresh === worker && restart(new StoreFailure('failed', 'the store ended by itself')));
  }

  function restart(failure: StoreFailure): void {
    const hurt = running;
    gone = worker?.terminate() ?? gone;
    worker = undefined;
    running = undefined;
    clearTimeout(timer);
    if (hurt) hurt.reject(failure);
    else for (const each of [...urgent.splice(0), ...ordinary.splice(0)]) each.reject(failure);
    void gone.then(next);
  }

  function receive(reply: Reply): void {
    if (reply.id === 0) ready = true;
    if (running && reply.id === running.id) {
      clearTimeout(timer);
      const done = running;
      running = undefined;
      if (reply.failure) done.reject(new StoreFailure('failed', reply.failure.message, reply.failure.code));
      else done.resolve(reply.value as never);
    }
    next();
  }

  function next(): void {
    if (closed) return;
    if (!worker && urgent.length + ordinary.length > 0) start();
    if (!ready || running || !worker) return;
    const call = urgent.shift() ?? ordinary.shift();
    if (!call) return;
    running = call;
    timer = setTimeout(
      () => restart(new StoreFailure('busy', `${call.name} took longer than ${call.limitMs} ms`)),
      call.limitMs,
    );
    worker.postMessage({ id: call.id, name: call.name, given: call.given } satisfies Request);
  }

  start();
  return {
    call: (name, given, { limitMs = options.limitMs, first = false } = {}) =>
      new Promise((resolve, reject) => {
        const queue = first ? urgent : ordinary;
        if (closed) return reject(new StoreFailure('closed', 'the store is closed'));
        if (queue.length >= longestQueue) return reject(new StoreFailure('busy', 'too many calls wait'));
        count += 1;
        queue.push({ id: count, name, given, limitMs, resolve, reject });
        next();
      }),
    async close() {
      const last = worker;
      const open = [...(running ? [running] : []), ...urgent.splice(0), ...ordinary.splice(0)];
      closed = true;
      worker = undefined;
      running = undefined;
      clearTimeout(timer);
      for (const each of open) each.reject(new StoreFailure('closed', 'the store is closed'));
      if (last) gone = leave(last);
      await gone;
    },
  };
}

import { proxy, wrap } from 'comlink';
import type { Language } from '../text/language.ts';
import type { Answer } from './http.ts';
import type { JobInput, JobName, JobResult } from './jobs.ts';
import type { WorkerApi } from './worker.ts';
import type { Opened } from './world.ts';

/** The page's side of the worker. */
export interface Client {
  open(network: string): Promise<Answer<Opened>>;
  refresh(network: string): Promise<Answer<Opened>>;
  get<T>(path: string): Promise<Answer<T>>;
  text(path: string): Promise<Answer<string>>;
  post<T>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  /** Changes or ends what stands at an address. */
  send<T>(method: 'PUT' | 'DELETE', path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  /** Tells the number of each record that comes behind `since`, until it is told to stop by what it answers. */
  listen(network: string, since: number, tell: (sequence: number) => void): () => void;
  /**
   * Runs a job on the opened network. Of the requests of one name that wait, only the newest is run;
   * the others are answered undefined.
   */
  run<N extends JobName>(name: N, input: JobInput<N>): Promise<JobResult<N> | undefined>;
}

interface Waiting {
  send: () => void;
  drop: () => void;
}

/** Lets one call per name run at a time and keeps only the newest of those that wait. */
export function newestOnly<R>(call: (name: string, input: unknown) => Promise<R>) {
  const running = new Set<string>();
  const waiting = new Map<string, Waiting>();
  const next = (name: string) => {
    running.delete(name);
    const held = waiting.get(name);
    waiting.delete(name);
    held?.send();
  };
  return (name: string, input: unknown): Promise<R | undefined> =>
    new Promise((resolve, reject) => {
      const send = () => {
        running.add(name);
        call(name, input)
          .then(resolve, reject)
          .finally(() => next(name));
      };
      if (!running.has(name)) return send();
      waiting.get(name)?.drop();
      waiting.set(name, { send, drop: () => resolve(undefined) });
    });
}

/** Starts the worker; its sentences are of the language given. */
export function startClient(language: Language): Client {
  const worker = wrap<WorkerApi>(
    new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: language }),
  );
  const run = newestOnly((name, input) => worker.run(name as JobName, input as JobInput<JobName>) as Promise<unknown>);
  return {
    open: (network) => worker.open(network),
    refresh: (network) => worker.refresh(network),
    get: <T>(path: string) => worker.get(path) as Promise<Answer<T>>,
    text: (path) => worker.text(path),
    post: <T>(path: string, body: unknown, headers = {}) => worker.post(path, body, headers) as Promise<Answer<T>>,
    send: <T>(method: 'PUT' | 'DELETE', path: string, body?: unknown, headers = {}) =>
      worker.send(method, path, body, headers) as Promise<Answer<T>>,
    listen: (network, since, tell) => {
      void worker.listen(network, since, proxy(tell));
      return () => void worker.quiet();
    },
    run: <N extends JobName>(name: N, input: JobInput<N>) => run(name, input) as Promise<JobResult<N> | undefined>,
  };
}

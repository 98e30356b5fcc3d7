import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Problem } from '../../engine/0-base/problem.ts';

/** Asks the API for an address as whoever asked for the view. */
export type AskApi = (path: string) => Promise<Response>;

/** What the API answered: the body of what it gave, or of why it did not. */
export interface Told {
  readonly status: number;
  readonly bytes: ArrayBuffer;
}

interface Line {
  readonly id: number;
  readonly path: string;
}

/** Opens a line on which a thread may ask the API until it is closed. */
export function openLine(ask: AskApi): { port: MessagePort; close: () => void } {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', async ({ id, path }: Line) => {
    const told = await ask(path).then(
      async (response) => ({ status: response.status, bytes: await response.arrayBuffer() }),
      () => ({ status: 500, bytes: new ArrayBuffer(0) }),
    );
    port1.postMessage({ id, told }, [told.bytes]);
  });
  return { port: port2, close: () => port1.close() };
}

/** The thread's end of a line. */
export function askOn(port: MessagePort): (path: string) => Promise<Told> {
  const waiting = new Map<number, (told: Told) => void>();
  let count = 0;
  port.on('message', ({ id, told }: { id: number; told: Told }) => {
    waiting.get(id)?.(told);
    waiting.delete(id);
  });
  return (path) =>
    new Promise((resolve) => {
      waiting.set(count, resolve);
      port.postMessage({ id: count++, path } satisfies Line);
    });
}

/** The problems in an answer that is none. */
export function problemsOf({ bytes }: Told): readonly Problem[] {
  try {
    const { errors } = JSON.parse(new TextDecoder().decode(bytes)) as { errors?: readonly Problem[] };
    return errors ?? [];
  } catch {
    return [];
  }
}

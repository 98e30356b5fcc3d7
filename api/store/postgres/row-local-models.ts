import type { StoreClient } from '../client.ts';
import { headOf, type LocalModels } from '../local-models.ts';
import type { Postgres } from './connect.ts';
import { readingStore } from './reading.ts';
import { openSession } from './session.ts';

/** A file of many megabytes takes longer than a question. */
const limitMs = 60_000;
const writing = { begin: `begin; set local statement_timeout = ${limitMs}`, limitMs };

/** Models as rows, which several servers share. */
export function rowModels({ reads, writes }: Postgres): LocalModels {
  const { call } = readingStore(reads, limitMs);

  /** Does one thing in a transaction of its own. */
  async function write<T>(work: (ask: StoreClient['call']) => Promise<T>): Promise<T> {
    const session = await openSession(writes, writing);
    let failed = true;
    try {
      const value = await work(session.call);
      await session.query('commit');
      failed = false;
      return value;
    } finally {
      session.release(failed);
    }
  }

  return {
    list: (network) => call('listModels', [network]),
    mark: (network) => call('markOfModels', [network]),
    read: (network, name) => call('readModel', [network, name]),
    keep: (network, file) =>
      write(async (ask) => {
        const head = headOf(file);
        await ask('keepModel', [network, { ...head, bytes: file.bytes }]);
        return head;
      }),
    forget: (network, name) => write((ask) => ask('forgetModel', [network, name])),
  };
}

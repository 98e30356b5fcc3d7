import { type Notes, textMark } from '../notes.ts';
import type { Postgres } from './connect.ts';
import { readingStore } from './reading.ts';
import { openSession } from './session.ts';

const limitMs = 10_000;
const writing = { begin: `begin; set local statement_timeout = ${limitMs}`, limitMs };

/** Texts of the house as rows, which several servers share. */
export function rowNotes({ reads, writes }: Postgres): Notes {
  const { call } = readingStore(reads, limitMs);
  return {
    markOf: (name) => call('readMark', [name]),
    read: (name) => call('readNote', [name]),
    async replace(name, mark, text) {
      const next = textMark(text);
      const session = await openSession(writes, writing);
      let failed = true;
      try {
        const written = await session.call('replaceNote', [name, { mark, next, text }]);
        await session.query('commit');
        failed = false;
        return written ? next : undefined;
      } finally {
        session.release(failed);
      }
    },
  };
}

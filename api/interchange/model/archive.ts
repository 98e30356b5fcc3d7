import { strFromU8, unzipSync } from 'fflate';
import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import type { OpenLcaEntries } from './openlca-entries.ts';

/** Bytes that the files of an archive may take together when they are unpacked. */
const usualLimit = 512 * 1024 * 1024;

class TooLarge extends Error {}

/**
 * Unpacks an archive of JSON files; those in folders that are not read are left packed.
 * Problems: model.archive where it is damaged or cut off, table.unpacked where it takes too much room.
 */
export function unpackModel(bytes: Uint8Array, limit = usualLimit): { entries: OpenLcaEntries; problems: Problem[] } {
  let total = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/\.json$/i.test(name)) return false;
        total += originalSize;
        if (total > limit) throw new TooLarge();
        return true;
      },
    });
    const entries = Object.entries(files).map(([name, content]) => [name, strFromU8(content)] as const);
    return { entries: Object.fromEntries(entries), problems: [] };
  } catch (failure) {
    if (failure instanceof TooLarge)
      return { entries: {}, problems: [problem('table.unpacked', '', { limit: `${limit}` })] };
    const reason = (failure as Error).message.slice(0, 200);
    return { entries: {}, problems: [problem('model.archive', '', { reason })] };
  }
}

import { readFile } from 'node:fs/promises';
import type { Canonical } from '../../engine/0-base/canonical.ts';
import { openDurably, replaceDurably, writeAll } from './file.ts';

/** A private field of a record, beside the journal: the journal holds only the commitment to it. */
export interface PrivateLeaf {
  readonly commitment: string;
  readonly record: string;
  readonly field: string;
  readonly salt: string;
  readonly value: Canonical;
}

/** The private leaves that are kept of a network. */
export interface Leaves {
  find(commitment: string): PrivateLeaf | undefined;
  readonly leaves: Iterable<PrivateLeaf>;
}

/** The private leaves of a network in a file. */
export interface PrivateFile extends Leaves {
  /** Makes leaves durable; called before the frame that commits to them. */
  append(leaves: readonly PrivateLeaf[]): Promise<void>;
  /** Takes the leaves of a record away for good and tells how many there were. */
  erase(record: string): Promise<number>;
  /** Takes all leaves away for good to which nothing commits: their frame was never written. */
  sweep(committed: ReadonlySet<string>): Promise<void>;
  close(): Promise<void>;
}

const lineOf = (leaf: PrivateLeaf): string => `${JSON.stringify(leaf)}\n`;

/** The leaves in whole lines, and how many bytes those take. */
function readLeaves(bytes: Buffer): { leaves: PrivateLeaf[]; length: number } {
  const length = bytes.lastIndexOf('\n') + 1;
  const lines = bytes.toString('utf8', 0, length).split('\n');
  return { leaves: lines.flatMap((line) => readLeaf(line) ?? []), length };
}

function readLeaf(line: string): PrivateLeaf | undefined {
  try {
    const leaf = JSON.parse(line) as PrivateLeaf | null;
    return typeof leaf?.commitment === 'string' ? leaf : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Opens the leaves at a path; a last line that was never finished is cut off, as its frame was never written. A damaged line
 * is passed over: its field is gone, those behind it are not.
 */
export async function openPrivateFile(path: string): Promise<PrivateFile> {
  let handle = await openDurably(path);
  const read = readLeaves(await readFile(path));
  let length = read.length;
  await handle.truncate(length);
  const known = new Map(read.leaves.map((leaf) => [leaf.commitment, leaf]));

  async function rewrite(): Promise<void> {
    const bytes = Buffer.from([...known.values()].map(lineOf).join(''));
    await replaceDurably(path, bytes);
    await handle.close();
    handle = await openDurably(path);
    length = bytes.length;
  }

  async function takeAway(which: (leaf: PrivateLeaf) => boolean): Promise<number> {
    const gone = [...known.values()].filter(which);
    for (const { commitment } of gone) known.delete(commitment);
    if (gone.length > 0) await rewrite();
    return gone.length;
  }

  return {
    find: (commitment) => known.get(commitment),
    get leaves() {
      return known.values();
    },
    async append(leaves) {
      if (leaves.length === 0) return;
      const bytes = Buffer.from(leaves.map(lineOf).join(''));
      await writeAll(handle, bytes, length);
      await handle.datasync();
      length += bytes.length;
      for (const leaf of leaves) known.set(leaf.commitment, leaf);
    },
    erase: (record) => takeAway((leaf) => leaf.record === record),
    async sweep(committed) {
      await takeAway(({ commitment }) => !committed.has(commitment));
    },
    close: () => handle.close(),
  };
}

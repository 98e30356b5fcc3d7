import { lstat } from 'node:fs/promises';
import { rootText } from './hash.ts';
import type { ClosedJournal, Position } from './position.ts';
import type { Inspection, ProjectionState } from './replay.ts';

/** What tells a file from every other one and from itself before a change. */
async function fileText(path: string): Promise<string> {
  const { ino, size, mtimeNs, ctimeNs } = await lstat(path, { bigint: true });
  return [ino, size, mtimeNs, ctimeNs].join(' ');
}

/** The journal at a path as it stands now, all of it behind the position. */
export async function closedJournal(path: string, position: Position): Promise<ClosedJournal> {
  const { place, sequence, recorded, tree, authors } = position;
  return {
    file: await fileText(path),
    ...place,
    sequence,
    recorded,
    tree: { size: tree.size, hashes: tree.hashes.map((hash) => Buffer.from(hash).toString('hex')) },
    authors: Object.fromEntries(authors),
  };
}

/** What reading the journal would find, when it and the projection are as they were when the house was closed; else undefined. */
export async function recallInspection(
  path: string,
  closed: ClosedJournal | undefined,
  state: ProjectionState | undefined,
): Promise<Inspection | undefined> {
  if (!closed || !state || closed.file !== (await fileText(path))) return undefined;
  const { offset, number, sequence, recorded } = closed;
  const tree = { size: closed.tree.size, hashes: closed.tree.hashes.map((hash) => Buffer.from(hash, 'hex')) };
  if (state.frame !== number - 1 || state.length !== offset || state.root !== rootText(tree)) return undefined;
  const authors = new Map(Object.entries(closed.authors));
  const agreed = { place: { offset, number }, sequence, recorded, tree, authors };
  return { end: { offset, number, torn: false }, entries: sequence, agreed };
}

import { problem } from '../../../engine/0-base/problem.ts';
import { type DecodedFrame, decodeFrames } from '../../../engine/2-ledger/journal/frame.ts';
import type { StoreClient } from '../client.ts';
import { type JournalEnd, type JournalPlace, journalStart, type Visit } from '../journal.ts';
import type { Leaves, PrivateLeaf } from '../private-file.ts';

type Call = StoreClient['call'];

/** Bytes of the frames that are read at once; a larger one is read alone. */
const pieceBytes = 4 * 1024 * 1024;
const readMs = 120_000;

/** Hands over the frames of a network from a place on, in order, and tells where they end. Damage stops it with `journal.frame`. */
export async function readRows(call: Call, network: string, from: JournalPlace, visit: Visit): Promise<JournalEnd> {
  let { offset, number } = from;
  for (;;) {
    const rows = await call('listFrames', [network, { number, before: offset + pieceBytes }], { limitMs: readMs });
    if (rows.length === 0) return { offset, number, torn: false };
    const buffer = Buffer.concat(rows);
    const { frames, end, problem: damage } = decodeFrames(buffer, { offset, number });
    const start = offset;
    const bytesOf = (frame: DecodedFrame) => buffer.subarray(frame.offset - start, frame.offset - start + frame.length);
    if (frames.length > 0) await visit(frames.map((frame) => ({ ...frame, bytes: bytesOf(frame) })));
    number += frames.length;
    offset = end;
    // What stands in rows was whole when it was written: none of it is unfinished.
    const torn = frames.length < rows.length ? 'it is not whole' : undefined;
    const reason = damage?.values['reason'] ?? torn;
    if (reason !== undefined)
      return {
        offset,
        number,
        torn: false,
        problem: problem('journal.frame', '', { name: network, at: `${offset}`, reason }),
      };
  }
}

/** The bytes of a network's frames up to one, in pieces. */
export async function* rowBytes(call: Call, network: string, last: number): AsyncIterable<Uint8Array> {
  let { offset, number } = journalStart;
  while (number <= last) {
    const rows = await call('listFrames', [network, { number, before: offset + pieceBytes }], { limitMs: readMs });
    const wanted = rows.slice(0, last - number + 1);
    if (wanted.length === 0) return;
    const piece = Buffer.concat(wanted);
    yield piece;
    number += wanted.length;
    offset += piece.length;
  }
}

/** The private leaves of a network, all at hand. */
export async function readLeaves(call: Call, network: string): Promise<Leaves> {
  const rows = await call('listLeaves', [network], { limitMs: readMs });
  const known = new Map(rows.map((leaf): [string, PrivateLeaf] => [leaf.commitment, leaf]));
  return { leaves: rows, find: (commitment) => known.get(commitment) };
}

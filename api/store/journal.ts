import type { FileHandle } from 'node:fs/promises';
import { assert } from '../../engine/0-base/assert.ts';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { type DecodedFrame, decodeFrames } from '../../engine/2-ledger/journal/frame.ts';
import { openDurably, readUpTo, writeAll } from './file.ts';

/** A place between two frames: the byte at which the frame of that number begins. */
export interface JournalPlace {
  readonly offset: number;
  readonly number: number;
}

/** What reading a journal to its end came to. `torn`: behind `end` stands a frame that was never finished. */
export interface JournalEnd extends JournalPlace {
  readonly torn: boolean;
  readonly problem?: Problem;
}

/** A frame as it was read, with its bytes. */
export interface ReadFrame extends DecodedFrame {
  readonly bytes: Uint8Array;
}

export type Visit = (frames: readonly ReadFrame[]) => Promise<void> | void;

/** The journal of one network: frames behind frames in one file. */
export interface Journal {
  /** Bytes of whole frames. */
  readonly length: number;
  /** Hands over the frames from a place on, in order, and tells where they end. Damage stops it with `journal.frame`. */
  read(from: JournalPlace, visit: Visit): Promise<JournalEnd>;
  /** Takes what was read as the whole journal; what stands behind it is cut off, durably. */
  settle(end: JournalEnd): Promise<void>;
  /** Writes frames behind the last one and makes them durable. When that fails the file is as before, and stays so. */
  append(frames: readonly Uint8Array[]): Promise<Problem | undefined>;
  /** The bytes up to now, in pieces. */
  bytes(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

const pieceBytes = 8 * 1024 * 1024;
export const journalStart: JournalPlace = { offset: 0, number: 1 };

/** Where faults are put in by tests: called before the write, between its halves, and before it is made durable. */
export type WriteFault = (moment: 'before' | 'half' | 'written') => void;

/** Opens the journal at a path; `name` stands in problems. */
export async function openJournal(options: { path: string; name: string; fault?: WriteFault }): Promise<Journal> {
  const { name, fault } = options;
  const handle = await openDurably(options.path);
  let length = 0;
  let broken: Problem | undefined;

  async function write(frames: readonly Uint8Array[]): Promise<void> {
    const bytes = frames.length === 1 ? frames[0]! : Buffer.concat(frames);
    fault?.('before');
    const middle = fault ? Math.floor(bytes.length / 2) : 0;
    if (middle > 0) await writeAll(handle, bytes.subarray(0, middle), length);
    fault?.('half');
    await writeAll(handle, bytes.subarray(middle), length + middle);
    fault?.('written');
    await handle.datasync();
    length += bytes.length;
  }

  return {
    get length() {
      return length;
    },
    read: (from, visit) => readFrames({ handle, name, from, visit }),
    async settle(end) {
      const { size } = await handle.stat();
      assert(end.offset <= size, 'a journal ends inside its file', { end: end.offset, size });
      if (size > end.offset) {
        await handle.truncate(end.offset);
        await handle.sync();
      }
      length = end.offset;
    },
    async append(frames) {
      if (broken) return broken;
      try {
        await write(frames);
        return undefined;
      } catch (failure) {
        broken = problem('journal.full', '', { name, reason: (failure as NodeJS.ErrnoException).code ?? 'unknown' });
        await handle.truncate(length).catch(() => undefined);
        await handle.sync().catch(() => undefined);
        return broken;
      }
    },
    bytes: () => piecesOf(handle, () => length),
    close: () => handle.close(),
  };
}

async function* piecesOf(handle: FileHandle, end: () => number): AsyncIterable<Uint8Array> {
  const last = end();
  for (let position = 0; position < last;) {
    const piece = new Uint8Array(Math.min(pieceBytes, last - position));
    const read = await readUpTo(handle, piece, position);
    if (read === 0) return;
    yield piece.subarray(0, read);
    position += read;
  }
}

interface Reading {
  readonly handle: FileHandle;
  readonly name: string;
  readonly from: JournalPlace;
  readonly visit: Visit;
}

/** Reads piece by piece; a frame that a piece cuts through is read again with the next, in a larger piece if need be. */
async function readFrames({ handle, name, from, visit }: Reading): Promise<JournalEnd> {
  let { offset, number } = from;
  let size = pieceBytes;
  for (;;) {
    const buffer = new Uint8Array(size);
    const read = await readUpTo(handle, buffer, offset);
    const atEnd = read < size;
    const part = decodeFrames(buffer.subarray(0, read), { offset, number });
    const start = offset;
    const bytesOf = (frame: DecodedFrame) => buffer.subarray(frame.offset - start, frame.offset - start + frame.length);
    if (part.frames.length > 0) await visit(part.frames.map((frame) => ({ ...frame, bytes: bytesOf(frame) })));
    number += part.frames.length;
    const moved = part.end - offset;
    offset = part.end;
    if (part.problem) {
      const values = { ...part.problem.values, name };
      return { offset, number, torn: false, problem: { ...part.problem, values } };
    }
    if (atEnd) return { offset, number, torn: part.torn };
    size = moved === 0 ? size * 2 : pieceBytes;
  }
}

import { assert } from '../../0-base/assert.ts';
import { type Canonical, canonicalBytes } from '../../0-base/canonical.ts';
import { type Problem, problem } from '../../0-base/problem.ts';
import type { Instant } from '../../0-base/time.ts';
import { type Entry, entryLimit } from '../../1-record/kind.ts';
import { isObject } from '../../1-record/linked.ts';
import { crc32c } from './crc32c.ts';

/** An entry as the journal keeps it: its private fields are taken out of the body and stand as salted commitments (hex). */
export type StoredEntry = Entry & { readonly commitments?: Readonly<Record<string, string>> };

/** One batch in the journal. Hashes are lower-case hex; '' where there is none. */
export interface Frame {
  readonly number: number;
  /** Number of the first frame of the group that was made durable together with this one; a group is acknowledged after that. */
  readonly group: number;
  readonly recorded: Instant;
  readonly author: string;
  /** The Idempotency-Key of the request, or ''. */
  readonly key: string;
  readonly requestHash: string;
  /** Hash of the author's previous frame (its bytes as encoded), '' for the first. */
  readonly prev: string;
  readonly firstSequence: number;
  readonly entries: readonly StoredEntry[];
}

/** A frame read back: where it lies, and the canonical bytes of each entry (the leaves of the Merkle tree). */
export interface DecodedFrame {
  readonly frame: Frame;
  readonly offset: number;
  readonly length: number;
  readonly leaves: readonly Uint8Array[];
}

/** The frames of a journal. `end` is where the next frame goes; `torn`: what stands behind it is a frame that was never finished. */
export interface DecodedJournal {
  readonly frames: readonly DecodedFrame[];
  readonly end: number;
  readonly torn: boolean;
  readonly problem?: Problem;
}

/**
 * A frame in bytes, numbers big-endian: mark (4), length of the body (4), CRC-32C of these 8 bytes (4), CRC-32C of the
 * body (4); the body: length of the header (4), header (canonical JSON), and of each entry its length (4) and bytes.
 * The mark begins with 0xff, which no UTF-8 text holds.
 */
const mark = Uint8Array.of(0xff, 0x54, 0x46, 0x01);
const headBytes = 16;

/** The canonical bytes of an entry: the leaf of the Merkle tree that proves it. */
export const entryBytes = (entry: StoredEntry): Uint8Array => canonicalBytes(entry as unknown as Canonical);

/** The bytes of a frame, with those of its entries; an entry takes at most 32 KiB (reading a batch sees to that). */
export function encodeFrame({ entries, ...header }: Frame, leaves = entries.map(entryBytes)): Uint8Array {
  for (const leaf of leaves) assert(leaf.length <= entryLimit, 'an entry fits in 32 KiB', { bytes: leaf.length });
  const parts = [canonicalBytes({ v: 1, ...header, count: entries.length }), ...leaves];
  const length = parts.reduce((sum, part) => sum + 4 + part.length, 0);
  const bytes = new Uint8Array(headBytes + length);
  const view = new DataView(bytes.buffer);
  let at = headBytes;
  for (const part of parts) {
    view.setUint32(at, part.length);
    bytes.set(part, at + 4);
    at += 4 + part.length;
  }
  bytes.set(mark);
  view.setUint32(4, length);
  view.setUint32(8, crc32c(bytes.subarray(0, 8)));
  view.setUint32(12, crc32c(bytes.subarray(headBytes)));
  return bytes;
}

/**
 * Reads the frames in `bytes`, which begin at byte `from.offset` of the journal with frame `from.number`.
 * A last frame that was never finished is left out whole, also when later frames of its own group reached the disk:
 * none of that group was acknowledged. Damage with a frame of a later group behind it, and a frame whose checksum
 * holds but not its content, stop the reading: problem journal.frame with the byte at which the frame begins.
 */
export function decodeFrames(
  bytes: Uint8Array,
  from: { readonly offset: number; readonly number: number },
): DecodedJournal {
  const frames: DecodedFrame[] = [];
  let at = 0;
  while (at < bytes.length) {
    const body = bodyAt(bytes, at);
    const offset = from.offset + at;
    if (!body) {
      const torn = !hasLaterGroup(bytes, at, from.number + frames.length);
      return torn ? { frames, end: offset, torn } : damaged(frames, offset, 'its checksum does not hold');
    }
    const read = readBody(body, from.number + frames.length);
    if ('reason' in read) return damaged(frames, offset, read.reason);
    const length = headBytes + body.length;
    frames.push({ ...read, offset, length });
    at += length;
  }
  return { frames, end: from.offset + at, torn: false };
}

const damaged = (frames: readonly DecodedFrame[], end: number, reason: string): DecodedJournal => ({
  frames,
  end,
  torn: false,
  problem: problem('journal.frame', '', { name: '', at: `${end}`, reason }),
});

/** The body of the frame at a place, when the frame is all there and both checksums hold. */
function bodyAt(bytes: Uint8Array, at: number): Uint8Array | undefined {
  if (bytes.length - at < headBytes || mark.some((byte, place) => bytes[at + place] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, headBytes);
  if (view.getUint32(8) !== crc32c(bytes.subarray(at, at + 8))) return undefined;
  const start = at + headBytes;
  const length = view.getUint32(4);
  if (length > bytes.length - start) return undefined;
  const body = bytes.subarray(start, start + length);
  return view.getUint32(12) === crc32c(body) ? body : undefined;
}

/** Whether behind a damaged frame stands one that was written after that frame's group was durable. */
function hasLaterGroup(bytes: Uint8Array, at: number, number: number): boolean {
  for (let next = bytes.indexOf(mark[0]!, at + 1); next >= 0; next = bytes.indexOf(mark[0]!, next + 1)) {
    const body = bodyAt(bytes, next);
    if (body && groupOf(body) > number) return true;
  }
  return false;
}

/** The group of a frame's body; a whole frame without a header counts as later, since nothing speaks for its being new. */
function groupOf(body: Uint8Array): number {
  const header = readJson(partsOf(body)?.[0] ?? new Uint8Array());
  return isHeader(header) ? header.group : Number.POSITIVE_INFINITY;
}

type Content = Pick<DecodedFrame, 'frame' | 'leaves'> | { readonly reason: string };

function readBody(body: Uint8Array, number: number): Content {
  const parts = partsOf(body);
  if (!parts) return { reason: 'its parts do not fill it' };
  const [head, ...leaves] = parts;
  const header = readJson(head!);
  if (!isHeader(header)) return { reason: 'its header is not one' };
  if (header.number !== number) return { reason: `it is frame ${header.number} where ${number} was expected` };
  if (header.count !== leaves.length) return { reason: `it holds ${leaves.length} entries of ${header.count}` };
  const entries = leaves.map(readJson);
  if (!entries.every(isEntry)) return { reason: 'one of its entries is not one' };
  const { v: _, count: __, ...rest } = header;
  return { frame: { ...rest, entries }, leaves };
}

/** The parts of a body, each behind its length; undefined when a length leads out of the body. */
function partsOf(body: Uint8Array): Uint8Array[] | undefined {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at < body.length) {
    const length = body.length - at < 4 ? Number.POSITIVE_INFINITY : view.getUint32(at);
    if (length > body.length - at - 4 || (parts.length > 0 && length > entryLimit)) return undefined;
    parts.push(body.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return parts.length > 0 ? parts : undefined;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

type Header = Omit<Frame, 'entries'> & { readonly v: 1; readonly count: number };

function isHeader(value: unknown): value is Header {
  const numbers = ['number', 'group', 'recorded', 'firstSequence', 'count'];
  const texts = ['author', 'key', 'requestHash', 'prev'];
  return (
    isObject(value) &&
    value['v'] === 1 &&
    numbers.every((name) => Number.isSafeInteger(value[name])) &&
    texts.every((name) => typeof value[name] === 'string')
  );
}

const isEntry = (value: unknown): value is StoredEntry =>
  isObject(value) &&
  value['v'] === 1 &&
  ['op', 'class', 'id'].every((name) => typeof value[name] === 'string') &&
  isObject(value['body']);

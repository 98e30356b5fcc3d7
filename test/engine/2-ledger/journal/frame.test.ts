import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32c } from '../../../../engine/2-ledger/journal/crc32c.ts';
import {
  decodeFrames,
  encodeFrame,
  entryBytes,
  type Frame,
  type StoredEntry,
} from '../../../../engine/2-ledger/journal/frame.ts';
import { actions } from '../../../../engine/2-ledger/action.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const entry = (id: string, note: string): StoredEntry => ({
  v: 1,
  op: 'record',
  class: 'EconomicEvent',
  id,
  body: { action: Object.keys(actions)[0]!, note },
});

const frameOf = (number: number, entries: readonly StoredEntry[], group = number): Frame => ({
  number,
  group,
  recorded: 1_741_780_800_000_000 + number,
  author: 'urn:alice',
  key: `key ${number}`,
  requestHash: 'ab',
  prev: '',
  firstSequence: number * 10,
  entries,
});

function journalOf(frames: readonly Frame[]): { bytes: Uint8Array; ends: number[] } {
  const parts = frames.map((frame) => encodeFrame(frame));
  const ends = parts.map((_, place) => parts.slice(0, place + 1).reduce((sum, part) => sum + part.length, 0));
  return { bytes: Uint8Array.from(Buffer.concat(parts)), ends };
}

const three = [1, 2, 3].map((number) =>
  frameOf(number, [entry(`urn:e${number}`, 'grain'), entry(`urn:f${number}`, 'häppi 🌾')]),
);

test('CRC-32C gives the published values', () => {
  const bytes = new TextEncoder().encode('123456789');
  expect(crc32c(bytes).toString(16)).toBe('e3069283');
  expect(crc32c(new Uint8Array(32)).toString(16)).toBe('8a9136aa');
  expect(crc32c(Uint8Array.from({ length: 32 }, (_, place) => place)).toString(16)).toBe('46dd794e');
});

test('what is written in frames is read back, with the place of each and the bytes of its entries', () => {
  const { bytes, ends } = journalOf(three);
  const { frames, end, torn, problem } = decodeFrames(bytes, { offset: 0, number: 1 });
  expect(frames.map(({ frame }) => frame)).toEqual(three);
  expect(frames.map(({ offset, length }) => offset + length)).toEqual(ends);
  expect(frames[1]!.leaves.map(hex)).toEqual(three[1]!.entries.map(entryBytes).map(hex));
  expect([end, torn, problem]).toEqual([bytes.length, false, undefined]);
});

test('reading can begin at any frame', () => {
  const { bytes, ends } = journalOf(three);
  const { frames, end } = decodeFrames(bytes.subarray(ends[0]), { offset: ends[0]!, number: 2 });
  expect(frames.map(({ frame, offset }) => [frame.number, offset])).toEqual([
    [2, ends[0]],
    [3, ends[1]],
  ]);
  expect(end).toBe(bytes.length);
});

test('a last frame that was never finished vanishes whole, wherever it was cut', () => {
  const { bytes, ends } = journalOf(three);
  for (let cut = ends[1]! + 1; cut < bytes.length; cut++) {
    const { frames, end, torn, problem } = decodeFrames(bytes.subarray(0, cut), { offset: 0, number: 1 });
    expect([frames.length, end, torn, problem]).toEqual([2, ends[1], true, undefined]);
  }
});

test('a last frame of which only a part reached the disk vanishes whole', () => {
  const { bytes, ends } = journalOf(three);
  const zeroed = bytes.slice();
  zeroed.fill(0, ends[1]! + 3, ends[2]! - 20);
  expect(decodeFrames(zeroed, { offset: 0, number: 1 })).toMatchObject({ end: ends[1], torn: true });
});

test('a group of which the middle never reached the disk ends before it: none of it was acknowledged', () => {
  const grouped = [three[0]!, ...[2, 3, 4].map((number) => frameOf(number, [entry(`urn:e${number}`, 'malt')], 2))];
  const { bytes, ends } = journalOf(grouped);
  const holed = bytes.slice();
  holed.fill(0, ends[1]! + 1, ends[2]! - 1);
  expect(decodeFrames(holed, { offset: 0, number: 1 })).toMatchObject({ end: ends[1], torn: true });
  const later = journalOf([...grouped, frameOf(5, [entry('urn:e5', 'malt')])]);
  const damaged = later.bytes.slice();
  damaged.fill(0, ends[1]! + 1, ends[2]! - 1);
  expect(decodeFrames(damaged, { offset: 0, number: 1 }).problem).toMatchObject({ values: { at: `${ends[1]}` } });
});

test('any damaged bit of a frame inside is refused with the byte at which the frame begins', () => {
  const { bytes, ends } = journalOf(three);
  const bit = fc.tuple(fc.integer({ min: ends[0]!, max: ends[1]! - 1 }), fc.integer({ min: 0, max: 7 }));
  fc.assert(
    fc.property(bit, ([place, shift]) => {
      const damaged = bytes.slice();
      damaged[place]! ^= 1 << shift;
      const { frames, end, torn, problem } = decodeFrames(damaged, { offset: 0, number: 1 });
      expect([frames.length, end, torn]).toEqual([1, ends[0], false]);
      expect(problem).toMatchObject({ code: 'journal.frame', values: { at: `${ends[0]}` } });
    }),
  );
});

test('any bytes at all are read without failing, and never beyond their end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (noise, behindFrames) => {
      const { bytes } = journalOf(behindFrames ? three : []);
      const { frames, end } = decodeFrames(Uint8Array.from([...bytes, ...noise]), { offset: 0, number: 1 });
      expect(frames.length).toBe(behindFrames ? 3 : 0);
      expect(end).toBeLessThanOrEqual(bytes.length + noise.length);
    }),
  );
});

test('a frame out of its turn is refused: frames were lost, or come from another journal', () => {
  const { bytes } = journalOf([three[0]!, three[2]!]);
  const { frames, problem } = decodeFrames(bytes, { offset: 0, number: 1 });
  expect(frames).toHaveLength(1);
  expect(problem?.values['reason']).toBe('it is frame 3 where 2 was expected');
});

test('a frame whose checksums hold but whose content lies is refused', () => {
  const lying = encodeFrame(frameOf(1, [entry('urn:e1', 'grain')]));
  const view = new DataView(lying.buffer);
  const headerLength = view.getUint32(16);
  view.setUint32(20 + headerLength, 0xfffffff0);
  view.setUint32(12, crc32c(lying.subarray(16)));
  const { problem } = decodeFrames(lying, { offset: 0, number: 1 });
  expect(problem?.values['reason']).toBe('its parts do not fill it');
});

test('an entry of more than 32 KiB is never written', () => {
  const large = entry('urn:e', 'x'.repeat(33_000));
  expect(() => encodeFrame(frameOf(1, [large]))).toThrow('32 KiB');
});

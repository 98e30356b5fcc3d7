/** SHA-1 (RFC 3174), for name-based ids only: crypto.subtle is not there on plain http in a local network. */
export function sha1(message: Uint8Array): Uint8Array {
  const words = padded(message);
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  for (let block = 0; block < words.length; block += 16) round(state, words.subarray(block, block + 16));
  const result = new Uint8Array(20);
  const view = new DataView(result.buffer);
  for (const [place, word] of state.entries()) view.setInt32(place * 4, word);
  return result;
}

function padded(message: Uint8Array): Int32Array {
  const size = Math.ceil((message.length + 9) / 64) * 64;
  const bytes = new Uint8Array(size);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(size - 8, Math.floor(message.length / 0x20000000));
  view.setUint32(size - 4, message.length << 3);
  return Int32Array.from({ length: size / 4 }, (_, place) => view.getInt32(place * 4));
}

const turn = (word: number, by: number) => (word << by) | (word >>> (32 - by));

function round(state: Int32Array, block: Int32Array): void {
  const words = new Int32Array(80);
  words.set(block);
  for (let t = 16; t < 80; t++) words[t] = turn(words[t - 3]! ^ words[t - 8]! ^ words[t - 14]! ^ words[t - 16]!, 1);
  let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
  for (let t = 0; t < 80; t++) {
    const next = (turn(a, 5) + mix(t, b, c, d) + e + words[t]!) | 0;
    [e, d, c, b, a] = [d, c, turn(b, 30), a, next];
  }
  [a, b, c, d, e].forEach((word, place) => {
    state[place] = state[place]! + word;
  });
}

function mix(t: number, b: number, c: number, d: number): number {
  if (t < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (t < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}
